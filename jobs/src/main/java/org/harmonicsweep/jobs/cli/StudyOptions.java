package org.harmonicsweep.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.harmonicsweep.data.DataLoader;
import org.harmonicsweep.jobs.JobErrors;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.sweeps.spec.SweepReader;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The study that a command is about, and the values of its variables. */
final class StudyOptions {
  /** Twice of what a study may have: enough to tell that it is too long. */
  private static final int MOST_READ = 1 << 21;

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)");

  @Parameters(paramLabel = "STUDY", description = "Study file in YAML, a path or URI.")
  private String file = "";

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Value of $${NAME} in the study; wins over the environment variable NAME.")
  private List<String> settings = List.of();

  /** Returns the options of a study that a command is not about itself. */
  static StudyOptions of(String file, List<String> settings) {
    StudyOptions options = new StudyOptions();
    options.file = file;
    options.settings = List.copyOf(settings);
    return options;
  }

  /**
   * Reads, checks and expands the study.
   *
   * @throws RuntimeException with a message for the user if anything is wrong
   */
  Study read(Configuration configuration) {
    String text = text(configuration);
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.putAll(settings(text));
    return new SweepReader(variables, new DataLoader(configuration)::isReadable).read(file, text);
  }

  private Map<String, String> settings(String text) {
    TreeSet<String> known =
        VARIABLE
            .matcher(text)
            .results()
            .map((MatchResult match) -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, String> values = new HashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw JobErrors.badSetting(setting);
      }
      String name = setting.substring(0, equals);
      if (!known.contains(name)) {
        throw JobErrors.unusedSetting(name, known);
      }
      values.put(name, setting.substring(equals + 1));
    }
    return values;
  }

  private String text(Configuration configuration) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(configuration))).toString();
    } catch (CharacterCodingException e) {
      throw JobErrors.studyIsNoText(file);
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw JobErrors.missingStudy(file);
    } catch (AccessDeniedException e) {
      throw JobErrors.unreadableStudy(file, new IOException("permission denied", e));
    } catch (IOException | IllegalArgumentException e) {
      throw JobErrors.unreadableStudy(file, e);
    }
  }

  /** A bare path is one of this machine, whatever file system a cluster has for its default. */
  private byte[] bytes(Configuration configuration) throws IOException {
    if (!file.matches("[A-Za-z][A-Za-z0-9+.-]*:/.*")) {
      try (var in = Files.newInputStream(java.nio.file.Path.of(file))) {
        return in.readNBytes(MOST_READ);
      }
    }
    Path path = new Path(file);
    try (var in = path.getFileSystem(configuration).open(path)) {
      return in.readNBytes(MOST_READ);
    }
  }
}
