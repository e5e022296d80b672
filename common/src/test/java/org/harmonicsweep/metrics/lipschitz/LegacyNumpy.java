package org.harmonicsweep.metrics.lipschitz;

/**
 * numpy's legacy random stream of an integer seed: MT19937, uniforms of 53 bits, polar Gaussians.
 *
 * <p>The published reference nets are drawn from it.
 */
final class LegacyNumpy {
  private static final int SIZE = 624;

  private final int[] state = new int[SIZE];
  private int position = SIZE;
  private boolean cached;
  private double second;

  LegacyNumpy(int seed) {
    state[0] = seed;
    for (int i = 1; i < SIZE; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  double uniform() {
    int high = next() >>> 5;
    int low = next() >>> 6;
    return (high * 67108864.0 + low) / 9007199254740992.0;
  }

  double uniform(double from, double to) {
    return from + (to - from) * uniform();
  }

  double gaussian() {
    if (cached) {
      cached = false;
      return second;
    }
    double x;
    double y;
    double square;
    do {
      x = 2 * uniform() - 1;
      y = 2 * uniform() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
    second = factor * x;
    cached = true;
    return factor * y;
  }

  private int next() {
    if (position == SIZE) {
      for (int i = 0; i < SIZE; i++) {
        int y = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7fffffff);
        state[i] = state[(i + 397) % SIZE] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
      }
      position = 0;
    }
    int y = state[position++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }
}
