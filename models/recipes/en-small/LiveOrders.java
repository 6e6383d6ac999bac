import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.auricle.acoustic.training.Manifest;
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
import org.auricle.models.domain.DomainException;
import org.auricle.models.domain.DomainReader;
import org.auricle.models.understanding.Understander;
import org.auricle.server.assistant.ServedDomain;
import org.auricle.tools.eval.NoiseClips;
import org.auricle.tools.eval.orders.Order;
import org.auricle.tools.eval.orders.OrderManifest;

/**
 * How spoken orders are understood in conversations: each is fed to a live stream as the server
 * feeds it, by tenths of a second, with a second and a half of silence behind it. Printed are how
 * many bring the order and no other one, how many take more turns than one, and how long after
 * speech turns end, in seconds of audio, whatever computing takes.
 *
 * <p>Usage: {@code java -cp LIBRARIES LiveOrders.java MODEL DOMAIN MANIFEST [PAUSE [SILENCE [NOISE
 * SNR]]]}. PAUSE seconds of silence end what is a whole order and SILENCE seconds any; without, the
 * server's, which are 0.3 and 0.8. NOISE is a manifest of recordings to put behind each order and
 * the silence, SNR dB below it as {@code auricle eval --domain} counts.
 */
public final class LiveOrders {
  private static final double BEHIND = 1.5; // seconds of silence

  public static void main(String[] args) throws IOException, DomainException {
    if (args.length < 3 || args.length > 7 || args.length == 6) {
      System.err.println(
          "usage: java LiveOrders.java MODEL DOMAIN MANIFEST [PAUSE [SILENCE [NOISE SNR]]]");
      System.exit(2);
    }
    EndpointOptions rules = ServedDomain.ENDPOINTING;
    if (args.length > 3) {
      rules = rules.withPause(Double.parseDouble(args[3]));
    }
    if (args.length > 4) {
      rules = rules.withTrailingSilence(Double.parseDouble(args[4]));
    }
    Domain domain = DomainReader.read(Path.of(args[1]));
    Understander understander = Understander.of(domain);
    DecodeRequest request = understander.request(Set.of());
    Manifest manifest = Manifest.read(Path.of(args[2]));
    OrderManifest wanted = OrderManifest.read(manifest, domain);
    NoiseClips noise = args.length > 5 ? NoiseClips.read(Path.of(args[5]), 1) : null;
    int orders = 0;
    int right = 0;
    int several = 0;
    List<Double> waits = new ArrayList<>();
    try (Recognizer recognizer =
        RecognizerFactory.create(Models.open(args[0]), RuntimeOptions.DEFAULT)) {
      for (Manifest.Entry entry : manifest.entries()) {
        AudioClip clip = withSilence(AudioReader.read(entry.audio()));
        if (args.length > 5) {
          clip = noise.mixByLoudestFrame(clip, orders, Double.parseDouble(args[6]));
        }
        LiveOptions options =
            new LiveOptions(clip.sampleRate(), request, false).withEndpointing(rules);
        List<Order> heard = new ArrayList<>();
        double speechEnd = 0;
        for (LiveEvent event : events(new SpeechStream(recognizer, options), clip)) {
          if (event instanceof LiveEvent.SpeechEnded ended) {
            speechEnd = ended.speechSeconds();
          } else if (event instanceof LiveEvent.Final last) {
            heard.add(Order.of(understander.understand(last.transcript())));
            waits.add(last.heardSeconds() - speechEnd);
          }
        }
        orders++;
        List<Order> understood = heard.stream().filter(order -> !order.isNone()).toList();
        right += understood.equals(List.of(wanted.of(entry))) ? 1 : 0;
        several += heard.size() > 1 ? 1 : 0;
      }
    }
    waits.sort(null);
    System.out.printf(
        "%d of %d orders right, %d in several turns; ended %.2f s after speech (95 %%: %.2f,"
            + " all: %.2f)%n",
        right, orders, several, at(waits, 0.5), at(waits, 0.95), at(waits, 1));
  }

  private static AudioClip withSilence(AudioClip clip) {
    int length = clip.samples().length + (int) (BEHIND * clip.sampleRate());
    return new AudioClip(Arrays.copyOf(clip.samples(), length), clip.sampleRate());
  }

  private static List<LiveEvent> events(SpeechStream stream, AudioClip clip) {
    int tenth = clip.sampleRate() / 10;
    float[] samples = clip.samples();
    List<LiveEvent> events = new ArrayList<>();
    for (int i = 0; i < samples.length; i += tenth) {
      events.addAll(stream.accept(samples, i, Math.min(tenth, samples.length - i)));
    }
    events.addAll(stream.finish());
    return events;
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.isEmpty()
        ? 0
        : sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
  }
}
