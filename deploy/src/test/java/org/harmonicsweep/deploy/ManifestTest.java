package org.harmonicsweep.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every manifest is what its reader understands, to the last field. */
class ManifestTest {
  private static final String APACHE = "sparkapplications.spark.apache.org";
  private static final String KUBEFLOW = "sparkapplications.sparkoperator.k8s.io";

  @Test
  void noManifestIsLeftOutHere() throws IOException {
    try (var files = Files.list(Deployment.FILES.resolve("kubernetes"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "service-account.yaml",
              "driver-pod.yaml",
              "executor-pod.yaml",
              "apache-operator.yaml",
              "kubeflow-operator.yaml");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"service-account.yaml", "driver-pod.yaml", "executor-pod.yaml"})
  void eachFieldOfAPlainManifestIsOneOfKubernetes(String file) throws Exception {
    List<HasMetadata> resources = resources(file);

    assertThat(resources).isNotEmpty();
    for (HasMetadata resource : resources) {
      assertThat(UnknownFields.of(resource)).as(file).isEmpty();
    }
  }

  @Test
  void aMisspeltFieldOfAPodIsFound() throws Exception {
    String typo = text("driver-pod.yaml").replace("runAsUser", "runAsUsr");

    Pod pod = Serialization.unmarshal(typo, Pod.class);

    assertThat(UnknownFields.of(pod)).containsExactly(".Spec.SecurityContext.runAsUsr");
  }

  @ParameterizedTest
  @CsvSource({"apache-operator.yaml," + APACHE, "kubeflow-operator.yaml," + KUBEFLOW})
  void theManifestOfAnOperatorIsValid(String file, String schema) throws IOException {
    assertThat(CustomResourceSchema.of(schema).faults(tree(file))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "apache-operator.yaml," + APACHE + ",/spec,mainClas",
    "apache-operator.yaml," + APACHE + ",/spec/driverSpec/podTemplateSpec/spec,securityContxt",
    "kubeflow-operator.yaml," + KUBEFLOW + ",/spec/driver,memori",
    "kubeflow-operator.yaml," + KUBEFLOW + ",/spec/executor,instanes",
  })
  void aMisspeltFieldIsRefused(String file, String schema, String place, String typo)
      throws IOException {
    JsonNode manifest = tree(file);
    ((ObjectNode) manifest.at(place)).put(typo, "x");

    assertThat(CustomResourceSchema.of(schema).faults(manifest))
        .singleElement()
        .asString()
        .contains(typo);
  }

  @ParameterizedTest
  @CsvSource({
    "apache-operator.yaml," + APACHE + ",/spec/applicationTolerations,resourceRetainPolicy,Forever",
    "apache-operator.yaml," + APACHE + ",/spec,deploymentMode,Cluster",
    "kubeflow-operator.yaml," + KUBEFLOW + ",/spec,mode,everywhere",
    "kubeflow-operator.yaml," + KUBEFLOW + ",/spec/executor,instances,many",
  })
  void aWrongValueIsRefused(String file, String schema, String place, String field, String value)
      throws IOException {
    JsonNode manifest = tree(file);
    ((ObjectNode) manifest.at(place)).put(field, value);

    assertThat(CustomResourceSchema.of(schema).faults(manifest)).isNotEmpty();
  }

  @Test
  void whatMustBeThereMustBeThere() throws IOException {
    JsonNode apache = tree("apache-operator.yaml");
    ((ObjectNode) apache.at("/spec/runtimeVersions")).remove("sparkVersion");
    JsonNode kubeflow = tree("kubeflow-operator.yaml");
    ((ObjectNode) kubeflow.at("/spec")).remove("sparkVersion");

    assertThat(CustomResourceSchema.of(APACHE).faults(apache)).isNotEmpty();
    assertThat(CustomResourceSchema.of(KUBEFLOW).faults(kubeflow)).isNotEmpty();
  }

  /** Also vouches for the fields of Kubeflow's templates, which its schema leaves open. */
  @ParameterizedTest
  @ValueSource(strings = {"driver", "executor"})
  void allThreeWaysOfSubmittingMakeTheSamePods(String role) throws IOException {
    JsonNode template = tree(role + "-pod.yaml");
    JsonNode apache = tree("apache-operator.yaml").at("/spec/" + role + "Spec/podTemplateSpec");
    JsonNode kubeflow = tree("kubeflow-operator.yaml").at("/spec/" + role + "/template");

    assertThat(apache.get("spec")).isEqualTo(template.get("spec"));
    assertThat(kubeflow.get("spec")).isEqualTo(template.get("spec"));
    assertThat(apache.get("metadata")).isEqualTo(template.get("metadata"));
    assertThat(kubeflow.get("metadata")).isEqualTo(template.get("metadata"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"driver-pod.yaml", "executor-pod.yaml"})
  void noPodIsRootOrWritesItsRootOrKeepsACapability(String file) throws IOException {
    Pod pod = Serialization.unmarshal(text(file), Pod.class);

    assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSpec().getSecurityContext().getRunAsUser()).isPositive();
    Container container = pod.getSpec().getContainers().get(0);
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(pod.getSpec().getVolumes())
        .as("none fills the disk of its node")
        .allMatch(volume -> volume.getEmptyDir().getSizeLimit() != null);
  }

  @Test
  void theDriverMayLookAfterItsExecutorsAndNothingElse() throws IOException {
    Role role =
        resources("service-account.yaml").stream()
            .filter(Role.class::isInstance)
            .map(Role.class::cast)
            .findFirst()
            .orElseThrow();

    assertThat(role.getRules()).hasSize(1);
    assertThat(role.getRules().get(0).getApiGroups()).containsExactly("");
    assertThat(role.getRules().get(0).getVerbs()).doesNotContain("*");
    assertThat(role.getRules().get(0).getResources())
        .containsExactlyInAnyOrder("pods", "services", "configmaps", "persistentvolumeclaims");
  }

  @Test
  void theFlagsOfTheJvmAreTheSameEverywhere() throws IOException {
    String flags = SparkDefaults.read().get("spark.driver.extraJavaOptions");
    JsonNode apache = tree("apache-operator.yaml").at("/spec/sparkConf");
    JsonNode kubeflow = tree("kubeflow-operator.yaml").get("spec");

    assertThat(flags).contains("--add-modules=jdk.incubator.vector");
    assertThat(SparkDefaults.read()).containsEntry("spark.executor.extraJavaOptions", flags);
    assertThat(apache.path("spark.driver.extraJavaOptions").asText()).isEqualTo(flags);
    assertThat(apache.path("spark.executor.extraJavaOptions").asText()).isEqualTo(flags);
    assertThat(kubeflow.at("/driver/javaOptions").asText()).isEqualTo(flags);
    assertThat(kubeflow.at("/executor/javaOptions").asText()).isEqualTo(flags);
  }

  @Test
  void theVersionOfSparkIsTheOneOfTheBuild() throws IOException {
    String version = System.getProperty("spark.version");

    assertThat(tree("apache-operator.yaml").at("/spec/runtimeVersions/sparkVersion").asText())
        .isEqualTo(version);
    assertThat(tree("kubeflow-operator.yaml").at("/spec/sparkVersion").asText()).isEqualTo(version);
  }

  private static List<HasMetadata> resources(String file) throws IOException {
    List<HasMetadata> resources = new ArrayList<>();
    for (String document : text(file).split("(?m)^---$", -1)) {
      resources.add(Serialization.unmarshal(document, HasMetadata.class));
    }
    return resources;
  }

  private static JsonNode tree(String file) throws IOException {
    JsonNode tree = Serialization.unmarshal(text(file), JsonNode.class);
    assertThat(tree).isNotInstanceOf(ArrayNode.class);
    return tree;
  }

  private static String text(String file) throws IOException {
    return Files.readString(Path.of("kubernetes").resolve(file));
  }
}
