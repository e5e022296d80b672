package org.harmonicsweep.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A PyTorch, or another engine of the product: one process per model. */
final class PeerContender implements Contender {
  private final Kind kind;
  private final String name;
  private final List<Peer> peers;
  private final String about;

  private PeerContender(Kind kind, String name, List<Peer> peers, String about) {
    this.kind = kind;
    this.name = name;
    this.peers = peers;
    this.about = about;
  }

  /**
   * A command with what it is started in.
   *
   * @param words the command
   * @param environment variables to set; an empty value removes one
   */
  record Launch(List<String> words, Map<String, String> environment) {}

  /** Starts so many processes. */
  static PeerContender start(Kind kind, String name, int models, Launch launch) throws IOException {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < models; i++) {
      peers.add(Peer.start(launch.words(), launch.environment()));
    }
    return new PeerContender(kind, name, List.copyOf(peers), ask(peers, "about").get(0));
  }

  private static List<String> ask(List<Peer> peers, String command) throws IOException {
    for (Peer peer : peers) {
      peer.send(command);
    }
    List<String> answers = new ArrayList<>();
    for (Peer peer : peers) {
      answers.add(peer.answer());
    }
    return answers;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public int models() {
    return peers.size();
  }

  @Override
  public String about() {
    return about;
  }

  @Override
  public boolean offers(Workload workload) {
    return true;
  }

  @Override
  public double seconds(Workload workload, int steps) throws IOException {
    String net = workload.net().text();
    // the longest of the answers, not our own clock: what the pipes cost is nobody's training
    return ask(peers, "run " + workload.name() + " " + steps + " " + net).stream()
        .mapToDouble(Double::parseDouble)
        .max()
        .orElseThrow();
  }

  @Override
  public void close() {
    peers.forEach(Peer::close);
  }
}
