package org.harmonicsweep.sweeps.spec;

/**
 * A spot in a study file and the keys that lead to it.
 *
 * @param file name as the user gave it
 * @param line from 1
 * @param column from 1, in characters
 * @param path such as {@code grid.chain[1].kl_weight}, empty for the whole study
 */
record Place(String file, int line, int column, String path) {

  /** Returns the place at the end of the given text, as a file of which it is the beginning. */
  static Place after(String file, String text) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      boolean windows = text.startsWith("\r\n", i);
      if (!windows && (text.charAt(i) == '\n' || text.charAt(i) == '\r')) {
        line++;
        start = i + 1;
      }
    }
    return new Place(file, line, 1 + text.codePointCount(start, text.length()), "");
  }

  /** Returns the same spot under a key. */
  Place key(String key) {
    String shown = Shown.shortened(key);
    return new Place(file, line, column, path.isEmpty() ? shown : path + "." + shown);
  }

  /** Returns the same spot as the element of a list, counted from 0. */
  Place element(int index) {
    return new Place(file, line, column, path + "[" + index + "]");
  }

  /** Returns another spot with the same path. */
  Place at(int line, int column) {
    return new Place(file, line, column, path);
  }

  /** Returns the spot so many characters to the right. */
  Place right(int characters) {
    return at(line, column + characters);
  }

  @Override
  public String toString() {
    String spot = file + ":" + line + ":" + column;
    return path.isEmpty() ? spot : spot + ": " + path;
  }
}
