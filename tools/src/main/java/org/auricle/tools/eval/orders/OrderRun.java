package org.auricle.tools.eval.orders;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.auricle.acoustic.training.Manifest;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.Transcript;
import org.auricle.models.domain.Interpretation;
import org.auricle.models.understanding.Understander;
import org.auricle.tools.eval.Evaluation;
import org.auricle.tools.eval.RecognitionRun;

/** Hears and understands the recordings of a manifest. */
public final class OrderRun {
  private final RecognitionRun recognition;
  private final Function<Manifest.Entry, Order> wanted;
  private final Understander understander;

  /**
   * A run.
   *
   * @param recognition of the recordings, asked for {@link Understander#request()}
   * @param wanted what is wanted in each
   */
  public OrderRun(
      RecognitionRun recognition,
      Function<Manifest.Entry, Order> wanted,
      Understander understander) {
    this.recognition = recognition;
    this.wanted = wanted;
    this.understander = understander;
  }

  /**
   * Hears and understands all.
   *
   * @param progress is told how many more are done
   */
  public OrderEvaluation evaluate(
      Recognizer recognizer,
      RecognitionRun.Treatment treatment,
      BiConsumer<Integer, OrderEvaluation> progress) {
    OrderEvaluation evaluation = new OrderEvaluation();
    recognition.run(
        recognizer,
        treatment,
        new RecognitionRun.Sink() {
          @Override
          public void heard(Evaluation.Source source, Manifest.Entry entry, Transcript transcript) {
            Interpretation meaning = understander.understand(transcript);
            evaluation.add(
                new OrderResult(
                    source,
                    wanted.apply(entry),
                    Order.of(meaning),
                    transcript.text(),
                    meaning.confidence()));
          }

          @Override
          public void unreadable(Evaluation.Source source, String problem) {
            evaluation.addFailure(source, problem);
          }

          @Override
          public void done(int recordings) {
            progress.accept(recordings, evaluation);
          }
        });
    return evaluation;
  }
}
