package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.BiLstmNetwork;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.Resampler;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FeaturePipeline;
import org.auricle.engine.feature.MfccOptions;
import org.auricle.engine.math.Parallel;
import org.auricle.models.ModelBundle;
import org.auricle.models.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The native network beside ONNX Runtime. */
@Command(
    name = "network",
    description = {
      "Time the native network against ONNX Runtime on the same weights and features, in one run.",
      "",
      "Both compute in turn, round after round; times are medians of whole calls, from features to"
          + " log-posteriors. The ratio is ONNX Runtime's time in fp32 divided by the row's: above 1"
          + " is faster. int8 is ONNX Runtime's dynamic quantisation; bf16 stores the native"
          + " network's recurrent weights as bfloat16. Differences are from ONNX Runtime in fp32."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle bench network",
      "  auricle bench network --network 3x320 --threads 1 --batch 1 --json",
      "  auricle bench network --model en-spell speech.wav"
    })
final class BenchNetworkCommand implements Callable<Integer> {
  private static final Pattern SHAPE = Pattern.compile("([1-9]\\d?)x([1-9]\\d{0,3})");
  private static final int MAX_BATCH = 64;
  private static final int TOKENS = 32;
  private static final long SEED = 1;

  /** 120 values every 10 ms. */
  private static final FeatureOptions FEATURES =
      new FeatureOptions(
          MfccOptions.DEFAULT, 0, 2, FeatureOptions.Normalization.MEAN_VARIANCE, 3, 1);

  @ParentCommand private BenchCommand bench;

  @Option(
      names = "--network",
      split = ",",
      paramLabel = "LAYERSxUNITS",
      defaultValue = "3x320,4x512",
      description =
          "Networks with random weights, 120 values in, one frame every 10 ms (default:"
              + " ${DEFAULT-VALUE}).")
  private List<String> networks;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description = "A native model instead: its weights and its features.")
  private String model;

  @Option(
      names = "--threads",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,2",
      description = "Threads of each call (default: ${DEFAULT-VALUE}).")
  private List<Integer> threads;

  @Option(
      names = "--batch",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,8",
      description = "Utterances of each call (default: ${DEFAULT-VALUE}).")
  private List<Integer> batches;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Turns of each contender, two timed calls each (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      description = "Length of each synthetic utterance (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "3",
      description =
          "Seconds that each contender computes before it is timed, while its code compiles"
              + " (default: ${DEFAULT-VALUE}).")
  private double warmUpSeconds;

  @Option(names = "--json", description = "Print one JSON object a row instead of a table.")
  private boolean json;

  @Parameters(
      paramLabel = "AUDIO",
      arity = "0..*",
      description = "Recordings to compute; without any, synthetic ones.")
  private List<Path> recordings = List.of();

  @Override
  public Integer call() throws IOException {
    threads.forEach(n -> require(n >= 1 && n <= 64, "--threads", n, "1..64"));
    batches.forEach(n -> require(n >= 1 && n <= MAX_BATCH, "--batch", n, "1.." + MAX_BATCH));
    require(rounds >= 1 && rounds <= 1000, "--rounds", rounds, "1..1000");
    require(seconds >= 0.1 && seconds <= 600, "--seconds", seconds, "0.1..600");
    require(warmUpSeconds >= 0 && warmUpSeconds <= 60, "--warm-up", warmUpSeconds, "0..60");
    List<BiLstmWeights> weights = new ArrayList<>();
    FeatureOptions features = FEATURES;
    if (model != null) {
      ModelBundle bundle = Models.open(model);
      weights.add(bundle.weights());
      features = bundle.manifest().features();
    } else {
      networks.forEach(network -> weights.add(random(network)));
    }
    List<FeatureMatrix> utterances = utterances(new FeaturePipeline(features));
    if (!json) {
      bench.console().out().println(NetworkBenchTable.HEADER);
    }
    for (BiLstmWeights network : weights) {
      measure(network, utterances, features.frameShiftSeconds());
    }
    return 0;
  }

  private void measure(
      BiLstmWeights weights, List<FeatureMatrix> utterances, double frameShiftSeconds)
      throws IOException {
    NetworkBench measurement =
        new NetworkBench(weights, utterances, frameShiftSeconds, rounds, warmUpSeconds, this::note);
    for (int n : threads) {
      for (NetworkBench.Row row : measurement.run(n, batches)) {
        String line = json ? Json.line(Json.of(row)) : NetworkBenchTable.line(row);
        bench.console().out().println(line);
        bench.console().out().flush();
      }
    }
  }

  /** Only where somebody looks on: elsewhere it would be hundreds of lines. */
  private void note(String line) {
    if (bench.console().isTerminal()) {
      bench.console().note(line);
    }
  }

  private List<FeatureMatrix> utterances(FeaturePipeline features) throws IOException {
    List<FeatureMatrix> utterances = new ArrayList<>();
    int rate = features.sampleRateHz();
    for (Path recording : recordings) {
      utterances.add(features.extract(Resampler.resample(AudioReader.read(recording), rate)));
    }
    int most = recordings.isEmpty() ? Collections.max(batches) : 0;
    for (int i = 0; i < most; i++) {
      utterances.add(features.extract(synthetic(rate, SEED + i)));
    }
    return utterances;
  }

  /** Gliding tones that swell and fade, in noise. */
  private AudioClip synthetic(int sampleRateHz, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] samples = new float[(int) (seconds * sampleRateHz)];
    double base = 90 + 120 * random.nextDouble();
    double phase = 0;
    for (int i = 0; i < samples.length; i++) {
      double t = (double) i / sampleRateHz;
      phase += 2 * Math.PI * base * (1 + 0.3 * Math.sin(2 * t)) / sampleRateHz;
      double tone = Math.sin(phase) + 0.5 * Math.sin(3 * phase) + 0.3 * Math.sin(9 * phase);
      double swell = 0.5 - 0.5 * Math.cos(2 * Math.PI * 3 * t);
      samples[i] = (float) (0.2 * swell * tone + 0.02 * (random.nextDouble() - 0.5));
    }
    return new AudioClip(samples, sampleRateHz);
  }

  private static BiLstmWeights random(String network) {
    Matcher shape = SHAPE.matcher(network);
    if (!shape.matches()) {
      throw new InputException("--network: " + network + " (expected: LAYERSxUNITS, say 3x320)");
    }
    BiLstmConfig config =
        new BiLstmConfig(
            FEATURES.dim(),
            Integer.parseInt(shape.group(1)),
            Integer.parseInt(shape.group(2)),
            TOKENS);
    BiLstmNetwork initialized = new BiLstmNetwork(config, 0, Parallel.single());
    initialized.initialize(SEED);
    return initialized.weights();
  }

  private static void require(boolean valid, String name, Object value, String expected) {
    if (!valid) {
      throw new InputException(name + ": " + value + " (expected: " + expected + ")");
    }
  }

  /** The table's lines. */
  private static final class NetworkBenchTable {
    static final String HEADER =
        "network  threads  batch  backend      precision  millis    ratio  max difference  x real"
            + " time";

    static String line(NetworkBench.Row row) {
      return String.format(
          Locale.ROOT,
          "%-7s  %7d  %5d  %-11s  %-9s  %7.1f  %6.2f  %14.1e  %11.0f",
          row.network(),
          row.threads(),
          row.batch(),
          row.backend(),
          row.precision(),
          row.millis(),
          row.ratioToOnnxRuntime(),
          row.maxAbsDifference(),
          row.timesRealTime());
    }
  }
}
