package org.harmonicsweep.network;

import org.harmonicsweep.kernel.Matrix;
import org.harmonicsweep.kernel.Patches;
import org.harmonicsweep.trial.LayerShape;
import org.harmonicsweep.trial.SampleShape;
import org.harmonicsweep.trial.Window;

/**
 * The windows of a convolution's images in blocks of a few samples, so that what is gathered stays
 * in the cache.
 */
final class Windows {
  /** Values at once: they stay in a second-level cache and repay the packing of the weights. */
  private static final int BLOCK = 1 << 17;

  private final Patches patches;
  private final Patches.Geometry geometry;
  private final int samples;
  private Matrix scratch = Matrix.zeros(0, 0);

  /** The windows that a convolution sees of its inputs. */
  Windows(LayerShape.Convolution layer) {
    this(layer.input(), layer.output(), layer.window());
  }

  /** The windows that a transposed convolution writes of its outputs. */
  Windows(LayerShape.TransposedConvolution layer) {
    this(layer.output(), layer.input(), layer.window());
  }

  private Windows(SampleShape image, SampleShape places, Window window) {
    this.patches =
        new Patches(
            new Patches.Geometry(
                image.height(),
                image.width(),
                image.channels(),
                window.kernel(),
                window.stride(),
                window.padding(),
                places.height(),
                places.width()));
    this.geometry = patches.geometry();
    this.samples = Math.max(1, BLOCK / (geometry.places() * geometry.length()));
  }

  /** What to do with one block: its first sample, how many there are, and their windows. */
  interface Block {
    void on(int first, int count, Matrix windows);
  }

  /**
   * Goes through so many samples, block by block; the windows hold whatever the last block left.
   */
  void forEachBlock(int rows, Block block) {
    int most = Math.min(samples, rows);
    if (scratch.rows() < most * geometry.places()) {
      scratch = Matrix.zeros(most * geometry.places(), geometry.length());
    }
    for (int first = 0; first < rows; first += most) {
      int count = Math.min(most, rows - first);
      block.on(first, count, scratch.first(count * geometry.places()));
    }
  }

  void gather(Matrix images, Matrix windows) {
    patches.gather(images, windows);
  }

  void scatter(Matrix windows, Matrix images) {
    patches.scatter(windows, images);
  }

  /** Returns the channels of each place of some samples, one place a row. */
  Matrix places(Matrix samples) {
    return samples.reshaped(samples.rows() * geometry.places());
  }

  /** Returns the channels of each pixel of some images, one pixel a row. */
  Matrix pixels(Matrix images) {
    return images.reshaped(images.rows() * geometry.height() * geometry.width());
  }
}
