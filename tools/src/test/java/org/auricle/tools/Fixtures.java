package org.auricle.tools;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.BiLstmNetwork;
import org.auricle.acoustic.bilstm.ChunkOptions;
import org.auricle.decoder.ctc.BeamOptions;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.models.BundleManifest;
import org.auricle.models.BundleWriter;
import org.auricle.models.TensorType;

/** Small things to run commands on. */
final class Fixtures {
  private static final int RATE = 16_000;

  private Fixtures() {}

  /** A model that understands nothing, with weights from a seed. */
  static Path bundle(Path folder) throws IOException {
    TokenTable tokens = new TokenTable(List.of("<blank>", "|", "a", "b"), 0);
    BiLstmConfig config = new BiLstmConfig(FeatureOptions.DEFAULT.dim(), 1, 4, tokens.size());
    BiLstmNetwork network = new BiLstmNetwork(config, 0, Parallel.single());
    network.initialize(1);
    BundleManifest manifest =
        new BundleManifest(
            BundleManifest.SCHEMA_VERSION,
            "tiny",
            "random weights",
            List.of("en"),
            FeatureOptions.DEFAULT,
            new BundleManifest.Acoustic.BiLstm(1, 4),
            0,
            BeamOptions.DEFAULT,
            ChunkOptions.DEFAULT,
            new BundleManifest.Training(List.of("noise"), "CC0-1.0", 3, 0.5, 2, 99.5, 88.25),
            Map.of());
    Path path = folder.resolve("tiny");
    BundleWriter.write(manifest, tokens, network.weights(), "# tiny\n", TensorType.F32, path);
    return path;
  }

  /** A tone, 16-bit mono WAV at 16 kHz. */
  static Path tone(Path file, double hertz, double seconds) throws IOException {
    int samples = (int) (seconds * RATE);
    ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(36 + 2 * samples).put(ascii("WAVEfmt ")).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    wav.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(2 * samples);
    for (int i = 0; i < samples; i++) {
      wav.putShort((short) (9000 * Math.sin(2 * Math.PI * hertz * i / RATE)));
    }
    return Files.write(file, wav.array());
  }

  /** A manifest's line. */
  static String entry(Path audio, double seconds, String text) {
    return "{\"audio_filepath\": \"%s\", \"duration\": %s, \"text\": \"%s\"}%n"
        .formatted(audio.getFileName(), seconds, text);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
