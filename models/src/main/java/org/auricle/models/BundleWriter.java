package org.auricle.models;

import static org.auricle.models.ModelBundle.CARD_FILE;
import static org.auricle.models.ModelBundle.MANIFEST_FILE;
import static org.auricle.models.ModelBundle.ONNX_FILE;
import static org.auricle.models.ModelBundle.TOKENS_FILE;
import static org.auricle.models.ModelBundle.WEIGHTS_FILE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.onnx.OnnxModelInfo;
import org.auricle.engine.recognition.TokenTable;

/**
 * Writes bundles. A reader never sees half of one: files are written beside the target and renamed.
 * The same content gives the same bytes.
 */
public final class BundleWriter {
  private static final Set<String> OUR_FILES =
      Set.of(
          MANIFEST_FILE,
          WEIGHTS_FILE,
          ONNX_FILE,
          TOKENS_FILE,
          CARD_FILE,
          ModelBundle.VOICE_FILE,
          ModelBundle.PIECES_FILE,
          LanguageParts.LEXICON_FILE,
          LanguageParts.WORDS_FILE,
          LanguageParts.TOKENS_FILE,
          LanguageParts.RESCORER_FILE,
          LanguageParts.PRONOUNCER_FILE);

  /** What a file will hold. */
  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private record Bytes(byte[] bytes) implements Content {
    static Bytes of(String text) {
      return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }
  }

  private record Copy(Path file) implements Content {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      Files.copy(file, out);
    }
  }

  private BundleWriter() {}

  /**
   * Writes a bundle; one that stands there is replaced.
   *
   * @param manifest its checksums are filled in here
   * @param type how weights are stored
   * @param target a name that ends in .zip for a zip file, otherwise a folder
   * @throws BundleException if the target exists and is not a bundle
   */
  public static void write(
      BundleManifest manifest,
      TokenTable tokens,
      BiLstmWeights weights,
      String card,
      TensorType type,
      Path target)
      throws IOException {
    byte[] acoustic = Safetensors.write(tensors(weights), type);
    write(manifest, tokens, Map.of(WEIGHTS_FILE, new Bytes(acoustic)), card, target);
  }

  /**
   * Writes a bundle with a model in ONNX; one that stands there is replaced.
   *
   * @param manifest its checksums are filled in here
   * @param model copied, with the files beside it that hold its weights
   * @param target a name that ends in .zip for a zip file, otherwise a folder
   * @throws BundleException if the target exists and is not a bundle
   */
  public static void write(
      BundleManifest manifest, TokenTable tokens, Path model, String card, Path target)
      throws IOException {
    Map<String, Content> acoustic = new LinkedHashMap<>();
    acoustic.put(ONNX_FILE, new Copy(model));
    for (String file : OnnxModelInfo.read(model).externalFiles()) {
      if (OUR_FILES.contains(file)) {
        throw new BundleException(
            model.toString(),
            "external data in " + file + " (expected: a name that a bundle does not use itself)");
      }
      acoustic.put(file, new Copy(model.resolveSibling(file)));
    }
    write(manifest, tokens, acoustic, card, target);
  }

  /**
   * Writes a bundle again, with other knowledge of the language. All else is copied.
   *
   * @param language weights, for its bundle.json
   * @param files by their names in a bundle: {@code lexicon.txt}, {@code lm.bin}, {@code
   *     lm-tokens.bin}, {@code lm-lstm.safetensors}, {@code g2p.safetensors}, {@code
   *     vad.safetensors}, {@code pieces.txt}; they come beside or in the place of what it has
   * @param target as for {@link #write}; the bundle itself is allowed
   */
  public static void amend(
      String bundle, BundleManifest.Language language, Map<String, Path> files, Path target)
      throws IOException {
    amend(bundle, manifest -> manifest.withLanguage(language), files, true, target);
  }

  /**
   * The same, with more of its bundle.json changed.
   *
   * @param change of what stands there; its checksums are filled in here
   * @param keeps whether the files of {@link LanguageParts} that the bundle has and that are not
   *     given stay; otherwise they are left out
   */
  public static void amend(
      String bundle,
      UnaryOperator<BundleManifest> change,
      Map<String, Path> files,
      boolean keeps,
      Path target)
      throws IOException {
    try (BundleSource source = Models.source(bundle)) {
      BundleManifest manifest = BundleReader.read(source).manifest();
      Map<String, Content> contents = new LinkedHashMap<>();
      for (String name : new TreeMap<>(manifest.sha256()).keySet()) {
        if (keeps || !LanguageParts.FILES.contains(name)) {
          contents.put(name, out -> source.read(name, Long.MAX_VALUE, out));
        }
      }
      files.forEach((name, file) -> contents.put(name, new Copy(file)));
      write(change.apply(manifest), contents, target);
    }
  }

  /**
   * Writes a bundle again with another acoustic model; what it knows of the language and how it
   * detects speech is copied.
   *
   * @param manifest its checksums are filled in here
   * @param target as for {@link #write}
   */
  public static void retrained(
      String bundle,
      BundleManifest manifest,
      TokenTable tokens,
      BiLstmWeights weights,
      String card,
      TensorType type,
      Path target)
      throws IOException {
    try (BundleSource source = Models.source(bundle)) {
      Map<String, Content> contents = new LinkedHashMap<>();
      contents.put(WEIGHTS_FILE, new Bytes(Safetensors.write(tensors(weights), type)));
      for (String name : new TreeMap<>(BundleReader.read(source).manifest().sha256()).keySet()) {
        if (LanguageParts.FILES.contains(name) || name.equals(ModelBundle.VOICE_FILE)) {
          contents.put(name, out -> source.read(name, Long.MAX_VALUE, out));
        }
      }
      write(manifest, tokens, contents, card, target);
    }
  }

  private static void write(
      BundleManifest manifest,
      TokenTable tokens,
      Map<String, Content> acoustic,
      String card,
      Path target)
      throws IOException {
    Map<String, Content> files = new LinkedHashMap<>(acoustic);
    files.put(TOKENS_FILE, Bytes.of(TokensFile.write(tokens)));
    files.put(CARD_FILE, Bytes.of(card));
    write(manifest, files, target);
  }

  private static void write(BundleManifest manifest, Map<String, Content> files, Path target)
      throws IOException {
    Map<String, String> checksums = new TreeMap<>();
    for (Map.Entry<String, Content> file : files.entrySet()) {
      MessageDigest digest = Checksum.newDigest();
      try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
        file.getValue().writeTo(out);
      }
      checksums.put(file.getKey(), Checksum.hex(digest));
    }
    files.put(MANIFEST_FILE, Bytes.of(BundleJson.write(manifest.withChecksums(checksums))));

    Path absolute = target.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    if (absolute.getFileName().toString().endsWith(".zip")) {
      writeZip(files, absolute);
    } else {
      writeFolder(files, absolute);
    }
  }

  private static Map<String, Tensor> tensors(BiLstmWeights weights) {
    Map<String, int[]> shapes = weights.config().shapes();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    weights
        .tensors()
        .forEach((name, values) -> tensors.put(name, new Tensor(shapes.get(name), values)));
    return tensors;
  }

  private static void writeZip(Map<String, Content> files, Path target) throws IOException {
    Path part = beside(target);
    try {
      try (OutputStream out = Files.newOutputStream(part);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        for (Map.Entry<String, Content> file : files.entrySet()) {
          ZipEntry entry = new ZipEntry(file.getKey());
          entry.setTime(0); // so that the same bundle has the same bytes
          zip.putNextEntry(entry);
          file.getValue().writeTo(zip);
        }
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * Refuses what no bundle can be written to, before there is one to write.
   *
   * @param target a folder or a .zip
   */
  public static void requireTarget(Path target) throws IOException {
    boolean zip = target.toString().endsWith(".zip");
    if (Files.exists(target)
        && (zip ? Files.isDirectory(target) : !Files.exists(target.resolve(MANIFEST_FILE)))) {
      throw new BundleException(
          target.toString(), "exists and is not a bundle (expected: a new name, or a bundle)");
    }
  }

  private static void writeFolder(Map<String, Content> files, Path target) throws IOException {
    boolean exists = Files.exists(target);
    requireTarget(target);
    Path part = Files.createDirectory(beside(target));
    try {
      for (Map.Entry<String, Content> file : files.entrySet()) {
        try (OutputStream out = Files.newOutputStream(part.resolve(file.getKey()))) {
          file.getValue().writeTo(out);
        }
      }
      if (exists) {
        Path old = part.resolveSibling(part.getFileName() + ".old");
        Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        Folders.delete(old);
      } else {
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      Folders.delete(part);
    }
  }

  private static Path beside(Path target) {
    return target.resolveSibling(
        "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
  }
}
