package org.harmonicsweep.trial;

/**
 * The engine that trains, and the version of its numeric contract.
 *
 * <p>The contract's version changes whenever the engine's bits do, and with it every trial's id.
 */
public enum Engine {
  /** Our own kernels: the same bits on every machine, alone or in a cohort. */
  STRICT("strict", "strict-3");

  private final String key;
  private final String contract;

  Engine(String key, String contract) {
    this.key = key;
    this.contract = contract;
  }

  /** Returns the name used in study files and result tables. */
  public String key() {
    return key;
  }

  /** Returns the version of the numeric contract. */
  public String contract() {
    return contract;
  }
}
