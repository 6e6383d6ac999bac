package org.auricle.acoustic.vad.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.auricle.acoustic.training.TrainingProgress;
import org.auricle.acoustic.vad.LstmVad;
import org.auricle.acoustic.vad.VoiceFeatures;
import org.auricle.acoustic.vad.VoiceNetConfig;
import org.auricle.acoustic.vad.VoiceNetWeights;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.nn.SequenceLayout;
import org.auricle.engine.recognition.VoiceProbabilities;
import org.auricle.engine.training.CheckpointStore;
import org.auricle.engine.training.LearningWeights;

/** One training from its beginning, or a checkpoint, to its end. Not thread-safe. */
final class VoiceTrainingRun {
  private static final int DEV_SCENES = 60;

  private final VoiceTraining training;
  private final VoiceData data;
  private final VoiceTrainingListener listener;

  private final VoiceFeatures features;
  private final VoiceNetwork network;
  private final LearningWeights weights;
  private final TrainingProgress<VoiceValidation> progress;
  private final SceneMixer mixer;
  private final List<Scene> devScenes = new ArrayList<>();

  VoiceTrainingRun(
      VoiceTraining training,
      VoiceData data,
      Optional<VoiceNetWeights> initial,
      CheckpointStore store,
      VoiceTrainingListener listener) {
    this.training = training;
    this.data = data;
    this.listener = listener;
    features = new VoiceFeatures(training.network());
    network = new VoiceNetwork(training.network(), training.seed());
    initial.ifPresent(network::set);
    weights = new LearningWeights(network.parameters(), AdamW.Options.DEFAULT, training.clip(), 0);
    progress =
        new TrainingProgress<>(
            store,
            VoiceValidation.class,
            training,
            data.fingerprint(),
            "settings and recordings",
            training.checkpointSeconds(),
            listener::onWarning);
    progress.restore(weights, List.of());
    mixer = new SceneMixer(data.train(), data.noise(), training.sceneSeconds());
    SceneMixer devMixer = new SceneMixer(data.dev(), data.noise(), training.sceneSeconds());
    for (int i = 0; i < DEV_SCENES; i++) {
      devScenes.add(devMixer.scene(random(-1 - i)));
    }
  }

  VoiceTrainer.Result run() throws IOException, InterruptedException {
    listener.onStart(data, weights.count(), progress.done());
    while (progress.done() < training.updates()) {
      double loss = update();
      int done = progress.done();
      listener.onUpdate(done, loss, progress.seconds(training.updates() - done));
      boolean validate = training.isValidation(done);
      if (validate) {
        validate();
      }
      progress.save(validate, weights, List.of());
    }
    weights.finish();
    return new VoiceTrainer.Result(network.weights(), bestValidation());
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
    int done = progress.done();
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
    double loss = network.accumulate(x, targets, layout);
    progress.updated(weights.step(loss, training.learningRate(done)), loss, 1);
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
    VoiceValidation found =
        new VoiceValidation(progress.done(), progress.takeMeanLoss(), loss / count, area);
    progress.measured(found);
    if (bestValidation().equals(found)) {
      weights.keep();
    }
    listener.onValidation(found);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private VoiceValidation bestValidation() {
    return Collections.min(
        progress.measured(), Comparator.comparingDouble(VoiceValidation::devLoss));
  }
}
