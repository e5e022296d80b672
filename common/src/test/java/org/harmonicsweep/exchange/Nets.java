package org.harmonicsweep.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.harmonicsweep.network.Layer;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.trial.Activation;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Window;
import org.junit.jupiter.api.Named;

/** Networks with layers of every kind, none of them symmetric. */
final class Nets {
  static final SampleShape IMAGE = new SampleShape(6, 8, 2);
  private static final SampleShape SMALL = new SampleShape(3, 4, 3);
  private static final Window STRIDED = new Window(3, 2, 1);
  private static final Window PLAIN = new Window(2, 1, 0);

  private Nets() {}

  static Stream<Named<ShapedNetwork>> all() {
    Stream<Named<ShapedNetwork>> dense =
        Stream.of(Activation.values())
            .map(
                activation -> Named.of("dense " + activation.key(), dense(activation, activation)));
    return Stream.concat(
        dense,
        Stream.of(
            Named.of("one affine map", affine()),
            Named.of("dense, images at both ends", betweenImages()),
            Named.of("convolutions", convolutions(Activation.TANH)),
            Named.of("transposed convolutions", transposed(Activation.RELU)),
            Named.of("from one pixel on", fromOnePixel())));
  }

  static ShapedNetwork affine() {
    return shaped(List.of(dense(5, 3)), Activation.LINEAR, Activation.LINEAR);
  }

  static ShapedNetwork dense(Activation hidden, Activation last) {
    return shaped(List.of(dense(5, 17), dense(17, 9), dense(9, 4)), hidden, last);
  }

  static ShapedNetwork betweenImages() {
    return shaped(
        List.of(
            new LayerShape.Dense(IMAGE, SampleShape.vector(7)),
            new LayerShape.Dense(SampleShape.vector(7), SMALL)),
        Activation.TANH,
        Activation.LOGISTIC);
  }

  static ShapedNetwork convolutions(Activation hidden) {
    SampleShape wide = new SampleShape(2, 3, 5);
    return shaped(
        List.of(
            new LayerShape.Convolution(IMAGE, SMALL, STRIDED),
            new LayerShape.Convolution(SMALL, wide, PLAIN),
            new LayerShape.Dense(wide, SampleShape.vector(3))),
        hidden,
        Activation.LINEAR);
  }

  /** The first has one pixel more than the fewest along both sides, the last is plain. */
  static ShapedNetwork transposed(Activation hidden) {
    SampleShape larger = new SampleShape(7, 9, 2);
    return shaped(
        List.of(
            new LayerShape.Dense(SampleShape.vector(3), SMALL),
            new LayerShape.TransposedConvolution(SMALL, IMAGE, STRIDED),
            new LayerShape.TransposedConvolution(IMAGE, larger, PLAIN)),
        hidden,
        Activation.LOGISTIC);
  }

  static ShapedNetwork fromOnePixel() {
    SampleShape code = SampleShape.vector(4);
    return shaped(
        List.of(
            new LayerShape.TransposedConvolution(
                code, new SampleShape(4, 4, 3), new Window(4, 1, 0))),
        Activation.RELU,
        Activation.TANH);
  }

  private static LayerShape dense(int inputs, int outputs) {
    return new LayerShape.Dense(SampleShape.vector(inputs), SampleShape.vector(outputs));
  }

  static ShapedNetwork shaped(List<LayerShape> shapes, Activation hidden, Activation last) {
    SplittableRandom random = new SplittableRandom(shapes.size() * 31L);
    List<Layer> layers = new ArrayList<>();
    for (LayerShape shape : shapes) {
      boolean end = layers.size() == shapes.size() - 1;
      double scale = Math.sqrt(2.0 / shape.fans());
      float[] weights = normals(random, shape.weightRows() * shape.weightColumns(), scale);
      float[] biases = normals(random, shape.biases(), 0.5);
      layers.add(Layer.of(shape, weights, biases, end ? last : hidden));
    }
    return new ShapedNetwork(
        Network.of(layers), shapes.get(0).input(), shapes.get(shapes.size() - 1).output());
  }

  static float[] normals(SplittableRandom random, int count, double scale) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return values;
  }
}
