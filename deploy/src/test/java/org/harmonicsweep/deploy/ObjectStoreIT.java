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
  void aStudyRunsIsResumedAskedAndPublished() throws Exception {
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

    End again = harmonic("run", study.toString(), "--out", results);
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err()).contains("all are done");
    assertThat(objects()).isEqualTo(objects);

    End status = harmonic("status", results + "/tiny");
    assertThat(status.exitCode()).as(status.err()).isZero();
    assertThat(status.out()).containsPattern("done +4\n").containsPattern("missing +0\n");

    End sql =
        harmonic("sql", results + "/tiny", "select count(*) as n from trials", "--format", "csv");
    assertThat(sql.exitCode()).as(sql.err()).isZero();
    assertThat(sql.out()).isEqualTo("n\n4\n");

    End publish = harmonic("publish", results + "/tiny", "--to", "s3a://studies/tiny-1.0");
    assertThat(publish.exitCode()).as(publish.err()).isZero();
    assertThat(objects())
        .contains(
            "tiny-1.0/SHA256SUMS",
            "tiny-1.0/README.md",
            "tiny-1.0/trials/trials-00000.parquet",
            "tiny-1.0/provenance/provenance-00000.parquet")
        .noneMatch(key -> key.startsWith("_tiny"));

    damage(objects);
    End mended = harmonic("run", study.toString(), "--out", results);
    assertThat(mended.exitCode()).as(mended.err()).isZero();
    assertThat(mended.err()).contains("was damaged; it is in damaged/ now");
    assertThat(objects()).containsAll(objects).anyMatch(key -> key.contains("/damaged/part-"));
  }

  /** Leaves of one part what a broken upload of another program would leave. */
  private void damage(List<String> objects) throws Exception {
    String part = objects.stream().filter(key -> key.contains("/part-")).findFirst().orElseThrow();
    HttpRequest put =
        HttpRequest.newBuilder(URI.create(endpoint + "/studies/" + part))
            .PUT(BodyPublishers.ofByteArray("PAR1".getBytes(UTF_8)))
            .build();
    assertThat(send(put).statusCode()).isEqualTo(200);
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
