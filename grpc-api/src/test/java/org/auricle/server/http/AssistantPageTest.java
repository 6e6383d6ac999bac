package org.auricle.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.auricle.engine.audio.AudioClip;
import org.auricle.grpc.ToneAlphabet;
import org.auricle.server.http.browser.Chromium;
import org.auricle.server.http.browser.Tab;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's assistant in a browser whose microphone orders a cube again and again. */
class AssistantPageTest {
  private static final int RATE = 48000;

  /** A voice that goes on until it is told to stop, and counts how often it is. */
  private static final String VOICE =
      """
      window.spoken = [];
      window.stopped = 0;
      let current = null;
      window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
      Object.defineProperty(window, 'speechSynthesis', { value: {
        speak(utterance) { current = utterance; window.spoken.push(utterance.text); },
        cancel() { if (current) { window.stopped++; current = null; } },
      }});
      0
      """;

  @TempDir private static Path folder;

  private static Path microphone;

  @BeforeAll
  static void record() throws Exception {
    AudioClip speech = ToneAlphabet.speak("ab c", RATE);
    float[] samples = new float[(int) (0.5 * RATE) + speech.samples().length + RATE];
    System.arraycopy(speech.samples(), 0, samples, (int) (0.5 * RATE), speech.samples().length);
    microphone = folder.resolve("microphone.wav");
    Files.write(microphone, ToneAlphabet.wav(new AudioClip(samples, RATE)).toByteArray());
  }

  private static Chromium browser() throws Exception {
    assumeThat(Chromium.find()).as("no Chromium on the PATH: the page is not tried").isPresent();
    return Chromium.start(
        Chromium.find().orElseThrow(),
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        "--use-file-for-fake-audio-capture=" + microphone);
  }

  @Test
  void showsWhatWasMeantAndIsInterrupted() throws Exception {
    try (Chromium chromium = browser();
        RunningHttp http = new RunningHttp()) {
      Tab tab = chromium.open(http.uri("/assistant"));
      tab.evaluate(VOICE);
      tab.await("document.getElementById('domain').value === 'counter'");
      assertThat(tab.text("intents")).contains("order: thing");
      assertThat(tab.text("first")).contains("Press Start");
      tab.click("toggle");
      tab.await("document.querySelector('#turns .slot') !== null");
      tab.await("document.getElementById('turns').textContent.includes('order')");
      assertThat(tab.evaluate("document.querySelector('#turns .slot').textContent").asString())
          .startsWith("thing cube ");
      assertThat(tab.evaluate("document.querySelector('#turns .said').textContent").asString())
          .contains("ab c");
      tab.await("window.spoken[0] === 'cube'");
      tab.await("window.stopped > 0"); // the microphone speaks on: barge-in
      assertThat(
              tab.evaluate(
                      "[...document.querySelectorAll('#events li')].map((e) =>"
                          + " e.dataset.type).join()")
                  .asString())
          .contains("listening,speechStarted", "endpoint,final,intent", "bargedIn,speechStarted");
      assertThat(tab.text("latency")).matches("\\d+ ms");
      tab.click("toggle");
      tab.await("document.getElementById('status-text').textContent === 'Ready'");
      tab.click("clear");
      assertThat(tab.text("turns")).isEmpty();
    }
  }

  @Test
  void saysThatThereIsNothingToTalkAbout() throws Exception {
    try (Chromium chromium = browser();
        RunningHttp http = RunningHttp.withoutDomains()) {
      Tab tab = chromium.open(http.uri("/assistant"));
      tab.await("!document.getElementById('notice').hidden");
      assertThat(tab.text("notice")).contains("--domain");
      assertThat(tab.evaluate("document.getElementById('toggle').disabled").asBoolean()).isTrue();
    }
  }

  @Test
  void leadsToTheCaptionsAndBack() throws Exception {
    try (RunningHttp http = new RunningHttp()) {
      assertThat(http.get("/").body()).contains("href=\"assistant\"");
      assertThat(http.get("/assistant").body()).contains("href=\"./\"");
      for (String script : new String[] {"assistant", "conversation", "panel", "speaker"}) {
        assertThat(http.get("/live/" + script + ".js").statusCode()).as(script).isEqualTo(200);
      }
    }
  }
}
