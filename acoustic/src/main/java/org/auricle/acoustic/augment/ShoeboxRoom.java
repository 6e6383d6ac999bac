package org.auricle.acoustic.augment;

import java.util.ArrayList;
import java.util.List;

/**
 * A rectangular room, whose impulse response is the sum of what all mirror images of the source
 * send (J. B. Allen and D. A. Berkley, "Image method for efficiently simulating small-room
 * acoustics", JASA 65(4), 1979, equation 10).
 *
 * @param size [3] metres
 * @param reflection [6] amplitude that the walls give back, 0..1: at x = 0, at x = size[0], at y =
 *     0, at y = size[1], floor, ceiling
 */
public record ShoeboxRoom(double[] size, double[] reflection) {
  /** Metres a second, in air of 20 degrees Celsius. */
  public static final double SPEED_OF_SOUND = 343;

  private static final double HIGH_PASS_HERTZ = 100;
  private static final int DIRECTIONS = 24; // each way, over an octant

  /** Validates sizes and ranges. */
  public ShoeboxRoom {
    require(size.length == 3 && reflection.length == 6, "size, reflection", "3 and 6 values");
    for (double metres : size) {
      require(metres > 0, "size", "> 0");
    }
    for (double beta : reflection) {
      require(beta >= 0 && beta <= 1, "reflection", "0..1");
    }
  }

  private static void require(boolean holds, String name, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(name + " (expected: " + expected + ")");
    }
  }

  /**
   * A room of equal walls with a reverberation time.
   *
   * <p>The mean energy that arrives after a time is the mean over all directions of what a ray has
   * kept that far (E. A. Lehmann and A. M. Johansson, "Prediction of energy decay in room impulse
   * responses simulated with an image-source model", JASA 124(1), 2008). It is not an exponential,
   * which Sabine's and Eyring's formulas take it for: flat rooms ring longer.
   *
   * @param seconds in which the energy still to come (Schroeder's integral) falls by 60 dB, as
   *     extrapolated from its fall from -5 to -35 dB
   */
  public static ShoeboxRoom withReverberation(double[] size, double seconds) {
    require(seconds > 0, "seconds", "> 0");
    double[] hits = hitsPerMetre(size);
    double path = 2 * (pathTo(hits, -35) - pathTo(hits, -5)); // metres, of walls with ln = -1
    double beta = Math.exp(-path / 2 / (SPEED_OF_SOUND * seconds));
    return new ShoeboxRoom(size, new double[] {beta, beta, beta, beta, beta, beta});
  }

  /** Walls that a ray meets in a metre, over directions that are equally likely. */
  private static double[] hitsPerMetre(double[] size) {
    double[] hits = new double[DIRECTIONS * DIRECTIONS];
    for (int i = 0; i < DIRECTIONS; i++) {
      double z = (i + 0.5) / DIRECTIONS;
      for (int j = 0; j < DIRECTIONS; j++) {
        double azimuth = Math.PI / 2 * (j + 0.5) / DIRECTIONS;
        double across = Math.sqrt(1 - z * z);
        hits[i * DIRECTIONS + j] =
            across * Math.cos(azimuth) / size[0]
                + across * Math.sin(azimuth) / size[1]
                + z / size[2];
      }
    }
    return hits;
  }

  /**
   * The path after which the energy to come has fallen so far, if each wall takes 1 neper of it.
   */
  private static double pathTo(double[] hits, double decibels) {
    double wanted = energyAfter(0, hits) * Math.pow(10, decibels / 10);
    double low = 0;
    double high = 1;
    while (energyAfter(high, hits) > wanted) {
      high *= 2;
    }
    for (int i = 0; i < 50; i++) {
      double middle = (low + high) / 2;
      if (energyAfter(middle, hits) > wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double energyAfter(double path, double[] hits) {
    double sum = 0;
    for (double k : hits) {
      sum += Math.exp(-path * k) / k;
    }
    return sum;
  }

  /**
   * What a microphone receives of an impulse at the source: sample round(r rate / c) gets a / (4 pi
   * r) from an image at distance r whose walls have left it a.
   *
   * @param source [3] metres, inside the room
   * @param microphone [3] metres, inside the room, elsewhere
   * @param samples length of the response
   * @return [samples]
   */
  public float[] response(double[] source, double[] microphone, int sampleRateHz, int samples) {
    double reach = samples * SPEED_OF_SOUND / sampleRateHz;
    List<Image> xs = images(0, source, microphone, reach);
    List<Image> ys = images(1, source, microphone, reach);
    double[][] zs = table(images(2, source, microphone, reach));
    double[] response = new double[samples];
    for (Image x : xs) {
      for (Image y : ys) {
        double flat = x.squared() + y.squared();
        if (flat < reach * reach) {
          add(flat, x.amplitude() * y.amplitude(), zs, sampleRateHz, response);
        }
      }
    }
    float[] result = new float[samples];
    for (int i = 0; i < samples; i++) {
      result[i] = (float) response[i];
    }
    return result;
  }

  private static void add(
      double flat, double amplitude, double[][] zs, int sampleRateHz, double[] response) {
    double perMetre = sampleRateHz / SPEED_OF_SOUND;
    for (int i = 0; i < zs[0].length; i++) {
      double distance = Math.sqrt(flat + zs[0][i]);
      int sample = (int) (distance * perMetre + 0.5);
      if (sample < response.length) {
        response[sample] += amplitude * zs[1][i] / (4 * Math.PI * distance);
      }
    }
  }

  /** A mirror image along one axis: squared distance from the microphone, and what walls leave. */
  private record Image(double squared, double amplitude) {}

  private List<Image> images(int axis, double[] source, double[] microphone, double reach) {
    double length = size[axis];
    List<Image> images = new ArrayList<>();
    int most = (int) Math.ceil(reach / (2 * length)) + 1;
    for (int n = -most; n <= most; n++) {
      for (int q = 0; q <= 1; q++) {
        double distance = (1 - 2 * q) * source[axis] + 2 * n * length - microphone[axis];
        double amplitude =
            Math.pow(reflection[2 * axis], Math.abs(n - q))
                * Math.pow(reflection[2 * axis + 1], Math.abs(n));
        if (Math.abs(distance) < reach && amplitude > 0) {
          images.add(new Image(distance * distance, amplitude));
        }
      }
    }
    return images;
  }

  private static double[][] table(List<Image> images) {
    double[][] table = new double[2][images.size()];
    for (int i = 0; i < images.size(); i++) {
      table[0][i] = images.get(i).squared();
      table[1][i] = images.get(i).amplitude();
    }
    return table;
  }

  /**
   * The filter of Allen and Berkley's program, in place: images are all positive, and add up to an
   * offset that no room has and that falls more slowly than sound does.
   */
  static void highPass(float[] signal, int sampleRateHz) {
    double w = 2 * Math.PI * HIGH_PASS_HERTZ / sampleRateHz;
    double r = Math.exp(-w);
    double b1 = 2 * r * Math.cos(w);
    double b2 = -r * r;
    double a1 = -(1 + r);
    double y1 = 0;
    double y2 = 0;
    for (int i = 0; i < signal.length; i++) {
      double y0 = b1 * y1 + b2 * y2 + signal[i];
      signal[i] = (float) (y0 + a1 * y1 + r * y2);
      y2 = y1;
      y1 = y0;
    }
  }
}
