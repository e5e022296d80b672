package org.harmonicsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainWriterTest {
  @ParameterizedTest
  @CsvSource({
    "plain ü → 𝜎, plain ü → 𝜎",
    "'two\tcolumns\nlines', 'two\tcolumns\nlines'",
    "'\u001b[2J\u001b]0;title\u0007', ?[2J?]0;title?",
    "'over\rwritten\b', over?written?",
    "\u009b31m\u0085, ?31m?",
    "\u202egnp.exe\u2066, ?gnp.exe?",
  })
  void onlyWhatIsReadReachesTheTerminal(String text, String shown) {
    StringWriter terminal = new StringWriter();
    PrintWriter writer = new PrintWriter(new PlainWriter(terminal));
    writer.print(text);
    text.chars().forEach(writer::write);
    assertThat(terminal).hasToString(shown + shown);
  }
}
