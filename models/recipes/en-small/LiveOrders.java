import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.live.LiveOptions;
import org.auricle.engine.live.SpeechStream;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.models.Models;
import org.auricle.models.RecognizerFactory;
import org.auricle.models.RuntimeOptions;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.Interpretation;
import org.auricle.models.understanding.Understander;
import org.auricle.server.assistant.ServedDomain;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How spoken orders are understood in conversations: each is fed to a live stream as the server
 * feeds it, by tenths of a second, with a second and a half of silence behind it. Printed are how
 * many orders are right and not cut in two, how many are cut, and how long after speech they end,
 * in seconds of audio, whatever computing takes.
 *
 * <p>Usage: {@code java -cp LIBRARIES LiveOrders.java MODEL DOMAIN MANIFEST [SECONDS]}. With
 * SECONDS so much silence ends every order; without, what the server does.
 */
public final class LiveOrders {
  private static final double BEHIND = 1.5; // seconds of silence

  public static void main(String[] args) throws IOException {
    if (args.length != 3 && args.length != 4) {
      System.err.println("usage: java LiveOrders.java MODEL DOMAIN MANIFEST [SECONDS]");
      System.exit(2);
    }
    EndpointOptions rules = ServedDomain.ENDPOINTING;
    if (args.length == 4) {
      double seconds = Double.parseDouble(args[3]);
      rules = rules.withTrailingSilence(seconds).withPause(seconds);
    }
    Understander understander = Understander.of(Domain.read(Path.of(args[1])));
    DecodeRequest request = understander.request(Set.of());
    Path manifest = Path.of(args[2]);
    int orders = 0;
    int right = 0;
    int cut = 0;
    List<Double> waits = new ArrayList<>();
    try (Recognizer recognizer =
        RecognizerFactory.create(Models.open(args[0]), RuntimeOptions.DEFAULT)) {
      for (String line : Files.readAllLines(manifest)) {
        JsonNode entry = JsonMapper.shared().readTree(line);
        AudioClip clip =
            AudioReader.read(manifest.resolveSibling(entry.get("audio_filepath").asString()));
        LiveOptions options =
            new LiveOptions(clip.sampleRate(), request, false).withEndpointing(rules);
        List<String> heard = new ArrayList<>();
        double speechEnd = 0;
        for (LiveEvent event : events(new SpeechStream(recognizer, options), clip)) {
          if (event instanceof LiveEvent.SpeechEnded ended) {
            speechEnd = ended.speechSeconds();
          } else if (event instanceof LiveEvent.Final last) {
            heard.add(meaning(understander.understand(last.transcript())));
            waits.add(last.heardSeconds() - speechEnd);
          }
        }
        orders++;
        right += heard.equals(List.of(meaning(entry))) ? 1 : 0;
        cut += heard.size() > 1 ? 1 : 0;
      }
    }
    waits.sort(null);
    System.out.printf(
        "%d of %d orders right, %d cut; ended %.2f s after speech (95 %%: %.2f, all: %.2f)%n",
        right, orders, cut, at(waits, 0.5), at(waits, 0.95), at(waits, 1));
  }

  private static List<LiveEvent> events(SpeechStream stream, AudioClip clip) {
    int tenth = clip.sampleRate() / 10;
    float[] samples =
        Arrays.copyOf(clip.samples(), clip.samples().length + (int) (BEHIND * clip.sampleRate()));
    List<LiveEvent> events = new ArrayList<>();
    for (int i = 0; i < samples.length; i += tenth) {
      events.addAll(stream.accept(samples, i, Math.min(tenth, samples.length - i)));
    }
    events.addAll(stream.finish());
    return events;
  }

  private static String meaning(Interpretation meant) {
    Map<String, String> slots = new TreeMap<>();
    meant.slots().forEach(slot -> slots.merge(slot.slot(), slot.value(), (a, b) -> a + "+" + b));
    return meant.intent().map(intent -> intent + slots).orElse("none");
  }

  private static String meaning(JsonNode entry) {
    Map<String, String> slots = new TreeMap<>();
    entry
        .get("slots")
        .properties()
        .forEach(slot -> slots.put(slot.getKey(), slot.getValue().asString()));
    return entry.get("intent").asString() + slots;
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.isEmpty()
        ? 0
        : sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
  }
}
