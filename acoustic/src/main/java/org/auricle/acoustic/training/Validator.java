package org.auricle.acoustic.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.auricle.acoustic.bilstm.BiLstmNetwork;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.ErrorRate;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.TokenTable;

/** Measures a network on the dev set, whose features are made once and kept. Not thread-safe. */
final class Validator {
  private static final int BATCH = 16;

  private final List<Utterance> utterances;
  private final List<Batch> batches;
  private final TokenTable tokens;
  private final CtcDecoder decoder;
  private final double frameShiftSeconds;
  private final Parallel parallel;
  private final List<CtcLoss> losses = new ArrayList<>();

  /**
   * What was found.
   *
   * @param loss -ln p a token, natural log, over the utterances that CTC can spell
   * @param words errors
   * @param characters errors
   * @param samples one an utterance, in the manifest's order
   */
  record Outcome(double loss, ErrorRate words, ErrorRate characters, List<Sample> samples) {}

  /** Reference and hypothesis of one utterance. */
  record Sample(String name, String reference, String hypothesis) {}

  Validator(
      List<Utterance> utterances,
      FeatureMaker maker,
      TokenTable tokens,
      CtcDecoder decoder,
      double frameShiftSeconds,
      Parallel parallel) {
    this.utterances = utterances;
    this.tokens = tokens;
    this.decoder = decoder;
    this.frameShiftSeconds = frameShiftSeconds;
    this.parallel = parallel;
    this.batches = batches(utterances, maker, parallel);
    for (int b = 0; b < BATCH; b++) {
      losses.add(new CtcLoss(tokens.blank()));
    }
  }

  private static List<Batch> batches(
      List<Utterance> utterances, FeatureMaker maker, Parallel parallel) {
    Batch.Item[] made = new Batch.Item[utterances.size()];
    parallel.run(
        made.length,
        i -> {
          Utterance u = utterances.get(i);
          made[i] = new Batch.Item(maker.plain(u.entry().audio()), u.labels(), i);
        });
    List<Batch.Item> items = new ArrayList<>();
    for (Batch.Item item : made) {
      if (item.features().frames() > 0) {
        items.add(item);
      }
    }
    items.sort(Comparator.comparingInt(i -> -i.features().frames()));
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < items.size(); from += BATCH) {
      batches.add(Batch.of(items.subList(from, Math.min(items.size(), from + BATCH))));
    }
    return batches;
  }

  Outcome measure(BiLstmNetwork network) {
    double[] loss = new double[utterances.size()];
    String[] hypotheses = new String[utterances.size()];
    for (Batch batch : batches) {
      float[] logProbs = network.forward(batch.x(), batch.layout());
      float[] scratch = new float[batch.layout().rows() * tokens.size()];
      parallel.run(
          batch.size(),
          b -> {
            int position = batch.items().get(b).position();
            loss[position] = loss(batch, b, logProbs, scratch);
            hypotheses[position] = decode(batch.rows()[b], logProbs);
          });
    }
    return summarize(loss, hypotheses);
  }

  /** NaN if the utterance has fewer frames than CTC needs. */
  private double loss(Batch batch, int b, float[] logProbs, float[] scratch) {
    int[] rows = batch.rows()[b];
    int[] labels = batch.items().get(b).labels();
    if (rows.length < CtcLoss.framesNeeded(labels)) {
      return Double.NaN;
    }
    return losses.get(b).compute(logProbs, tokens.size(), rows, rows.length, labels, 1, scratch);
  }

  private String decode(int[] rows, float[] logProbs) {
    int width = tokens.size();
    float[] own = new float[rows.length * width];
    for (int t = 0; t < rows.length; t++) {
      System.arraycopy(logProbs, rows[t] * width, own, t * width, width);
    }
    LogPosteriors posteriors = new LogPosteriors(own, rows.length, width, frameShiftSeconds);
    return tokens.text(decoder.decode(posteriors, 1).get(0));
  }

  private Outcome summarize(double[] loss, String[] hypotheses) {
    ErrorRate words = ErrorRate.ZERO;
    ErrorRate characters = ErrorRate.ZERO;
    List<Sample> samples = new ArrayList<>();
    double sum = 0;
    long labels = 0;
    for (Utterance u : utterances) {
      String hypothesis = hypotheses[u.id()] == null ? "" : hypotheses[u.id()];
      String reference = u.entry().text().strip().replaceAll("\\s+", " ");
      words = words.plus(ErrorRate.ofWords(reference, hypothesis));
      characters = characters.plus(ErrorRate.ofCharacters(reference, hypothesis));
      samples.add(new Sample(u.entry().audio().getFileName().toString(), reference, hypothesis));
      if (hypotheses[u.id()] != null && !Double.isNaN(loss[u.id()])) {
        sum += loss[u.id()];
        labels += u.labels().length;
      }
    }
    return new Outcome(sum / Math.max(1, labels), words, characters, List.copyOf(samples));
  }
}
