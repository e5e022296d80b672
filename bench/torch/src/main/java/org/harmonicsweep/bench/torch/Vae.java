package org.harmonicsweep.bench.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * The net of a workload in libtorch, written down the way a PyTorch user would.
 *
 * <p>The text is {@code activation input layer…}, for instance {@code tanh 64 dense:32 latent:2
 * dense:32 dense:64}: the activation follows every layer but the heads, {@code map} and the last.
 */
final class Vae {
  private static final Scalar HALF = new Scalar(0.5);
  private static final Scalar ONE = new Scalar(1);
  private static final Scalar LEAK = new Scalar(0.05);
  private static final TensorOptional NONE = new TensorOptional();

  private final String activation;
  private final List<Step> encoder = new ArrayList<>();
  private final List<Step> decoder = new ArrayList<>();
  private final List<Tensor> parameters = new ArrayList<>();
  private final long[] input;
  private long[] shape;
  private int latent;

  /** A layer: from a batch to a batch. */
  private interface Step {
    Tensor apply(Tensor x);
  }

  /** Reads the net and draws its weights. */
  Vae(String text) {
    String[] words = text.trim().split("\\s+");
    this.activation = words[0];
    this.input = numbers(words[1]);
    this.shape = input;
    for (int i = 2; i < words.length; i++) {
      add(words[i], i == words.length - 1);
    }
  }

  private void add(String word, boolean last) {
    String kind = word.substring(0, word.indexOf(':'));
    long[] n = numbers(word.substring(word.indexOf(':') + 1));
    List<Step> chain = latent == 0 ? encoder : decoder;
    switch (kind) {
      case "latent" -> {
        latent = (int) n[0];
        chain.add(dense(2 * n[0]));
        shape = n;
        return;
      }
      case "map" -> {
        chain.add(x -> x.reshape(withRows(x, n)));
        shape = n;
        return;
      }
      case "dense" -> chain.add(dense(n[0]));
      case "conv" -> chain.add(convolution(n));
      case "deconv" -> chain.add(transposed(n));
      default -> throw new IllegalArgumentException("unknown layer " + word);
    }
    if (!last) {
      chain.add(this::activate);
    }
  }

  private Tensor activate(Tensor x) {
    return switch (activation) {
      case "tanh" -> torch.tanh(x);
      case "relu" -> torch.relu(x);
      case "logistic" -> torch.sigmoid(x);
      case "leaky_relu" -> torch.leaky_relu(x, LEAK);
      default -> throw new IllegalArgumentException("unknown activation " + activation);
    };
  }

  private Step dense(long outputs) {
    long inputs = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    Tensor weights = parameter(inputs, outputs, inputs);
    TensorOptional biases = new TensorOptional(parameter(inputs, outputs));
    boolean flat = shape.length == 1;
    shape = new long[] {outputs};
    return x -> torch.linear(flat ? x : x.flatten(1, -1), weights, biases);
  }

  private Step convolution(long[] n) {
    long fan = shape[0] * n[1] * n[1];
    Tensor weights = parameter(fan, n[0], shape[0], n[1], n[1]);
    TensorOptional biases = new TensorOptional(parameter(fan, n[0]));
    long[] stride = {n[2], n[2]};
    long[] padding = {n[3], n[3]};
    long[] dilation = {1, 1};
    shape = new long[] {n[0], less(shape[1], n), less(shape[2], n)};
    return x -> torch.conv2d(x, weights, biases, stride, padding, dilation, 1);
  }

  private static long less(long side, long[] n) {
    return (side + 2 * n[3] - n[1]) / n[2] + 1;
  }

  private Step transposed(long[] n) {
    long fan = shape[0] * n[1] * n[1];
    Tensor weights = parameter(fan, shape[0], n[0], n[1], n[1]);
    TensorOptional biases = new TensorOptional(parameter(fan, n[0]));
    long[] stride = {n[2], n[2]};
    long[] padding = {n[3], n[3]};
    long[] none = {0, 0};
    long[] dilation = {1, 1};
    shape = new long[] {n[0], more(shape[1], n), more(shape[2], n)};
    return x -> torch.conv_transpose2d(x, weights, biases, stride, padding, none, 1, dilation);
  }

  private static long more(long side, long[] n) {
    return (side - 1) * n[2] - 2 * n[3] + n[1];
  }

  private Tensor parameter(long fan, long... sizes) {
    double most = 1 / Math.sqrt(fan);
    Tensor tensor = torch.rand(sizes).mul(new Scalar(2 * most)).sub(new Scalar(most));
    parameters.add(tensor.detach().requires_grad_(true));
    return parameters.get(parameters.size() - 1);
  }

  List<Tensor> parameters() {
    return parameters;
  }

  /** Returns the shape of a batch of the given rows. */
  long[] batch(long rows) {
    long[] sizes = new long[input.length + 1];
    sizes[0] = rows;
    System.arraycopy(input, 0, sizes, 1, input.length);
    return sizes;
  }

  /** Returns the mean over the batch of cross-entropy + KL(q(z | x) ‖ N(0, I)). */
  Tensor loss(Tensor x) {
    Tensor code = run(encoder, x);
    Tensor mean = code.narrow(1, 0, latent);
    Tensor logVariance = code.narrow(1, latent, latent);
    Tensor deviation = logVariance.mul(HALF).exp();
    Tensor z = mean.add(deviation.mul(torch.randn_like(mean)));
    Tensor logits = run(decoder, z);
    Tensor target = x.reshape(logits.sizes());
    Tensor reconstruction =
        torch.binary_cross_entropy_with_logits(
            logits, target, NONE, NONE, torch.Reduction.Sum.value);
    Tensor divergence =
        logVariance.add(ONE).sub(mean.square()).sub(logVariance.exp()).sum();
    Tensor sum = reconstruction.sub(divergence.mul(HALF));
    return sum.mul(new Scalar(1.0 / x.size(0)));
  }

  private static Tensor run(List<Step> chain, Tensor x) {
    Tensor y = x;
    for (Step step : chain) {
      y = step.apply(y);
    }
    return y;
  }

  private static long[] withRows(Tensor x, long[] rest) {
    long[] sizes = new long[rest.length + 1];
    sizes[0] = x.size(0);
    System.arraycopy(rest, 0, sizes, 1, rest.length);
    return sizes;
  }

  private static long[] numbers(String list) {
    return Arrays.stream(list.split(",")).mapToLong(Long::parseLong).toArray();
  }
}
