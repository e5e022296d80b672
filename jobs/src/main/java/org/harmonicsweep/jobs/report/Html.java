package org.harmonicsweep.jobs.report;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pieces of HTML; whatever comes from a study or a failure goes through {@link #text}. */
final class Html {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

  private Html() {}

  /** Returns text with everything escaped that HTML gives a meaning. */
  static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Returns JSON that cannot end the script element it stands in. */
  static String json(String json) {
    return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
  }

  /** Returns a script element around trusted code. */
  static String script(String code) {
    return "<script>\n"
        + code.replaceAll("(?m)^//# sourceMappingURL=.*$", "").replace("</script", "<\\/script")
        + "\n</script>";
  }

  /** Returns the template with each {@code {{name}}} replaced, once, by its HTML. */
  static String fill(String template, Map<String, String> content) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(content.getOrDefault(place.group(1), "")));
  }

  /** A column of a table: its heading, and the class of its cells. */
  record Heading(String text, String style) {
    static Heading words(String text) {
      return new Heading(text, "words");
    }

    static Heading number(String text) {
      return new Heading(text, "number");
    }

    static Heading longWords(String text) {
      return new Heading(text, "long");
    }
  }

  /** Returns a table; the cells are HTML, the rest is text. */
  static String table(String caption, List<Heading> headings, List<List<String>> rows) {
    String head =
        headings.stream()
            .map(h -> "<th scope=\"col\" class=\"%s\">%s</th>".formatted(h.style(), h.text()))
            .collect(joining());
    String body =
        rows.stream().map(row -> "<tr>" + cells(headings, row) + "</tr>\n").collect(joining());
    String title = caption.isEmpty() ? "" : "<caption>" + text(caption) + "</caption>";
    return "<div class=\"scroll\"><table>%s<thead><tr>%s</tr></thead>\n<tbody>\n%s</tbody></table></div>\n"
        .formatted(title, head, body);
  }

  private static String cells(List<Heading> headings, List<String> row) {
    StringBuilder cells = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      cells.append("<td class=\"%s\">%s</td>".formatted(headings.get(i).style(), row.get(i)));
    }
    return cells.toString();
  }
}
