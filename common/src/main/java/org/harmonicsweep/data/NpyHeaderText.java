package org.harmonicsweep.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of an array's header.
 *
 * <p>NumPy writes a Python dictionary of three keys and evaluates it when it reads. Here it is read
 * sign by sign, and whatever is not one of the forms below is refused: {@code {'descr': '<f4',
 * 'fortran_order': False, 'shape': (60000, 28, 28), }}.
 */
final class NpyHeaderText {
  private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]*");
  private static final Pattern TEXT = Pattern.compile("'([^'\\\\\\n]*)'|\"([^\"\\\\\\n]*)\"");
  private static final Pattern TRUTH = Pattern.compile("True|False");
  // Python 2 wrote an L after long numbers
  private static final Pattern WHOLE = Pattern.compile("(0|[1-9][0-9]{0,18})L?");

  private final NpzErrors errors;
  private final String text;
  private final int length;
  private int position;

  private Optional<NpyType> type = Optional.empty();
  private Optional<Boolean> isColumnMajor = Optional.empty();
  private Optional<List<Long>> sizes = Optional.empty();

  private NpyHeaderText(NpzErrors errors, String text, int length) {
    this.errors = errors;
    this.text = text;
    this.length = length;
  }

  /**
   * Reads a header.
   *
   * @param errors of this array
   * @param text of the dictionary, padded with white space
   * @param length bytes up to the first number
   * @throws DataException if it is no header, or one of an array that is no data
   */
  static NpyHeader read(NpzErrors errors, String text, int length) {
    return new NpyHeaderText(errors, text, length).header();
  }

  private NpyHeader header() {
    expect("{");
    while (!accepts("}")) {
      entry();
      if (!accepts(",")) {
        expect("}");
        break;
      }
    }
    if (position < text.length()) {
      throw unexpected("the end of the header");
    }
    NpyType numbers = type.orElseThrow(() -> errors.missingKey("descr"));
    if (isColumnMajor.orElseThrow(() -> errors.missingKey("fortran_order"))) {
      throw errors.columnMajor();
    }
    return new NpyHeader(
        numbers, checked(sizes.orElseThrow(() -> errors.missingKey("shape"))), length);
  }

  private void entry() {
    int start = position;
    String key = text();
    expect(":");
    switch (key) {
      case "descr" -> type = once(type, start, this::type);
      case "fortran_order" -> isColumnMajor = once(isColumnMajor, start, this::truth);
      case "shape" -> sizes = once(sizes, start, this::tuple);
      default -> {
        position = start;
        throw unexpected("one of the keys descr, fortran_order and shape");
      }
    }
  }

  @FunctionalInterface
  private interface Value<T> {
    T read();
  }

  private <T> Optional<T> once(Optional<T> earlier, int start, Value<T> value) {
    if (earlier.isPresent()) {
      position = start;
      throw unexpected("each key once");
    }
    return Optional.of(value.read());
  }

  private NpyType type() {
    if (text.startsWith("[", position)) {
      throw errors.otherType("records");
    }
    String name = text();
    if (name.endsWith("O")) {
      throw errors.objects();
    }
    return NpyType.of(name).orElseThrow(() -> errors.otherType("'" + name + "'"));
  }

  private boolean truth() {
    return token(TRUTH, "True or False").group().equals("True");
  }

  private String text() {
    Matcher found = token(TEXT, "a text in quotation marks");
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  private List<Long> tuple() {
    expect("(");
    List<Long> numbers = new ArrayList<>();
    while (!accepts(")")) {
      numbers.add(whole());
      if (!accepts(",")) {
        expect(")");
        break;
      }
    }
    return numbers;
  }

  private long whole() {
    int start = position;
    Matcher found = token(WHOLE, "a whole number of at least 0");
    try {
      return Long.parseLong(found.group(1));
    } catch (NumberFormatException e) {
      position = start;
      throw unexpected("a whole number that 63 bits hold");
    }
  }

  private List<Integer> checked(List<Long> found) {
    if (found.size() < 2 || found.size() > 4) {
      throw errors.dimensions(found);
    }
    double values = 1;
    for (long size : found) {
      if (size < 1 || size > Integer.MAX_VALUE) {
        throw errors.badSize(found);
      }
    }
    for (long size : found.subList(1, found.size())) {
      values *= size;
    }
    if (values > Integer.MAX_VALUE) {
      throw errors.badSize(found);
    }
    return found.stream().map(Long::intValue).toList();
  }

  private boolean accepts(String sign) {
    skipSpace();
    boolean isThere = text.startsWith(sign, position);
    if (isThere) {
      position += sign.length();
      skipSpace();
    }
    return isThere;
  }

  private void expect(String sign) {
    if (!accepts(sign)) {
      throw unexpected(sign);
    }
  }

  private Matcher token(Pattern form, String allowed) {
    Matcher matcher = form.matcher(text).region(position, text.length());
    if (!matcher.lookingAt()) {
      throw unexpected(allowed);
    }
    position = matcher.end();
    skipSpace();
    return matcher;
  }

  private void skipSpace() {
    Matcher space = SPACE.matcher(text).region(position, text.length());
    if (space.lookingAt()) {
      position = space.end();
    }
  }

  private DataException unexpected(String allowed) {
    return errors.unexpected(text, position, allowed);
  }
}
