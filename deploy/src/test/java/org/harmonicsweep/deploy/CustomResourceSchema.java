package org.harmonicsweep.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/**
 * The schema of a custom resource, as its operator publishes it, made strict.
 *
 * <p>A server drops a field that it does not know; here such a field is an error, because somebody
 * wrote it and meant something.
 */
final class CustomResourceSchema {
  private static final String ANYTHING = "x-kubernetes-preserve-unknown-fields";
  private static final String NUMBER_OR_TEXT = "x-kubernetes-int-or-string";

  private final JsonSchema schema;

  private CustomResourceSchema(JsonSchema schema) {
    this.schema = schema;
  }

  /** Reads the definition of a resource by its full name. */
  static CustomResourceSchema of(String name) throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (InputStream in =
        CustomResourceSchema.class.getResourceAsStream("/crd/" + name + ".json")) {
      JsonNode definition = json.readTree(Objects.requireNonNull(in, name));
      ObjectNode root =
          (ObjectNode) definition.at("/spec/versions/0/schema/openAPIV3Schema").deepCopy();
      close(root);
      // Kubernetes itself knows these three, whatever the definition says of them.
      ObjectNode properties = (ObjectNode) root.get("properties");
      properties.putObject("metadata").put("type", "object");
      properties.putObject("apiVersion").put("type", "string");
      properties.putObject("kind").put("type", "string");
      return new CustomResourceSchema(
          JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(root));
    }
  }

  /** Returns what is wrong with a resource, each with its place; nothing if it is valid. */
  List<String> faults(JsonNode resource) {
    return schema.validate(resource).stream().map(ValidationMessage::getMessage).toList();
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.path("properties").isObject()
          && !object.has("additionalProperties")
          && !object.path(ANYTHING).asBoolean()) {
        object.put("additionalProperties", false);
      }
      if (object.path(NUMBER_OR_TEXT).asBoolean()) {
        object.remove("type");
      }
    }
    node.forEach(CustomResourceSchema::close);
  }
}
