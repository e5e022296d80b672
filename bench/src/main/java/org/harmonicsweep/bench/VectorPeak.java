package org.harmonicsweep.bench;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sixteen independent chains of multiply-adds in registers, as wide as the processor prefers.
 *
 * <p>Public for {@link java.util.ServiceLoader} only.
 */
public final class VectorPeak implements FloatingPeak {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int CHAINS = 16;
  private static final int LINKS = 200_000;
  private static final int REPEATS = 12;

  private final float[] sink = new float[SPECIES.length()];

  /** Creates a measure with its own sink. */
  public VectorPeak() {}

  @Override
  public double measure() {
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < REPEATS; i++) {
      long start = System.nanoTime();
      chain(sink);
      best = Math.min(best, (System.nanoTime() - start) * 1e-9);
    }
    return 2.0 * CHAINS * LINKS * SPECIES.length() / best;
  }

  private static void chain(float[] sink) {
    FloatVector factor = FloatVector.broadcast(SPECIES, 0.999f);
    FloatVector term = FloatVector.broadcast(SPECIES, 0.001f);
    FloatVector a = term;
    FloatVector b = term;
    FloatVector c = term;
    FloatVector d = term;
    FloatVector e = term;
    FloatVector f = term;
    FloatVector g = term;
    FloatVector h = term;
    FloatVector i = term;
    FloatVector j = term;
    FloatVector k = term;
    FloatVector l = term;
    FloatVector m = term;
    FloatVector n = term;
    FloatVector o = term;
    FloatVector p = term;
    for (int link = 0; link < LINKS; link++) {
      a = a.fma(factor, term);
      b = b.fma(factor, term);
      c = c.fma(factor, term);
      d = d.fma(factor, term);
      e = e.fma(factor, term);
      f = f.fma(factor, term);
      g = g.fma(factor, term);
      h = h.fma(factor, term);
      i = i.fma(factor, term);
      j = j.fma(factor, term);
      k = k.fma(factor, term);
      l = l.fma(factor, term);
      m = m.fma(factor, term);
      n = n.fma(factor, term);
      o = o.fma(factor, term);
      p = p.fma(factor, term);
    }
    FloatVector left = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h);
    left.add(i).add(j).add(k).add(l).add(m).add(n).add(o).add(p).intoArray(sink, 0);
  }
}
