package org.harmonicsweep.deploy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Reads {@code spark-defaults.conf} as Spark does: properties, trimmed. */
final class SparkDefaults {
  private SparkDefaults() {}

  static Map<String, String> read() throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(Deployment.SPARK_DEFAULTS)) {
      properties.load(in);
    }
    Map<String, String> settings = new TreeMap<>();
    properties.forEach((key, value) -> settings.put((String) key, ((String) value).strip()));
    return settings;
  }
}
