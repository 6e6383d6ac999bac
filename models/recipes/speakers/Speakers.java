import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.auricle.acoustic.bilstm.BiLstmAcousticModel;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.BiLstmNetwork;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.training.CtcLoss;
import org.auricle.acoustic.training.Manifest;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.Resampler;
import org.auricle.engine.feature.CepstralTransform;
import org.auricle.engine.feature.FbankExtractor;
import org.auricle.engine.feature.FbankOptions;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.feature.FeatureNormalizer;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FeaturePipeline;
import org.auricle.engine.feature.FrameStacker;
import org.auricle.engine.feature.MfccOptions;
import org.auricle.engine.feature.VocalTractWarp;
import org.auricle.engine.math.Activations;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.nn.Parameter;
import org.auricle.engine.nn.ParameterSet;
import org.auricle.engine.nn.SequenceLayout;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.ErrorRate;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.models.BundleManifest;
import org.auricle.models.ModelBundle;
import org.auricle.models.Models;
import org.auricle.tools.eval.NoiseClips;

/**
 * What ways to suit a recogniser to its speaker bring:
 *
 * <ul>
 *   <li>statistics: mean and variance of the features over all of a speaker's recordings;
 *   <li>warp: the vocal tract's length (Lee and Rose 1996), by the probability of the words of a
 *       first pass, or by the score of the best reading that each warp has;
 *   <li>average: mean log-posteriors over warps;
 *   <li>amplitudes: the features and each layer's units scaled (LHUC, Swietojanski and Renals 2014,
 *       with the diagonal of Gemello's linear input network), learned by some steps of CTC on the
 *       words of a first pass, of the same recordings or of the speaker's others.
 * </ul>
 *
 * <p>Usage: {@code java -cp LIBRARIES Speakers.java MODEL MANIFEST [NOISE SNR]}. Prints word errors
 * of each, all together and by speaker. For networks of our own on MFCC.
 */
public final class Speakers {
  private static final double[] WARPS = {0.90, 0.95, 1, 1.05, 1.10};
  private static final int STRAIGHT = 2; // place of 1 among them
  private static final int TOGETHER = 16;
  private static final int STEPS = 5;
  private static final double LEARNING_RATE = 0.03;
  private static final AdamW.Options ADAM = new AdamW.Options(0.9, 0.99, 1e-8, 0);

  private record Recording(AudioClip clip, String text, String speaker) {}

  /** Tokens and words of the best hypothesis, and what the decoder gives for it. */
  private record Reading(int[] tokens, String text, double score) {}

  private final ModelBundle bundle;
  private final FeatureOptions features;
  private final FeaturePipeline pipeline;
  private final CtcDecoder decoder;
  private final BiLstmWeights weights;
  private final List<Recording> recordings = new ArrayList<>();
  private final Map<String, List<Integer>> speakers = new TreeMap<>();

  public static void main(String[] args) throws IOException {
    if (args.length != 2 && args.length != 4) {
      System.err.println("usage: java Speakers.java MODEL MANIFEST [NOISE SNR]");
      System.exit(2);
    }
    Speakers speakers = new Speakers(Models.open(args[0]));
    speakers.read(args);
    speakers.measure();
  }

  private Speakers(ModelBundle bundle) throws IOException {
    this.bundle = bundle;
    BundleManifest manifest = bundle.manifest();
    features = manifest.features();
    pipeline = new FeaturePipeline(features);
    decoder = bundle.language().decoder(bundle.tokens(), manifest.decoder(), manifest.language());
    weights = bundle.weights();
  }

  private void read(String[] args) throws IOException {
    NoiseClips noise = args.length == 4 ? NoiseClips.read(Path.of(args[2]), 1) : null;
    for (Manifest.Entry entry : Manifest.read(Path.of(args[1])).entries()) {
      int number = recordings.size();
      AudioClip clip = AudioReader.read(entry.audio());
      AudioClip heard = noise == null ? clip : noise.mix(clip, number, Double.parseDouble(args[3]));
      recordings.add(
          new Recording(
              Resampler.resample(heard, pipeline.sampleRateHz()),
              entry.text().toLowerCase(Locale.ROOT),
              entry.speaker()));
      speakers.computeIfAbsent(entry.speaker(), s -> new ArrayList<>()).add(number);
    }
  }

  private void measure() {
    List<List<FeatureMatrix>> frames = new ArrayList<>(); // [warps][recordings], not normalised
    List<List<LogPosteriors>> posteriors = new ArrayList<>(); // [warps][recordings]
    List<List<Reading>> readings = new ArrayList<>(); // [warps][recordings]
    for (double warp : WARPS) {
      frames.add(frames(warp));
      posteriors.add(score(weights, normalized(frames.get(frames.size() - 1))));
      readings.add(read(posteriors.get(posteriors.size() - 1)));
    }
    List<Reading> first = readings.get(STRAIGHT);
    report("as shipped", first);
    report("statistics of the speaker", read(score(weights, bySpeaker(frames.get(STRAIGHT)))));
    double[][] likelihoods = new double[recordings.size()][WARPS.length];
    double[][] scores = new double[recordings.size()][WARPS.length];
    for (int i = 0; i < recordings.size(); i++) {
      for (int w = 0; w < WARPS.length; w++) {
        likelihoods[i][w] = decoder.logProbability(posteriors.get(w).get(i), first.get(i).tokens());
        scores[i][w] = readings.get(w).get(i).score();
      }
    }
    warped("first pass", readings, likelihoods);
    warped("best reading", readings, scores);
    report("average of 0.95, 1, 1.05", read(average(posteriors.subList(1, 4))));
    report("average of all warps", read(average(posteriors)));
    List<FeatureMatrix> inputs = normalized(frames.get(STRAIGHT));
    report("amplitudes, same recordings", adapted(inputs, first, false));
    report("amplitudes, other recordings", adapted(inputs, first, true));
  }

  /**
   * The second pass.
   *
   * @param first readings that are learned from
   * @param halves every other recording of a speaker with what was learned from the rest of them;
   *     otherwise all with what was learned from all
   */
  private List<Reading> adapted(List<FeatureMatrix> inputs, List<Reading> first, boolean halves) {
    List<Reading> second = new ArrayList<>(first);
    for (List<Integer> all : speakers.values()) {
      List<Integer> even =
          IntStream.range(0, all.size()).filter(k -> k % 2 == 0).mapToObj(all::get).toList();
      List<Integer> odd = all.stream().filter(i -> !even.contains(i)).toList();
      if (halves) {
        adapt(even, odd, inputs, first, second);
        adapt(odd, even, inputs, first, second);
      } else {
        adapt(all, all, inputs, first, second);
      }
    }
    return second;
  }

  private List<FeatureMatrix> frames(double warp) {
    MfccOptions mfcc = (MfccOptions) features.frontEnd();
    FbankOptions mel = new FbankOptions(mfcc.frame(), mfcc.mel());
    FbankExtractor extractor =
        warp == 1 ? new FbankExtractor(mel) : FbankExtractor.warped(mel, new VocalTractWarp(warp));
    CepstralTransform cepstral = CepstralTransform.of(mfcc);
    return recordings.stream().map(r -> cepstral.apply(extractor.extract(r.clip()))).toList();
  }

  private List<FeatureMatrix> normalized(List<FeatureMatrix> frames) {
    return frames.stream().map(pipeline::normalizeAndStack).toList();
  }

  private List<FeatureMatrix> bySpeaker(List<FeatureMatrix> frames) {
    FrameStacker stacker = new FrameStacker(features.frameDim(), features.stack(), features.skip());
    FeatureMatrix[] all = new FeatureMatrix[frames.size()];
    for (List<Integer> own : speakers.values()) {
      FeatureNormalizer normalizer =
          new FeatureNormalizer(features.frameDim(), features.normalization());
      own.forEach(i -> normalizer.accumulate(frames.get(i)));
      own.forEach(i -> all[i] = stacker.apply(normalizer.normalize(frames.get(i))));
    }
    return Arrays.asList(all);
  }

  private List<LogPosteriors> score(BiLstmWeights network, List<FeatureMatrix> inputs) {
    List<LogPosteriors> posteriors = new ArrayList<>();
    try (BiLstmAcousticModel model =
        new BiLstmAcousticModel(
            network,
            features.frameShiftSeconds(),
            bundle.manifest().streaming(),
            Parallel.single())) {
      for (int from = 0; from < inputs.size(); from += TOGETHER) {
        int to = Math.min(inputs.size(), from + TOGETHER);
        posteriors.addAll(model.score(inputs.subList(from, to)));
      }
    }
    return posteriors;
  }

  private List<Reading> read(List<LogPosteriors> posteriors) {
    List<Reading> readings = new ArrayList<>();
    for (LogPosteriors one : posteriors) {
      Hypothesis best = decoder.decode(one, 1).get(0);
      readings.add(new Reading(best.tokens(), bundle.tokens().text(best), best.score()));
    }
    return readings;
  }

  /** Takes of each recording the reading at the warp that wins, its own or its speaker's. */
  private void warped(String name, List<List<Reading>> readings, double[][] values) {
    int count = recordings.size();
    ToIntFunction<Integer> own = i -> best(values[i]);
    List<Reading> each =
        IntStream.range(0, count).mapToObj(i -> readings.get(own.applyAsInt(i)).get(i)).toList();
    report("warp of the utterance, " + name, each);
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      double[] sum =
          sums.computeIfAbsent(recordings.get(i).speaker(), s -> new double[WARPS.length]);
      for (int w = 0; w < WARPS.length; w++) {
        sum[w] += values[i][w];
      }
    }
    List<Reading> shared =
        IntStream.range(0, count)
            .mapToObj(i -> readings.get(best(sums.get(recordings.get(i).speaker()))).get(i))
            .toList();
    report("warp of the speaker, " + name, shared);
  }

  private static int best(double[] values) {
    int best = STRAIGHT;
    for (int w = 0; w < values.length; w++) {
      best = values[w] > values[best] ? w : best;
    }
    return best;
  }

  private List<LogPosteriors> average(List<List<LogPosteriors>> warps) {
    List<LogPosteriors> means = new ArrayList<>();
    for (int i = 0; i < recordings.size(); i++) {
      LogPosteriors shape = warps.get(0).get(i);
      float[] mean = new float[shape.frames() * shape.tokens()];
      for (List<LogPosteriors> warp : warps) {
        for (int k = 0; k < mean.length; k++) {
          mean[k] += warp.get(i).logProbs()[k] / warps.size();
        }
      }
      Activations.logSoftmax(shape.frames(), shape.tokens(), mean, 0, mean, 0);
      means.add(new LogPosteriors(mean, shape.frames(), shape.tokens(), shape.frameShiftSeconds()));
    }
    return means;
  }

  /** Reads recordings again, with amplitudes that learned from what others were read as. */
  private void adapt(
      List<Integer> teachers,
      List<Integer> again,
      List<FeatureMatrix> inputs,
      List<Reading> first,
      List<Reading> second) {
    List<Integer> usable =
        teachers.stream()
            .filter(i -> first.get(i).tokens().length > 0)
            .filter(i -> inputs.get(i).frames() >= CtcLoss.framesNeeded(first.get(i).tokens()))
            .sorted(Comparator.comparing(i -> -inputs.get(i).frames()))
            .toList();
    List<Parameter> amplitudes = new ArrayList<>();
    BiLstmConfig config = weights.config();
    for (int l = 0; l <= config.layers(); l++) {
      int width = l < config.layers() ? config.layerInput(l) : config.outputDim();
      amplitudes.add(Parameter.zeros("amplitude_l" + l, width));
      Arrays.fill(amplitudes.get(l).value(), 1f);
    }
    if (!usable.isEmpty()) {
      learn(amplitudes, usable, inputs, first);
    }
    List<Reading> readings =
        read(score(scaled(amplitudes), again.stream().map(inputs::get).toList()));
    for (int k = 0; k < again.size(); k++) {
      second.set(again.get(k), readings.get(k));
    }
  }

  private void learn(
      List<Parameter> amplitudes,
      List<Integer> usable,
      List<FeatureMatrix> inputs,
      List<Reading> first) {
    int dim = pipeline.dim();
    int tokens = weights.config().tokens();
    SequenceLayout layout =
        SequenceLayout.of(usable.stream().mapToInt(i -> inputs.get(i).frames()).toArray());
    float[] x = new float[layout.rows() * dim];
    for (int b = 0; b < usable.size(); b++) {
      for (int t = 0; t < layout.length(b); t++) {
        float[] data = inputs.get(usable.get(b)).data();
        System.arraycopy(data, t * dim, x, layout.row(t, b) * dim, dim);
      }
    }
    int labels = usable.stream().mapToInt(i -> first.get(i).tokens().length).sum();
    BiLstmNetwork network = new BiLstmNetwork(weights.config(), 0, Parallel.single());
    ParameterSet learning = new ParameterSet(amplitudes);
    AdamW adam = new AdamW(learning, ADAM);
    CtcLoss loss = new CtcLoss(bundle.tokens().blank());
    float[] gradient = new float[layout.rows() * tokens];
    for (int step = 0; step < STEPS; step++) {
      network.load(scaled(amplitudes));
      network.parameters().zeroGradients();
      learning.zeroGradients();
      float[] logProbs = network.forward(x, layout);
      for (int b = 0; b < usable.size(); b++) {
        int column = b;
        int frames = layout.length(b);
        int[] rows = IntStream.range(0, frames).map(t -> layout.row(t, column)).toArray();
        int[] words = first.get(usable.get(b)).tokens();
        loss.compute(logProbs, tokens, rows, frames, words, 1f / labels, gradient);
      }
      network.backward(gradient);
      addGradients(amplitudes, network);
      adam.step(LEARNING_RATE, 1);
    }
  }

  /** The matrices that take what a layer gives; layer 0 gives the features. */
  private List<String> takers(int layer) {
    String matrix = "lstm.weight_ih_l" + layer;
    return layer < weights.config().layers()
        ? List.of(matrix, matrix + "_reverse")
        : List.of("output.weight");
  }

  /** The network that scales: W' = W diag(a). */
  private BiLstmWeights scaled(List<Parameter> amplitudes) {
    Map<String, float[]> tensors = new LinkedHashMap<>(weights.tensors());
    for (int l = 0; l < amplitudes.size(); l++) {
      float[] amplitude = amplitudes.get(l).value();
      for (String name : takers(l)) {
        float[] matrix = weights.get(name).clone();
        for (int k = 0; k < matrix.length; k++) {
          matrix[k] *= amplitude[k % amplitude.length];
        }
        tensors.put(name, matrix);
      }
    }
    return new BiLstmWeights(weights.config(), tensors);
  }

  /** dL/da[j] = sum over i of W[i][j] dL/dW'[i][j]. */
  private void addGradients(List<Parameter> amplitudes, BiLstmNetwork network) {
    Map<String, float[]> gradients = new LinkedHashMap<>();
    network.parameters().forEach(p -> gradients.put(p.name(), p.grad()));
    for (int l = 0; l < amplitudes.size(); l++) {
      float[] sum = amplitudes.get(l).grad();
      for (String name : takers(l)) {
        float[] matrix = weights.get(name);
        float[] gradient = gradients.get(name);
        for (int k = 0; k < matrix.length; k++) {
          sum[k % sum.length] += matrix[k] * gradient[k];
        }
      }
    }
  }

  private void report(String name, List<Reading> readings) {
    ErrorRate all = ErrorRate.ZERO;
    Map<String, Integer> errors = new TreeMap<>();
    for (int i = 0; i < recordings.size(); i++) {
      ErrorRate one = ErrorRate.ofWords(recordings.get(i).text(), readings.get(i).text());
      all = all.plus(one);
      errors.merge(recordings.get(i).speaker(), one.errors(), Integer::sum);
    }
    System.out.printf(
        Locale.ROOT,
        "%-36s WER %5.2f %%  %d errors  %s%n",
        name,
        all.percent(),
        all.errors(),
        errors.size() > 20 ? "" : errors);
  }
}
