package org.harmonicsweep.deploy;

import io.fabric8.kubernetes.api.model.KubernetesResource;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the fields of a manifest that Kubernetes does not have, such as misspelt ones. */
final class UnknownFields {
  private UnknownFields() {}

  /** Returns their paths; the model of the client keeps them aside instead of refusing them. */
  static List<String> of(KubernetesResource resource) throws ReflectiveOperationException {
    List<String> found = new ArrayList<>();
    collect("", resource, found);
    return found;
  }

  private static void collect(String path, Object value, List<String> found)
      throws ReflectiveOperationException {
    if (value instanceof List<?> items) {
      for (int i = 0; i < items.size(); i++) {
        collect(path + "[" + i + "]", items.get(i), found);
      }
    } else if (value instanceof KubernetesResource) {
      for (Method method : value.getClass().getMethods()) {
        if (method.getParameterCount() != 0 || !method.getName().startsWith("get")) {
          continue;
        }
        Object inner = method.invoke(value);
        if (method.getName().equals("getAdditionalProperties")) {
          ((Map<?, ?>) inner).keySet().forEach(key -> found.add(path + "." + key));
        } else {
          collect(path + "." + method.getName().substring(3), inner, found);
        }
      }
    }
  }
}
