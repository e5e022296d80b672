package org.harmonicsweep.metrics.lipschitz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.harmonicsweep.data.Dataset;
import org.harmonicsweep.metrics.MeasuredNetwork;
import org.harmonicsweep.metrics.lipschitz.JacobianAscent.Witness;
import org.harmonicsweep.network.Network;
import org.harmonicsweep.training.TrainedVae;
import org.harmonicsweep.trial.Seeds;

/** Entry point of this package. */
public final class Lipschitz {
  /** Held-out samples whose posteriors the ball is made of. */
  private static final int BALL_SAMPLES = 1024;

  /** Ratio to the lower bound at which the ball need not be cut any finer. */
  private static final double CLOSE_ENOUGH = 1.05;

  private Lipschitz() {}

  /**
   * Measures a trained model on held-out data.
   *
   * <p>The constants are those of the whole input space, in the Euclidean norm on both sides. The
   * search for the lower bounds starts from up to 64 held-out samples, for the decoder from 64
   * draws from the prior and one from the posterior of each of those samples, and is free to leave
   * them. Where the product of the encoder's and the decoder's bound is the smallest bound of the
   * reconstruction, its certificate is {@code composition}.
   *
   * <p>A dense decoder is also bracketed in the ball that holds 99.9 % of its aggregate posterior:
   * of 4096 draws from the posteriors of up to 1024 evenly spaced held-out samples in turn, from
   * the stream {@code metric-lipschitz-ball}.
   */
  public static LipschitzMeasurement measure(TrainedVae vae, Dataset test, Seeds seeds) {
    LayerChain encoder = LayerChain.of(vae.encoderMean());
    LayerChain decoder = LayerChain.of(vae.decoder());
    LayerChain reconstruct = encoder.then(decoder);
    DoubleNetwork encoderMean = DoubleNetwork.of(encoder);
    List<double[]> samples = StartingPoints.heldOut(test);
    List<double[]> latent = StartingPoints.latent(vae, encoderMean, samples, seeds);

    Witness inner = JacobianAscent.search(encoderMean, samples);
    Witness outer = JacobianAscent.search(DoubleNetwork.of(decoder), latent);
    List<double[]> steep = new ArrayList<>(samples);
    steep.add(inner.point());
    Witness both = JacobianAscent.search(DoubleNetwork.of(reconstruct), steep);

    UpperBounds decoderBounds = UpperBounds.of(decoder);
    PosteriorDraws draws =
        new PosteriorDraws(
            vae,
            encoderMean,
            StartingPoints.heldOut(test, BALL_SAMPLES),
            seeds.key("metric-lipschitz-ball"));
    List<double[]> near = new ArrayList<>(latent);
    near.add(outer.point());
    Optional<LocalBracket> local =
        LatentBall.holding(draws::draw)
            .flatMap(ball -> local(decoder, ball, near, decoderBounds.smallest()));

    LipschitzBracket encoderBracket =
        bracket(MeasuredNetwork.ENCODER, encoder, UpperBounds.of(encoder), inner);
    LipschitzBracket decoderBracket =
        bracket(MeasuredNetwork.DECODER, decoder, decoderBounds, steeper(outer, local));
    LipschitzBracket whole =
        bracket(
            MeasuredNetwork.RECONSTRUCT, reconstruct, UpperBounds.ofComposed(reconstruct), both);
    return new LipschitzMeasurement(
        List.of(encoderBracket, decoderBracket, composed(whole, encoderBracket, decoderBracket)),
        local);
  }

  /**
   * Brackets a decoder alone.
   *
   * <p>The upper bounds are those of {@link #measure}, bit for bit. The search for the lower one
   * starts from the same 64 draws from the prior, and from no others: without an encoder there is
   * no posterior and no ball. So it may end below, never above the upper bound.
   */
  public static LipschitzBracket ofDecoder(Network decoder, Seeds seeds) {
    LayerChain chain = LayerChain.of(decoder);
    Witness witness =
        JacobianAscent.search(
            DoubleNetwork.of(chain), StartingPoints.prior(decoder.inputs(), seeds));
    return bracket(MeasuredNetwork.DECODER, chain, UpperBounds.of(chain), witness);
  }

  /** Brackets an encoder mean alone: what {@link #measure} gives for it, bit for bit. */
  public static LipschitzBracket ofEncoder(Network encoder, Dataset test) {
    LayerChain chain = LayerChain.of(encoder);
    Witness witness = JacobianAscent.search(DoubleNetwork.of(chain), StartingPoints.heldOut(test));
    return bracket(MeasuredNetwork.ENCODER, chain, UpperBounds.of(chain), witness);
  }

  /** What is found in the ball is found in the whole space too. */
  private static Witness steeper(Witness anywhere, Optional<LocalBracket> local) {
    return local
        .filter(bracket -> bracket.lower() > anywhere.slope())
        .map(
            bracket ->
                new Witness(
                    bracket.lower(),
                    bracket.witness().stream().mapToDouble(Double::doubleValue).toArray()))
        .orElse(anywhere);
  }

  /**
   * Returns the bracket in a ball; once the upper bound is there, the search goes on from where it
   * was the largest.
   */
  private static Optional<LocalBracket> local(
      LayerChain decoder, LatentBall ball, List<double[]> starts, double global) {
    DoubleNetwork network = DoubleNetwork.of(decoder);
    Witness first = JacobianAscent.searchWithin(ball, network, starts);
    return LocalBounds.of(decoder, ball, CLOSE_ENOUGH * first.slope(), LocalBounds.WORK)
        .map(
            bound -> {
              List<double[]> worst = List.of(first.point(), bound.middle());
              Witness second = JacobianAscent.searchWithin(ball, network, worst);
              Witness witness = second.slope() > first.slope() ? second : first;
              return new LocalBracket(
                  witness.slope(),
                  Arrays.stream(witness.point()).boxed().toList(),
                  Math.min(bound.upper(), global),
                  bound.pieces(),
                  Arrays.stream(ball.centre()).boxed().toList(),
                  ball.radius());
            });
  }

  /**
   * Returns the Jacobian's spectral norm at a point, in double precision.
   *
   * <p>This is how a witness is checked: at the witness of a bracket it is the bracket's lower
   * bound but for the rounding error that was subtracted there. At a kink the derivative from the
   * left is taken: a limit of Jacobians unless several kinks meet, which is why the lower bounds
   * themselves give no credit to neurons on a kink.
   *
   * @param point in the network's input space
   * @return at least 0; not a number or infinite where the network leaves the double range
   */
  public static double jacobianNormAt(Network network, List<Double> point) {
    DoubleNetwork evaluated = DoubleNetwork.of(LayerChain.of(network));
    double[] x = point.stream().mapToDouble(Double::doubleValue).toArray();
    return Math.scalb(evaluated.at(x).steepest(x.length).slope(), evaluated.exponent());
  }

  private static LipschitzBracket bracket(
      MeasuredNetwork network, LayerChain chain, UpperBounds upper, Witness witness) {
    return new LipschitzBracket(
        network,
        witness.slope(),
        Arrays.stream(witness.point()).boxed().toList(),
        SlopePattern.largestNorm(DoubleNetwork.of(chain), List.of(witness.point())),
        upper.smallest(),
        upper.certificate(),
        upper.product(),
        upper.combettesPesquet(),
        upper.eclipseFast(),
        upper.semidefinite(),
        upper.layerNorms());
  }

  private static LipschitzBracket composed(
      LipschitzBracket whole, LipschitzBracket inner, LipschitzBracket outer) {
    double product = Math.nextUp(inner.upper() * outer.upper());
    if (!(product < whole.upper())) {
      return whole;
    }
    return new LipschitzBracket(
        whole.network(),
        whole.lower(),
        whole.witness(),
        whole.pattern(),
        product,
        "composition",
        whole.product(),
        whole.combettesPesquet(),
        whole.eclipseFast(),
        whole.semidefinite(),
        whole.layerNorms());
  }
}
