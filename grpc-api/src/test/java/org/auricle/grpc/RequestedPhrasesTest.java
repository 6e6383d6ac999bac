package org.auricle.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import java.util.Collections;
import java.util.List;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.Grammar;
import org.auricle.grpc.v1.BoostedPhrase;
import org.auricle.grpc.v1.PhraseList;
import org.auricle.grpc.v1.RecognitionConfig;
import org.junit.jupiter.api.Test;

class RequestedPhrasesTest {
  private static RecognitionConfig.Builder boost(String text, float weight) {
    return RecognitionConfig.newBuilder()
        .addBoosts(BoostedPhrase.newBuilder().setText(text).setWeight(weight));
  }

  private static RecognitionConfig.Builder phrases(Iterable<String> phrases) {
    return RecognitionConfig.newBuilder()
        .setGrammar(
            org.auricle.grpc.v1.Grammar.newBuilder()
                .setPhrases(PhraseList.newBuilder().addAllPhrases(phrases)));
  }

  private static void refuses(RecognitionConfig.Builder config, String... parts) {
    assertThatThrownBy(() -> RequestedPhrases.request(config.build(), 1))
        .isInstanceOfSatisfying(
            RequestException.class,
            e -> assertThat(e.code()).isEqualTo(Status.Code.INVALID_ARGUMENT))
        .hasMessageContainingAll(parts);
  }

  @Test
  void handsOnWhatTheConfigAsksFor() throws RequestException {
    DecodeRequest request =
        RequestedPhrases.request(
            boost("some day", 2.5f)
                .addBoosts(BoostedPhrase.newBuilder().setText("auricle"))
                .setGrammar(org.auricle.grpc.v1.Grammar.newBuilder().setJsgf("#JSGF V1.0;"))
                .build(),
            3);
    assertThat(request.nBest()).isEqualTo(3);
    assertThat(request.boosts())
        .containsExactly(
            new org.auricle.engine.recognition.BoostedPhrase("some day", 2.5),
            new org.auricle.engine.recognition.BoostedPhrase(
                "auricle", org.auricle.engine.recognition.BoostedPhrase.DEFAULT_WEIGHT));
    assertThat(request.grammar()).contains(new Grammar.Jsgf("#JSGF V1.0;"));
    assertThat(RequestedPhrases.request(RecognitionConfig.getDefaultInstance(), 1))
        .isEqualTo(DecodeRequest.nBest(1));
  }

  @Test
  void refusesWhatIsOutOfBounds() {
    refuses(boost("a", 1).addBoosts(BoostedPhrase.newBuilder().setText(" ")), "boosts[1].text");
    refuses(boost("a", Float.NaN), "boosts[0].weight: NaN", "-100..100");
    refuses(boost("a", -101), "boosts[0].weight: -101");
    refuses(boost("a".repeat(501), 1), "boosts[0].text: 501 characters", "<= 500");
    refuses(
        RecognitionConfig.newBuilder()
            .addAllBoosts(
                Collections.nCopies(10_001, BoostedPhrase.newBuilder().setText("a").build())),
        "boosts: 10001",
        "<= 10000");
    refuses(phrases(Collections.nCopies(10_001, "a")), "grammar.phrases: 10001");
    refuses(phrases(List.of("a", "")), "grammar.phrases[1]: blank");
    refuses(
        RecognitionConfig.newBuilder()
            .setGrammar(org.auricle.grpc.v1.Grammar.newBuilder().setJsgf("x".repeat(1_000_001))),
        "grammar.jsgf: 1000001 characters");
    refuses(
        RecognitionConfig.newBuilder().setGrammar(org.auricle.grpc.v1.Grammar.getDefaultInstance()),
        "grammar: empty");
  }
}
