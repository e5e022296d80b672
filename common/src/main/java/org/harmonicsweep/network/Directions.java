package org.harmonicsweep.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.harmonicsweep.kernel.SampleLanes;
import org.harmonicsweep.kernel.Stencil;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Window;

/**
 * The two directions of a convolution on samples side by side, without a copy of any window.
 *
 * <p>What a place sees of the image is one stencil. What a pixel gets from the places depends on
 * its row and column modulo the stride only, once the places have a margin: one stencil for each
 * such phase, which is a convolution of stride 1 (Dumoulin and Visin, "A guide to convolution
 * arithmetic for deep learning", 2016, section 4).
 */
final class Directions {
  private final SampleShape imageShape;
  private final SampleShape placeShape;
  private final Window window;
  private final boolean transposed;

  /** The image with its padding. */
  final SampleLanes image;

  /** The places, with as many beyond each side as would still reach the image. */
  final SampleLanes places;

  /** From the image to the places. */
  final Pass gathering;

  /** From the places to the image, phase by phase. */
  final List<Pass> spreading;

  /** A stencil and, for each of its terms and channels, which of the layer's weights it has. */
  record Pass(Stencil stencil, int channels, int[] weights) {}

  /** A convolution: weights {@code [tap · image channel, place channel]}. */
  Directions(LayerShape.Convolution layer) {
    this(layer.input(), layer.output(), layer.window(), false);
  }

  /** A transposed convolution: weights {@code [place channel, tap · image channel]}. */
  Directions(LayerShape.TransposedConvolution layer) {
    this(layer.output(), layer.input(), layer.window(), true);
  }

  private Directions(SampleShape image, SampleShape places, Window window, boolean transposed) {
    this.imageShape = image;
    this.placeShape = places;
    this.window = window;
    this.transposed = transposed;
    int reach = (window.kernel() - 1) / window.stride();
    this.image =
        new SampleLanes(
            image.height(),
            image.width(),
            image.channels(),
            window.padding(),
            missing(places.height(), image.height()),
            window.padding(),
            missing(places.width(), image.width()));
    this.places =
        new SampleLanes(
            places.height(),
            places.width(),
            places.channels(),
            reach,
            uncovered(places.height(), image.height()),
            reach,
            uncovered(places.width(), image.width()));
    this.gathering = gather();
    this.spreading = spread();
  }

  /** Returns the rows that the last place sees beyond the image. */
  private int missing(int places, int pixels) {
    int seen = (places - 1) * window.stride() + window.kernel() - window.padding();
    return Math.max(0, seen - pixels);
  }

  /** Returns the rows of places behind the last one that the last pixel would need. */
  private int uncovered(int places, int pixels) {
    return Math.max(0, (pixels - 1 + window.padding()) / window.stride() - (places - 1));
  }

  private int weight(int tap, int imageChannel, int placeChannel) {
    int taps = window.kernel() * window.kernel();
    return transposed
        ? (placeChannel * taps + tap) * imageShape.channels() + imageChannel
        : (tap * imageShape.channels() + imageChannel) * placeShape.channels() + placeChannel;
  }

  private Pass gather() {
    int[] from = new int[placeShape.pixels()];
    int[] to = new int[from.length];
    for (int place = 0; place < from.length; place++) {
      int row = place / placeShape.width();
      int column = place % placeShape.width();
      from[place] =
          image.at(
              row * window.stride() - window.padding(),
              column * window.stride() - window.padding());
      to[place] = places.at(row, column);
    }
    int terms = window.kernel() * window.kernel() * imageShape.channels();
    int[] offsets = new int[terms];
    int[] weights = new int[terms * placeShape.channels()];
    for (int k = 0; k < terms; k++) {
      int tap = k / imageShape.channels();
      int channel = k % imageShape.channels();
      offsets[k] =
          image.at(tap / window.kernel(), tap % window.kernel())
              - image.at(0, 0)
              + channel * Stencil.SAMPLES;
      for (int d = 0; d < placeShape.channels(); d++) {
        weights[k * placeShape.channels() + d] = weight(tap, channel, d);
      }
    }
    return new Pass(new Stencil(from, to, offsets), placeShape.channels(), weights);
  }

  private List<Pass> spread() {
    List<Pass> passes = new ArrayList<>();
    for (int phase = 0; phase < window.stride() * window.stride(); phase++) {
      int down = phase / window.stride();
      int across = phase % window.stride();
      int[] rows = pixels(down, imageShape.height());
      int[] columns = pixels(across, imageShape.width());
      if (rows.length * columns.length > 0) {
        passes.add(phase(rows, columns, taps(down), taps(across)));
      }
    }
    return List.copyOf(passes);
  }

  /** Returns the pixels of a phase along one side. */
  private int[] pixels(int phase, int side) {
    int[] pixels = new int[side];
    int count = 0;
    for (int pixel = 0; pixel < side; pixel++) {
      if ((pixel + window.padding()) % window.stride() == phase) {
        pixels[count++] = pixel;
      }
    }
    return Arrays.copyOf(pixels, count);
  }

  /** Returns the window's taps on a phase along one side, that of the first place first. */
  private int[] taps(int phase) {
    int count = Math.max(0, (window.kernel() - 1 - phase + window.stride()) / window.stride());
    int[] taps = new int[count];
    for (int i = 0; i < count; i++) {
      taps[i] = phase + (count - 1 - i) * window.stride();
    }
    return taps;
  }

  private Pass phase(int[] rows, int[] columns, int[] down, int[] across) {
    int[] from = new int[rows.length * columns.length];
    int[] to = new int[from.length];
    for (int i = 0; i < from.length; i++) {
      int row = rows[i / columns.length];
      int column = columns[i % columns.length];
      from[i] = places.at(firstPlace(row, down.length), firstPlace(column, across.length));
      to[i] = image.at(row, column);
    }
    int channels = imageShape.channels();
    int terms = down.length * across.length * placeShape.channels();
    int[] offsets = new int[terms];
    int[] weights = new int[terms * channels];
    for (int k = 0; k < terms; k++) {
      int channel = k % placeShape.channels();
      int row = k / placeShape.channels() / across.length;
      int column = k / placeShape.channels() % across.length;
      offsets[k] = places.at(row, column) - places.at(0, 0) + channel * Stencil.SAMPLES;
      int tap = down[row] * window.kernel() + across[column];
      for (int d = 0; d < channels; d++) {
        weights[k * channels + d] = weight(tap, d, channel);
      }
    }
    return new Pass(new Stencil(from, to, offsets), channels, weights);
  }

  /** Returns the first of so many places that see a pixel, counted along one side. */
  private int firstPlace(int pixel, int count) {
    return (pixel + window.padding()) / window.stride() - Math.max(0, count - 1);
  }
}
