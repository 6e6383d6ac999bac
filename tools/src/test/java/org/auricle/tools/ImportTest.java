package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.auricle.acoustic.onnx.OnnxAcousticModel;
import org.auricle.acoustic.onnx.OnnxRuntimeOptions;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.feature.FeaturePipeline;
import org.auricle.engine.recognition.AcousticStream;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.RecognitionStream;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.StreamOptions;
import org.auricle.engine.recognition.Transcript;
import org.auricle.models.BundleManifest.Acoustic;
import org.auricle.models.BundleReader;
import org.auricle.models.ModelBundle;
import org.auricle.models.RecognizerFactory;
import org.auricle.models.RuntimeOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each family from the ONNX file to the transcript, against its network worked out by hand over
 * features computed independently.
 */
class ImportTest {
  @TempDir private static Path folder;

  /** Makes a miniature in a folder. */
  interface Maker {
    Miniature make(Path folder) throws IOException;
  }

  /** A family, for the names of the tests. */
  record Case(String family, Maker maker) {
    @Override
    public String toString() {
      return family;
    }
  }

  static Stream<Case> families() {
    return Stream.of(
        new Case("nemo", Miniatures::nemo),
        new Case("onnx-asr", Miniatures::onnxAsr),
        new Case("zipformer2", Miniatures::zipformer2),
        new Case("streaming-zipformer2", StreamingMiniatures::streamingZipformer2),
        new Case("wenet", Miniatures::wenet),
        new Case("streaming-wenet", StreamingMiniatures::streamingWenet),
        new Case("wav2vec2", Miniatures::wav2vec2),
        new Case("wav2vec2-hubert", Miniatures::hubert),
        new Case("streaming-nemo", StreamingMiniatures::streamingNemo),
        new Case("t-one", StreamingMiniatures::tOne));
  }

  @ParameterizedTest
  @MethodSource("families")
  void modelIsImportedAndHearsWhatItsNetworkSays(Case family) throws IOException {
    Path home = Files.createDirectory(folder.resolve(family.family()));
    Miniature miniature = family.maker().make(Files.createDirectory(home.resolve("original")));
    Path bundle = home.resolve("bundle");
    CommandRun imported =
        CommandRun.of("import", miniature.path().toString(), "-o", bundle.toString());
    assertThat(imported.err()).isEmpty();
    assertThat(imported.code()).isZero();
    assertThat(imported.out())
        .contains("  family         " + family.family().replaceAll("streaming-|-hubert", ""))
        .contains("auricle transcribe --model " + bundle);

    float[] signal = melody(miniature.rate());
    comparePosteriors(miniature, bundle, signal);
    compareTranscripts(miniature, bundle, signal);
    Path wav = wav(home.resolve("melody.wav"), signal, miniature.rate());
    CommandRun heard = CommandRun.of("transcribe", "-m", bundle.toString(), wav.toString());
    assertThat(heard.out()).isEqualTo(miniature.text(signal) + "\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ownExportsComeBack(boolean waveform) throws IOException {
    Path home = Files.createDirectory(folder.resolve("own-" + waveform));
    String original = Fixtures.bundle(home).toString();
    String onnx = home.resolve("own.onnx").toString();
    List<String> export = new ArrayList<>(List.of("export", original, "--onnx", onnx));
    if (waveform) {
      export.add("--waveform");
    }
    assertThat(CommandRun.of(export.toArray(String[]::new)).code()).isZero();
    String back = home.resolve("back").toString();
    CommandRun imported = CommandRun.of("import", onnx, "-o", back);
    assertThat(imported.err()).isEmpty();
    assertThat(imported.out()).contains("family         auricle");
    assertThat(CommandRun.of("inspect", back).out()).contains("languages  en", "CC0-1.0");
    String wav = wav(home.resolve("melody.wav"), melody(16_000), 16_000).toString();
    assertThat(CommandRun.of("transcribe", "-m", back, wav).out())
        .isEqualTo(CommandRun.of("transcribe", "-m", original, wav).out());
  }

  @Test
  void reportSaysWhatIsKnownFromWhere() throws IOException {
    Miniature miniature = Miniatures.hubert(folder.resolve("report"));
    CommandRun run =
        CommandRun.of(
            "import",
            miniature.path().toString(),
            "--normalize",
            "none",
            "-o",
            folder.resolve("reported").toString());
    assertThat(run.out().lines())
        .contains(
            "  family         wav2vec2                             beside the model: config.json,"
                + " model_type hubert",
            "  features       waveform                             as all of the family",
            "  sample-rate    16000                                beside the model: sampling_rate",
            "  normalize      none                                 stated by --normalize",
            "  blank          <pad>                                beside the model: pad_token_id",
            "  tokens         10                                   vocab.json: words separated by"
                + " \"|\"",
            "  subsampling    320                                  measured in a trial run",
            "  The bundle's graph computes what the model takes as attention_mask");
    assertThat(run.out()).doesNotContain("Assumed");
  }

  private static void comparePosteriors(Miniature miniature, Path bundle, float[] signal)
      throws IOException {
    ModelBundle read = BundleReader.read(bundle);
    FeaturePipeline features = new FeaturePipeline(read.manifest().features());
    double[][] expected = miniature.posteriors(signal);
    try (OnnxAcousticModel model =
        OnnxAcousticModel.open(
            bundle.resolve("acoustic.onnx"),
            "miniature",
            ((Acoustic.Onnx) read.manifest().acoustic()).model(),
            read.manifest().features().frameShiftSeconds(),
            read.manifest().streaming(),
            OnnxRuntimeOptions.DEFAULT)) {
      FeatureMatrix frames = features.extract(new AudioClip(signal, miniature.rate()));
      LogPosteriors actual = model.score(frames);
      assertThat(actual.frames()).isEqualTo(expected.length);
      assertThat(actual.tokens()).isEqualTo(miniature.symbols().size());
      for (int i = 0; i < actual.frames() * actual.tokens(); i++) {
        int row = i / actual.tokens();
        int token = i % actual.tokens();
        assertThat((double) actual.logProbs()[i])
            .as("row %d, token %d", row, token)
            .isCloseTo(expected[row][token], within(0.02));
      }
      FeatureMatrix half = frames.rows(0, frames.frames() / 2);
      float[] alone = model.score(half).logProbs();
      assertThat(model.score(List.of(frames, half)).get(1).logProbs())
          .as("beside a longer utterance")
          .containsExactly(alone, Offset.offset(1e-3f));
      if (model.description().carriesState()) {
        assertThat(streamed(model, frames)).isEqualTo(actual.logProbs());
      }
      double seconds = (double) signal.length / miniature.rate();
      assertThat(actual.frameShiftSeconds() * actual.frames()).isCloseTo(seconds, within(0.9));
    }
  }

  /** A stream's posteriors of features that arrive in pieces of all sizes. */
  private static float[] streamed(OnnxAcousticModel model, FeatureMatrix frames) {
    AcousticStream stream = model.newStream();
    List<LogPosteriors> parts = new ArrayList<>();
    for (int from = 0, size = 1; from < frames.frames(); from += size, size = size * 3 / 2 + 1) {
      parts.add(stream.accept(frames.rows(from, Math.min(frames.frames(), from + size))));
    }
    parts.add(stream.finish());
    int values = parts.stream().mapToInt(p -> p.frames() * p.tokens()).sum();
    FloatBuffer all = FloatBuffer.allocate(values);
    parts.forEach(p -> all.put(p.logProbs(), 0, p.frames() * p.tokens()));
    return all.array();
  }

  private static void compareTranscripts(Miniature miniature, Path bundle, float[] signal)
      throws IOException {
    AudioClip clip = new AudioClip(signal, miniature.rate());
    try (Recognizer recognizer =
        RecognizerFactory.create(BundleReader.read(bundle), RuntimeOptions.DEFAULT)) {
      Transcript offline = recognizer.recognize(clip);
      assertThat(offline.text()).isEqualTo(miniature.text(signal)).isNotEmpty();
      RecognitionStream stream = recognizer.newStream(new StreamOptions(miniature.rate(), 1, true));
      int interims = 0;
      for (int from = 0; from < signal.length; from += 700) {
        interims +=
            stream.accept(signal, from, Math.min(700, signal.length - from)).isPresent() ? 1 : 0;
      }
      assertThat(interims).isPositive();
      assertThat(stream.finish()).isEqualTo(offline);
    }
  }

  /** Two seconds of tones that change every tenth of a second. */
  private static float[] melody(int rate) {
    SplittableRandom random = new SplittableRandom(5);
    float[] signal = new float[2 * rate + 77];
    double hertz = 0;
    double loud = 0;
    for (int i = 0; i < signal.length; i++) {
      if (i % (rate / 10) == 0) {
        hertz = 200 * Math.pow(2, 4 * random.nextDouble());
        loud = random.nextInt(4) == 0 ? 0.001 : 0.3;
      }
      double noise = 0.01 * (2 * random.nextDouble() - 1);
      int sample = (int) (32_768 * (loud * Math.sin(2 * Math.PI * hertz * i / rate) + noise));
      signal[i] = sample / 32_768f; // as a WAV file holds it
    }
    return signal;
  }

  private static Path wav(Path file, float[] signal, int rate) throws IOException {
    int bytes = 2 * signal.length;
    ByteBuffer wav = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(36 + bytes).put(ascii("WAVEfmt ")).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(2 * rate);
    wav.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(bytes);
    for (float x : signal) {
      wav.putShort((short) Math.round(x * 32_768));
    }
    return Files.write(file, wav.array());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
