package org.harmonicsweep.exchange;

import java.util.List;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.SampleShape;

/** Every error of a file with a network in it, named by its situation. */
public final class ExchangeErrors {
  /** Characters of a name from a file that are shown. */
  private static final int SHOWN = 80;

  private static final String OPERATORS =
      "Gemm, MatMul and Add, Conv, ConvTranspose, Relu, LeakyRelu, Tanh, Sigmoid, Flatten, Reshape,"
          + " Dropout and Identity";

  private ExchangeErrors() {}

  /** A file that is not what it should be. */
  static ExchangeException notOnnx(String file, String reason) {
    return new ExchangeException(
        "%s: not an ONNX model (%s); give an ONNX file or a zip of Deeplearning4j"
            .formatted(file, reason));
  }

  /** A zip that Deeplearning4j cannot load. */
  public static ExchangeException notAnArchive(String file, String reason) {
    return new ExchangeException(
        "%s: not a network of Deeplearning4j (%s); give a zip that ComputationGraph.save or"
                .formatted(file, shown(reason))
            + " MultiLayerNetwork.save wrote");
  }

  /** A format whose library does not start on this machine. */
  public static ExchangeException noLibrary(String reason) {
    return new ExchangeException(reason);
  }

  /** A file beyond what is read. */
  public static ExchangeException tooLarge(String file, String found, String most) {
    return new ExchangeException(
        "%s: %s, more than the %s that are read".formatted(file, found, most));
  }

  /** More values of one sample than a network may have between two layers. */
  public static ExchangeException tooManyValues(String file, String place, double values) {
    return tooLarge(
        file + ": " + shown(place), "%.0f values".formatted(values), ForeignChain.MOST_VALUES + "");
  }

  /** An operator that our layers do not have. */
  static ExchangeException unknownOperator(String file, String place) {
    return new ExchangeException(
        "%s: %s: not among the operators that can be measured, which are %s"
            .formatted(file, shown(place), OPERATORS));
  }

  /** A layer that ours do not have. */
  public static ExchangeException unknownLayer(String file, String place, String known) {
    return new ExchangeException(
        "%s: %s: not among the layers that can be measured, which are %s"
            .formatted(file, shown(place), known));
  }

  /** A setting of a layer that ours do not have. */
  public static ExchangeException unsupported(
      String file, String place, String found, String allowed) {
    return new ExchangeException(
        "%s: %s: %s; it must be %s".formatted(file, shown(place), shown(found), allowed));
  }

  /** An activation with another constant. */
  public static ExchangeException otherLeak(String file, String place, float slope) {
    return unsupported(
        file, place, "the negative side's slope is " + slope, Float.toString(Activation.LEAK));
  }

  /** An output that is not there. */
  public static ExchangeException noOutput(String file, String output, List<String> outputs) {
    return new ExchangeException(
        "%s: has no output '%s'; it has %s".formatted(file, shown(output), names(outputs)));
  }

  /** An input whose sizes the file leaves open. */
  public static ExchangeException openShape(String file, String input) {
    return new ExchangeException(
        "%s: leaves the sizes of its input '%s' open; give them with --shape, such as 28x28x1"
            .formatted(file, shown(input)));
  }

  /** An input whose sizes the file has, and others. */
  public static ExchangeException otherShape(String file, SampleShape found, SampleShape asked) {
    return new ExchangeException(
        "%s: takes %s, not the %s of --shape".formatted(file, found, asked));
  }

  private static String names(List<String> names) {
    return String.join(", ", names.stream().limit(10).map(ExchangeErrors::shown).toList());
  }

  static String shown(String name) {
    return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
  }
}
