package org.harmonicsweep.jobs;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.harmonicsweep.jobs.execution.Workplace;
import org.junit.jupiter.api.Test;

/** Holds the code to the table of CONTRIBUTING.md, and to what the style forbids. */
class ArchitectureTest {
  private static final String ROOT = "org.harmonicsweep.";
  private static final String JOBS = ROOT + "jobs..";
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.harmonicsweep");

  /** The clock, and the times of files that it gave them. */
  private static final DescribedPredicate<JavaAccess<?>> CLOCK =
      DescribedPredicate.describe(
          "is the time of day",
          access -> {
            String type = access.getTargetOwner().getName();
            String name = access.getTarget().getName();
            return name.matches(
                    "currentTimeMillis|lastModified|get(Last)?(Modified|Modification|Access)Time")
                || (type.startsWith("java.time.") && name.matches("now|system.*|tick.*"))
                || (type.matches("java\\.util\\.(Date|.*Calendar)")
                    && name.matches("<init>|getInstance"));
          });

  @Test
  void packagesUseOnlyWhatTheTableOfContributingAllows() throws IOException {
    Map<String, Set<String>> allowed = table();
    Map<String, Set<String>> forbidden = new TreeMap<>();
    uses()
        .forEach(
            (user, used) -> {
              Set<String> extra = new TreeSet<>(used);
              extra.removeAll(allowed.getOrDefault(user, Set.of()));
              if (!extra.isEmpty()
                  && !allowed.getOrDefault(user, Set.of()).contains("everything")) {
                forbidden.put(user, extra);
              }
            });

    assertThat(forbidden).as("uses that CONTRIBUTING.md does not list").isEmpty();
    assertThat(allowed.keySet())
        .as("packages with a line in CONTRIBUTING.md")
        .isEqualTo(packages());
  }

  @Test
  void thereAreNoCycles() {
    SlicesRuleDefinition.slices().assignedFrom(new Layer()).should().beFreeOfCycles().check(CODE);
  }

  @Test
  void sparkIsSeenByJobsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(JOBS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark..")
        .check(CODE);
  }

  @Test
  void nothingUsesScala() {
    noClasses().should().dependOnClassesThat().resideInAPackage("scala..").check(CODE);
  }

  @Test
  void parquetIsSeenByTheStoreAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "jobs.store")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.parquet..")
        .check(CODE);
  }

  @Test
  void hadoopIsSeenByDataAndJobsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(JOBS, ROOT + "data")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.hadoop..")
        .check(CODE);
  }

  @Test
  void yamlIsSeenByTheStudyReaderAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "sweeps.spec")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.snakeyaml..")
        .check(CODE);
  }

  @Test
  void onlyTheCommandLinePrintsOrEndsTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "jobs.cli")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CODE);
  }

  @Test
  void randomnessEntersByNamedStreamsOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class)
        .orShould()
        .callMethod(Math.class, "random")
        .check(CODE);
  }

  /** No decision depends on a clock that may be set; durations are differences of nanoTime. */
  @Test
  void theTimeOfDayIsAskedForProvenanceAndByDrillsOnly() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(Workplace.class)
        .and()
        .resideOutsideOfPackage(ROOT + "jobs.drill")
        .should()
        .accessTargetWhere(CLOCK)
        .check(CODE);
  }

  @Test
  void nothingIsComputedByFunctionsWhoseLastBitDependsOnTheProcessor() {
    noClasses()
        .should()
        .callMethodWhere(
            target(owner(nameMatching("java\\.lang\\.Math")))
                .and(
                    target(
                        nameMatching(
                            "a?(sin|cos|tan)h?|atan2|exp|expm1|log|log10|log1p|pow|cbrt|hypot"))))
        .check(CODE);
  }

  @Test
  void staticsDoNotChange() {
    fields().that().areStatic().should().beFinal().check(CODE);
    fields()
        .that()
        .areStatic()
        .should()
        .notHaveRawType(
            com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                "java.util.concurrent.atomic.."))
        .check(CODE);
  }

  /** Which of our packages each of them uses. */
  private static Map<String, Set<String>> uses() {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (JavaClass type : CODE) {
      Set<String> used = uses.computeIfAbsent(name(type), key -> new TreeSet<>());
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(target -> target.getPackageName().startsWith(ROOT))
          .map(ArchitectureTest::name)
          .filter(target -> !target.equals(name(type)))
          .forEach(used::add);
    }
    return uses;
  }

  private static Set<String> packages() {
    return CODE.stream().map(ArchitectureTest::name).collect(toCollection(TreeSet::new));
  }

  private static String name(JavaClass type) {
    return type.getPackageName().substring(ROOT.length());
  }

  private static Map<String, Set<String>> table() throws IOException {
    Map<String, Set<String>> table = new TreeMap<>();
    Files.readAllLines(contributing()).stream()
        .dropWhile(line -> !line.startsWith("| package"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.split("\\|"))
        .forEach(
            cells ->
                table.put(
                    cells[1].strip(),
                    Arrays.stream(cells[2].split(","))
                        .map(String::strip)
                        .filter(name -> !name.equals("–"))
                        .collect(toCollection(TreeSet::new))));
    return table;
  }

  private static Path contributing() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("CONTRIBUTING.md"))) {
      directory = directory.getParent();
    }
    return directory.resolve("CONTRIBUTING.md");
  }

  /**
   * The metrics refer to each other's records and stand together; all else is a layer of its own.
   */
  private static final class Layer implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return !type.getPackageName().startsWith(ROOT)
          ? SliceIdentifier.ignore()
          : SliceIdentifier.of(name(type).replaceFirst("^metrics\\..*", "metrics"));
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
