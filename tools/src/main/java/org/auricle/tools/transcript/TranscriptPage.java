package org.auricle.tools.transcript;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Word;
import org.auricle.engine.transcript.TranscribedRecording;
import org.auricle.engine.transcript.TranscriptWriter;
import org.auricle.tools.picture.HtmlPage;

/**
 * A page that needs nothing else: the recording to play, and its words, of which the one that is
 * spoken is marked. A click on a word, or the arrow keys, go there.
 */
public final class TranscriptPage implements TranscriptWriter {
  private static final double PAUSE_SECONDS = 1.5; // that begins a paragraph
  private static final double SHORT_PAUSE_SECONDS = 0.5; // that begins one after a long one
  private static final int LONG_CHARACTERS = 600;
  private static final double UNSURE = 0.5; // words of less confidence are marked

  private final AudioLoader audio;

  /** Pages with recordings that are read like this. */
  public TranscriptPage(AudioLoader audio) {
    this.audio = Objects.requireNonNull(audio, "audio");
  }

  /** What one speaks without a long pause. */
  private record Paragraph(int channel, List<Word> words) {
    double start() {
      return words.get(0).startSeconds();
    }
  }

  @Override
  public void write(TranscribedRecording recording, Appendable out) throws IOException {
    List<Paragraph> paragraphs = paragraphs(recording);
    out.append(HtmlPage.start(HtmlPage.escape(recording.name()), STYLE));
    out.append("<p class=\"lead\">").append(summary(recording)).append("</p>\n");
    out.append("<div class=\"player\">\n");
    EmbeddedAudio.write(recording.file(), recording.durationSeconds(), audio, out);
    out.append("</div>\n<section id=\"text\" class=\"card\" tabindex=\"0\" aria-label=\"")
        .append(HOW);
    out.append("\">\n");
    if (paragraphs.isEmpty()) {
      out.append("<p class=\"soft\">(no words)</p>\n");
    }
    for (Paragraph paragraph : paragraphs) {
      write(paragraph, out);
    }
    out.append("</section>\n<p class=\"soft\">").append(HOW);
    out.append(" Words that the recogniser is not sure of are dotted.</p>\n");
    out.append(HtmlPage.end(SCRIPT));
  }

  private static String summary(TranscribedRecording recording) {
    int words = recording.channels().stream().mapToInt(channel -> channel.words().size()).sum();
    return clock(recording.durationSeconds())
        + (recording.byChannel() ? ", " + recording.channels().size() + " channels" : "")
        + String.format(Locale.ROOT, ", %,d %s", words, words == 1 ? "word" : "words");
  }

  private static void write(Paragraph paragraph, Appendable out) throws IOException {
    out.append("<p><button type=\"button\" data-s=\"").append(seconds(paragraph.start()));
    out.append("\">").append(clock(paragraph.start())).append("</button>");
    if (paragraph.channel() > 0) {
      out.append("<b>Channel ").append(Integer.toString(paragraph.channel())).append("</b> ");
    }
    for (Word word : paragraph.words()) {
      out.append("<span").append(word.confidence() < UNSURE ? " class=\"unsure\"" : "");
      out.append(" data-s=\"").append(seconds(word.startSeconds()));
      out.append("\" data-e=\"").append(seconds(word.endSeconds()));
      out.append(String.format(Locale.ROOT, "\" title=\"%.0f %%\">", 100 * word.confidence()));
      out.append(HtmlPage.escape(word.text())).append("</span> ");
    }
    out.append("</p>\n");
  }

  private static List<Paragraph> paragraphs(TranscribedRecording recording) {
    List<Paragraph> paragraphs = new ArrayList<>();
    for (int i = 0; i < recording.channels().size(); i++) {
      addParagraphs(recording.channels().get(i), recording.byChannel() ? i + 1 : 0, paragraphs);
    }
    paragraphs.sort(Comparator.comparingDouble(Paragraph::start)); // stable
    return paragraphs;
  }

  private static void addParagraphs(Transcript transcript, int channel, List<Paragraph> target) {
    List<Word> current = new ArrayList<>();
    int characters = 0;
    for (Word word : transcript.words()) {
      if (!current.isEmpty()) {
        double pause = word.startSeconds() - current.get(current.size() - 1).endSeconds();
        if (pause >= (characters > LONG_CHARACTERS ? SHORT_PAUSE_SECONDS : PAUSE_SECONDS)) {
          target.add(new Paragraph(channel, List.copyOf(current)));
          current.clear();
          characters = 0;
        }
      }
      current.add(word);
      characters += word.text().length() + 1;
    }
    if (!current.isEmpty()) {
      target.add(new Paragraph(channel, List.copyOf(current)));
    }
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  private static String clock(double seconds) {
    long whole = (long) seconds;
    return whole >= 3600
        ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }

  private static final String HOW =
      "Click a word to hear it. The arrow keys go from word to word, the space bar plays and"
          + " pauses.";

  private static final String STYLE =
      """
      .player{position:sticky;top:0;z-index:1;background:var(--page);padding:8px 0}
      .player audio{max-width:none;margin:0}
      #text{max-width:80ch;font-size:17px;line-height:1.75}
      #text p{max-width:none;margin:0 0 12px;overflow-wrap:anywhere}
      #text button{font:inherit;font-size:13px;color:var(--soft);background:none;border:0;
      padding:0 10px 0 0;cursor:pointer;font-variant-numeric:tabular-nums}
      #text b{font-size:13px;color:var(--c0);margin-right:6px}
      #text span{cursor:pointer;border-radius:4px;padding:1px;scroll-margin:70px 0 20px}
      #text span:hover{background:#eef2ff}
      #text .unsure{border-bottom:1px dotted var(--c1)}
      #text .now{background:var(--c0);color:#fff}
      #text:focus-visible,#text button:focus-visible{outline:2px solid var(--c0);outline-offset:2px}
      """;

  /** The word whose time it is; where words of channels overlap, the one that began last. */
  private static final String SCRIPT =
      """
      const audio=document.querySelector('audio'),text=document.getElementById('text');
      const words=[...text.querySelectorAll('span')].sort((a,b)=>a.dataset.s-b.dataset.s);
      const starts=words.map(word=>+word.dataset.s),ends=words.map(word=>+word.dataset.e);
      const last=t=>{let low=0,high=starts.length;while(low<high){const middle=low+high>>1;
      if(starts[middle]<=t+.001)low=middle+1;else high=middle}return low-1};
      let now=-1;
      const mark=i=>{if(i===now)return;
      if(now>=0){words[now].classList.remove('now');words[now].removeAttribute('aria-current')}
      now=i;if(i<0)return;words[i].classList.add('now');words[i].setAttribute('aria-current','true');
      words[i].scrollIntoView({block:'nearest'})};
      const show=()=>{const t=audio.currentTime,i=last(t);mark(i>=0&&t<=ends[i]+.1?i:-1);
      if(!audio.paused)requestAnimationFrame(show)};
      const go=i=>{if(i>=0&&i<words.length){audio.currentTime=starts[i];mark(i)}};
      if(audio){audio.addEventListener('play',show);audio.addEventListener('seeked',show);
      text.addEventListener('click',event=>{const at=event.target.closest('[data-s]');
      if(at){audio.currentTime=+at.dataset.s;audio.play()}});
      text.addEventListener('keydown',event=>{
      if(event.target!==text||event.ctrlKey||event.altKey||event.metaKey)return;
      const here=last(audio.currentTime);
      const act={ArrowRight:()=>go(here+1),ArrowLeft:()=>go(Math.max(0,here-1)),Home:()=>go(0),
      End:()=>go(words.length-1),' ':()=>audio.paused?audio.play():audio.pause()}[event.key];
      if(act){event.preventDefault();act()}})}
      """;
}
