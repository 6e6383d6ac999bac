package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.auricle.decoder.ctc.BeamOptions;
import org.auricle.decoder.posteriors.PosteriorNormalizer;
import org.auricle.decoder.posteriors.PosteriorNormalizer.Normalized;
import org.auricle.decoder.posteriors.PosteriorScale;
import org.auricle.decoder.posteriors.TokenLayouts;
import org.auricle.engine.recognition.ConfidenceOptions;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.TranscriptAssembler;
import org.auricle.models.BundleManifest;
import org.auricle.models.LanguageParts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Somebody else's posteriors to text. */
@Command(
    name = "decode",
    description = {
      "Decode the output of any CTC model: NumPy arrays (.npy, .npz) or JSON to text.",
      "",
      "An array is frames x tokens, or utterances x frames x tokens; float32 or float64. JSON is"
          + " [[...], ...], bare or under log_probs, logits or probs. A file with several"
          + " utterances makes several lines."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle decode --tokens tokens.txt --lm lm.bin logits.npy",
      "  auricle decode --tokens letters --blank last --n-best 5 --json output.json",
      "  auricle decode --tokens wav2vec2 --boost \"SOME DAY=5\" emissions.npz"
    })
final class DecodeCommand implements Callable<Integer> {

  private static final double MAX_FRAME_SHIFT_MS = 60_000;

  @ParentCommand private Auricle auricle;
  @Mixin private LanguageOptions language;
  @Mixin private RequestOptions request;

  @Parameters(paramLabel = "POSTERIORS", arity = "1..*", description = "Files.")
  private List<Path> files;

  @Option(
      names = "--tokens",
      paramLabel = "FILE",
      required = true,
      description =
          "What the columns are: a symbol a line, <space> for the space; or one of the layouts"
              + " letters (space, a-z, apostrophe, blank) and wav2vec2.")
  private String tokens;

  @Option(
      names = "--blank",
      paramLabel = "COLUMN",
      defaultValue = "",
      description =
          "The blank's column: a number from 0, first or last (default: the symbol called <blank>,"
              + " <blk>, <eps> or <pad>).")
  private String blank;

  @Option(
      names = "--input",
      paramLabel = "SCALE",
      description =
          "What the numbers are: ${COMPLETION-CANDIDATES} (default: found out, and said).")
  private PosteriorScale scale;

  @Option(
      names = "--array",
      paramLabel = "NAME",
      description = "The array of an .npz, or the key in a JSON object (default: all arrays).")
  private String array;

  @Option(
      names = "--frame-shift-ms",
      paramLabel = "MS",
      defaultValue = "20",
      description = "From one frame to the next (default: ${DEFAULT-VALUE}).")
  private double frameShiftMs;

  @Option(
      names = {"--n-best", "--alternatives"},
      paramLabel = "N",
      defaultValue = "1",
      description = "Print up to N readings, the best first (default: ${DEFAULT-VALUE}).")
  private int nBest;

  @Option(
      names = "--json",
      description =
          "Print one JSON object an utterance: text, words with start and end in seconds and"
              + " confidence, alternatives with scores (natural log).")
  private boolean json;

  private CtcDecoder decoder; // made when the first file says how many columns there are
  private TokenTable table;

  @Override
  public Integer call() throws IOException {
    require("--n-best", nBest, nBest >= 1);
    language.beam(BeamOptions.DEFAULT); // says whether it is one
    require(
        "--frame-shift-ms", frameShiftMs, frameShiftMs > 0 && frameShiftMs <= MAX_FRAME_SHIFT_MS);
    DecodeRequest asked = request.request(Math.max(nBest, ConfidenceOptions.DEFAULT.readings()));
    int code = 0;
    for (Path file : files) {
      try {
        List<PosteriorFile.Utterance> utterances =
            PosteriorFile.read(file, Optional.ofNullable(array));
        for (PosteriorFile.Utterance utterance : utterances) {
          print(utterance, asked, files.size() + utterances.size() > 2);
        }
      } catch (IOException | InputException e) {
        // One broken file does not keep the others from being decoded.
        code = Failures.worse(code, fail(file.toString(), e));
      }
    }
    return code;
  }

  private static void require(String option, Number value, boolean fine) {
    if (!fine) {
      throw new InputException(
          option
              + ": "
              + value
              + " (expected: > 0"
              + (value instanceof Double ? ", <= 60000)" : ")"));
    }
  }

  private int fail(String name, Exception failure) {
    if (json) {
      auricle.console().out().println(TranscriptJson.failure(name, Failures.line(failure)));
    }
    return auricle.onFailure(failure);
  }

  private void print(PosteriorFile.Utterance utterance, DecodeRequest asked, boolean named)
      throws IOException {
    prepare(utterance);
    Normalized normalized =
        PosteriorNormalizer.normalize(
            utterance.values(),
            utterance.frames(),
            utterance.tokens(),
            frameShiftMs / 1000,
            Optional.ofNullable(scale),
            utterance.name());
    if (scale == null) {
      String found = normalized.scale().name().toLowerCase(Locale.ROOT);
      auricle.console().note(utterance.name() + ": taken for " + found + " (--input says else)");
    }
    Transcript transcript =
        new TranscriptAssembler(table, frameShiftMs / 1000, ConfidenceOptions.DEFAULT)
            .withEvidence(decoder, normalized.posteriors())
            .assemble(
                decoder.decode(normalized.posteriors(), asked),
                utterance.frames() * frameShiftMs / 1000,
                nBest);
    String name = utterance.name();
    auricle
        .console()
        .out()
        .println(
            json ? TranscriptJson.of(name, transcript) : text(named ? name : null, transcript));
  }

  private void prepare(PosteriorFile.Utterance utterance) throws IOException {
    if (decoder == null) {
      table = TokenLayouts.read(tokens, blank, utterance.tokens());
      LanguageParts parts = language.parts(table, LanguageParts.NONE);
      decoder =
          parts.decoder(
              table,
              language.beam(BeamOptions.DEFAULT),
              language.weights(BundleManifest.Language.DEFAULT, parts));
    } else if (utterance.tokens() != table.size()) {
      throw new InputException(
          "%s: %d columns (expected: %d, one a token)"
              .formatted(utterance.name(), utterance.tokens(), table.size()));
    }
  }

  private static String text(String name, Transcript transcript) {
    StringBuilder text = new StringBuilder(name == null ? "" : name + ": ");
    text.append(transcript.text());
    for (Transcript.Alternative other :
        transcript.alternatives().subList(1, transcript.alternatives().size())) {
      text.append(
          String.format(
              Locale.ROOT, "%n  or (%.0f %%): %s", 100 * other.confidence(), other.text()));
    }
    return text.toString();
  }
}
