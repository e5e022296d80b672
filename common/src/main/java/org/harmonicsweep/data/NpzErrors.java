package org.harmonicsweep.data;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import org.harmonicsweep.trial.PlainText;

/**
 * Every error of an array in an NPZ archive that a user can cause, named by its situation.
 *
 * @param file path or URI of the archive
 * @param array name of the array
 */
record NpzErrors(String file, String array) {
  private static final String SAVE = "save the arrays again with numpy.savez_compressed";
  private static final int SHOWN_NAMES = 10;
  private static final int SHOWN_SIGNS = 20;

  DataException noArchive() {
    return new DataException(
        "data file '"
            + file
            + "' does not start as a zip archive does, must be an NPZ archive; write one with"
            + " numpy.savez_compressed");
  }

  DataException damaged(Exception cause) {
    return new DataException(
        "data file '"
            + file
            + "' is a damaged zip archive, or one of a kind that is not read ("
            + PlainText.reason(cause)
            + "); fetch it again, or "
            + SAVE,
        cause);
  }

  DataException missing(List<String> names) {
    String found =
        names.isEmpty()
            ? "no array at all"
            : names.stream().limit(SHOWN_NAMES).map(name -> "'" + name + "'").collect(joining(", "))
                + (names.size() > SHOWN_NAMES ? " and others" : "");
    return new DataException(
        "data file '"
            + file
            + "' has no array '"
            + array
            + "', it has "
            + found
            + "; name one of them under array");
  }

  DataException noArray() {
    return about("does not start as arrays of NumPy do, with \\x93NUMPY", SAVE);
  }

  DataException version(int major, int minor) {
    return about(
        "has the format version " + major + "." + minor + ", must be 1.0, 2.0 or 3.0", SAVE);
  }

  DataException headless() {
    return about("ends within its header", "fetch it again");
  }

  DataException longHeader(long length, int most) {
    return about("has a header of " + length + " bytes, must be at most " + most, SAVE);
  }

  DataException unexpected(String header, int position, String allowed) {
    String rest = header.substring(position);
    String found =
        rest.isEmpty()
            ? "that ends"
            : "with '" + rest.substring(0, Math.min(SHOWN_SIGNS, rest.length())).strip() + "'";
    return about(
        "has a header " + found + " at position " + position + ", where it must have " + allowed,
        SAVE);
  }

  DataException missingKey(String key) {
    return about("has a header without the key " + key, SAVE);
  }

  DataException objects() {
    return about(
        "holds Python objects, which are never read because reading them runs code; must hold "
            + NpyType.ALLOWED,
        "save it as numbers");
  }

  DataException otherType(String found) {
    return about(
        "holds " + found + ", must hold " + NpyType.ALLOWED,
        "convert it, for instance with .astype('float32')");
  }

  DataException columnMajor() {
    return about("is in Fortran order, must be in C order", "save numpy.ascontiguousarray of it");
  }

  DataException dimensions(List<Long> sizes) {
    return about(
        "has the shape "
            + shape(sizes)
            + ", must have 2 to 4 dimensions: samples, then features or height, width and channels",
        "reshape it");
  }

  DataException badSize(List<Long> sizes) {
    return about(
        "has the shape "
            + shape(sizes)
            + ", must have sizes of at least 1 and at most "
            + Integer.MAX_VALUE
            + " values in a sample",
        "name another array, or reshape it");
  }

  DataException overpromised(long stored, long needed) {
    return about(
        "promises " + needed + " bytes, more than a file of " + stored + " can hold",
        "fetch it again");
  }

  DataException truncated(long found, long needed) {
    return about("ends after " + found + " bytes, its header promises " + needed, "fetch it again");
  }

  DataException trailing(long needed) {
    return about(
        "goes on after the " + needed + " bytes that its header promises", "fetch it again");
  }

  DataException tooFewSamples(int found, int every) {
    return about(
        "has "
            + samples(found, every)
            + ", must have at least 2, one to train on and one to hold out",
        every == 1 ? "give a larger array" : "lower every");
  }

  DataException limitBeyondEnd(int limit, int found, int every) {
    return about(
        "has " + samples(found, every) + ", fewer than the limit of " + limit,
        "lower the limit or leave it out");
  }

  private static String samples(int found, int every) {
    return found
        + (found == 1 ? " sample" : " samples")
        + (every == 1 ? "" : " with every " + every + "th taken");
  }

  DataException outside(long sample, double found, double white) {
    return about(
        "gives sample " + sample + " the value " + found + ", must be 0 to " + white,
        "give the value that is to become 1 as white, and let nothing be below 0");
  }

  private DataException about(String found, String remedy) {
    return new DataException(
        "array '" + array + "' of data file '" + file + "' " + found + "; " + remedy);
  }

  private static String shape(List<Long> sizes) {
    Optional<String> all =
        sizes.stream().limit(SHOWN_NAMES).map(String::valueOf).reduce((a, b) -> a + ", " + b);
    return "(" + all.orElse("") + (sizes.size() > SHOWN_NAMES ? ", ...)" : ")");
  }
}
