package org.harmonicsweep.jobs.report;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A headless Chromium, spoken to over its DevTools protocol. */
final class Browser implements AutoCloseable {
  static final Path EXECUTABLE = Path.of("/usr/bin/chromium");

  /** Generous: other builds may share the machine. */
  private static final int PATIENCE_SECONDS = 60;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final List<String> errors = Collections.synchronizedList(new ArrayList<>());
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  Browser(Path profile) throws Exception {
    process =
        new ProcessBuilder(
                EXECUTABLE.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile,
                "--window-size=1000,900",
                "--remote-debugging-port=0",
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start();
    socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create(page(profile)), new Messages())
            .get(PATIENCE_SECONDS, SECONDS);
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      send(domain + ".enable", Map.of());
    }
  }

  void open(Path file) throws Exception {
    send("Page.navigate", Map.of("url", file.toUri().toString()));
  }

  /** Waits until an expression is true on the page. */
  void await(String expression) throws Exception {
    long end = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
    while (!evaluate(expression).asBoolean()) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("never true: " + expression + ", errors: " + errors);
      }
      Thread.sleep(50);
    }
  }

  /** Returns the value of an expression on the page. */
  JsonNode evaluate(String expression) throws Exception {
    return send(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true))
        .path("result")
        .path("value");
  }

  /** Returns the page as a PNG picture. */
  byte[] picture() throws Exception {
    JsonNode shot = send("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
    return Base64.getDecoder().decode(shot.path("data").asText());
  }

  /** Returns what the page complained about. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  /** Returns what the page asked the network for. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }

  private String page(Path profile) throws Exception {
    Path port = profile.resolve("DevToolsActivePort");
    long end = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.exists(port) || Files.readAllLines(port).size() < 2) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new IOException("Chromium did not start");
      }
      Thread.sleep(50);
    }
    URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/list");
    String pages = http.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString()).body();
    for (JsonNode page : JSON.readTree(pages)) {
      if (page.path("type").asText().equals("page")) {
        return page.path("webSocketDebuggerUrl").asText();
      }
    }
    throw new IOException("Chromium shows no page: " + pages);
  }

  private JsonNode send(String method, Map<String, Object> parameters)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    int id = calls.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    Map<String, Object> call = Map.of("id", id, "method", method, "params", parameters);
    socket.sendText(JSON.writeValueAsString(call), true).get(PATIENCE_SECONDS, SECONDS);
    return answer.get(PATIENCE_SECONDS, SECONDS);
  }

  private void receive(JsonNode message) {
    if (message.has("id")) {
      waiting.remove(message.path("id").asInt()).complete(message.path("result"));
      return;
    }
    JsonNode event = message.path("params");
    switch (message.path("method").asText()) {
      case "Runtime.exceptionThrown" -> errors.add(event.path("exceptionDetails").toString());
      case "Log.entryAdded" -> errors.add(event.path("entry").toString());
      case "Runtime.consoleAPICalled" -> complaint(event);
      case "Network.requestWillBeSent" -> requests.add(event.path("request").path("url").asText());
      default -> {}
    }
  }

  private void complaint(JsonNode event) {
    if (List.of("error", "warning").contains(event.path("type").asText())) {
      errors.add(event.path("args").toString());
    }
  }

  /** Messages come in parts. */
  private final class Messages implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        try {
          receive(JSON.readTree(whole));
        } catch (IOException e) {
          errors.add("not JSON: " + whole);
        }
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }
  }
}
