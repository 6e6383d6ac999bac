package org.auricle.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.http.HttpResponse;
import org.auricle.engine.audio.AudioClip;
import org.auricle.grpc.ToneAlphabet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TranscriptionRouteTest {
  private static final String PATH = "/v1/audio/transcriptions";
  private static final AudioClip CLIP = ToneAlphabet.speak("ab cd", 16000);
  private static final byte[] WAV = ToneAlphabet.wav(CLIP).toByteArray();

  private static RunningHttp http;

  @BeforeAll
  static void start() throws Exception {
    http = new RunningHttp();
  }

  @AfterAll
  static void stop() {
    http.models.awaitReturn();
    http.close();
  }

  private static Form form() {
    return new Form().file("beeps.wav", WAV).field("model", "whisper-1");
  }

  @Test
  void answersWithTheText() throws Exception {
    HttpResponse<String> response = http.post(PATH, form());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    JsonNode body = RunningHttp.json(response);
    assertThat(body.get("text").asString()).isEqualTo("ab cd");
    assertThat(body.get("usage").get("type").asString()).isEqualTo("duration");
    assertThat(body.get("usage").get("seconds").asInt()).isEqualTo(1);
  }

  @Test
  void takesFieldsInAnyOrderAndIgnoresWhatItDoesNotKnow() throws Exception {
    Form form =
        new Form()
            .field("model", ToneRegistry.MODEL)
            .field("language", "en")
            .field("prompt", "Zyntrix, Digique Plus")
            .field("temperature", "0.2")
            .field("response_format", "text")
            .field("unheard_of", "1")
            .file("beeps.wav", WAV);
    HttpResponse<String> response = http.post(PATH, form);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("ab cd\n");
  }

  @Test
  void givesTimesOfWordsAndSegments() throws Exception {
    Form form =
        form()
            .field("response_format", "verbose_json")
            .field("timestamp_granularities[]", "word")
            .field("timestamp_granularities[]", "segment");
    JsonNode body = RunningHttp.json(http.post(PATH, form));
    assertThat(body.get("task").asString()).isEqualTo("transcribe");
    assertThat(body.get("language").asString()).isEqualTo("english");
    assertThat(body.get("duration").asDouble()).isEqualTo(0.8);
    assertThat(body.get("words")).hasSize(2);
    JsonNode second = body.get("words").get(1);
    assertThat(second.get("word").asString()).isEqualTo("cd");
    double starts = 3 * ToneAlphabet.LETTER_SECONDS + ToneAlphabet.GAP_SECONDS; // a, b, space
    assertThat(second.get("start").asDouble()).isCloseTo(starts, within(0.03));
    assertThat(body.get("segments")).hasSize(1);
    assertThat(body.get("segments").get(0).get("text").asString()).isEqualTo("ab cd");
    assertThat(body.get("segments").get(0).get("avg_logprob").asDouble()).isBetween(-10.0, 0.0);
  }

  @Test
  void givesSegmentsOnlyUnlessWordsAreAskedFor() throws Exception {
    JsonNode body =
        RunningHttp.json(http.post(PATH, form().field("response_format", "verbose_json")));
    assertThat(body.has("segments")).isTrue();
    assertThat(body.has("words")).isFalse();
  }

  @Test
  void givesSubtitles() throws Exception {
    String srt = http.post(PATH, form().field("response_format", "srt")).body();
    assertThat(srt).matches("1\n00:00:00,0\\d\\d --> 00:00:0[01],\\d\\d\\d\nab cd\n\n");
    String vtt = http.post(PATH, form().field("response_format", "vtt")).body();
    assertThat(vtt).matches("WEBVTT\n\n00:00:00\\.0\\d\\d --> 00:00:0[01]\\.\\d\\d\\d\nab cd\n\n");
  }

  @Test
  void sendsTextWhileItIsUnderstood() throws Exception {
    float[] samples = new float[5 * 16000];
    System.arraycopy(CLIP.samples(), 0, samples, 0, CLIP.samples().length);
    System.arraycopy(CLIP.samples(), 0, samples, 3 * 16000, CLIP.samples().length);
    byte[] twice = ToneAlphabet.wav(new AudioClip(samples, 16000)).toByteArray();
    HttpResponse<String> response =
        http.post(PATH, new Form().file("x.wav", twice).field("stream", "true"));
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    assertThat(response.body().split("\n\n"))
        .containsExactly(
            "data: {\"type\":\"transcript.text.delta\",\"delta\":\"ab cd\"}",
            "data: {\"type\":\"transcript.text.delta\",\"delta\":\" ab cd\"}",
            "data: {\"type\":\"transcript.text.done\",\"text\":\"ab cd ab cd\","
                + "\"usage\":{\"type\":\"duration\",\"seconds\":5}}");
  }

  @Test
  void refusesBeforeTheFirstEvent() throws Exception {
    Form form = form().field("stream", "true").field("phrases[]", "xyz");
    assertThat(http.post(PATH, form).statusCode()).isEqualTo(400);
  }

  @Test
  void boostsPhrases() throws Exception {
    HttpResponse<String> response = http.post(PATH, form().field("phrases[]", "ab"));
    assertThat(response.statusCode()).isEqualTo(200);
    HttpResponse<String> refused = http.post(PATH, form().field("phrases[]", "xyz"));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(RunningHttp.error(refused).get("param").asString()).isEqualTo("phrases");
  }

  @ParameterizedTest
  @CsvSource({
    "response_format, xml",
    "temperature, hot",
    "temperature, 7",
    "stream, perhaps",
    "timestamp_granularities[], letter",
    "timestamp_granularities[], word", // not with json
  })
  void refusesValuesThatDoNotDo(String name, String value) throws Exception {
    HttpResponse<String> response = http.post(PATH, form().field(name, value));
    assertThat(response.statusCode()).isEqualTo(400);
    JsonNode error = RunningHttp.error(response);
    assertThat(error.get("type").asString()).isEqualTo("invalid_request_error");
    assertThat(error.get("message").asString()).contains("(expected: ");
  }

  @Test
  void refusesModelsThatAreNotServed() throws Exception {
    Form form = new Form().file("beeps.wav", WAV).field("model", "../../etc/passwd");
    HttpResponse<String> response = http.post(PATH, form);
    assertThat(response.statusCode()).isEqualTo(404);
    JsonNode error = RunningHttp.error(response);
    assertThat(error.get("code").asString()).isEqualTo("model_not_found");
    assertThat(error.get("param").asString()).isEqualTo("model");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 44, 9000})
  void refusesWhatIsNotAudio(int length) throws Exception {
    HttpResponse<String> response =
        http.post(PATH, new Form().file("x.wav", new byte[length]).field("model", "beeps"));
    assertThat(response.statusCode()).isEqualTo(400);
    JsonNode error = RunningHttp.error(response);
    assertThat(error.get("param").asString()).isEqualTo("file");
    assertThat(error.get("code").asString()).isEqualTo("invalid_audio");
  }

  @Test
  void refusesFormsWithoutFile() throws Exception {
    HttpResponse<String> response = http.post(PATH, new Form().field("model", "beeps"));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(RunningHttp.error(response).get("param").asString()).isEqualTo("file");
  }

  @Test
  void refusesTranslation() throws Exception {
    HttpResponse<String> response = http.post("/v1/audio/translations", form());
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(RunningHttp.error(response).get("message").asString()).contains("translation");
  }

  @Test
  void listsModels() throws Exception {
    JsonNode body = RunningHttp.json(http.get("/v1/models"));
    assertThat(body.get("object").asString()).isEqualTo("list");
    assertThat(body.get("data").get(0).get("id").asString()).isEqualTo(ToneRegistry.MODEL);
  }
}
