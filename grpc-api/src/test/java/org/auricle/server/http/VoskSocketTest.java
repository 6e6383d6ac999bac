package org.auricle.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.auricle.engine.audio.AudioClip;
import org.auricle.grpc.ToneAlphabet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The client is vosk-server's test.py by its letter: send a chunk, wait for a reply. */
class VoskSocketTest {
  private static final int RATE = 16000;
  private static final int CHUNK_BYTES = 3200;
  private static final String EOF = "{\"eof\" : 1}";

  private static RunningHttp http;

  @BeforeAll
  static void start() throws Exception {
    http = new RunningHttp();
  }

  @AfterAll
  static void stop() {
    http.close();
  }

  private static String config(String rest) {
    return "{\"config\" : {\"sample_rate\" : " + RATE + rest + "}}";
  }

  private static byte[] pcm(String text) {
    return ToneAlphabet.linear16(ToneAlphabet.speak(text, RATE)).toByteArray();
  }

  private static byte[] silence(double seconds) {
    return ToneAlphabet.linear16(new AudioClip(new float[(int) (seconds * RATE)], RATE))
        .toByteArray();
  }

  /** Every reply to the chunks of some audio. */
  private static List<JsonNode> say(SocketClient client, byte[] pcm) throws Exception {
    List<JsonNode> replies = new ArrayList<>();
    for (int from = 0; from < pcm.length; from += CHUNK_BYTES) {
      client.audio(Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + CHUNK_BYTES)));
      replies.add(client.json());
    }
    return replies;
  }

  private static List<JsonNode> results(List<JsonNode> replies) {
    return replies.stream().filter(reply -> reply.has("text")).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/vosk"})
  void answersEveryChunkAndTheEnd(String path) throws Exception {
    try (SocketClient client = new SocketClient(http, path)) {
      client.text(config(""));
      List<JsonNode> replies = say(client, pcm("ab cd"));
      assertThat(replies).allMatch(reply -> reply.size() == 1 && reply.has("partial"));
      assertThat(replies.get(replies.size() - 1).get("partial").asString()).startsWith("ab");
      JsonNode last = client.text(EOF).json();
      assertThat(last.get("text").asString()).isEqualTo("ab cd");
      JsonNode word = last.get("result").get(1);
      assertThat(word.propertyNames()).containsExactlyInAnyOrder("conf", "start", "end", "word");
      assertThat(word.get("word").asString()).isEqualTo("cd");
      assertThat(word.get("start").asDouble()).isCloseTo(0.5, within(0.03));
      assertThat(word.get("conf").asDouble()).isBetween(0.5, 1.0);
      assertThat(client.next()).isEqualTo("close 1000 ");
    }
  }

  @Test
  void tellsUtterancesApart() throws Exception {
    try (SocketClient client = new SocketClient(http, "/vosk")) {
      client.text(config(""));
      List<JsonNode> replies = new ArrayList<>(say(client, pcm("ab")));
      replies.addAll(say(client, silence(1.5)));
      replies.addAll(say(client, pcm("cd")));
      assertThat(results(replies)).hasSize(1);
      assertThat(results(replies).get(0).get("text").asString()).isEqualTo("ab");
      JsonNode last = client.text(EOF).json();
      assertThat(last.get("text").asString()).isEqualTo("cd");
      double start = pcm("ab").length / 2.0 / RATE + 1.5 + ToneAlphabet.GAP_SECONDS;
      assertThat(last.get("result").get(0).get("start").asDouble()).isCloseTo(start, within(0.03));
    }
  }

  @Test
  void answersOneChunkThatHoldsSeveralUtterancesOnce() throws Exception {
    try (SocketClient client = new SocketClient(http, "/vosk")) {
      client.text(config(", \"words\" : false"));
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(pcm("ab"));
      all.writeBytes(silence(1.5));
      all.writeBytes(pcm("cd"));
      all.writeBytes(silence(1.5));
      JsonNode reply = client.audio(all.toByteArray()).json();
      JsonNode last = client.text(EOF).json();
      String said = reply.path("text").asString("") + " " + last.get("text").asString();
      assertThat(said.strip()).isEqualTo("ab cd");
      assertThat(client.next()).isEqualTo("close 1000 ");
    }
  }

  @Test
  void endsOnceHoweverOftenItIsToldTo() throws Exception {
    try (SocketClient client = new SocketClient(http, "/vosk")) {
      client.text(config("")).audio(pcm("ab")).text(EOF).text(EOF);
      String last = client.next();
      while (last.contains("partial")) {
        last = client.next();
      }
      assertThat(last).contains("\"ab\"");
      assertThat(client.next()).isEqualTo("close 1000 ");
    }
  }

  @Test
  void givesAlternatives() throws Exception {
    try (SocketClient client = new SocketClient(http, "/vosk")) {
      client.text(config(", \"max_alternatives\" : 3"));
      say(client, pcm("ab cd"));
      JsonNode last = client.text(EOF).json();
      assertThat(last.propertyNames()).containsExactly("alternatives");
      JsonNode best = last.get("alternatives").get(0);
      assertThat(last.get("alternatives").size()).isBetween(1, 3);
      assertThat(best.get("text").asString()).isEqualTo("ab cd");
      assertThat(best.get("confidence").isNumber()).isTrue();
      assertThat(best.get("result").get(0).propertyNames())
          .containsExactlyInAnyOrder("start", "end", "word");
    }
  }

  @Test
  void leavesWordsOutIfToldTo() throws Exception {
    try (SocketClient client = new SocketClient(http, "/vosk")) {
      client.text(config(", \"words\" : 0"));
      say(client, pcm("ab"));
      assertThat(client.text(EOF).json().propertyNames()).containsExactly("text");
    }
  }

  @Test
  void restrictsToPhrasesInAnyNumber() throws Exception {
    try (SocketClient client = new SocketClient(http, "/vosk")) {
      client.text(config(", \"phrase_list\" : [\"ab\", \"cd\", \"[unk]\"]"));
      say(client, pcm("cd ab cd"));
      assertThat(client.text(EOF).json().get("text").asString()).isEqualTo("cd ab cd");
    }
  }

  @Test
  void goesOnAfterReset() throws Exception {
    try (SocketClient client = new SocketClient(http, "/vosk")) {
      client.text(config(""));
      say(client, pcm("ab"));
      assertThat(client.text("{\"reset\" : 1}").json().get("text").asString()).isEqualTo("ab");
      say(client, pcm("cd"));
      assertThat(client.text(EOF).json().get("text").asString()).isEqualTo("cd");
    }
  }

  @Test
  void hasNothingToSayWithoutAudio() throws Exception {
    try (SocketClient client = new SocketClient(http, "/vosk")) {
      assertThat(client.text(EOF).next()).isEqualTo("{\"text\":\"\"}");
      assertThat(client.next()).isEqualTo("close 1000 ");
    }
  }

  @Test
  void takesSamplesThatAreTornApart() throws Exception {
    try (SocketClient client = new SocketClient(http, "/vosk")) {
      client.text(config(""));
      byte[] pcm = pcm("ab cd");
      for (int from = 0; from < pcm.length; from += 1601) {
        client.audio(Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + 1601)));
        client.next();
      }
      assertThat(client.text(EOF).json().get("text").asString()).isEqualTo("ab cd");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "garbage | not JSON",
        "[1] | not JSON",
        "{\"x\" : 1} | config, eof, reset",
        "{\"config\" : 7} | config: 7",
        "{\"config\" : {\"sample_rate\" : 3}} | sample_rate: 3",
        "{\"config\" : {\"sample_rate\" : \"16000\"}} | sample_rate",
        "{\"config\" : {\"max_alternatives\" : 1000000}} | max_alternatives",
        "{\"config\" : {\"phrase_list\" : {}}} | phrase_list",
      })
  void closesOnWhatItDoesNotUnderstand(String message, String reason) throws Exception {
    try (SocketClient client = new SocketClient(http, "/vosk")) {
      assertThat(client.text(message).next()).startsWith("close 1008 ").contains(reason);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/models/en", "../../etc", "nothing-such"})
  void takesNoPathsForModels(String model) throws Exception {
    try (SocketClient client = new SocketClient(http, "/vosk")) {
      client.text(config(", \"model\" : \"" + model + "\"")).audio(pcm("a"));
      assertThat(client.next()).startsWith("close 1008 ").contains("model");
    }
  }

  @Test
  void takesNoConfigAfterAudio() throws Exception {
    try (SocketClient client = new SocketClient(http, "/vosk")) {
      client.text(config("")).text(config("")); // twice before is fine
      say(client, pcm("a"));
      assertThat(client.text(config("")).next()).startsWith("close 1008 config after audio");
    }
  }

  @Test
  void closesOnMessagesThatAreTooLarge() throws Exception {
    try (SocketClient client = new SocketClient(http, "/vosk")) {
      client.part(new byte[1 << 20]).audio(new byte[2]); // no more is under way when it closes
      assertThat(client.next()).startsWith("close 1009 ");
    }
  }
}
