import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.auricle.acoustic.training.Manifest;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.WavWriter;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Word;
import org.auricle.models.Models;
import org.auricle.models.RecognizerFactory;
import org.auricle.models.RuntimeOptions;

/**
 * Single words, cut out of recordings in which people pause between them: for who says one digit,
 * whose recording is short and has no silence to tell the channel by.
 *
 * <p>Usage: {@code java -cp LIBRARIES Isolate.java MODEL MANIFEST OUT}. Words come from recordings
 * that MODEL reads without an error; where one begins and ends is where it says so, less what is 30
 * dB below the word's loudest 10 ms. Digits, which few say alone, are also cut out of numbers, if
 * MODEL still reads them then. OUT receives them as WAV, with manifest.jsonl. A letter is written
 * as in ../en/Prepare.java, with a point.
 */
public final class Isolate {
  private static final double PAUSE =
      0.3; // seconds; a word's end is heard late by up to a quarter second
  private static final double PAUSE_OF_DIGITS = 0.08;
  private static final Set<String> DIGITS =
      Set.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
  private static final double BEFORE = 0.1;
  private static final double AFTER = 0.35;
  private static final double NEXT = 0.06;
  private static final double FLOOR = 1e-3;

  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("usage: java Isolate.java MODEL MANIFEST OUT");
      System.exit(2);
    }
    Path out = Files.createDirectories(Path.of(args[2]));
    StringBuilder manifest = new StringBuilder();
    int count = 0;
    try (var recognizer = RecognizerFactory.create(Models.open(args[0]), RuntimeOptions.DEFAULT)) {
      for (Manifest.Entry entry : Manifest.read(Path.of(args[1])).entries()) {
        AudioClip clip = AudioReader.read(entry.audio());
        Transcript transcript = recognizer.recognize(clip);
        if (!transcript.text().equals(entry.text())) {
          continue;
        }
        List<Word> words = transcript.words();
        for (int i = 0; i < words.size(); i++) {
          double before = i == 0 ? 0 : words.get(i - 1).endSeconds();
          double seconds = (double) clip.samples().length / clip.sampleRate();
          double after = i == words.size() - 1 ? seconds : words.get(i + 1).startSeconds();
          Word word = words.get(i);
          double pause = Math.min(word.startSeconds() - before, after - word.endSeconds());
          boolean digit = DIGITS.contains(word.text());
          if (pause < (digit ? PAUSE_OF_DIGITS : PAUSE)) {
            continue;
          }
          double from = Math.max(0, word.startSeconds() - BEFORE);
          double to = Math.min(after - NEXT, word.endSeconds() + AFTER);
          AudioClip cut = loud(clip, from, to);
          if (digit && pause < PAUSE && !recognizer.recognize(cut).text().equals(word.text())) {
            continue;
          }
          String name = String.format(Locale.ROOT, "%05d.wav", count++);
          Files.write(out.resolve(name), WavWriter.pcm16(cut));
          String text = word.text().length() == 1 ? word.text() + "." : word.text();
          manifest.append(
              String.format(
                  Locale.ROOT,
                  "{\"audio_filepath\": \"%s\", \"duration\": %.4f, \"text\": \"%s\"}\n",
                  name,
                  (double) cut.samples().length / cut.sampleRate(),
                  text));
        }
      }
    }
    Files.writeString(out.resolve("manifest.jsonl"), manifest);
    System.err.println(count + " words in " + out);
  }

  /** From the first to the last 10 ms that are not 30 dB below the loudest. */
  private static AudioClip loud(AudioClip clip, double from, double to) {
    int step = clip.sampleRate() / 100;
    int first = (int) (from * 100);
    double[] power = new double[(int) (to * 100) - first];
    for (int t = 0; t < power.length; t++) {
      for (int i = 0; i < step; i++) {
        float x = clip.samples()[Math.min(clip.samples().length - 1, (first + t) * step + i)];
        power[t] += x * x;
      }
    }
    double least = FLOOR * Arrays.stream(power).max().orElse(0);
    int a = 0;
    while (power[a] < least) {
      a++;
    }
    int b = power.length;
    while (power[b - 1] < least) {
      b--;
    }
    int end = Math.min(clip.samples().length, (first + b) * step);
    return new AudioClip(
        Arrays.copyOfRange(clip.samples(), (first + a) * step, end), clip.sampleRate());
  }
}
