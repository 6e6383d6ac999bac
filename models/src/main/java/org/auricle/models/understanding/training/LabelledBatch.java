package org.auricle.models.understanding.training;

import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.nn.SequenceLayout;
import org.auricle.models.domain.LabelledSentence;
import org.auricle.models.understanding.SentenceBatch;
import org.auricle.models.understanding.UnderstandingConfig;
import org.auricle.models.understanding.UnderstandingNetwork;

/**
 * Sentences with the classes that they are to have.
 *
 * @param intents [batch] in the batch's order
 * @param tags [rows]
 */
record LabelledBatch(SentenceBatch sentences, int[] intents, int[] tags) {

  static LabelledBatch of(
      UnderstandingNetwork network,
      UnderstandingConfig config,
      List<LabelledSentence> sentences,
      double unknown,
      SplittableRandom random) {
    SentenceBatch batch =
        network.batch(sentences.stream().map(LabelledSentence::words).toList(), unknown, random);
    SequenceLayout layout = batch.layout();
    int[] intents = new int[layout.batch()];
    int[] tags = new int[layout.rows()];
    for (int b = 0; b < intents.length; b++) {
      LabelledSentence sentence = sentences.get(batch.order()[b]);
      intents[b] = config.intentClass(sentence.intent());
      for (int t = 0; t < layout.length(b); t++) {
        tags[layout.row(t, b)] = config.tag(sentence.tags().get(t));
      }
    }
    return new LabelledBatch(batch, intents, tags);
  }
}
