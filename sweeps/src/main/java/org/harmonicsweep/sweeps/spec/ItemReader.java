package org.harmonicsweep.sweeps.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Turns YAML text into {@link Item}s.
 *
 * <p>It reads the parser's events and not its node graph, because only events show aliases, tags
 * and second documents with their places, before anything is expanded.
 */
final class ItemReader {
  private static final int DEEPEST = 32;
  private static final int LONGEST_SCALAR = 10_000;

  private final Iterator<Event> events;
  private final Variables variables;

  private ItemReader(Iterator<Event> events, Variables variables) {
    this.events = events;
    this.variables = variables;
  }

  /** Returns the root of a study file. */
  static Item read(String file, String text, Variables variables) {
    Place start = new Place(file, 1, 1, "");
    LoadSettings settings =
        LoadSettings.builder().setUseMarks(true).setParseComments(false).build();
    try {
      String hidden = Variables.hidden(SourceText.checked(file, text));
      Iterator<Event> events = new Parse(settings).parseString(hidden).iterator();
      return new ItemReader(events, variables).root(start);
    } catch (MarkedYamlEngineException e) {
      throw syntax(start, text, e);
    } catch (YamlEngineException e) {
      throw TextErrors.notYaml(start, Variables.shown(String.valueOf(e.getMessage())));
    }
  }

  private Item root(Place start) {
    events.next();
    if (!(events.next() instanceof DocumentStartEvent)) {
      throw TextErrors.emptyFile(start);
    }
    Item root = item(events.next(), start, 0);
    events.next();
    Event after = events.next();
    if (after instanceof DocumentStartEvent) {
      throw TextErrors.secondDocument(at(start, after.getStartMark()));
    }
    return root;
  }

  private Item item(Event event, Place parent, int depth) {
    Place place = at(parent, event.getStartMark());
    refuseSharing(event, place);
    if (event instanceof ScalarEvent scalar) {
      refuseTag(scalar.getTag(), place);
      return scalar(scalar, place);
    }
    refuseTag(((CollectionStartEvent) event).getTag(), place);
    if (depth == DEEPEST) {
      throw TextErrors.tooDeep(place, DEEPEST);
    }
    return event instanceof MappingStartEvent
        ? mapping(place, depth + 1)
        : sequence(place, depth + 1);
  }

  private Item.Sequence sequence(Place place, int depth) {
    List<Item> items = new ArrayList<>();
    for (Event event = events.next(); isNode(event); event = events.next()) {
      items.add(item(event, place.element(items.size()), depth));
    }
    return new Item.Sequence(place, items);
  }

  private Item.Mapping mapping(Place place, int depth) {
    Map<String, Place> first = new HashMap<>();
    List<Item.Field> fields = new ArrayList<>();
    for (Event event = events.next(); isNode(event); event = events.next()) {
      Item.Scalar key = key(event, place);
      Place before = first.putIfAbsent(key.text(), key.place());
      if (before != null) {
        throw TextErrors.duplicateKey(key, before);
      }
      fields.add(new Item.Field(key, item(events.next(), key.place(), depth)));
    }
    return new Item.Mapping(place, fields);
  }

  private static Item.Scalar key(Event event, Place parent) {
    Place place = at(parent, event.getStartMark());
    refuseSharing(event, place);
    if (!(event instanceof ScalarEvent scalar)) {
      throw TextErrors.keyIsNoName(place);
    }
    refuseTag(scalar.getTag(), place);
    if (Variables.in(scalar.getValue())) {
      throw TextErrors.variableInKey(place, Variables.shown(scalar.getValue()));
    }
    String text = scalar.getValue();
    return new Item.Scalar(place.key(text), text, scalar.isPlain(), OptionalInt.of(0));
  }

  private Item.Scalar scalar(ScalarEvent event, Place place) {
    String text = variables.putInto(event.getValue(), place, LONGEST_SCALAR);
    if (text.length() > LONGEST_SCALAR) {
      throw TextErrors.scalarTooLong(place, text.length(), LONGEST_SCALAR);
    }
    OptionalInt forbidden = text.codePoints().filter(c -> !SourceText.isAllowed(c)).findFirst();
    if (forbidden.isPresent()) {
      throw TextErrors.forbiddenCharacter(place, forbidden.getAsInt());
    }
    boolean unchanged = text.equals(event.getValue());
    return new Item.Scalar(
        place, text, event.isPlain(), unchanged ? offset(event) : OptionalInt.empty());
  }

  /** Text that neither escapes nor folding changed is as long as its source, but for quotes. */
  private static OptionalInt offset(ScalarEvent event) {
    int quote = event.isPlain() ? 0 : 1;
    Optional<Mark> start = event.getStartMark();
    Optional<Mark> end = event.getEndMark();
    if (event.isLiteral() || event.isFolded() || start.isEmpty() || end.isEmpty()) {
      return OptionalInt.empty();
    }
    String text = event.getValue();
    int width = end.get().getColumn() - start.get().getColumn();
    boolean oneLine = start.get().getLine() == end.get().getLine();
    return oneLine && width == text.codePointCount(0, text.length()) + 2 * quote
        ? OptionalInt.of(quote)
        : OptionalInt.empty();
  }

  private static boolean isNode(Event event) {
    return event instanceof NodeEvent;
  }

  private static void refuseSharing(Event event, Place place) {
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      String sign = event instanceof AliasEvent ? "*" : "&";
      throw TextErrors.sharing(place, sign + node.getAnchor().get().getValue());
    }
  }

  private static void refuseTag(Optional<String> tag, Place place) {
    if (tag.isPresent()) {
      throw TextErrors.tagged(place, tag.get());
    }
  }

  private static Place at(Place place, Optional<Mark> mark) {
    return mark.map(m -> place.at(m.getLine() + 1, m.getColumn() + 1)).orElse(place);
  }

  /** An end that comes too early is the fault of what was left open, not of the end. */
  private static StudyException syntax(Place start, String text, MarkedYamlEngineException e) {
    String problem = Variables.shown(String.valueOf(e.getProblem()));
    boolean early = problem.contains("end of stream") && e.getContextMark().isPresent();
    Place place = at(start, early ? e.getContextMark() : e.getProblemMark());
    String line = text.lines().skip(place.line() - 1L).findFirst().orElse("");
    int tab = line.indexOf('\t');
    return tab >= 0 && line.substring(0, tab).isBlank()
        ? TextErrors.tab(place.at(place.line(), tab + 1))
        : TextErrors.notYaml(place, problem);
  }
}
