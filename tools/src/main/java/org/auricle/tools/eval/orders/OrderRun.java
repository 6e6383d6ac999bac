package org.auricle.tools.eval.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.auricle.acoustic.training.Manifest;
import org.auricle.engine.audio.AudioClip;
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
   * @param recognition of the recordings, as {@link #way} says
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
   * How recordings are heard: as one of the domain's expressions; where that is none and there is a
   * model that understands others, as any words.
   */
  public static RecognitionRun.Way way(RecognitionRun.Way inner, Understander understander) {
    return (recognizer, clips, request) -> {
      List<Transcript> heard = inner.recognize(recognizer, clips, request);
      return understander.hasModel()
          ? openly(inner, understander, recognizer, clips, heard)
          : heard;
    };
  }

  private static List<Transcript> openly(
      RecognitionRun.Way inner,
      Understander understander,
      Recognizer recognizer,
      List<AudioClip> clips,
      List<Transcript> heard) {
    List<Integer> places =
        IntStream.range(0, clips.size())
            .filter(i -> understander.understand(heard.get(i)).isNone())
            .boxed()
            .toList();
    List<Transcript> all = new ArrayList<>(heard);
    if (!places.isEmpty()) {
      List<AudioClip> left = places.stream().map(clips::get).toList();
      List<Transcript> again = inner.recognize(recognizer, left, understander.openRequest());
      for (int i = 0; i < again.size(); i++) {
        all.set(places.get(i), again.get(i));
      }
    }
    return all;
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
