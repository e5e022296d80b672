package org.harmonicsweep.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.harmonicsweep.deploy.JavaProcess.End;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built jar with results on S3: Hadoop's own connector against a server of S3's protocol.
 *
 * <p>Part of the build with {@code -Pobject-store}.
 */
@EnabledIf("isInstalled")
class ObjectStoreIT {
  private static final long LIMIT_SECONDS = 600;
  private static final Path SERVER = Deployment.ROOT.resolve("deploy/target/s3mock.jar");
  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");

  @TempDir private Path directory;

  private JavaProcess server;
  private String endpoint;

  static boolean isInstalled() {
    return Files.exists(SERVER) && Files.isDirectory(Deployment.OBJECT_STORE_JARS);
  }

  @BeforeEach
  void startServer() throws Exception {
    int port = freePort();
    endpoint = "http://127.0.0.1:" + port;
    server =
        JavaProcess.start(
            directory,
            Map.of(),
            List.of(
                "-Xmx300m",
                "-jar",
                SERVER.toString(),
                "--server.address=127.0.0.1",
                "--server.ssl.enabled=false",
                "--server.port=" + port,
                "--server.tomcat.accesslog.enabled=true",
                "--server.tomcat.accesslog.directory=" + directory,
                "--server.tomcat.accesslog.buffered=false",
                "--server.tomcat.accesslog.pattern=" + Request.PATTERN,
                "--com.adobe.testing.s3mock.httpPort=0"));
    server.awaitText("Started S3MockApplication", LIMIT_SECONDS);
    HttpRequest bucket =
        HttpRequest.newBuilder(URI.create(endpoint + "/studies"))
            .PUT(BodyPublishers.noBody())
            .build();
    assertThat(send(bucket).statusCode()).isEqualTo(200);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void aStudyRunsIsMendedAskedAndPublished() throws Exception {
    Path study = Files.writeString(directory.resolve("tiny.yaml"), TinyStudy.TEXT);
    String results = "s3a://studies/results";

    End run = harmonic("run", study.toString(), "--out", results);
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> objects = objects();
    assertThat(objects)
        .contains("results/tiny/plan.json", "results/tiny/plan.parquet", "results/tiny/report.html")
        .anyMatch(key -> key.matches("results/tiny/trials/part-[0-9a-f]+\\.parquet"))
        .as("nothing was written under another name and left")
        .noneMatch(key -> key.matches(".*/_[^/]+$"));
    assertEachWasPutOnceUnderItsName(objects);

    End again = harmonic("run", study.toString(), "--out", results);
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err()).contains("all are done");
    assertThat(objects()).isEqualTo(objects);

    End status = harmonic("status", results + "/tiny");
    assertThat(status.exitCode()).as(status.err()).isZero();
    assertThat(status.out()).containsPattern("done +4\n").containsPattern("missing +0\n");

    String rows = rows(results);
    assertThat(rows).as("a header and a line for each trial").hasLineCount(5);

    End publish = harmonic("publish", results + "/tiny", "--to", "s3a://studies/tiny-1.0");
    assertThat(publish.exitCode()).as(publish.err()).isZero();
    assertThat(objects())
        .contains(
            "tiny-1.0/SHA256SUMS",
            "tiny-1.0/README.md",
            "tiny-1.0/trials/trials-00000.parquet",
            "tiny-1.0/provenance/provenance-00000.parquet")
        .noneMatch(key -> key.startsWith("_tiny"));
    assertNothingWasCopied();

    List<String> parts = objects.stream().filter(key -> key.contains("/part-")).toList();
    assertThat(parts).hasSizeGreaterThanOrEqualTo(2);
    damage(parts.get(0));
    remove(parts.get(1));
    End mended = harmonic("run", study.toString(), "--out", results, "--no-report");
    assertThat(mended.exitCode()).as(mended.err()).isZero();
    assertThat(mended.err()).contains("was damaged; it is in damaged/ now").contains("2 to train");
    assertThat(objects()).containsAll(objects).anyMatch(key -> key.contains("/damaged/part-"));
    assertThat(rows(results)).as("rows after the loss of two parts").isEqualTo(rows);
  }

  /** Returns what identifies the rows and all their bits. */
  private String rows(String results) throws Exception {
    End sql =
        harmonic(
            "sql",
            results + "/tiny",
            "select trial_id, row_digest from trials order by trial_id",
            "--format",
            "csv");
    assertThat(sql.exitCode()).as(sql.err()).isZero();
    return sql.out();
  }

  /** One stream is one request, under the final name (decision 17). */
  private void assertEachWasPutOnceUnderItsName(List<String> objects) throws IOException {
    List<String> put =
        requests().stream()
            .filter(request -> request.method().equals("PUT") && !request.key().endsWith("/"))
            .map(Request::key)
            .sorted()
            .toList();
    assertThat(put).isEqualTo(objects.stream().filter(key -> !key.endsWith("/")).sorted().toList());
    assertNothingWasCopied();
  }

  /** A rename would be a copy and a removal. */
  private void assertNothingWasCopied() throws IOException {
    assertThat(requests()).isNotEmpty().noneMatch(Request::isCopy);
  }

  private List<Request> requests() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      Path log =
          files
              .filter(file -> file.getFileName().toString().startsWith("access_log"))
              .findFirst()
              .orElseThrow();
      return Files.readAllLines(log).stream()
          .map(Request::of)
          .filter(request -> !request.key().isEmpty())
          .toList();
    }
  }

  /**
   * A request that the server logged.
   *
   * @param method such as PUT
   * @param key of the object, empty where it is about the bucket
   * @param isCopy whether the content is that of another object
   */
  private record Request(String method, String key, boolean isCopy) {
    static final String PATTERN = "%m %U %{x-amz-copy-source}i";

    static Request of(String line) {
      List<String> words = List.of(line.split(" "));
      return new Request(
          words.get(0), words.get(1).replaceFirst("^/studies/?", ""), !words.get(2).equals("-"));
    }
  }

  /** Leaves of a part what a broken upload of another program would leave. */
  private void damage(String part) throws Exception {
    HttpRequest put = request(part).PUT(BodyPublishers.ofByteArray("PAR1".getBytes(UTF_8))).build();
    assertThat(send(put).statusCode()).isEqualTo(200);
  }

  private void remove(String part) throws Exception {
    assertThat(send(request(part).DELETE().build()).statusCode()).isEqualTo(204);
  }

  private HttpRequest.Builder request(String key) {
    return HttpRequest.newBuilder(URI.create(endpoint + "/studies/" + key));
  }

  private List<String> objects() throws Exception {
    String list =
        send(HttpRequest.newBuilder(URI.create(endpoint + "/studies?list-type=2")).build()).body();
    return KEY.matcher(list).results().map(match -> match.group(1)).sorted().toList();
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private End harmonic(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("@" + Deployment.JAVA_OPTIONS, "-Xmx800m"));
    command.add("-Dspark.master=local[2]");
    for (String setting :
        List.of(
            "endpoint=" + endpoint,
            "endpoint.region=us-east-1",
            "path.style.access=true",
            "connection.ssl.enabled=false",
            "access.key=anything",
            "secret.key=anything",
            "change.detection.mode=none", // this server's answer to a copy has no version
            "attempts.maximum=2",
            "retry.limit=2")) {
      command.add("-Dspark.hadoop.fs.s3a." + setting);
    }
    command.add("-cp");
    command.add(
        Deployment.JAR + ":" + Deployment.SPARK_JARS + "/*:" + Deployment.OBJECT_STORE_JARS + "/*");
    command.add("org.harmonicsweep.jobs.cli.Main");
    command.addAll(List.of(arguments));
    try (JavaProcess process = JavaProcess.start(directory, Map.of(), command)) {
      return process.await(LIMIT_SECONDS);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
