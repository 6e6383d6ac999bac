package org.auricle.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.auricle.engine.feature.FbankOptions;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FeaturePipeline;
import org.auricle.engine.recognition.AcousticModel;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.server.ModelLease;
import org.auricle.server.ModelRegistry.Entry;
import org.auricle.server.UnknownModelException;
import org.auricle.server.config.ConfigException;
import org.auricle.server.config.ModelConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models are text files that hold a name and languages: "en-small en en-GB". */
class BundleRegistryTest {
  private static final FeaturePipeline FEATURES =
      new FeaturePipeline(
          new FeatureOptions(FbankOptions.DEFAULT, 0, 2, FeatureOptions.Normalization.NONE, 1, 1));
  private static final TokenTable TOKENS = new TokenTable(List.of("<blank>", " ", "a"), 0);

  private final List<String> closed = new ArrayList<>();
  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    write("english", "english en-GB en");
    write("german", "german de");
  }

  private void write(String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);
  }

  private ModelConfig config(String file) {
    return new ModelConfig(folder.resolve(file).toString(), "");
  }

  private LoadedModel read(String path) throws IOException {
    String content = Files.readString(Path.of(path));
    if (content.startsWith("broken")) {
      throw new IOException(path + ": broken");
    }
    List<String> words = List.of(content.split(" "));
    return new LoadedModel(
        words.get(0), words.subList(1, words.size()), recognizer(() -> closed.add(content)));
  }

  private BundleRegistry registry() throws Exception {
    return BundleRegistry.load(List.of(config("english"), config("german")), this::read);
  }

  private static Recognizer recognizer(Runnable onClose) {
    AcousticModel acoustic =
        (AcousticModel)
            Proxy.newProxyInstance(
                AcousticModel.class.getClassLoader(),
                new Class<?>[] {AcousticModel.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("close")) {
                    onClose.run();
                    return null;
                  }
                  return Map.of(
                          "featureDim",
                          (Object) FEATURES.dim(),
                          "vocabularySize",
                          TOKENS.size(),
                          "frameShiftSeconds",
                          0.01)
                      .get(method.getName());
                });
    CtcDecoder decoder =
        (CtcDecoder)
            Proxy.newProxyInstance(
                CtcDecoder.class.getClassLoader(),
                new Class<?>[] {CtcDecoder.class},
                (proxy, method, arguments) -> null);
    return new Recognizer(FEATURES, acoustic, decoder, TOKENS);
  }

  @Test
  void namesItsModelsInOrder() throws Exception {
    try (BundleRegistry registry = registry()) {
      assertThat(registry.models())
          .containsExactly(
              new Entry("english", List.of("en-GB", "en")), new Entry("german", List.of("de")));
    }
    assertThat(closed).containsExactlyInAnyOrder("english en-GB en", "german de");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', english",
    "german, '', german",
    "'', de, german",
    "'', de-AT, german",
    "'', DE_at, german",
    "'', en-US, english",
    "'', en, english",
    "english, en-US, english",
  })
  void choosesByNameOrLanguage(String name, String language, String expected) throws Exception {
    try (BundleRegistry registry = registry();
        ModelLease lease = registry.lease(name, language)) {
      assertThat(lease.name()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "en-US, en-US, en", // the same before a wider one
    "zh-Hant-TW, zh-Hant, zh", // the nearest of wider ones
    "en-US, en, en-US-x-slow", // a wider one before a narrower one
  })
  void prefersTheNearestLanguage(String wanted, String near, String far) throws Exception {
    write("near", "near " + near);
    write("far", "far " + far);
    try (BundleRegistry registry =
            BundleRegistry.load(List.of(config("far"), config("near")), this::read);
        ModelLease lease = registry.lease("", wanted)) {
      assertThat(lease.name()).isEqualTo("near");
    }
  }

  @ParameterizedTest
  @CsvSource({"en-US, en-GB", "en, eng", "de, en"})
  void doesNotTakeOneLanguageForAnother(String wanted, String served) {
    assertThat(LanguageMatch.of(wanted, List.of(served))).isEqualTo(LanguageMatch.NONE);
  }

  @Test
  void saysWhatThereIsInsteadOfWhatIsNotThere() throws Exception {
    try (BundleRegistry registry = registry()) {
      assertThatThrownBy(() -> registry.lease("french", ""))
          .isInstanceOf(UnknownModelException.class)
          .hasMessage("model: \"french\" (expected: english, german)");
      assertThatThrownBy(() -> registry.lease("", "fr-FR"))
          .isInstanceOf(UnknownModelException.class)
          .hasMessage("language: \"fr-FR\" (expected: en-GB, en, de)");
      assertThatThrownBy(() -> registry.lease("german", "en"))
          .isInstanceOf(UnknownModelException.class)
          .hasMessage("language: \"en\" (expected: de)");
    }
  }

  @Test
  void refusesTwoModelsOfOneName() throws Exception {
    write("german", "english de");
    assertThatThrownBy(this::registry)
        .isInstanceOf(ConfigException.class)
        .hasMessage("models[1]: english is served already (expected: another models[1].name)");
    assertThat(closed).containsExactlyInAnyOrder("english en-GB en", "english de");

    ModelConfig renamed = new ModelConfig(folder.resolve("german").toString(), "deutsch");
    try (BundleRegistry registry =
        BundleRegistry.load(List.of(config("english"), renamed), this::read)) {
      assertThat(registry.models()).extracting(Entry::name).containsExactly("english", "deutsch");
    }
  }

  @Test
  void replacesAModelWhoseFilesHaveChangedAndClosesTheOldOneWhenNobodyUsesItAnyMore()
      throws Exception {
    try (BundleRegistry registry = registry()) {
      ModelLease old = registry.lease("german", "");
      assertThat(registry.reload()).isZero();

      write("german", "german de de-CH");
      assertThat(registry.reload()).as("may be half written yet").isZero();
      assertThat(registry.reload()).isEqualTo(1);
      assertThat(registry.reload()).isZero();

      assertThat(closed).isEmpty();
      try (ModelLease renewed = registry.lease("german", "")) {
        assertThat(renewed.languages()).containsExactly("de", "de-CH");
        assertThat(renewed.recognizer()).isNotSameAs(old.recognizer());
      }
      old.close();
      old.close(); // does nothing
      registry.reload();
      assertThat(closed).as("a worker may be at it still").isEmpty();
      registry.reload();
      assertThat(closed).containsExactly("german de");
    }
    assertThat(closed).containsExactly("german de", "english en-GB en", "german de de-CH");
  }

  @Test
  void keepsWhatItHasWhenTheNewCannotBeLoaded() throws Exception {
    try (BundleRegistry registry = registry()) {
      for (String bad : List.of("broken", "english of another", "broken again")) {
        write("german", bad);
        registry.reload();
        assertThat(registry.reload()).isZero();
        assertThat(registry.models().get(1)).isEqualTo(new Entry("german", List.of("de")));
      }
      Files.delete(folder.resolve("german"));
      assertThat(registry.reload()).isZero();
      registry.lease("german", "").close();

      write("german", "german de de-DE");
      registry.reload();
      assertThat(registry.reload()).isEqualTo(1);
    }
  }

  @Test
  void aLeaseOutlivesTheRegistry() throws Exception {
    BundleRegistry registry = registry();
    ModelLease lease = registry.lease("", "");
    registry.close();

    assertThat(closed).containsExactly("german de");
    assertThatThrownBy(() -> registry.lease("", "")).isInstanceOf(UnknownModelException.class);
    lease.close();
    assertThat(closed).containsExactly("german de", "english en-GB en");
  }
}
