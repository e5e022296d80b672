package org.harmonicsweep.deploy;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import okio.Buffer;

/**
 * Answers as an API server of Kubernetes does, with the two things that Spark needs and the
 * client's own mock lacks: server-side apply, and a phase for a new pod.
 */
final class ApiServer extends KubernetesCrudDispatcher {
  private static final String POD = ".*/pods(\\?.*)?";

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    String type = request.getHeader("Content-Type");
    if ("PATCH".equals(request.getMethod())
        && type != null
        && type.startsWith("application/apply-patch")) {
      return apply(request);
    }
    MockResponse response = super.dispatch(request);
    if ("POST".equals(request.getMethod()) && request.getPath().matches(POD)) {
      accept(request, response);
    }
    return response;
  }

  private MockResponse apply(RecordedRequest request) {
    String path = withoutQuery(request);
    String body = request.getBody().clone().readUtf8();
    String json = Serialization.asJson(Serialization.unmarshal(body, Map.class));
    if (handleGet(path).getStatus().contains(" 404 ")) {
      return handleCreate(request("POST", path.substring(0, path.lastIndexOf('/')), json));
    }
    return handleUpdate(request("PUT", path, json));
  }

  private void accept(RecordedRequest request, MockResponse response) {
    Pod pod = Serialization.unmarshal(response.getBody().clone().readUtf8(), Pod.class);
    pod.setStatus(new PodStatusBuilder().withPhase("Pending").build());
    String path = withoutQuery(request) + "/" + pod.getMetadata().getName() + "/status";
    handleUpdate(request("PUT", path, Serialization.asJson(pod)));
  }

  private static String withoutQuery(RecordedRequest request) {
    return request.getPath().replaceAll("\\?.*", "");
  }

  private static RecordedRequest request(String method, String path, String json) {
    Buffer body = new Buffer().writeUtf8(json);
    return new RecordedRequest(
        method + " " + path + " HTTP/1.1",
        Headers.of("Content-Type", "application/json"),
        List.of(),
        body.size(),
        body,
        0,
        new Socket());
  }
}
