package org.harmonicsweep.sweeps.claims;

/** Where a claim comes from. */
public enum Source {
  /** Larger encoder variance takes high frequencies out of the networks. */
  C1("C1", Source.PAPER),
  /** Larger encoder variance is a soft constraint on the decoder's Lipschitz constant. */
  C2("C2", Source.PAPER),
  /** Noise on the input does the same to the encoder. */
  C3("C3", Source.PAPER),
  /** A larger weight of the KL term does it to both. */
  C4("C4", Source.PAPER),
  /** The linear model of fixed or learned variance, solved in closed form. */
  THEORY("theory", "closed form of the linear variational autoencoder; the view theory_gap has it");

  private static final String PAPER =
      "Camuto, Willetts, Variational Autoencoders: A Harmonic Perspective, AISTATS 2022, abstract";

  private final String key;
  private final String citation;

  Source(String key, String citation) {
    this.key = key;
    this.citation = citation;
  }

  /** Returns the word of result tables, such as {@code C1}. */
  public String key() {
    return key;
  }

  /** Returns author, title, year and place. */
  public String citation() {
    return citation;
  }
}
