import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.auricle.decoder.ctc.BeamOptions;
import org.auricle.decoder.ctc.FusionWeights;
import org.auricle.models.BundleManifest;
import org.auricle.models.BundleManifest.Language;
import org.auricle.models.BundleWriter;

/**
 * Puts an acoustic model and files beside it together into a bundle.
 *
 * <p>Usage: {@code java -cp LIBRARIES Assemble.java BUNDLE OUT NAME DESCRIPTION BEAM LM_WEIGHT
 * WORD_SCORE FILE...}; a file stands in the bundle under its own name.
 */
public final class Assemble {
  public static void main(String[] args) throws IOException {
    if (args.length < 7) {
      System.err.println(
          "usage: java Assemble.java BUNDLE OUT NAME DESCRIPTION BEAM LM_WEIGHT WORD_SCORE"
              + " FILE...");
      System.exit(2);
    }
    BeamOptions beam = BeamOptions.DEFAULT.withBeamWidth(Integer.parseInt(args[4]));
    FusionWeights fusion =
        FusionWeights.ofWords(
            Double.parseDouble(args[5]),
            Double.parseDouble(args[6]),
            FusionWeights.DEFAULT.unknownScore());
    Map<String, Path> files = new LinkedHashMap<>();
    for (int i = 7; i < args.length; i++) {
      Path file = Path.of(args[i]);
      if (!Files.isReadable(file)) {
        System.err.println(file + ": no such file");
        System.exit(2);
      }
      files.put(file.getFileName().toString(), file);
    }
    BundleWriter.amend(
        args[0],
        like ->
            new BundleManifest(
                like.schemaVersion(),
                args[2],
                args[3],
                like.languages(),
                like.features(),
                like.acoustic(),
                like.blank(),
                beam,
                new Language(fusion, like.language().rescoring(), like.language().confidence()),
                like.streaming(),
                like.training(),
                like.sha256()),
        files,
        false, // the language files of the acoustic model are those of its training
        Path.of(args[1]));
  }
}
