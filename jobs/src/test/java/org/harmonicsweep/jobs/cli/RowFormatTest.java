package org.harmonicsweep.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.harmonicsweep.jobs.LocalSpark;
import org.junit.jupiter.api.Test;

class RowFormatTest {
  private static final String QUERY =
      """
      select * from values
        ('a,"b"', 1, 0.1D + 0.2D, array(1, 2), cast(null as double)),
        ('c', 20, 1e-9D, array(), 3D)
        as t(`name.of`, n, x, xs, missing)
      """;

  @Test
  void csvQuotesWhatMustBeAndKeepsEveryDigit() {
    assertThat(printed(RowFormat.CSV, QUERY))
        .isEqualTo(
            """
            name.of,n,x,xs,missing
            "a,""b""\",1,0.30000000000000004,"[1,2]",
            c,20,1.0E-9,[],3.0
            """);
  }

  @Test
  void jsonIsAnObjectPerLine() {
    assertThat(printed(RowFormat.JSON, QUERY).lines())
        .hasSize(2)
        .first()
        .asString()
        .contains("\"n\":1", "\"xs\":[1,2]", "0.30000000000000004");
  }

  @Test
  void aTableIsAlignedAndShort() {
    assertThat(printed(RowFormat.TABLE, QUERY))
        .isEqualTo(
            """
            name.of    n      x   xs      missing
            a,"b"      1    0.3   [1,2]
            c         20   1E-9   []            3
            """);
  }

  @Test
  void namesMayRepeatAndAnswersMayBeEmpty() {
    assertThat(printed(RowFormat.CSV, "select 1 as n, 2 as n where false")).isEqualTo("n,n\n");
    assertThat(printed(RowFormat.TABLE, "select 1 as n, 2 as n")).isEqualTo("n   n\n1   2\n");
  }

  private static String printed(RowFormat format, String query) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    format.print(LocalSpark.session().sql(query), out);
    out.flush();
    return text.toString();
  }
}
