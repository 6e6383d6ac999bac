package org.auricle.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.auricle.engine.live.SchedulerOptions;
import org.auricle.grpc.ToneAlphabet;
import org.auricle.server.config.ClientConfig;
import org.auricle.server.config.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
  private static final byte[] WAV = ToneAlphabet.wav(ToneAlphabet.speak("ab", 16000)).toByteArray();

  @Test
  void saysHowItIs() throws Exception {
    try (RunningHttp http = new RunningHttp()) {
      assertThat(http.get("/healthz").body()).isEqualTo("ok\n");
      assertThat(http.get("/readyz").statusCode()).isEqualTo(200);
      HttpResponse<String> metrics = http.get("/metrics");
      assertThat(metrics.body()).isEqualTo(RunningHttp.METRICS);
      assertThat(metrics.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/plain; version=0.0.4");
    }
  }

  @Test
  void refusesNewWorkWhileItDrains() throws Exception {
    try (RunningHttp http = new RunningHttp()) {
      http.server.drain();
      assertThat(http.get("/healthz").statusCode()).isEqualTo(200);
      assertThat(http.get("/readyz").statusCode()).isEqualTo(503);
      HttpResponse<String> response =
          http.post("/v1/audio/transcriptions", new Form().file("x.wav", WAV));
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(RunningHttp.error(response).get("code").asString()).isEqualTo("shutting_down");
    }
  }

  @Test
  void saysWhatIsInTheWayOfListening() throws Exception {
    try (RunningHttp http = new RunningHttp()) {
      HttpOptions d = RunningHttp.options();
      HttpOptions taken =
          new HttpOptions(
              d.host(),
              http.server.port(),
              d.maxConnections(),
              d.maxUploadBytes(),
              d.maxAudioSeconds(),
              d.maxTranscriptions(),
              d.livePage(),
              d.openMetrics(),
              d.allowedOrigins(),
              d.idleTimeout(),
              d.headerTimeout(),
              d.shutdownGrace());
      assertThatThrownBy(
              () ->
                  HttpServer.start(
                      taken, new HttpServices(http.models, http.scheduler, http.access)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + http.server.port());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere", "/v1", "/v1/models/", "/healthz/x"})
  void knowsNoOtherPaths(String path) throws Exception {
    try (RunningHttp http = new RunningHttp()) {
      HttpResponse<String> response = http.get(path);
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(RunningHttp.error(response).get("code").asString()).isEqualTo("not_found");
    }
  }

  @Test
  void namesTheMethodsOfAPath() throws Exception {
    try (RunningHttp http = new RunningHttp()) {
      HttpResponse<String> response = http.get("/v1/audio/transcriptions");
      assertThat(response.statusCode()).isEqualTo(405);
      assertThat(response.headers().firstValue("Allow")).hasValue("POST");
    }
  }

  @Test
  void letsPagesOfItsOwnAndOfFriendsCallAndNoOthers() throws Exception {
    try (RunningHttp http = new RunningHttp()) {
      String own = "http://127.0.0.1:" + http.server.port();
      assertThat(http.get("/v1/models", "Origin", own).statusCode()).isEqualTo(200);
      HttpResponse<String> friend = http.get("/v1/models", "Origin", "https://friend.example");
      assertThat(friend.statusCode()).isEqualTo(200);
      assertThat(friend.headers().firstValue("Access-Control-Allow-Origin"))
          .hasValue("https://friend.example");
      for (String origin : new String[] {"https://evil.example", "null", "http://127.0.0.1:1"}) {
        HttpResponse<String> refused = http.get("/v1/models", "Origin", origin);
        assertThat(refused.statusCode()).as(origin).isEqualTo(403);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      }
    }
  }

  @Test
  void letsInWhoHasAKey() throws Exception {
    ClientConfig client = new ClientConfig("studio", Secret.of("s3cret"), "", -1, -1, 1);
    try (RunningHttp http =
        new RunningHttp(RunningHttp.options(), SchedulerOptions.DEFAULT, List.of(client))) {
      HttpResponse<String> refused = http.get("/v1/models");
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
      assertThat(RunningHttp.error(refused).get("code").asString()).isEqualTo("invalid_api_key");
      assertThat(http.get("/v1/models", "Authorization", "Bearer wrong").statusCode())
          .isEqualTo(401);
      assertThat(http.get("/metrics").statusCode()).isEqualTo(401);
      assertThat(http.get("/healthz").statusCode()).isEqualTo(200);
      String[] key = {"Authorization", "Bearer s3cret"};
      assertThat(http.get("/v1/models", key).statusCode()).isEqualTo(200);
      assertThat(http.get("/metrics", key).statusCode()).isEqualTo(200);
      byte[] second = ToneAlphabet.wav(ToneAlphabet.speak("abcdabcd", 16000)).toByteArray();
      Form form = new Form().file("x.wav", second); // more than the second of audio a minute
      assertThat(http.post("/v1/audio/transcriptions", form, key).statusCode()).isEqualTo(200);
      Form again = new Form().file("x.wav", second);
      assertThat(http.post("/v1/audio/transcriptions", again, key).statusCode()).isEqualTo(429);
    }
  }

  @Test
  void closesConnectionsOnWhichAHeadNeverEnds() throws Exception {
    try (RunningHttp http = new RunningHttp(RunningHttp.hasty());
        RawConnection raw = new RawConnection(http)) {
      raw.send("GET /healthz HTTP/1.1\r\nHost: x\r\n");
      // Whatever drips in now comes too late or leads nowhere: the end comes from the server.
      assertThat(raw.readToEnd()).doesNotContain("200");
      assertThat(http.get("/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void keepsConnectionsThatAreIdleBetweenRequests() throws Exception {
    try (RunningHttp http = new RunningHttp(RunningHttp.hasty());
        RawConnection raw = new RawConnection(http);
        RawConnection dripping = new RawConnection(http)) {
      raw.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(raw.readLine()).isEqualTo("HTTP/1.1 200 OK");
      dripping.send("GET /"); // closed after the time that a head may take, as a clock
      assertThat(dripping.readToEnd()).doesNotContain("200");
      raw.send("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(raw.readToEnd()).contains("HTTP/1.1 200 OK");
    }
  }

  @Test
  void refusesGiantHeadsAndGarbage() throws Exception {
    try (RunningHttp http = new RunningHttp()) {
      try (RawConnection raw = new RawConnection(http)) {
        raw.send("GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(20_000) + "\r\n\r\n");
        assertThat(raw.readToEnd()).startsWith("HTTP/1.1 431 ");
      }
      try (RawConnection raw = new RawConnection(http)) {
        raw.send("\u0016\u0003\u0001\u0000 garbage\r\n\r\n");
        assertThat(raw.readToEnd()).startsWith("HTTP/1.1 400 ");
      }
      assertThat(http.get("/healthz").statusCode()).isEqualTo(200);
    }
  }
}
