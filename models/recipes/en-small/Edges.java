import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.acoustic.augment.QuietEdges;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.WavWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The recordings of a manifest with so much quiet before and behind what is said, beside 0.15 s
 * that always stay: to measure whether a network knows a corpus by how it was cut.
 *
 * <p>Usage: {@code java -cp LIBRARIES Edges.java MANIFEST OUT BEFORE BEHIND}, in seconds. OUT
 * receives WAV files and manifest.jsonl.
 */
public final class Edges {
  public static void main(String[] args) throws IOException {
    if (args.length != 4) {
      System.err.println("usage: java Edges.java MANIFEST OUT BEFORE BEHIND");
      System.exit(2);
    }
    Path manifest = Path.of(args[0]);
    Path out = Files.createDirectories(Path.of(args[1]));
    double before = Double.parseDouble(args[2]);
    double behind = Double.parseDouble(args[3]);
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(manifest)) {
      ObjectNode entry = (ObjectNode) JsonMapper.shared().readTree(line);
      Path file = manifest.resolveSibling(entry.get("audio_filepath").asString());
      AudioClip clip = AudioReader.read(file);
      SplittableRandom random = new SplittableRandom(lines.size());
      float[] samples =
          QuietEdges.redraw(clip.samples(), before, behind, clip.sampleRate(), random);
      AudioClip redrawn = new AudioClip(samples, clip.sampleRate());
      String name = lines.size() + ".wav";
      Files.write(out.resolve(name), WavWriter.pcm16(redrawn));
      entry.put("audio_filepath", name).put("duration", redrawn.durationSeconds());
      lines.add(entry.toString());
    }
    Files.write(out.resolve("manifest.jsonl"), lines);
  }
}
