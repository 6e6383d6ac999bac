package org.auricle.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.auricle.grpc.ToneAlphabet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class UploadLimitsTest {
  private static final String PATH = "/v1/audio/transcriptions";
  private static final int LIMIT = 50_000;
  private static final byte[] WAV = ToneAlphabet.wav(ToneAlphabet.speak("ab", 16000)).toByteArray();

  private static Form large() {
    return new Form().field("model", "beeps").file("x.wav", new byte[LIMIT]);
  }

  @Test
  void refusesRequestsThatAreAnnouncedAsTooLarge() throws Exception {
    try (RunningHttp http = new RunningHttp(RunningHttp.options(LIMIT, 1))) {
      HttpResponse<String> response = http.post(PATH, large());
      assertThat(response.statusCode()).isEqualTo(413);
      assertThat(RunningHttp.error(response).get("code").asString()).isEqualTo("file_too_large");
      assertThat(http.post(PATH, new Form().file("x.wav", WAV)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void refusesRequestsThatTurnOutTooLarge() throws Exception {
    try (RunningHttp http = new RunningHttp(RunningHttp.options(LIMIT, 1))) {
      Form form = large();
      byte[] body = form.body();
      HttpRequest request = // of unknown length: in chunks
          HttpRequest.newBuilder(http.uri(PATH))
              .header("Content-Type", form.contentType())
              .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
              .build();
      HttpResponse<String> response =
          http.client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(413);
    }
  }

  @Test
  void declaresNothingReadUntilItIsThere() throws Exception {
    try (RunningHttp http = new RunningHttp();
        RawConnection raw = new RawConnection(http)) {
      raw.send(
          "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                  .formatted(PATH)
              + "Content-Length: 1073741824\r\n\r\n");
      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void refusesWhatIsNotAForm() throws Exception {
    try (RunningHttp http = new RunningHttp()) {
      HttpRequest request =
          HttpRequest.newBuilder(http.uri(PATH))
              .header("Content-Type", "audio/wav")
              .POST(HttpRequest.BodyPublishers.ofByteArray(WAV))
              .build();
      HttpResponse<String> response =
          http.client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(415);
    }
  }

  @Test
  void refusesFormsThatBreakOff() throws Exception {
    try (RunningHttp http = new RunningHttp()) {
      Form form = new Form().file("x.wav", WAV);
      HttpRequest request =
          HttpRequest.newBuilder(http.uri(PATH))
              .header("Content-Type", form.contentType())
              .POST(HttpRequest.BodyPublishers.ofByteArray(form.unfinished()))
              .build();
      HttpResponse<String> response =
          http.client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(RunningHttp.error(response).get("message").asString()).contains("form");
    }
  }

  @Test
  void refusesMoreThanItTakesAtATimeAndSaysWhenToTryAgain() throws Exception {
    try (RunningHttp http = new RunningHttp(RunningHttp.options(LIMIT, 1));
        RawConnection raw = new RawConnection(http)) {
      raw.send(
          "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                  .formatted(PATH)
              + "Expect: 100-continue\r\nContent-Length: 1000\r\n\r\n");
      assertThat(raw.readLine()).isEqualTo("HTTP/1.1 100 Continue"); // it has the only place now
      HttpResponse<String> response = http.post(PATH, new Form().file("x.wav", WAV));
      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(response.headers().firstValue("Retry-After")).hasValue("2");
      JsonNode error = RunningHttp.error(response);
      assertThat(error.get("code").asString()).isEqualTo("overloaded");
    }
  }

  @Test
  void leavesNoFiles() throws Exception {
    Path directory;
    try (RunningHttp http = new RunningHttp()) {
      directory = http.server.uploads();
      http.post(PATH, new Form().file("x.wav", WAV));
      http.post(
          PATH, new Form().file("x.wav", "garbage".repeat(2000).getBytes(StandardCharsets.UTF_8)));
      Form form = new Form().file("x.wav", WAV);
      http.client.send(
          HttpRequest.newBuilder(http.uri(PATH))
              .header("Content-Type", form.contentType())
              .POST(HttpRequest.BodyPublishers.ofByteArray(form.unfinished()))
              .build(),
          HttpResponse.BodyHandlers.ofString());
      try (Stream<Path> left = Files.list(directory)) {
        assertThat(left).containsExactly(directory.resolve("lock"));
      }
    }
    assertThat(directory).doesNotExist();
  }
}
