package org.auricle.models.classification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.nn.BiLstm;
import org.auricle.engine.nn.Dense;
import org.auricle.engine.nn.Dropout;
import org.auricle.engine.nn.Embedding;
import org.auricle.engine.nn.Parameter;
import org.auricle.engine.nn.ParameterSet;
import org.auricle.engine.nn.SequenceLayout;

/**
 * The network: a word's vector beside its evidence, bidirectional LSTM layers, maxima and means
 * over the words, and an affine layer that sees the summed evidence, too, so that what the LSTM
 * learns is what counting words does not tell. Not thread-safe.
 */
final class ClassifierNetwork {
  private static final double EMBEDDING_BOUND = 0.1;
  private static final float EVIDENCE_WEIGHT = 0.2f; // at the start: naive Bayes is overconfident

  private final ClassifierConfig config;
  private final Embedding embedding;
  private final List<BiLstm> layers = new ArrayList<>();
  private final SequencePooling pooling;
  private final Dense output;
  private final ParameterSet parameters;
  private final double dropout;
  private final List<Dropout> dropouts = new ArrayList<>(); // of vectors, each layer's output, pool

  private TextBatch batch;
  private boolean dropping;
  private final List<float[]> inputs = new ArrayList<>(); // of each layer
  private float[] features; // [texts x F]

  /** A network with random weights. */
  ClassifierNetwork(ClassifierConfig config, double dropout, long seed) {
    this.config = config;
    this.dropout = dropout;
    embedding = new Embedding("embedding.", config.vectors(), config.embedding());
    List<Parameter> all = new ArrayList<>(embedding.parameters());
    SplittableRandom random = new SplittableRandom(seed);
    embedding.initialize(random, EMBEDDING_BOUND);
    dropouts.add(new Dropout(dropout));
    for (int l = 0; l < config.layers(); l++) {
      int input = l == 0 ? config.input() : 2 * config.hidden();
      BiLstm layer = new BiLstm("lstm.", l, input, config.hidden(), Parallel.single());
      layer.initialize(random);
      layers.add(layer);
      all.addAll(layer.parameters());
      dropouts.add(new Dropout(dropout));
    }
    pooling = new SequencePooling(2 * config.hidden());
    output = new Dense("output.", config.features(), config.classes(), Parallel.single());
    output.initialize(random);
    startFromEvidence();
    all.addAll(output.parameters());
    parameters = new ParameterSet(all);
  }

  private void startFromEvidence() {
    float[] weight = output.parameters().get(0).value();
    for (int c = 0; c < config.classes(); c++) {
      for (int k = 0; k < config.classes(); k++) {
        weight[c * config.features() + config.pooled() + k] = c == k ? EVIDENCE_WEIGHT : 0;
      }
    }
  }

  ClassifierConfig config() {
    return config;
  }

  ParameterSet parameters() {
    return parameters;
  }

  /** The weights, copied. */
  Map<String, float[]> weights() {
    Map<String, float[]> weights = new LinkedHashMap<>();
    parameters.forEach(p -> weights.put(p.name(), p.value().clone()));
    return weights;
  }

  /** Logits [texts x C] in the batch's order, with all weights. */
  float[] forward(TextBatch batch) {
    return run(batch, new SplittableRandom(0), false);
  }

  /** The same in training. */
  float[] forward(TextBatch batch, SplittableRandom random) {
    return run(batch, random, dropout > 0);
  }

  private float[] run(TextBatch batch, SplittableRandom random, boolean drop) {
    this.batch = batch;
    dropping = drop;
    SequenceLayout layout = batch.layout();
    inputs.clear();
    float[] x = words(random);
    for (int l = 0; l < layers.size(); l++) {
      inputs.add(x);
      x = layers.get(l).forward(x, layout);
      boolean last = l == layers.size() - 1;
      if (dropping && !last) {
        x = dropouts.get(l + 1).forward(x, layout, 2 * config.hidden(), random);
      }
    }
    features = new float[layout.batch() * config.features()];
    pooling.forward(x, layout, features, config.features());
    if (dropping) {
      Dropout pool = dropouts.get(layers.size());
      features = pool.forward(features, features.length, random).clone();
    }
    addEvidence();
    float[] logits = new float[layout.batch() * config.classes()];
    output.forward(features, layout.batch(), logits);
    return logits;
  }

  /** [N x I]: vectors, with values dropped, beside evidence. */
  private float[] words(SplittableRandom random) {
    SequenceLayout layout = batch.layout();
    int dim = config.embedding();
    float[] vectors = new float[layout.rows() * dim];
    embedding.forward(batch.ids(), layout.rows(), vectors, 0, dim);
    float[] kept = dropping ? dropouts.get(0).forward(vectors, layout, dim, random) : vectors;
    int evidence = config.input() - dim;
    float[] x = new float[layout.rows() * config.input()];
    for (int r = 0; r < layout.rows(); r++) {
      System.arraycopy(kept, r * dim, x, r * config.input(), dim);
      System.arraycopy(batch.evidence(), r * evidence, x, r * config.input() + dim, evidence);
    }
    return x;
  }

  private void addEvidence() {
    SequenceLayout layout = batch.layout();
    int classes = config.classes();
    for (int b = 0; b < layout.batch(); b++) {
      int to = b * config.features() + config.pooled();
      for (int c = 0; c < classes; c++) {
        features[to + c] = 0; // dropout has been over it
      }
      for (int t = 0; t < layout.length(b); t++) {
        int from = layout.row(t, b) * WordEvidence.width(classes);
        for (int c = 0; c < classes; c++) {
          features[to + c] += batch.evidence()[from + c] + batch.evidence()[from + classes + c];
        }
      }
    }
  }

  /** Adds to the parameters' gradients; dLogits as laid out by the last forward. */
  void backward(float[] dLogits) {
    SequenceLayout layout = batch.layout();
    float[] dFeatures = new float[features.length];
    output.backward(features, layout.batch(), dLogits, dFeatures);
    if (dropping) {
      dropouts.get(layers.size()).backward(dFeatures, dFeatures.length);
    }
    float[] dOut = new float[layout.rows() * 2 * config.hidden()];
    pooling.backward(dFeatures, config.features(), layout, dOut);
    for (int l = layers.size() - 1; l >= 0; l--) {
      int width = l == 0 ? config.input() : 2 * config.hidden();
      float[] dX = new float[layout.rows() * width];
      layers.get(l).backward(dOut, dX);
      if (l > 0 && dropping) {
        dropouts.get(l).backward(dX, layout, width);
      }
      dOut = dX;
    }
    wordsBackward(dOut);
  }

  private void wordsBackward(float[] dX) {
    SequenceLayout layout = batch.layout();
    int dim = config.embedding();
    float[] dVectors = new float[layout.rows() * dim];
    for (int r = 0; r < layout.rows(); r++) {
      System.arraycopy(dX, r * config.input(), dVectors, r * dim, dim);
    }
    if (dropping) {
      dropouts.get(0).backward(dVectors, layout, dim);
    }
    embedding.backward(batch.ids(), layout.rows(), dVectors, 0, dim);
  }
}
