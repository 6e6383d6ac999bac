package org.auricle.acoustic.vad.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.auricle.acoustic.training.TrainingException;
import org.auricle.acoustic.vad.LstmVad;
import org.auricle.acoustic.vad.VoiceFeatures;
import org.auricle.acoustic.vad.VoiceNetConfig;
import org.auricle.acoustic.vad.VoiceNetWeights;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.nn.GradientClipping;
import org.auricle.engine.nn.SequenceLayout;
import org.auricle.engine.recognition.VoiceProbabilities;
import org.auricle.engine.training.CheckpointStore;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One training from its beginning, or a checkpoint, to its end. Not thread-safe. */
final class VoiceTrainingRun {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int DEV_SCENES = 60;
  private static final double NANOS = 1e9;

  private final VoiceTraining training;
  private final VoiceData data;
  private final CheckpointStore store;
  private final VoiceTrainingListener listener;

  private final VoiceFeatures features;
  private final VoiceNetwork network;
  private final AdamW adam;
  private final SceneMixer mixer;
  private final List<Scene> devScenes = new ArrayList<>();

  private int done; // updates
  private double lossSum; // since the last validation
  private int lossCount;
  private final List<VoiceValidation> validations = new ArrayList<>();
  private List<float[]> best = List.of();

  /** The header of a checkpoint; arrays: weights, both moments, best weights if any. */
  private record Header(
      VoiceTraining training,
      String data,
      int done,
      long adamSteps,
      double lossSum,
      int lossCount,
      List<VoiceValidation> validations) {}

  VoiceTrainingRun(
      VoiceTraining training,
      VoiceData data,
      Optional<VoiceNetWeights> initial,
      CheckpointStore store,
      VoiceTrainingListener listener) {
    this.training = training;
    this.data = data;
    this.store = store;
    this.listener = listener;
    features = new VoiceFeatures(training.network());
    network = new VoiceNetwork(training.network(), training.seed());
    initial.ifPresent(network::set);
    adam = new AdamW(network.parameters(), AdamW.Options.DEFAULT);
    mixer = new SceneMixer(data.train(), data.noise(), training.sceneSeconds());
    SceneMixer devMixer = new SceneMixer(data.dev(), data.noise(), training.sceneSeconds());
    for (int i = 0; i < DEV_SCENES; i++) {
      devScenes.add(devMixer.scene(random(-1 - i)));
    }
  }

  VoiceTrainer.Result run() throws IOException, InterruptedException {
    restore();
    listener.onStart(data, network.parameters().count(), done);
    long started = System.nanoTime();
    long checkpointed = started;
    int before = done;
    while (done < training.updates()) {
      double loss = update();
      double pace = (System.nanoTime() - started) / NANOS / (done - before);
      listener.onUpdate(done, loss, pace * (training.updates() - done));
      boolean validate = training.isValidation(done);
      if (validate) {
        validate();
      }
      boolean stop = Thread.interrupted(); // cleared, since channels close where it is set
      boolean late = System.nanoTime() - checkpointed > training.checkpointSeconds() * NANOS;
      if (validate || stop || late) {
        checkpoint();
        checkpointed = System.nanoTime();
      }
      if (stop) {
        throw new InterruptedException();
      }
    }
    return new VoiceTrainer.Result(weights(best), bestValidation());
  }

  /**
   * Independent of how the run was cut up: -1, -2, ... for dev scenes, 0, 1, ... for the others.
   */
  private SplittableRandom random(long index) {
    return new SplittableRandom(new SplittableRandom(training.seed()).nextLong() + index).split();
  }

  private double update() {
    VoiceNetConfig config = training.network();
    int batch = training.batch();
    float[] x = {};
    float[] targets = {};
    SequenceLayout layout = null;
    for (int b = 0; b < batch; b++) {
      Scene scene = mixer.scene(random((long) done * batch + b));
      FeatureMatrix windows = features.extract(scene.samples());
      if (layout == null) {
        int[] lengths = new int[batch];
        Arrays.fill(lengths, windows.frames());
        layout = SequenceLayout.of(lengths);
        x = new float[layout.rows() * config.inputDim()];
        targets = new float[layout.rows()];
      }
      float[] own = scene.targets(windows.frames(), config.stack());
      for (int t = 0; t < windows.frames(); t++) {
        int row = layout.row(t, b);
        System.arraycopy(windows.data(), t * windows.dim(), x, row * windows.dim(), windows.dim());
        targets[row] = own[t];
      }
    }
    network.parameters().zeroGradients();
    double loss = network.accumulate(x, targets, layout);
    double norm = GradientClipping.globalNorm(network.parameters());
    if (Double.isFinite(loss) && Double.isFinite(norm)) {
      adam.step(training.learningRate(done), GradientClipping.scale(norm, training.clip()));
      lossSum += loss;
      lossCount++;
    } else {
      listener.onWarning("update " + done + ": gradient of norm " + norm + ", left out");
    }
    done++;
    return loss;
  }

  private void validate() {
    double loss = 0;
    int count = 0;
    List<Double> speech = new ArrayList<>();
    List<Double> other = new ArrayList<>();
    try (LstmVad vad = new LstmVad(network.weights())) {
      for (Scene scene : devScenes) {
        VoiceProbabilities stream = vad.newProbabilities(VoiceNetConfig.SAMPLE_RATE_HZ);
        float[] p = stream.accept(scene.samples(), 0, scene.samples().length);
        float[] targets = scene.targets(p.length, training.network().stack());
        for (int i = 0; i < p.length; i++) {
          double safe = Math.max(1e-6, Math.min(1 - 1e-6, p[i]));
          loss += VoiceNetwork.crossEntropy(Math.log(safe / (1 - safe)), targets[i]);
          (targets[i] >= 0.5 ? speech : other).add((double) p[i]);
        }
        count += p.length;
      }
    }
    double area = new RocCurve(array(speech), array(other)).area();
    validations.add(
        new VoiceValidation(done, lossSum / Math.max(1, lossCount), loss / count, area));
    if (bestValidation().updates() == done) {
      best = network.weights().arrays();
    }
    lossSum = 0;
    lossCount = 0;
    listener.onValidation(validations.get(validations.size() - 1));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private VoiceValidation bestValidation() {
    VoiceValidation least = validations.get(0);
    for (VoiceValidation v : validations) {
      least = v.devLoss() < least.devLoss() ? v : least;
    }
    return least;
  }

  private VoiceNetWeights weights(List<float[]> arrays) {
    Map<String, float[]> tensors = new LinkedHashMap<>();
    int i = 0;
    for (String name : VoiceNetWeights.shapes(training.network()).keySet()) {
      tensors.put(name, arrays.get(i++));
    }
    return new VoiceNetWeights(training.network(), tensors);
  }

  private List<float[]> liveArrays() {
    List<float[]> arrays = new ArrayList<>();
    network.parameters().forEach(p -> arrays.add(p.value()));
    arrays.addAll(adam.moments());
    return arrays;
  }

  private void checkpoint() throws IOException {
    Header header =
        new Header(
            training, data.fingerprint(), done, adam.step(), lossSum, lossCount, validations);
    List<float[]> arrays = liveArrays();
    arrays.addAll(best);
    store.write(new CheckpointStore.Checkpoint(JSON.writeValueAsString(header), arrays));
  }

  private void restore() {
    Optional<CheckpointStore.Checkpoint> checkpoint = store.read(listener::onWarning);
    if (checkpoint.isEmpty()) {
      return;
    }
    Header header;
    try {
      header = JSON.readValue(checkpoint.get().header(), Header.class);
    } catch (JacksonException e) {
      throw new TrainingException(store.file() + ": not a checkpoint of voice activity");
    }
    if (!header.training().equals(training) || !header.data().equals(data.fingerprint())) {
      throw new TrainingException(
          store.file() + ": of another training (expected: the same settings and recordings)");
    }
    best = checkpoint.get().restore(liveArrays());
    adam.restoreStep(header.adamSteps());
    done = header.done();
    lossSum = header.lossSum();
    lossCount = header.lossCount();
    validations.addAll(header.validations());
  }
}
