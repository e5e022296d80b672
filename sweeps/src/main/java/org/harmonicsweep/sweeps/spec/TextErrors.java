package org.harmonicsweep.sweeps.spec;

import static org.harmonicsweep.sweeps.spec.Shown.quoted;
import static org.harmonicsweep.sweeps.spec.StudyErrors.bad;
import static org.harmonicsweep.sweeps.spec.StudyErrors.meant;

import java.util.Collection;
import java.util.TreeSet;
import org.harmonicsweep.trial.PlainText;

/** The errors of a study's text: characters, YAML, variables. */
final class TextErrors {
  private TextErrors() {}

  static StudyException fileTooLong(Place place, int length) {
    return bad(place, "found %d characters, at most %d are read", length, SourceText.LONGEST);
  }

  static StudyException notUtf8(Place place, int value) {
    return bad(place, "found the byte 0x%02X, which is not UTF-8; save the file as UTF-8", value);
  }

  static StudyException forbiddenCharacter(Place place, int character) {
    return bad(
        place, "found the character U+%04X, which a study cannot hold; remove it", character);
  }

  static StudyException tab(Place place) {
    return bad(place, "found a tab where YAML wants spaces; indent with spaces");
  }

  static StudyException notYaml(Place place, String problem) {
    return bad(
        place,
        "found text that is not YAML (%s); check indentation, brackets, colons and quotes",
        PlainText.onOneLine(problem).replaceAll(" +", " ").strip());
  }

  static StudyException emptyFile(Place place) {
    return bad(place, "found an empty file; a study has at least the keys study, data, training");
  }

  static StudyException secondDocument(Place place) {
    return bad(
        place, "found a second document; a file holds one study, so remove what follows ---");
  }

  static StudyException tooDeep(Place place, int deepest) {
    return bad(place, "found more than %d levels of nesting; write it flatter", deepest);
  }

  static StudyException tooManyBlocks(Place place, int found, int most) {
    return bad(place, "found %d blocks, at most %d stand in one list; nest them", found, most);
  }

  static StudyException duplicateKey(Item.Scalar key, Place before) {
    return bad(
        key.place(),
        "found the key %s a second time, after line %d; remove one of the two",
        Shown.quoted(key.text()),
        before.line());
  }

  static StudyException keyIsNoName(Place place) {
    return bad(place, "found a list or mapping as a key; keys are names");
  }

  static StudyException sharing(Place place, String anchor) {
    return bad(
        place, "found %s; anchors and aliases are not read, write the value out", quoted(anchor));
  }

  static StudyException tagged(Place place, String tag) {
    return bad(place, "found the tag %s; tags are not read, remove it", quoted(tag));
  }

  static StudyException scalarTooLong(Place place, int length, int most) {
    return bad(place, "found a text of %d characters, at most %d are allowed", length, most);
  }

  static StudyException variableInKey(Place place, String key) {
    return bad(
        place, "found a variable in the key %s; variables stand in values only", quoted(key));
  }

  static StudyException malformedVariable(Place place) {
    return bad(
        place, "found '${' that starts no variable; write ${NAME} or ${NAME:default} on one line");
  }

  static StudyException undefinedVariable(Place place, String name, Collection<String> known) {
    return bad(
        place,
        "the variable %s has no value%s; set it with --set %s=... or write ${%s:default}",
        Shown.shortened(name),
        meant(name, new TreeSet<>(known)),
        Shown.shortened(name),
        Shown.shortened(name));
  }

  static StudyException unusableVariable(Place place, String name) {
    return bad(
        place,
        "the value of the variable %s holds '${' or a control character; set it without",
        Shown.shortened(name));
  }
}
