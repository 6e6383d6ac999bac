package org.auricle.tools.eval;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.recognition.Alignment;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.ErrorRate;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.engine.recognition.Word;
import org.auricle.tools.picture.HtmlPage;
import org.auricle.tools.picture.PosteriorRows;
import org.auricle.tools.picture.TimeStrip;

/** What went wrong in single utterances, to hear and to see. Not thread-safe. */
public final class ErrorPictures {
  private static final int MOST_TOKENS = 14;
  private static final double MOST_SECONDS = 300; // of all audio together: ten megabytes

  private final Recognizer recognizer;
  private final TokenTable tokens;
  private final DecodeRequest request;
  private double embedded; // seconds

  /** Pictures of what a model makes of utterances. */
  public ErrorPictures(Recognizer recognizer, TokenTable tokens, DecodeRequest request) {
    this.recognizer = recognizer;
    this.tokens = tokens;
    this.request = request;
  }

  /** A card, as HTML; the recording is read and recognised again. */
  public String card(Evaluation.Utterance utterance) throws IOException {
    AudioClip clip = AudioReader.read(Path.of(utterance.source().file()));
    LogPosteriors posteriors = recognizer.acoustic().score(recognizer.features(clip));
    List<Word> words = recognizer.recognize(clip, request).words();
    PosteriorRows rows = new PosteriorRows(posteriors, tokens);
    TimeStrip strip = new TimeStrip(clip).spectrogram();
    rows.draw(strip, MOST_TOKENS);
    strip.track("best path", rows.bestPath());
    strip.track("words", marks(utterance.said(), words)).axis();
    boolean audible = embedded + clip.durationSeconds() <= MOST_SECONDS;
    embedded += audible ? clip.durationSeconds() : 0;
    String speaker = utterance.source().speaker();
    return """
    <section class="card"><b>%s</b> <span class="soft">%s%d of %d words wrong</span>
    <p class="said">%s</p>
    %s</section>
    """
        .formatted(
            HtmlPage.escape(name(utterance.source().file())),
            speaker.isEmpty() ? "" : HtmlPage.escape(speaker) + ", ",
            utterance.words().errors(),
            utterance.words().referenceLength(),
            difference(utterance),
            strip.html(audible));
  }

  private static List<TimeStrip.Mark> marks(String said, List<Word> words) {
    List<String> heard = words.stream().map(word -> Evaluation.normalize(word.text())).toList();
    boolean[] right =
        ErrorRate.matches(said.isEmpty() ? List.of() : List.of(said.split(" ")), heard);
    List<TimeStrip.Mark> marks = new ArrayList<>();
    for (int i = 0; i < right.length; i++) {
      Word word = words.get(i);
      marks.add(
          new TimeStrip.Mark(
              word.startSeconds(), word.endSeconds(), word.text(), right[i] ? "word" : "wrong"));
    }
    return marks;
  }

  /** What was said, and what was heard instead, word by word. */
  static String difference(Evaluation.Utterance utterance) {
    List<String> parts = new ArrayList<>();
    for (Alignment.Pair pair : Alignment.ofWords(utterance.said(), utterance.heard()).pairs()) {
      String said = HtmlPage.escape(pair.reference());
      String heard = HtmlPage.escape(pair.hypothesis());
      parts.add(
          switch (pair.kind()) {
            case SAME -> said;
            case SUBSTITUTED -> "<del>" + said + "</del> <ins>" + heard + "</ins>";
            case INSERTED -> "<ins>" + heard + "</ins>";
            case DELETED -> "<del>" + said + "</del>";
          });
    }
    return String.join(" ", parts);
  }

  private static String name(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }
}
