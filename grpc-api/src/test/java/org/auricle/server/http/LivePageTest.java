package org.auricle.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.auricle.engine.audio.AudioClip;
import org.auricle.grpc.ToneAlphabet;
import org.auricle.server.http.browser.Chromium;
import org.auricle.server.http.browser.Tab;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LivePageTest {
  private static final int RATE = 48000;

  @TempDir private static Path folder;

  private static Path microphone;

  @BeforeAll
  static void record() throws Exception {
    AudioClip speech = ToneAlphabet.speak("ab cd", RATE);
    float[] samples = new float[(int) (0.5 * RATE) + speech.samples().length + 2 * RATE];
    System.arraycopy(speech.samples(), 0, samples, (int) (0.5 * RATE), speech.samples().length);
    microphone = folder.resolve("microphone.wav");
    Files.write(microphone, ToneAlphabet.wav(new AudioClip(samples, RATE)).toByteArray());
  }

  private static Chromium browser(String... options) throws Exception {
    assumeThat(Chromium.find()).as("no Chromium on the PATH: the page is not tried").isPresent();
    return Chromium.start(Chromium.find().orElseThrow(), options);
  }

  private static Chromium withMicrophone() throws Exception {
    return browser(
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        "--use-file-for-fake-audio-capture=" + microphone);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/live/live.css", "/live/live.js", "/live/capture-worklet.js"})
  void isServedWithCare(String path) throws Exception {
    try (RunningHttp http = new RunningHttp()) {
      HttpResponse<String> response = http.get(path);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none'");
      String tag = response.headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> again = http.get(path, "If-None-Match", tag);
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/live/",
        "/live/index.html",
        "/live/../LivePage.class",
        "/live/..%2fLivePage.class",
        "/live/%2e%2e/LivePage.class",
        "/live/live.js%00.css",
        "/live//live.js"
      })
  void givesAwayNothingElse(String path) throws Exception {
    try (RunningHttp http = new RunningHttp();
        RawConnection raw = new RawConnection(http)) {
      raw.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(raw.readToEnd()).matches("(?s)HTTP/1.1 (400|404) .*");
    }
  }

  @Test
  void canBeLeftOut() throws Exception {
    try (RunningHttp http = new RunningHttp(RunningHttp.withoutPage())) {
      assertThat(http.get("/").statusCode()).isEqualTo(405); // a websocket there is fine
      assertThat(http.get("/live/live.js").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void showsWhatTheMicrophoneHears() throws Exception {
    try (Chromium chromium = withMicrophone();
        RunningHttp http = new RunningHttp()) {
      Tab tab = chromium.open(http.uri("/"));
      tab.await("document.getElementById('model').textContent.includes('beeps')");
      assertThat(tab.text("empty")).contains("Press Start");
      tab.click("toggle");
      tab.await(
          "document.getElementById('stable').textContent +"
              + " document.getElementById('unstable').textContent !== ''");
      tab.await( // the microphone says it again and again, and may have begun before the page heard
          "document.getElementById('finals').textContent.includes('ab cd')");
      assertThat(tab.evaluate("document.querySelector('.word').title").asString())
          .contains("% sure");
      assertThat(tab.text("latency")).matches("\\d+ ms");
      assertThat(tab.text("status-text")).isEqualTo("Listening");
      tab.click("toggle");
      tab.await("document.getElementById('status-text').textContent === 'Ready'");
      assertThat(tab.evaluate("document.getElementById('save-srt').disabled").asBoolean())
          .isFalse();
    }
  }

  @Test
  void confidencesOfUnsureWordsCanBeHadByKeyboard() throws Exception {
    try (Chromium chromium = browser();
        RunningHttp http = new RunningHttp()) {
      Tab tab = chromium.open(http.uri("/"));
      tab.evaluate(
          """
          import('/live/transcript.js').then(({ Transcript }) => {
            const part = () => document.createElement('span');
            const word = (text, confidence) => ({ text, start: 1, end: 1.5, confidence });
            const words = [word('b', 0.95), word('h', 0.7), word('eight', 0.3)];
            new Transcript(document.getElementById('finals'), part(), part(), part())
              .add({ start: 1, end: 2, text: 'b h eight', words }, 0);
          });
          0
          """);
      tab.await("document.querySelectorAll('#finals .word').length === 3");
      assertThat(
              tab.evaluate(
                      "[...document.querySelectorAll('#finals .word')].map((w) =>"
                          + " w.tabIndex).join()")
                  .asString())
          .isEqualTo("-1,0,0");
      tab.evaluate("document.querySelector('#finals .low').focus()");
      tab.await("document.getElementById('legend').textContent.includes('eight')");
      assertThat(tab.text("legend")).contains("30 % sure");
    }
  }

  @Test
  void connectsAgain() throws Exception {
    try (Chromium chromium = withMicrophone();
        RunningHttp http = new RunningHttp()) {
      Tab tab = chromium.open(http.uri("/"));
      tab.evaluate(
          """
          const Real = WebSocket;
          window.sockets = [];
          window.WebSocket = function (...args) {
            const socket = new Real(...args);
            window.sockets.push(socket);
            return socket;
          }
          """);
      tab.click("toggle");
      tab.await("document.getElementById('status-text').textContent === 'Listening'");
      tab.evaluate("window.sockets[0].close()"); // not by the page's own doing
      tab.await("window.sockets.length === 2");
      tab.await("document.getElementById('status-text').textContent === 'Listening'");
      tab.await("document.querySelectorAll('#finals li:not(.gap)').length > 0");
    }
  }

  @Test
  void saysThatTheMicrophoneIsForbidden() throws Exception {
    try (Chromium chromium =
            browser("--use-fake-device-for-media-stream", "--deny-permission-prompts");
        RunningHttp http = new RunningHttp()) {
      Tab tab = chromium.open(http.uri("/"));
      tab.click("toggle");
      tab.await("!document.getElementById('notice').hidden");
      assertThat(tab.text("notice")).contains("blocked");
      assertThat(tab.text("toggle-text")).isEqualTo("Start");
    }
  }
}
