package org.auricle.models.classification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.auricle.engine.nn.LogSoftmax;

/**
 * Says of a text which class it belongs to: the mean of several networks' probabilities. Not
 * thread-safe.
 */
public final class TextClassifier {
  private static final int BATCH = 256;

  private final TextVocabulary vocabulary;
  private final List<String> classes;
  private final WordEvidence evidence;
  private final List<ClassifierNetwork> members;

  TextClassifier(
      TextVocabulary vocabulary,
      List<String> classes,
      WordEvidence evidence,
      List<ClassifierNetwork> members) {
    this.vocabulary = vocabulary;
    this.classes = classes;
    this.evidence = evidence;
    this.members = members;
  }

  /** The classes' names, in the order of {@link Classification#probabilities}. */
  public List<String> classes() {
    return classes;
  }

  /** Classifies a text of any length, the first words of a very long one. */
  public Classification classify(String text) {
    return classify(List.of(text)).get(0);
  }

  /** The same for many texts, faster than one by one. */
  public List<Classification> classify(List<String> texts) {
    List<Classification> answers = new ArrayList<>();
    for (int from = 0; from < texts.size(); from += BATCH) {
      answers.addAll(batch(texts.subList(from, Math.min(texts.size(), from + BATCH))));
    }
    return answers;
  }

  private List<Classification> batch(List<String> texts) {
    List<TextBatch.Item> items =
        texts.stream().map(text -> new TextBatch.Item(encode(text), evidence)).toList();
    int count = classes.size();
    double[][] sums = new double[texts.size()][count];
    TextBatch batch = TextBatch.of(items, members.get(0).config().vectors());
    for (ClassifierNetwork member : members) {
      float[] logits = member.forward(batch);
      LogSoftmax.forward(texts.size(), count, logits, logits);
      for (int b = 0; b < texts.size(); b++) {
        for (int c = 0; c < count; c++) {
          sums[batch.order()[b]][c] += Math.exp(logits[b * count + c]) / members.size();
        }
      }
    }
    return Arrays.stream(sums).map(p -> new Classification(classes, p)).toList();
  }

  /**
   * What the words alone say, without order and without any network: the class whose evidence is
   * the greatest (naive Bayes). A yardstick for the networks.
   */
  public String byWordsAlone(String text) {
    float[] sums = evidence.sum(encode(text));
    return classes.get(ClassifierMember.argMax(sums, 0, sums.length));
  }

  EncodedText encode(String text) {
    return vocabulary.encode(TextTokenizer.words(text));
  }

  TextVocabulary vocabulary() {
    return vocabulary;
  }

  WordEvidence evidence() {
    return evidence;
  }

  List<ClassifierNetwork> members() {
    return members;
  }
}
