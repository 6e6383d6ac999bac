package org.auricle.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.auricle.grpc.ToneAlphabet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Websockets as no library would use them, frame by frame (RFC 6455, 5.2). */
class HostileSocketTest {
  private static final int TEXT = 0x81;
  private static final int BINARY = 0x82;
  private static final int CLOSE = 0x88;
  private static final int PING = 0x89;
  private static final String START = "{\"type\":\"start\",\"sampleRate\":16000}";

  private static RawConnection upgraded(RunningHttp http, String path) throws Exception {
    RawConnection raw = new RawConnection(http);
    raw.send(
        "GET "
            + path
            + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n");
    assertThat(raw.readLine()).isEqualTo("HTTP/1.1 101 Switching Protocols");
    for (String line = raw.readLine(); !line.isEmpty(); line = raw.readLine()) {
      assertThat(line).doesNotContainIgnoringCase("deflate"); // nothing that could be a bomb
    }
    return raw;
  }

  /** A frame with a mask of zeros. */
  private static byte[] frame(int head, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(head);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else {
      frame.write(0x80 | 127);
      frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
    }
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  private static byte[] text(String text) {
    return frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertWell(RunningHttp http) throws Exception {
    try (SocketClient client = new SocketClient(http, "/v1/live")) {
      client.text(START).audio(tones("ab")).text("{\"type\":\"stop\"}");
      assertThat(client.await("final").get("text").asString()).isEqualTo("ab");
    }
  }

  private static byte[] tones(String text) {
    return ToneAlphabet.linear16(ToneAlphabet.speak(text, 16000)).toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/live", "/vosk"})
  void endsWhatIsNoWebSocketAnyMore(String path) throws Exception {
    try (RunningHttp http = new RunningHttp()) {
      byte[][] garbage = {
        {(byte) 0xff, (byte) 0xff, 0, 0}, // reserved bits, reserved code
        {(byte) TEXT, 0x05, 'h', 'e', 'l', 'l', 'o'}, // without a mask
        frame(TEXT, new byte[] {(byte) 0xc3, (byte) 0x28}), // not UTF-8
        {(byte) BINARY, (byte) 0xff, 0x7f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, // of exabytes
        frame(PING, new byte[126]), // longer than control frames may be
      };
      for (byte[] bytes : garbage) {
        try (RawConnection raw = upgraded(http, path)) {
          raw.send(bytes);
          raw.sendAnyway(frame(CLOSE, new byte[0])); // the answer to whatever it says
          raw.awaitEnd();
        }
      }
      assertWell(http);
    }
  }

  @Test
  void holdsBackWhoDoesNotReadAndServesTheOthers() throws Exception {
    try (RunningHttp http = new RunningHttp(RunningHttp.impatient());
        RawConnection raw = upgraded(http, "/vosk")) {
      byte[] chunk = frame(BINARY, new byte[2]);
      ByteArrayOutputStream chunks = new ByteArrayOutputStream();
      for (int i = 0; i < 20_000; i++) { // of which each one wants a reply that nobody reads
        chunks.writeBytes(chunk);
      }
      raw.send(chunks.toByteArray());
      assertWell(http);
    }
  }

  @Test
  void isNotKeptFromClosingByWhoNeverAnswersAClose() throws Exception {
    RunningHttp http = new RunningHttp(RunningHttp.impatient());
    try (RawConnection raw = upgraded(http, "/v1/live")) {
      raw.send(text(START));
      http.close();
      http.models.awaitReturn();
      raw.awaitEnd();
    }
  }

  @Test
  void givesUpOnWhoGoesOnAfterTheEnd() throws Exception {
    try (RunningHttp http = new RunningHttp(RunningHttp.impatient());
        RawConnection raw = upgraded(http, "/v1/live")) {
      raw.send(text("garbage")); // ends the conversation
      ByteArrayOutputStream more = new ByteArrayOutputStream();
      for (int i = 0; i < 2_000; i++) {
        more.writeBytes(frame(BINARY, new byte[2]));
      }
      raw.sendAnyway(more.toByteArray());
      raw.awaitEnd();
      assertWell(http);
    }
  }
}
