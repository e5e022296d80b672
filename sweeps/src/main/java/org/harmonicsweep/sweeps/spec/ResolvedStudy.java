package org.harmonicsweep.sweeps.spec;

import java.util.List;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Writes a study back as YAML: variables put in, defaults written out, keys in one order. */
final class ResolvedStudy {
  /**
   * Texts that no YAML parser could take for anything else, outside and inside flow collections.
   */
  private static final Pattern SAFE =
      Pattern.compile("[A-Za-z0-9/][A-Za-z0-9_./+-]*|[-+]?\\.?[0-9][0-9.eE+-]*");

  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setSplitLines(false)
          .setWidth(Integer.MAX_VALUE)
          .setBestLineBreak("\n")
          .setMaxSimpleKeyLength(1_000)
          .build();

  private ResolvedStudy() {}

  /** Returns YAML that reads as the given root. */
  static String write(Item.Mapping root) {
    return new Present(SETTINGS)
        .emitToString(new Serialize(SETTINGS).serializeOne(node(root)).iterator());
  }

  private static Node node(Item item) {
    return item.match(ResolvedStudy::scalar, ResolvedStudy::sequence, ResolvedStudy::mapping);
  }

  private static Node scalar(Item.Scalar scalar) {
    String text = scalar.text();
    if (!scalar.plain() || !SAFE.matcher(text).matches()) {
      return new ScalarNode(Tag.STR, text, ScalarStyle.DOUBLE_QUOTED);
    }
    Tag implied = SETTINGS.getSchema().getScalarResolver().resolve(text, true);
    return new ScalarNode(implied, text, ScalarStyle.PLAIN);
  }

  private static Node sequence(Item.Sequence sequence) {
    boolean flat = sequence.items().stream().allMatch(Item.Scalar.class::isInstance);
    List<Node> nodes = sequence.items().stream().map(ResolvedStudy::node).toList();
    return new SequenceNode(Tag.SEQ, nodes, flat ? FlowStyle.FLOW : FlowStyle.BLOCK);
  }

  private static Node mapping(Item.Mapping mapping) {
    List<NodeTuple> tuples =
        mapping.fields().stream()
            .map(field -> new NodeTuple(scalar(field.key()), node(field.value())))
            .toList();
    return new MappingNode(Tag.MAP, tuples, FlowStyle.BLOCK);
  }
}
