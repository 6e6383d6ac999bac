import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.auricle.decoder.ctc.BeamOptions;
import org.auricle.decoder.ctc.FusionWeights;
import org.auricle.decoder.lm.lstm.RescoringWeights;
import org.auricle.models.BundleManifest;
import org.auricle.models.BundleManifest.Acoustic.BiLstm;
import org.auricle.models.BundleManifest.Language;
import org.auricle.models.BundleWriter;

/**
 * Puts a bundle and files beside it together into another bundle.
 *
 * <p>Usage: {@code java -cp LIBRARIES Assemble.java BUNDLE OUT [SETTING=VALUE...] [FILE...]}. A
 * file stands in the bundle under its own name, in the place of one that has it. Settings: {@code
 * name}, {@code description}, {@code beam}, {@code lm-weight}, {@code word-score}, {@code
 * blank-discount}, {@code rescoring} (the four figures of {@code RescoringWeights}, with commas
 * between them), {@code temperature}, {@code quiet} (seconds, around what is short).
 */
public final class Assemble {
  private static final Set<String> SETTINGS =
      Set.of(
          "name",
          "description",
          "beam",
          "lm-weight",
          "word-score",
          "blank-discount",
          "rescoring",
          "temperature",
          "quiet");

  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      System.err.println("usage: java Assemble.java BUNDLE OUT [SETTING=VALUE...] [FILE...]");
      System.exit(2);
    }
    Map<String, String> settings = new HashMap<>();
    Map<String, Path> files = new LinkedHashMap<>();
    for (int i = 2; i < args.length; i++) {
      String[] parts = args[i].split("=", 2);
      Path file = Path.of(args[i]);
      if (parts.length == 2 && SETTINGS.contains(parts[0])) {
        settings.put(parts[0], parts[1]);
      } else if (Files.isReadable(file)) {
        files.put(file.getFileName().toString(), file);
      } else {
        System.err.println(args[i] + ": no such file or setting (settings: " + SETTINGS + ")");
        System.exit(2);
      }
    }
    BundleWriter.amend(args[0], like -> changed(like, settings), files, true, Path.of(args[1]));
  }

  private static BundleManifest changed(BundleManifest like, Map<String, String> settings) {
    BeamOptions beam = like.decoder();
    if (settings.containsKey("beam")) {
      beam = beam.withBeamWidth(Integer.parseInt(settings.get("beam")));
    }
    FusionWeights was = like.language().fusion();
    FusionWeights fusion =
        new FusionWeights(
            Double.parseDouble(settings.getOrDefault("lm-weight", "" + was.languageWeight())),
            Double.parseDouble(settings.getOrDefault("word-score", "" + was.wordScore())),
            was.unknownScore(),
            was.tokenLanguageWeight(),
            was.tokenScore());
    return new BundleManifest(
        like.schemaVersion(),
        settings.getOrDefault("name", like.name()),
        settings.getOrDefault("description", like.description()),
        like.languages(),
        like.features(),
        settings.containsKey("quiet")
            ? withQuiet((BiLstm) like.acoustic(), Double.parseDouble(settings.get("quiet")))
            : like.acoustic(),
        like.blank(),
        beam,
        new Language(
            fusion,
            settings.containsKey("rescoring")
                ? rescoring(settings.get("rescoring").split(","))
                : like.language().rescoring(),
            like.language()
                .confidence()
                .withTemperature(
                    Double.parseDouble(
                        settings.getOrDefault(
                            "temperature", "" + like.language().confidence().temperature()))),
            Double.parseDouble(
                settings.getOrDefault("blank-discount", "" + like.language().blankDiscount()))),
        like.streaming(),
        like.training(),
        like.sha256());
  }

  private static RescoringWeights rescoring(String[] figures) {
    if (figures.length != 4) {
      System.err.println("rescoring: " + figures.length + " figures (expected: 4)");
      System.exit(2);
    }
    return new RescoringWeights(
        Double.parseDouble(figures[0]),
        Double.parseDouble(figures[1]),
        Double.parseDouble(figures[2]),
        Double.parseDouble(figures[3]));
  }

  private static BiLstm withQuiet(BiLstm network, double seconds) {
    return new BiLstm(network.layers(), network.hidden(), network.cell(), seconds);
  }
}
