package org.auricle.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.auricle.engine.audio.AudioClip;
import org.auricle.grpc.ToneAlphabet;
import org.auricle.server.assistant.BeepDomain;
import org.auricle.server.assistant.DialogueOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AssistantSocketTest {
  private static final int RATE = 48000;
  private static final String PATH = "/v1/assistant";
  private static final String STOP = "{\"type\":\"stop\"}";

  private static String start(String more) {
    return "{\"type\":\"start\",\"sampleRate\":" + RATE + more + "}";
  }

  private static byte[] pcm(String text) {
    return ToneAlphabet.linear16(ToneAlphabet.speak(text, RATE)).toByteArray();
  }

  private static byte[] silence(double seconds) {
    return ToneAlphabet.linear16(new AudioClip(new float[(int) (seconds * RATE)], RATE))
        .toByteArray();
  }

  @Test
  void tellsWhatCanBeTalkedAbout() throws Exception {
    try (RunningHttp http = new RunningHttp()) {
      JsonNode domain = RunningHttp.json(http.get("/v1/domains")).get("data").get(0);
      assertThat(domain.get("name").asString()).isEqualTo("counter");
      assertThat(domain.get("wakePhrase").asString()).isEmpty();
      assertThat(domain.get("answers").asBoolean()).isFalse();
      assertThat(domain.get("intents").get(0).get("slots").get(0).asString()).isEqualTo("thing");
      assertThat(domain.get("examples").get(0).asString()).matches("ab (c|d|dd)|a");
    }
  }

  @Test
  void holdsAConversation() throws Exception {
    try (RunningHttp http = new RunningHttp();
        SocketClient client = new SocketClient(http, PATH)) {
      JsonNode ready = client.text(start(",\"playsAnswers\":true")).json();
      assertThat(ready.get("type").asString()).isEqualTo("ready");
      assertThat(ready.get("domain").asString()).isEqualTo("counter");
      assertThat(ready.get("model").asString()).isEqualTo(ToneRegistry.MODEL);
      JsonNode listening = client.json();
      assertThat(listening.get("type").asString()).isEqualTo("listening");
      assertThat(listening.get("state").asString()).isEqualTo("listening");
      client.audio(pcm("ab dd")).audio(silence(1));
      JsonNode intent = client.await("intent");
      assertThat(intent.get("intent").asString()).isEqualTo("order");
      assertThat(intent.get("slots").get(0).get("value").asString()).isEqualTo("disc");
      assertThat(intent.get("slots").get(0).get("text").asString()).isEqualTo("dd");
      assertThat(intent.get("turn").asInt()).isOne();
      assertThat(intent.get("state").asString()).isEqualTo("thinking");
      client.text("{\"type\":\"answerStarted\"}").audio(pcm("a"));
      assertThat(client.await("bargedIn").get("state").asString()).isEqualTo("hearing");
      client.audio(silence(1));
      assertThat(client.await("intent").get("intent").asString()).isEqualTo("stop");
      client.text("{\"type\":\"context\",\"intent\":\"order\",\"expectedSlots\":[\"thing\"]}");
      assertThat(client.await("listening").get("expectedSlots").get(0).asString())
          .isEqualTo("thing");
      client.text("{\"type\":\"cancelTurn\"}");
      assertThat(client.await("listening").get("expectedSlots").isEmpty()).isTrue();
      client.text(STOP);
      assertThat(client.await("end").get("duration").asDouble()).isCloseTo(3, within(0.1));
      assertThat(client.next()).isEqualTo("close 1000 ");
    }
  }

  @Test
  void withAModelOtherWordsAreUnderstood(@TempDir Path folder) throws Exception {
    try (RunningHttp http =
            RunningHttp.talkingAbout(
                BeepDomain.served(BeepDomain.train(folder), DialogueOptions.DEFAULT));
        SocketClient client = new SocketClient(http, PATH)) {
      client.text(start("")).audio(pcm("ba d")).audio(silence(1));
      JsonNode intent = client.await("intent");
      assertThat(intent.get("intent").asString()).isEqualTo("order");
      assertThat(intent.get("slots").get(0).get("value").asString()).isEqualTo("disc");
      client.audio(pcm("cc bb")).audio(silence(1)).await("noMatch");
      client.text(STOP).await("end");
    }
  }

  @Test
  void whatIsLeftToSayComesAfterTheStop() throws Exception {
    try (RunningHttp http = new RunningHttp();
        SocketClient client = new SocketClient(http, PATH)) {
      client.text(start("")).audio(pcm("ab c")).text(STOP);
      assertThat(client.await("intent").get("confidence").asDouble()).isPositive();
      client.await("end");
      assertThat(http.scheduler.openStreams()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | type:  (expected: start, stop, answerStarted",
        "{\"type\":\"dance\"} | type: dance",
        "{\"type\":\"stop\"} | stop before start",
        "{\"type\":\"cancelTurn\"} | cancelTurn before start",
        "{\"type\":\"start\",\"sampleRate\":7} | sampleRate: 7",
        "{\"type\":\"start\",\"model\":\"nothing-such\"} | model: nothing-such",
        "{\"type\":\"start\",\"domain\":\"tea\"} | domain: \"tea\" (expected: counter)",
        "{\"type\":\"start\",\"wakePhrase\":\"xyz\"} | xyz",
        "{\"type\":\"start\",\"context\":{\"expectedSlots\":[\"size\"]}} | expected slot: \"size\"",
      })
  void saysWhatItDoesNotUnderstand(String message, String problem) throws Exception {
    try (RunningHttp http = new RunningHttp();
        SocketClient client = new SocketClient(http, PATH)) {
      JsonNode error = client.text(message).await("error");
      assertThat(error.get("message").asString()).contains(problem);
      assertThat(client.next()).startsWith("close 1008 ");
    }
  }

  @Test
  void modelsAreGivenBackWhenAClientGoes() throws Exception {
    try (RunningHttp http = new RunningHttp()) {
      try (SocketClient client = new SocketClient(http, PATH)) {
        client.text(start(",\"wakePhrase\":\"dcbad\"")).audio(pcm("ab c")).await("sleeping");
      }
      http.models.awaitReturn();
      assertThat(http.scheduler.openStreams()).isZero();
    }
  }
}
