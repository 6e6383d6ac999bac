package org.auricle.tools;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.recognition.LogPosteriors;

/**
 * The same network on the same features, computed in several ways, which take turns round after
 * round so that what else the machine does falls on all of them.
 */
final class NetworkBench {
  /** Calls of a turn that count; the one before them brings weights and threads back. */
  private static final int CALLS = 2;

  /** Of each utterance, for warming up. */
  private static final int WARM_UP_FRAMES = 100;

  /** Longer than idle threads of ONNX Runtime spin. */
  private static final long PAUSE_MILLIS = 50;

  private final BiLstmWeights weights;
  private final String network;
  private final List<FeatureMatrix> utterances;
  private final double frameShiftSeconds;
  private final int rounds;
  private final double warmUpSeconds;
  private final Consumer<String> progress;

  /**
   * What a way of computing took.
   *
   * @param network layers x hidden units
   * @param backend native or onnxruntime
   * @param threads of each call
   * @param batch utterances of each call
   * @param precision fp32, bf16 or int8
   * @param millis a call, the median
   * @param bestMillis a call, the shortest
   * @param ratioToOnnxRuntime ONNX Runtime's median with fp32 at the same threads and batch,
   *     divided by this one: above 1 is faster than it
   * @param maxAbsDifference of a log-posterior from that of ONNX Runtime with fp32
   * @param timesRealTime seconds of audio a second
   */
  record Row(
      String network,
      String backend,
      int threads,
      int batch,
      String precision,
      double millis,
      double bestMillis,
      double ratioToOnnxRuntime,
      double maxAbsDifference,
      double timesRealTime) {}

  /**
   * Prepares.
   *
   * @param utterances a batch takes as many as it needs, over again if there are too few
   * @param warmUpSeconds that each contender computes short utterances before it is measured, while
   *     its code compiles
   * @param progress is told what is measured
   */
  NetworkBench(
      BiLstmWeights weights,
      List<FeatureMatrix> utterances,
      double frameShiftSeconds,
      int rounds,
      double warmUpSeconds,
      Consumer<String> progress) {
    this.network = weights.config().layers() + "x" + weights.config().hidden();
    this.weights = weights;
    this.utterances = utterances;
    this.frameShiftSeconds = frameShiftSeconds;
    this.rounds = rounds;
    this.warmUpSeconds = warmUpSeconds;
    this.progress = progress;
  }

  /** Measures all contenders at a number of threads. */
  List<Row> run(int threads, List<Integer> batches) throws IOException {
    List<NetworkContender> contenders = NetworkContender.all(weights, frameShiftSeconds, threads);
    try {
      List<Row> rows = new ArrayList<>();
      for (int batch : batches) {
        rows.addAll(run(contenders, threads, batch));
      }
      return rows;
    } finally {
      contenders.forEach(contender -> contender.model().close());
    }
  }

  private List<Row> run(List<NetworkContender> contenders, int threads, int batch) {
    List<FeatureMatrix> inputs =
        IntStream.range(0, batch).mapToObj(u -> utterances.get(u % utterances.size())).toList();
    List<FeatureMatrix> heads = inputs.stream().map(NetworkBench::head).toList();
    for (NetworkContender contender : contenders) {
      long start = System.nanoTime();
      while (System.nanoTime() - start < warmUpSeconds * 1e9) {
        contender.model().score(heads);
      }
    }
    List<List<LogPosteriors>> results = new ArrayList<>();
    List<List<Double>> millis = new ArrayList<>();
    for (NetworkContender contender : contenders) {
      results.add(contender.model().score(inputs));
      millis.add(new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      progress.accept(
          "%s, %d threads, batch %d: round %d of %d"
              .formatted(network, threads, batch, round + 1, rounds));
      for (int i = 0; i < contenders.size(); i++) {
        int turn = (i + round) % contenders.size();
        millis.get(turn).addAll(turn(contenders.get(turn), inputs));
      }
    }
    double reference = median(millis.get(0));
    double audioSeconds = inputs.stream().mapToInt(FeatureMatrix::frames).sum() * frameShiftSeconds;
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      double median = median(millis.get(i));
      rows.add(
          new Row(
              network,
              contenders.get(i).backend(),
              threads,
              batch,
              contenders.get(i).precision(),
              median,
              Collections.min(millis.get(i)),
              reference / median,
              maxAbsDifference(results.get(0), results.get(i)),
              audioSeconds / median * 1000));
    }
    return rows;
  }

  private static FeatureMatrix head(FeatureMatrix features) {
    int frames = Math.min(WARM_UP_FRAMES, features.frames());
    return new FeatureMatrix(features.data(), frames, features.dim());
  }

  private static List<Double> turn(NetworkContender contender, List<FeatureMatrix> inputs) {
    pause();
    List<Double> millis = new ArrayList<>();
    for (int call = 0; call <= CALLS; call++) {
      long start = System.nanoTime();
      contender.model().score(inputs);
      if (call > 0) {
        millis.add((System.nanoTime() - start) / 1e6);
      }
    }
    return millis;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  static double maxAbsDifference(List<LogPosteriors> expected, List<LogPosteriors> actual) {
    Agreement agreement = new Agreement("");
    for (int u = 0; u < expected.size(); u++) {
      agreement.add(expected.get(u), actual.get(u));
    }
    return agreement.largest();
  }
}
