package org.harmonicsweep.bench.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.harmonicsweep.data.DataLoader;
import org.harmonicsweep.data.DataSplit;
import org.harmonicsweep.sweeps.spec.Study;
import org.harmonicsweep.sweeps.spec.SweepReader;

/** A study with its data, as {@code run} has them before it plans. */
record Declared(Study study, DataSplit data) {

  /** Reads the file of a study without variables, and its data. */
  static Declared in(String name) throws IOException {
    Path file = Path.of(name);
    Study study =
        new SweepReader(Map.of(), path -> true).read(file.toString(), Files.readAllBytes(file));
    DataSplit data = new DataLoader(new Configuration()).load(study.data(), study.testFraction());
    return new Declared(study, data);
  }
}
