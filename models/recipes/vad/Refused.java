import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.auricle.acoustic.training.Manifest;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.ErrorRate;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.SpeechGate;
import org.auricle.engine.recognition.SpeechSegment;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.VoiceActivityDetector;
import org.auricle.models.Models;
import org.auricle.models.RecognizerFactory;
import org.auricle.models.RuntimeOptions;

/**
 * How sure a model is of its readings of what its gate refuses. For each manifest, at some
 * confidences from which a refused reading might be kept: how many would be, and with how many
 * errors in words over all that is refused; of recordings in which nobody speaks, every word is
 * one; last, those that the gate keeps as it is. These are also measured as the utterances that a live stream would find in them, and in
 * pieces of half a second.
 *
 * <p>Usage: {@code java -cp LIBRARIES Refused.java MODEL MANIFEST...}
 */
public final class Refused {
  private static final double[] CONFIDENCES = {0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01};
  private static final double[] PLACES = {0.13, 0.44, 0.75}; // of the pieces, of what there is room
  private static final double PIECE = 0.5; // seconds

  /** One way to take recordings apart. */
  private interface Cut {
    List<AudioClip> of(AudioClip clip);
  }

  private final Recognizer recognizer;
  private final Recognizer gated;
  private final VoiceActivityDetector detector;

  private Refused(Recognizer recognizer, Recognizer gated) {
    this.recognizer = recognizer;
    this.gated = gated;
    detector = recognizer.voiceActivity().orElseThrow();
  }

  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      System.err.println("usage: java Refused.java MODEL MANIFEST...");
      System.exit(2);
    }
    RuntimeOptions ungated = RuntimeOptions.DEFAULT.withVoiceGate(false);
    try (Recognizer recognizer = RecognizerFactory.create(Models.open(args[0]), ungated);
        Recognizer gated = RecognizerFactory.open(args[0])) {
      Refused refused = new Refused(recognizer, gated);
      head();
      for (String file : Arrays.asList(args).subList(1, args.length)) {
        Path manifest = Path.of(file);
        List<Manifest.Entry> entries = Manifest.read(manifest).entries();
        String name = manifest.getFileName().toString();
        refused.measure(name, entries, List::of);
        if (entries.stream().allMatch(entry -> entry.text().isEmpty())) {
          refused.measure(name + ", utterances", entries, refused::utterances);
          refused.measure(name + ", half seconds", entries, Refused::pieces);
        }
      }
    }
  }

  private static void head() {
    System.out.printf("%-40s %5s %7s", "kept, errors, from a confidence of", "all", "refused");
    for (double confidence : CONFIDENCES) {
      System.out.printf(Locale.ROOT, "      %.2f", confidence);
    }
    System.out.println("  the gate");
  }

  private void measure(String name, List<Manifest.Entry> entries, Cut cut) throws IOException {
    int all = 0;
    int refused = 0;
    int[] kept = new int[CONFIDENCES.length + 1]; // last, by the gate
    int[] errors = new int[CONFIDENCES.length + 1];
    for (Manifest.Entry entry : entries) {
      for (AudioClip clip : cut.of(AudioReader.read(entry.audio()))) {
        all++;
        if (SpeechGate.opens(detector, clip)) {
          continue;
        }
        refused++;
        Transcript reading = recognizer.recognize(clip);
        boolean admitted = !gated.recognize(clip).text().isEmpty();
        for (int i = 0; i <= CONFIDENCES.length; i++) {
          boolean keeps =
              i < CONFIDENCES.length
                  ? !reading.text().isEmpty() && reading.confidence() >= CONFIDENCES[i]
                  : admitted;
          kept[i] += keeps ? 1 : 0;
          String text = keeps ? reading.text() : "";
          errors[i] += ErrorRate.ofWords(entry.text().toLowerCase(Locale.ROOT), text).errors();
        }
      }
    }
    System.out.printf("%-40s %5d %7d", name, all, refused);
    for (int i = 0; i <= CONFIDENCES.length; i++) {
      System.out.printf(" %4d %4d", kept[i], errors[i]);
    }
    System.out.println();
  }

  private List<AudioClip> utterances(AudioClip clip) {
    List<AudioClip> utterances = new ArrayList<>();
    for (SpeechSegment segment : detector.detect(clip, EndpointOptions.DEFAULT)) {
      utterances.add(cut(clip, segment.startSeconds(), segment.endSeconds()));
    }
    return utterances;
  }

  private static List<AudioClip> pieces(AudioClip clip) {
    List<AudioClip> pieces = new ArrayList<>();
    double room = clip.durationSeconds() - PIECE;
    for (double place : PLACES) {
      if (room > 0) {
        pieces.add(cut(clip, place * room, place * room + PIECE));
      }
    }
    return pieces;
  }

  private static AudioClip cut(AudioClip clip, double from, double to) {
    int start = (int) Math.round(from * clip.sampleRate());
    int end = (int) Math.min(clip.samples().length, Math.round(to * clip.sampleRate()));
    return new AudioClip(Arrays.copyOfRange(clip.samples(), start, end), clip.sampleRate());
  }
}
