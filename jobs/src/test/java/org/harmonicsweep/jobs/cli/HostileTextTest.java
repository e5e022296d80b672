package org.harmonicsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.jobs.Studies;
import org.harmonicsweep.jobs.store.ResultDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and texts that try to leave their place: a directory, a line, a terminal. */
class HostileTextTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../other",
        "a/../../b",
        "/etc",
        "a/b",
        "a\\b",
        ".",
        "-rf",
        "con.",
        "a b",
        "ü",
        "A",
        "file:a",
        "a%2fb",
        "\"a\\0b\"",
        "\"a\\nb\"",
        "\"\\e[2J\"",
        "~",
        "$HOME",
        "''"
      })
  void theNameOfAStudyNamesNoOtherDirectory(String name) throws IOException {
    CommandLineRun run =
        CommandLineRun.of(
            "run",
            TinyStudy.in(directory, TinyStudy.TEXT.replace("study: tiny", "study: " + name)),
            "--out",
            directory.resolve("out").toString());
    assertThat(run.exitCode()).isEqualTo(65);
    assertPlain(run);
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void textOfAStudyDoesNotSpeakToTheTerminal() throws IOException {
    String out = directory.toString();
    ResultDirectory results = ResultDirectory.create(new Configuration(), out, "waves");
    results.record(Studies.plan("waves", 1, 1), "test");
    Path plan = directory.resolve("waves/plan.json");
    String hostile = "\\u001b[2J\\u001b]0;x\\u0007\\u202e\\r Is it\\u0085?";
    Files.writeString(plan, Files.readString(plan).replace("Does it hold?", hostile));

    CommandLineRun run = CommandLineRun.of("status", directory.resolve("waves").toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Is it");
    assertPlain(run);
  }

  @Test
  void aStudyThatIsTooLongIsNotReadToItsEnd() throws IOException {
    CommandLineRun run = CommandLineRun.of("plan", TinyStudy.in(directory, "x".repeat(3 << 20)));

    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.err()).contains("found 2097152 characters, at most 1048576 are read");
  }

  @Test
  void nameOfAFileDoesNotSpeakToTheTerminal() {
    CommandLineRun run = CommandLineRun.of("plan", directory + "/\u001b[2J\u202e.yaml");

    assertThat(run.exitCode()).isEqualTo(66);
    assertPlain(run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "{a,b}", "[a]", "a\\b", "a?"})
  void aDirectoryIsNoPattern(String name) {
    CommandLineRun run = CommandLineRun.of("status", directory + "/" + name);

    assertThat(run.exitCode()).isEqualTo(64);
    assertPlain(run);
  }

  private static void assertPlain(CommandLineRun run) {
    assertThat((run.out() + run.err()).chars())
        .noneMatch(c -> (Character.isISOControl(c) && c != '\n' && c != '\t') || c == '\u202e');
  }
}
