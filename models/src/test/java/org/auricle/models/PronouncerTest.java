package org.auricle.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auricle.acoustic.bilstm.BiLstmNetwork;
import org.auricle.acoustic.g2p.LetterToSound;
import org.auricle.acoustic.g2p.LetterToSoundConfig;
import org.auricle.acoustic.g2p.PronunciationDictionary;
import org.auricle.acoustic.g2p.PronunciationException;
import org.auricle.decoder.ctc.BeamOptions;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.recognition.BoostedPhrase;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.Grammar;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.models.Pronouncer.Pronunciation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PronouncerTest {
  @TempDir Path folder;

  /** Random weights; phones as the tokens of {@link TestBundles}. */
  private static LetterToSound model(String... phones) {
    LetterToSoundConfig config =
        new LetterToSoundConfig(List.of("'", "x", "y"), List.of(phones), 2, 1, 4);
    BiLstmNetwork network = new BiLstmNetwork(config.network(), 0, Parallel.single());
    network.initialize(5);
    return new LetterToSound(config, network.weights());
  }

  private Path file(LetterToSound model) throws IOException {
    Path file = folder.resolve("g2p.safetensors");
    Files.write(file, LetterToSoundFile.write(model, TensorType.F32));
    return file;
  }

  /** Probabilities of all readings, by all paths. */
  private static Map<List<String>, Double> readings(LogPosteriors y, LetterToSound model) {
    Map<List<String>, Double> sums = new HashMap<>();
    int paths = (int) Math.pow(y.tokens(), y.frames());
    for (int p = 0; p < paths; p++) {
      double logProb = 0;
      StringBuilder read = new StringBuilder();
      int rest = p;
      int last = 0;
      for (int t = 0; t < y.frames(); t++) {
        int k = rest % y.tokens();
        rest /= y.tokens();
        logProb += y.logProbs()[t * y.tokens() + k];
        read.append(k != 0 && k != last ? model.phones().symbol(k) + " " : "");
        last = k;
      }
      sums.merge(Arrays.asList(read.toString().split(" ")), Math.exp(logProb), Double::sum);
    }
    sums.remove(List.of(""));
    return sums;
  }

  @Test
  void theLikeliestReadingsAreFound() {
    LetterToSound model = model("a", "b");
    Pronouncer pronouncer = new Pronouncer(model);
    Map<List<String>, Double> all = readings(model.score(List.of("yx")).get(0), model);
    List<Double> best = all.values().stream().sorted((a, b) -> Double.compare(b, a)).toList();
    List<Pronunciation> said = pronouncer.pronounce("Yx", 4);
    assertThat(said).hasSize(4);
    for (int i = 0; i < said.size(); i++) {
      assertThat(said.get(i).probability()).isCloseTo(best.get(i), within(1e-5));
      assertThat(all.get(said.get(i).phones())).isCloseTo(best.get(i), within(1e-5));
    }
    assertThatThrownBy(() -> pronouncer.pronounce("x7", 1))
        .isInstanceOf(PronunciationException.class)
        .hasMessageContaining("\"7\" (expected: letters of 'xy)");
    assertThatThrownBy(() -> pronouncer.check("x7")).isInstanceOf(PronunciationException.class);
  }

  @Test
  void aDictionaryIsAskedFirst() throws IOException {
    Path words = folder.resolve("words.dict");
    Files.writeString(words, "xy b\nxy(2) b b\n4 a\n");
    Pronouncer pronouncer =
        new Pronouncer(model("a", "b")).with(PronunciationDictionary.read(words));
    List<List<Pronunciation>> said = pronouncer.pronounce(List.of("yy", "XY", "4", "x"), 1);
    assertThat(said.get(1))
        .containsExactly(
            new Pronunciation(List.of("b"), 1), new Pronunciation(List.of("b", "b"), 1));
    assertThat(said.get(2)).containsExactly(new Pronunciation(List.of("a"), 1));
    assertThat(said.get(0)).isEqualTo(new Pronouncer(model("a", "b")).pronounce("yy", 1));
    assertThat(said.get(3)).hasSize(1);
    pronouncer.check("4");
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    LetterToSound model = model("a", "b");
    LetterToSound read = Pronouncer.open(file(model).toString()).model();
    assertThat(read.config()).isEqualTo(model.config());
    model
        .weights()
        .tensors()
        .forEach((name, values) -> assertThat(read.weights().get(name)).isEqualTo(values));
    byte[] half = LetterToSoundFile.write(model, TensorType.F16);
    assertThat(LetterToSoundFile.read(half, "half").config()).isEqualTo(model.config());
    assertThat(half).isEqualTo(LetterToSoundFile.write(model, TensorType.F16));
  }

  @Test
  void brokenFilesSayWhere() throws IOException {
    byte[] good = LetterToSoundFile.write(model("a", "b"), TensorType.F32);
    Map<String, Tensor> tensors = Safetensors.read(good, "good");
    Map<String, String> metadata = Safetensors.readMetadata(good, "good");
    assertThatThrownBy(() -> read(tensors, Map.of()))
        .hasMessage("file: metadata format: null (expected: auricle-g2p-1)");
    assertThatThrownBy(() -> read(tensors, changed(metadata, "frames", "two")))
        .hasMessage("file: metadata frames: two (expected: a number)");
    assertThatThrownBy(() -> read(tensors, changed(metadata, "phones", "a\nb\nc")))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("output.weight");
    assertThatThrownBy(() -> read(tensors, changed(metadata, "letters", "x\ny")))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("lstm.weight_ih_l0");
    assertThatThrownBy(() -> read(Map.of(), metadata))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("lstm.weight_hh_l0: not there");
    Map<String, Tensor> infinite = new LinkedHashMap<>(tensors);
    infinite.put("output.bias", new Tensor(new int[] {6}, new float[] {0, 0, Float.NaN, 0, 0, 0}));
    assertThatThrownBy(() -> read(infinite, metadata)).hasMessageContaining("not finite");
    assertThatThrownBy(() -> Pronouncer.open(folder.resolve("no.safetensors").toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageEndingWith("no such file");
  }

  private static LetterToSound read(Map<String, Tensor> tensors, Map<String, String> metadata)
      throws BundleException {
    return LetterToSoundFile.read(Safetensors.write(tensors, TensorType.F32, metadata), "file");
  }

  private static Map<String, String> changed(Map<String, String> all, String key, String value) {
    Map<String, String> changed = new LinkedHashMap<>(all);
    changed.put(key, value);
    return changed;
  }

  private Path bundle(LetterToSound model, String name) throws IOException {
    Path plain = folder.resolve("plain");
    BundleWriter.write(
        TestBundles.MANIFEST,
        TestBundles.TOKENS,
        TestBundles.weights(),
        "# Tiny\n",
        TensorType.F16,
        plain);
    Path target = folder.resolve(name);
    Path lexicon = Files.writeString(folder.resolve("words.txt"), "one\ta b a b a b\n");
    BundleWriter.amend(
        plain.toString(),
        TestBundles.MANIFEST.language(),
        Map.of(LanguageParts.LEXICON_FILE, lexicon, LanguageParts.PRONOUNCER_FILE, file(model)),
        target);
    return target;
  }

  /** What the network says of "xy", one frame each, is found if the request asks for the word. */
  @Test
  void aBundlesRequestsMayNameNewWords() throws IOException {
    Path path = bundle(model("a", "b"), "speaking.zip");
    ModelBundle bundle = Models.open(path.toString());
    Pronouncer pronouncer = bundle.language().pronouncer().orElseThrow();
    assertThat(Pronouncer.open(path.toString()).model().config())
        .isEqualTo(pronouncer.model().config());
    CtcDecoder decoder =
        bundle
            .language()
            .decoder(bundle.tokens(), BeamOptions.DEFAULT, bundle.manifest().language());
    List<String> phones = pronouncer.pronounce("xy", 1).get(0).phones();
    LogPosteriors said = saying(phones);
    DecodeRequest boost =
        new DecodeRequest(1, List.of(new BoostedPhrase("xy", 4)), Optional.empty());
    DecodeRequest grammar =
        new DecodeRequest(1, List.of(), Optional.of(new Grammar.Phrases(List.of("one", "xy"))));
    assertThat(bundle.tokens().text(decoder.decode(said, boost).get(0))).isEqualTo("xy");
    assertThat(bundle.tokens().text(decoder.decode(said, grammar).get(0))).isEqualTo("xy");
    assertThat(bundle.tokens().text(decoder.decode(said, 1).get(0))).isNotEqualTo("xy");
    assertThatThrownBy(
            () ->
                decoder.newStream(
                    new DecodeRequest(1, List.of(new BoostedPhrase("x1", 4)), Optional.empty())))
        .isInstanceOf(DecodeRequestException.class)
        .hasMessageContaining("word \"x1\": \"1\"");
  }

  private static LogPosteriors saying(List<String> phones) {
    int width = TestBundles.TOKENS.size();
    float[] logProbs = new float[2 * phones.size() * width];
    Arrays.fill(logProbs, (float) Math.log(0.02));
    for (int t = 0; t < 2 * phones.size(); t++) {
      int token = t % 2 == 0 ? TestBundles.TOKENS.id(phones.get(t / 2)) : 0;
      logProbs[t * width + token] = (float) Math.log(0.94);
    }
    return new LogPosteriors(logProbs, 2 * phones.size(), width, 0.03);
  }

  @Test
  void aNetworkOfOtherPhonesIsRefused() throws IOException {
    Path strange = bundle(model("a", "Q", "R"), "strange");
    assertThatThrownBy(() -> Models.open(strange.toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("g2p.safetensors: 2 of 3 phones are none of the model's tokens: Q R");
    ModelBundle some = Models.open(bundle(model("a", "Q"), "some").toString());
    assertThat(some.language().pronouncer()).isPresent();
  }
}
