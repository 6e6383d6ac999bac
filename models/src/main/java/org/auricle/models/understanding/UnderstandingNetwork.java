package org.auricle.models.understanding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.nn.AttentionPooling;
import org.auricle.engine.nn.BiLstm;
import org.auricle.engine.nn.Dense;
import org.auricle.engine.nn.Dropout;
import org.auricle.engine.nn.EmbeddingBag;
import org.auricle.engine.nn.LogSoftmax;
import org.auricle.engine.nn.Parameter;
import org.auricle.engine.nn.ParameterSet;
import org.auricle.engine.nn.SequenceLayout;

/**
 * The network in its trainable form; {@link UnderstandingConfig} says what it is made of. Its loss
 * is the mean over sentences of {@code -ln p(intent)} plus the mean over words of {@code -ln
 * p(tag)}. Not thread-safe.
 */
public final class UnderstandingNetwork {
  private static final double EMBEDDING_BOUND = 0.2;

  private final UnderstandingConfig config;
  private final WordFeatures features;
  private final EmbeddingBag embedding;
  private final BiLstm lstm;
  private final AttentionPooling attention;
  private final Dense tagLayer;
  private final Dense intentLayer;
  private final Dropout inputDropout;
  private final Dropout outputDropout;
  private final double dropout;
  private final ParameterSet parameters;

  /**
   * What was computed of a batch.
   *
   * @param intents [batch x intent classes], natural log, in the batch's order
   * @param tags [rows x tags], natural log
   */
  record Scores(float[] intents, float[] tags) {}

  /** The arrays between the layers, for the way back. */
  private record Pass(SentenceBatch batch, float[] hidden, float[] pooled, Scores scores) {}

  /**
   * A network of zeros.
   *
   * @param dropout probability of dropping a value of a word's vector or of an LSTM's output
   */
  public UnderstandingNetwork(UnderstandingConfig config, double dropout) {
    this.config = config;
    this.dropout = dropout;
    features = new WordFeatures(config);
    int wide = 2 * config.hidden();
    Parallel one = Parallel.single();
    embedding =
        new EmbeddingBag(UnderstandingConfig.EMBEDDING, config.entries(), config.embedding());
    lstm = new BiLstm(UnderstandingConfig.LSTM, 0, config.embedding(), config.hidden(), one);
    attention = new AttentionPooling(UnderstandingConfig.ATTENTION, wide);
    tagLayer = new Dense(UnderstandingConfig.TAGS, wide, config.tags(), one);
    intentLayer = new Dense(UnderstandingConfig.INTENTS, wide, config.intentClasses(), one);
    inputDropout = new Dropout(dropout);
    outputDropout = new Dropout(dropout);
    List<Parameter> all = new ArrayList<>(embedding.parameters());
    all.addAll(lstm.parameters());
    all.addAll(attention.parameters());
    all.addAll(tagLayer.parameters());
    all.addAll(intentLayer.parameters());
    parameters = new ParameterSet(all);
  }

  /** Random weights. */
  public UnderstandingNetwork initialize(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    embedding.initialize(random, EMBEDDING_BOUND);
    lstm.initialize(random);
    attention.initialize(random);
    tagLayer.initialize(random);
    intentLayer.initialize(random);
    return this;
  }

  /** Takes over weights of the same shapes, by name. */
  UnderstandingNetwork set(Map<String, float[]> tensors) {
    for (Parameter p : parameters) {
      System.arraycopy(tensors.get(p.name()), 0, p.value(), 0, p.size());
    }
    return this;
  }

  /** The weights as they are, copied. */
  public Map<String, float[]> tensors() {
    Map<String, float[]> tensors = new LinkedHashMap<>();
    parameters.forEach(p -> tensors.put(p.name(), p.value().clone()));
    return tensors;
  }

  /** All weights and their gradients. */
  public ParameterSet parameters() {
    return parameters;
  }

  /** Sentences as {@link #accumulate} takes them, with some words hidden. */
  public SentenceBatch batch(
      List<List<String>> sentences, double unknown, SplittableRandom random) {
    return SentenceBatch.of(features, sentences, unknown, random);
  }

  /** Sentences as {@link #score} takes them. */
  SentenceBatch batch(List<List<String>> sentences) {
    return SentenceBatch.of(features, sentences);
  }

  /** Scores sentences, each of at least one word. */
  Scores score(SentenceBatch batch) {
    return forward(batch, 0, new SplittableRandom(0)).scores();
  }

  /**
   * Adds the loss's gradient to the parameters' gradients.
   *
   * @param intents [batch] classes, in the batch's order
   * @param tags [rows] classes
   * @param random of dropout
   * @return the loss
   */
  public double accumulate(
      SentenceBatch batch, int[] intents, int[] tags, SplittableRandom random) {
    Pass pass = forward(batch, dropout, random);
    SequenceLayout layout = batch.layout();
    double loss = crossEntropy(pass.scores().intents(), intents, config.intentClasses());
    loss += crossEntropy(pass.scores().tags(), tags, config.tags());
    backward(pass, layout);
    return loss;
  }

  /** The mean of -ln p; the log-probabilities become its gradient by the logits. */
  private static double crossEntropy(float[] logProbs, int[] classes, int width) {
    double loss = 0;
    for (int r = 0; r < classes.length; r++) {
      loss -= logProbs[r * width + classes[r]];
      for (int k = 0; k < width; k++) {
        int i = r * width + k;
        logProbs[i] = (float) (Math.exp(logProbs[i]) - (k == classes[r] ? 1 : 0)) / classes.length;
      }
    }
    return loss / classes.length;
  }

  private Pass forward(SentenceBatch batch, double drop, SplittableRandom random) {
    SequenceLayout layout = batch.layout();
    int rows = layout.rows();
    int wide = 2 * config.hidden();
    float[] x = new float[rows * config.embedding()];
    embedding.forward(batch.bags(), x);
    if (drop > 0) {
      x = inputDropout.forward(x, rows * config.embedding(), random);
    }
    float[] hidden = lstm.forward(x, layout);
    if (drop > 0) {
      hidden = outputDropout.forward(hidden, rows * wide, random);
    }
    float[] pooled = new float[layout.batch() * wide];
    attention.forward(hidden, layout, pooled);
    float[] intents = new float[layout.batch() * config.intentClasses()];
    intentLayer.forward(pooled, layout.batch(), intents);
    LogSoftmax.forward(layout.batch(), config.intentClasses(), intents, intents);
    float[] tags = new float[rows * config.tags()];
    tagLayer.forward(hidden, rows, tags);
    LogSoftmax.forward(rows, config.tags(), tags, tags);
    return new Pass(batch, hidden, pooled, new Scores(intents, tags));
  }

  /** The scores are the gradients of the logits by now. */
  private void backward(Pass pass, SequenceLayout layout) {
    int rows = layout.rows();
    int wide = 2 * config.hidden();
    float[] dHidden = new float[rows * wide];
    tagLayer.backward(pass.hidden(), rows, pass.scores().tags(), dHidden);
    float[] dPooled = new float[layout.batch() * wide];
    intentLayer.backward(pass.pooled(), layout.batch(), pass.scores().intents(), dPooled);
    attention.backward(pass.hidden(), layout, dPooled, dHidden);
    if (dropout > 0) {
      outputDropout.backward(dHidden, rows * wide);
    }
    float[] dX = new float[rows * config.embedding()];
    lstm.backward(dHidden, dX);
    if (dropout > 0) {
      inputDropout.backward(dX, dX.length);
    }
    embedding.backward(pass.batch().bags(), dX);
  }
}
