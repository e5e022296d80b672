package org.harmonicsweep.jobs.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.harmonicsweep.jobs.analysis.Estimate.Interval;
import org.harmonicsweep.jobs.analysis.SummaryTable.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTableTest {

  @Test
  void theTableIsAlignedAndFitsATerminal() {
    Level wide = new Level("0.0025", 36, 3, around(1.33e-1, 0.01), around(10.04, 0.31), NONE);
    Level learned =
        new Level("learned", 9, 1, alone(1.2e-12), alone(1234.5678), around(98765.4, 1234.5));
    Level noise = new Level("0", 45, 3, NONE, NONE, NONE);

    String text = new SummaryTable(List.of(wide, learned), List.of(noise)).text();

    assertThat(text)
        .isEqualTo(
            """
            Decoder by encoder variance
              variance   trials   high-frequency share         Lipschitz ≥    Lipschitz ≤
              0.0025         36   1.33e-1 [1.23e-1, 1.43e-1]   10.04 ± 0.31   –
              learned         9   1.20e-12                     1230           98800 ± 1200

            Encoder by input noise
              noise   trials   filter split   Lipschitz ≥   Lipschitz ≤
              0           45   –              –             –

            Means over the rest of the grid, 95 % intervals over replicates; of shares and splits, geometric.
            Levels with unequal trials are averaged over different cells.\
            """);
    assertThat(text.lines()).allMatch(line -> line.length() <= 100);
  }

  @ParameterizedTest
  @CsvSource({
    "3.7312, 0.1234, 3.73 ± 0.12",
    "28.21, 1.06, 28.2 ± 1.1",
    "0.0004567, 0.0000123, 0.000457 ± 0.000012",
    "-712.3, 0.0996, -712.30 ± 0.10",
    "5, 0, 5.0 ± 0",
    "1234567, 8910, 1234600 ± 8900",
    "2, 100, 0 ± 100"
  })
  void aMeanIsWrittenAsFarAsItsIntervalAllows(double mean, double half, String expected) {
    assertThat(around(mean, half).orElseThrow().plusMinus()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.001334, 1.33e-3",
    "1, 1.00e0",
    "0.99999, 1.00e0",
    "12345, 1.23e4",
    "1e-12, 1.00e-12",
    "0, 0.00e0"
  })
  void aShareIsWrittenWithItsPowerOfTen(double share, String expected) {
    assertThat(Estimate.scientific(share)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0.0025, 0.0025", "1.0, 1", "0.1, 0.1", "100000, 100000", "1e-9, 1.0E-9", "3.5, 3.5"})
  void aLevelIsWrittenAsShortAsItCan(double level, String expected) {
    assertThat(Estimate.shortest(level)).isEqualTo(expected);
  }

  private static final Optional<Estimate> NONE = Optional.empty();

  private static Optional<Estimate> around(double mean, double half) {
    return Optional.of(new Estimate(mean, Optional.of(new Interval(mean - half, mean + half))));
  }

  private static Optional<Estimate> alone(double mean) {
    return Optional.of(new Estimate(mean, Optional.empty()));
  }
}
