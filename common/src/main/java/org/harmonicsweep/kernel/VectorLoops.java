package org.harmonicsweep.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The elementwise loops; operand 0 is changed in place, a bias is operand 1. */
final class VectorLoops {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private VectorLoops() {}

  /** Calls loops, what does not fill a vector padded in scratch: lanes do not see each other. */
  static final class Runner {
    final VectorOperands operands = new VectorOperands();
    private final VectorOperands tail = new VectorOperands();

    /** The loop to run, and two that do nothing: see {@link VectorLoop}. */
    private final VectorLoop[] turns = {idle -> {}, idle -> {}, idle -> {}};

    Runner() {
      for (int i = 0; i < VectorOperands.MOST; i++) {
        tail.values[i] = new float[LANES];
      }
      tail.count = LANES;
    }

    /** Runs a loop over so many elements of the operands, of which it uses the first few. */
    void run(VectorLoop loop, int used, int count) {
      int whole = SPECIES.loopBound(count);
      operands.count = whole;
      if (whole > 0) {
        call(loop, operands);
      }
      if (whole < count) {
        padded(loop, used, whole, count - whole);
      }
    }

    private void call(VectorLoop loop, VectorOperands on) {
      turns[0] = loop;
      for (VectorLoop turn : turns) {
        turn.run(on);
      }
    }

    private void padded(VectorLoop loop, int used, int whole, int count) {
      tail.factor = operands.factor;
      tail.second = operands.second;
      for (int i = 0; i < used; i++) {
        int from = operands.at[i] + whole;
        System.arraycopy(operands.values[i], from, tail.values[i], 0, count);
      }
      call(loop, tail);
      for (int i = 0; i < used; i++) {
        int to = operands.at[i] + whole;
        System.arraycopy(tail.values[i], 0, operands.values[i], to, count);
      }
    }
  }

  static void addRow(VectorOperands o) {
    float[] x = o.values[0];
    int at = o.at[0];
    for (int i = 0; i < o.count; i += LANES) {
      biased(o, i).intoArray(x, at + i);
    }
  }

  static void addRowRelu(VectorOperands o) {
    float[] x = o.values[0];
    int at = o.at[0];
    for (int i = 0; i < o.count; i += LANES) {
      FloatVector value = biased(o, i);
      value.blend(0, value.compare(VectorOperators.LE, 0)).intoArray(x, at + i);
    }
  }

  static void addRowLeakyRelu(VectorOperands o) {
    float[] x = o.values[0];
    int at = o.at[0];
    float leak = o.factor;
    for (int i = 0; i < o.count; i += LANES) {
      FloatVector value = biased(o, i);
      value.blend(value.mul(leak), value.compare(VectorOperators.LE, 0)).intoArray(x, at + i);
    }
  }

  static void addRowTanh(VectorOperands o) {
    float[] x = o.values[0];
    int at = o.at[0];
    for (int i = 0; i < o.count; i += LANES) {
      VectorElementary.tanh(biased(o, i)).intoArray(x, at + i);
    }
  }

  static void addRowLogistic(VectorOperands o) {
    float[] x = o.values[0];
    int at = o.at[0];
    for (int i = 0; i < o.count; i += LANES) {
      VectorElementary.logistic(biased(o, i)).intoArray(x, at + i);
    }
  }

  private static FloatVector biased(VectorOperands o, int i) {
    return o.vector(0, i).add(o.vector(1, i));
  }

  /** Operand 0 becomes operand 1 with the factor times operand 0 on it. */
  static void scaleAndAdd(VectorOperands o) {
    float[] x = o.values[0];
    int at = o.at[0];
    FloatVector factor = FloatVector.broadcast(SPECIES, o.factor);
    for (int i = 0; i < o.count; i += LANES) {
      factor.fma(o.vector(0, i), o.vector(1, i)).intoArray(x, at + i);
    }
  }

  static void exp(VectorOperands o) {
    float[] x = o.values[0];
    int at = o.at[0];
    for (int i = 0; i < o.count; i += LANES) {
      VectorElementary.exp(o.vector(0, i)).intoArray(x, at + i);
    }
  }

  /** Operand 1 is the rectifier's output, the factor its leak. */
  static void timesRectifierSlope(VectorOperands o) {
    float[] gradient = o.values[0];
    int at = o.at[0];
    float leak = o.factor;
    for (int i = 0; i < o.count; i += LANES) {
      FloatVector value = FloatVector.fromArray(SPECIES, gradient, at + i);
      VectorMask<Float> low = o.vector(1, i).compare(VectorOperators.LE, 0);
      value.blend(value.mul(leak), low).intoArray(gradient, at + i);
    }
  }

  /** Operand 1 is the output of tanh. */
  static void timesTanhSlope(VectorOperands o) {
    float[] gradient = o.values[0];
    int at = o.at[0];
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    for (int i = 0; i < o.count; i += LANES) {
      FloatVector y = o.vector(1, i);
      o.vector(0, i).mul(y.neg().fma(y, one)).intoArray(gradient, at + i);
    }
  }

  /** Operand 1 is the output of the logistic function. */
  static void timesLogisticSlope(VectorOperands o) {
    float[] gradient = o.values[0];
    int at = o.at[0];
    for (int i = 0; i < o.count; i += LANES) {
      FloatVector y = o.vector(1, i);
      o.vector(0, i).mul(y.neg().fma(y, y)).intoArray(gradient, at + i);
    }
  }

  /** Adds operand 1, one row after another, to operand 0. */
  static void accumulate(VectorOperands o) {
    float[] sums = o.values[0];
    int to = o.at[0];
    float[] from = o.values[1];
    int at = o.at[1];
    for (int row = 0; row < o.rows; row++) {
      for (int i = 0; i < o.count; i += LANES) {
        FloatVector.fromArray(SPECIES, sums, to + i)
            .add(FloatVector.fromArray(SPECIES, from, at + i))
            .intoArray(sums, to + i);
      }
      at += o.step;
    }
  }

  /** Operand 0 becomes the sum of the rows of operand 1, one vector of columns at a time. */
  static void sumColumns(VectorOperands o) {
    for (int i = 0; i < o.count; i += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      float[] from = o.values[1];
      int at = o.at[1] + i;
      for (int row = 0; row < o.rows; row++) {
        sum = sum.add(FloatVector.fromArray(SPECIES, from, at));
        at += o.step;
      }
      sum.intoArray(o.values[0], o.at[0] + i);
    }
  }
}
