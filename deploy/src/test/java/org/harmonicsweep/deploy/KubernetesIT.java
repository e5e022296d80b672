package org.harmonicsweep.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.mockwebserver.MockWebServer;
import org.harmonicsweep.deploy.JavaProcess.End;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What real {@code spark-submit} asks of Kubernetes with our pod templates. Nothing is scheduled
 * and no pod runs: that needs a cluster.
 */
class KubernetesIT {
  private static final long LIMIT_SECONDS = 180;
  private static final String NAMESPACE = "harmonic-sweep";
  private static final String IMAGE = "registry.example.org/harmonic-sweep:0.1.0";

  @TempDir private Path directory;

  private KubernetesMockServer server;
  private NamespacedKubernetesClient client;
  private SparkHome spark;

  @BeforeEach
  void start() throws Exception {
    server =
        new KubernetesMockServer(
            new Context(), new MockWebServer(), new HashMap<>(), new ApiServer(), false);
    server.init(InetAddress.getLoopbackAddress(), 0);
    client = server.createClient();
    spark = SparkHome.installed();
  }

  @AfterEach
  void stop() {
    client.close();
    server.destroy();
  }

  @Test
  void aSubmissionMakesTheDriversPodOfOurTemplate() throws Exception {
    List<String> arguments =
        List.of(
            "run",
            "/opt/harmonic-sweep/sweeps/quickstart.yaml",
            "--set",
            "TITLE=two words, {\"a\": [1]}",
            "--out",
            "s3a://studies/results");

    End end = submit("cluster", arguments);

    assertThat(end.exitCode()).as(end.err()).isZero();
    List<Pod> pods = client.pods().inNamespace(NAMESPACE).list().getItems();
    assertThat(pods).hasSize(1);
    Pod driver = pods.get(0);
    Container container = driver.getSpec().getContainers().get(0);
    assertThat(container.getImage()).isEqualTo(IMAGE);
    assertThat(container.getArgs())
        .startsWith("driver")
        .containsSubsequence("--class", "org.harmonicsweep.jobs.cli.Main")
        .contains("local:///opt/harmonic-sweep/harmonic-sweep.jar")
        .endsWith(arguments.toArray(String[]::new));
    assertThat(driver.getSpec().getServiceAccountName()).isEqualTo("harmonic-sweep");
    assertFollowsTemplate("driver", driver);
    assertThat(container.getResources().getRequests().get("memory").toString())
        .as("heap and overhead")
        .isEqualTo("2457Mi");

    List<Service> services = client.services().inNamespace(NAMESPACE).list().getItems();
    assertThat(services).singleElement().satisfies(service -> owned(service.getMetadata(), driver));
    List<ConfigMap> maps = client.configMaps().inNamespace(NAMESPACE).list().getItems();
    assertThat(maps)
        .as("the settings, and the template for the executors")
        .hasSize(2)
        .allSatisfy(map -> owned(map.getMetadata(), driver));
    Map<String, String> files = new HashMap<>();
    maps.forEach(map -> files.putAll(map.getData()));
    assertThat(files.get("spark.properties"))
        .contains("spark.executor.instances=2")
        .contains("--add-modules\\=jdk.incubator.vector");
    assertThat(files.get("podspec-configmap-key"))
        .isEqualToIgnoringNewLines(
            Files.readString(Deployment.FILES.resolve("kubernetes/executor-pod.yaml")));
  }

  @Test
  void aDriverAsksForExecutorsOfOurTemplate() throws Exception {
    Path study = Files.writeString(directory.resolve("tiny.yaml"), TinyStudy.TEXT);

    try (JavaProcess driver =
        start("client", List.of("run", study.toString(), "--out", directory.toString()))) {
      List<Pod> executors = awaitExecutors(driver);

      for (Pod executor : executors) {
        Container container = executor.getSpec().getContainers().get(0);
        assertThat(container.getImage()).isEqualTo(IMAGE);
        assertThat(container.getArgs()).contains("executor");
        assertThat(container.getEnv())
            .filteredOn(variable -> variable.getName().startsWith("SPARK_JAVA_OPT_"))
            .extracting(EnvVar::getValue)
            .contains("--add-modules=jdk.incubator.vector");
        assertThat(executor.getSpec().getAutomountServiceAccountToken()).isFalse();
        assertFollowsTemplate("executor", executor);
      }
    }
  }

  private List<Pod> awaitExecutors(JavaProcess driver) throws Exception {
    long deadline = System.nanoTime() + LIMIT_SECONDS * 1_000_000_000L;
    while (true) {
      List<Pod> executors =
          client
              .pods()
              .inNamespace(NAMESPACE)
              .withLabel("spark-role", "executor")
              .list()
              .getItems();
      if (executors.size() == 2) {
        return executors;
      }
      driver.requireAlive();
      assertThat(System.nanoTime()).as("executors in time").isLessThan(deadline);
      Thread.sleep(200);
    }
  }

  private void assertFollowsTemplate(String role, Pod pod) throws Exception {
    Pod template =
        Serialization.unmarshal(
            Files.readString(Deployment.FILES.resolve("kubernetes/" + role + "-pod.yaml")),
            Pod.class);
    assertThat(pod.getSpec().getSecurityContext())
        .isEqualTo(template.getSpec().getSecurityContext());
    assertThat(pod.getSpec().getVolumes()).containsAll(template.getSpec().getVolumes());
    Container container = pod.getSpec().getContainers().get(0);
    Container asked = template.getSpec().getContainers().get(0);
    assertThat(pod.getSpec().getContainers()).hasSize(1);
    assertThat(container.getName()).isEqualTo(asked.getName());
    assertThat(container.getSecurityContext()).isEqualTo(asked.getSecurityContext());
    assertThat(container.getVolumeMounts()).containsAll(asked.getVolumeMounts());
    assertThat(container.getEnv())
        .as("Spark's local directory is the volume of the template")
        .anySatisfy(
            variable -> {
              assertThat(variable.getName()).isEqualTo("SPARK_LOCAL_DIRS");
              assertThat(variable.getValue()).isEqualTo("/var/data/spark");
            });
    assertThat(pod.getMetadata().getLabels())
        .containsAllEntriesOf(template.getMetadata().getLabels());
  }

  private static void owned(io.fabric8.kubernetes.api.model.ObjectMeta resource, Pod driver) {
    assertThat(resource.getOwnerReferences())
        .singleElement()
        .satisfies(owner -> assertThat(owner.getName()).isEqualTo(driver.getMetadata().getName()));
  }

  private End submit(String mode, List<String> arguments) throws Exception {
    try (JavaProcess process = start(mode, arguments)) {
      return process.await(LIMIT_SECONDS);
    }
  }

  private JavaProcess start(String mode, List<String> arguments) throws Exception {
    Path templates = Deployment.FILES.resolve("kubernetes");
    String flags = SparkDefaults.read().get("spark.driver.extraJavaOptions");
    List<String> options = new ArrayList<>();
    options.addAll(
        List.of("--master", "k8s://http://127.0.0.1:" + server.getPort(), "--deploy-mode", mode));
    options.addAll(List.of("--name", "tiny"));
    for (String setting :
        List.of(
            "spark.kubernetes.namespace=" + NAMESPACE,
            "spark.kubernetes.container.image=" + IMAGE,
            "spark.kubernetes.authenticate.driver.serviceAccountName=harmonic-sweep",
            "spark.kubernetes.driver.podTemplateFile=" + templates.resolve("driver-pod.yaml"),
            "spark.kubernetes.executor.podTemplateFile=" + templates.resolve("executor-pod.yaml"),
            "spark.kubernetes.submission.waitAppCompletion=false",
            "spark.driver.memory=2g",
            "spark.driver.memoryOverheadFactor=0.2",
            "spark.executor.instances=2",
            "spark.executor.memory=2g",
            "spark.driver.extraJavaOptions=" + flags,
            "spark.executor.extraJavaOptions=" + flags,
            "spark.ui.enabled=false")) {
      options.addAll(List.of("--conf", setting));
    }
    if (mode.equals("client")) {
      options.addAll(List.of("--conf", "spark.driver.host=localhost"));
      options.addAll(List.of("--conf", "spark.driver.bindAddress=127.0.0.1"));
    }
    String jar =
        mode.equals("client")
            ? Deployment.JAR.toString()
            : "local:///opt/harmonic-sweep/harmonic-sweep.jar";
    return spark.submit(directory, Map.of("KUBECONFIG", "/dev/null"), options, jar, arguments);
  }
}
