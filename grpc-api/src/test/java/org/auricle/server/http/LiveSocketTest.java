package org.auricle.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.live.SchedulerOptions;
import org.auricle.grpc.ToneAlphabet;
import org.auricle.server.config.ClientConfig;
import org.auricle.server.config.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class LiveSocketTest {
  private static final int RATE = 48000;
  private static final String START = "{\"type\":\"start\",\"sampleRate\":" + RATE + "}";
  private static final String STOP = "{\"type\":\"stop\"}";

  private static byte[] pcm(String text) {
    return ToneAlphabet.linear16(ToneAlphabet.speak(text, RATE)).toByteArray();
  }

  private static byte[] silence(double seconds) {
    return ToneAlphabet.linear16(new AudioClip(new float[(int) (seconds * RATE)], RATE))
        .toByteArray();
  }

  @Test
  void tellsWhatIsSaidAndWhenSomebodySpeaks() throws Exception {
    try (RunningHttp http = new RunningHttp();
        SocketClient client = new SocketClient(http, "/v1/live")) {
      JsonNode ready = client.text(START).json();
      assertThat(ready.get("type").asString()).isEqualTo("ready");
      assertThat(ready.get("model").asString()).isEqualTo(ToneRegistry.MODEL);
      assertThat(ready.get("endpointing").asBoolean()).isTrue();
      client.audio(pcm("ab cd"));
      client.await("speechStarted");
      JsonNode interim = client.await("interim");
      assertThat(interim.get("heard").asDouble()).isPositive();
      assertThat(interim.get("stable").asString() + interim.get("unstable").asString())
          .isNotEmpty();
      client.audio(silence(1.5));
      JsonNode last = client.await("final");
      assertThat(last.get("text").asString()).isEqualTo("ab cd");
      assertThat(last.get("cause").asString()).isEqualTo("silence");
      assertThat(last.get("heard").asDouble()).isGreaterThan(last.get("end").asDouble());
      JsonNode word = last.get("words").get(1);
      assertThat(word.get("text").asString()).isEqualTo("cd");
      assertThat(word.get("start").asDouble()).isCloseTo(0.5, within(0.03));
      client.text(STOP);
      assertThat(client.await("end").get("duration").asDouble()).isCloseTo(2.3, within(0.001));
      assertThat(client.next()).isEqualTo("close 1000 ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "garbage | not JSON",
        "{} | type",
        "{\"type\":\"dance\"} | type: dance",
        "{\"type\":\"stop\"} | stop before start",
        "{\"type\":\"start\",\"sampleRate\":7} | sampleRate: 7",
        "{\"type\":\"start\",\"model\":\"nothing-such\"} | model: nothing-such",
        "{\"type\":\"start\",\"phrases\":[\"xyz\"]} | xyz",
      })
  void saysWhatItDoesNotUnderstand(String message, String problem) throws Exception {
    try (RunningHttp http = new RunningHttp();
        SocketClient client = new SocketClient(http, "/v1/live")) {
      JsonNode error = client.text(message).await("error");
      assertThat(error.get("message").asString()).contains(problem);
      assertThat(client.next()).startsWith("close 1008 ");
    }
  }

  @Test
  void takesAudioBetweenStartAndStopOnly() throws Exception {
    try (RunningHttp http = new RunningHttp()) {
      try (SocketClient client = new SocketClient(http, "/v1/live")) {
        JsonNode error = client.audio(pcm("a")).await("error");
        assertThat(error.get("message").asString()).contains("audio before start");
      }
      try (SocketClient client = new SocketClient(http, "/v1/live")) {
        JsonNode error = client.text(START).text(START).await("error");
        assertThat(error.get("message").asString()).contains("second start");
      }
    }
  }

  @Test
  void refusesWhatIsTooMuchAndSaysWhenToTryAgain() throws Exception {
    try (RunningHttp http = new RunningHttp(RunningHttp.options(), new SchedulerOptions(1, 1));
        SocketClient first = new SocketClient(http, "/v1/live");
        SocketClient second = new SocketClient(http, "/v1/live")) {
      first.text(START).await("ready");
      JsonNode error = second.text(START).await("error");
      assertThat(error.get("status").asInt()).isEqualTo(429);
      assertThat(error.get("code").asString()).isEqualTo("overloaded");
      assertThat(error.get("retryAfter").asDouble()).isPositive();
      assertThat(second.next()).startsWith("close 1013 ");
    }
  }

  @Test
  void givesEverythingBackWhenClientsVanish() throws Exception {
    RunningHttp http = new RunningHttp();
    try (SocketClient witness = new SocketClient(http, "/v1/live")) {
      for (int i = 0; i < 10; i++) {
        try (SocketClient client = new SocketClient(http, "/v1/live")) {
          client.text(START).await("ready");
          client.audio(pcm("ab"));
        }
      }
      witness.text(START).audio(pcm("ab")).text(STOP);
      assertThat(witness.await("final").get("text").asString()).isEqualTo("ab");
    }
    http.close(); // waits until all calls are over
    http.models.awaitReturn();
    assertThat(http.scheduler.openStreams()).isZero();
  }

  @Test
  void finishesWhatIsInProgressWhenItCloses() throws Exception {
    try (RunningHttp http = new RunningHttp(RunningHttp.impatient());
        SocketClient client = new SocketClient(http, "/v1/live")) {
      client.text(START).audio(pcm("ab cd")).await("interim");
      http.server.close();
      assertThat(client.await("final").get("text").asString()).isEqualTo("ab cd");
      assertThat(client.await("error").get("code").asString()).isEqualTo("shutting_down");
      assertThat(client.next()).startsWith("close 1012 ");
    }
  }

  @Test
  void takesAKeyAmongTheSubprotocols() throws Exception {
    ClientConfig page = new ClientConfig("page", Secret.of("s3cret/+"), "", -1, -1, -1);
    try (RunningHttp http =
        new RunningHttp(RunningHttp.options(), SchedulerOptions.DEFAULT, List.of(page))) {
      assertRefused(http, 401);
      assertRefused(http, 401, "Sec-WebSocket-Protocol", "auricle.key.!!!");
      String key =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString("s3cret/+".getBytes(StandardCharsets.UTF_8));
      try (SocketClient client =
          new SocketClient(
              http, "/v1/live", "Sec-WebSocket-Protocol", "auricle.live.v1,auricle.key." + key)) {
        assertThat(client.text(START).await("ready")).isNotNull();
      }
    }
  }

  @Test
  void letsNoPageOfOthersIn() throws Exception {
    try (RunningHttp http = new RunningHttp()) {
      assertRefused(http, 403, "Origin", "https://evil.example");
      try (SocketClient client =
          new SocketClient(http, "/v1/live", "Origin", "https://friend.example")) {
        assertThat(client.text(START).await("ready")).isNotNull();
      }
    }
  }

  @Test
  void wantsAWebSocket() throws Exception {
    try (RunningHttp http = new RunningHttp()) {
      assertThat(http.get("/v1/live").statusCode()).isEqualTo(405);
    }
  }

  private static void assertRefused(RunningHttp http, int status, String... headers) {
    assertThatThrownBy(() -> new SocketClient(http, "/v1/live", headers).close())
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            e -> assertThat(e.getResponse().statusCode()).isEqualTo(status));
  }
}
