package org.harmonicsweep.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DataErrorsTest {

  @Test
  void stackTraceInACausesMessageIsLeftOut() {
    IOException cause = new IOException("Permission denied: user=x\n\tat org.apache.Some.call(1)");
    assertThat(DataErrors.unreadable("a", cause))
        .hasMessage(
            "data file 'a' cannot be read (Permission denied: user=x); check its permissions and"
                + " its storage")
        .hasCause(cause);
  }

  @Test
  void causeWithoutMessageIsNamedByItsClass() {
    assertThat(DataErrors.unreadable("a", new IOException())).hasMessageContaining("(IOException)");
    assertThat(DataErrors.damagedGzip("a", new IOException("")))
        .hasMessageContaining("(IOException)");
  }
}
