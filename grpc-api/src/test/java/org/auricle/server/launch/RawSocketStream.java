package org.auricle.server.launch;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A websocket, frame by frame (RFC 6455, 5.2), that can break off wherever it likes. */
final class RawSocketStream implements AutoCloseable {
  static final int TEXT = 0x81;
  static final int BINARY = 0x82;
  private static final int CLOSE = 0x88;
  private static final int TIMEOUT_MILLIS = 20_000; // an error, not a delay

  private final Socket socket;
  private final DataInputStream in;

  RawSocketStream(int port, String path) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new DataInputStream(socket.getInputStream());
    write(
        ("GET "
                + path
                + " HTTP/1.1\r\n"
                + "Host: x\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    String head = "";
    while (!head.endsWith("\r\n\r\n")) {
      head += (char) in.readUnsignedByte();
    }
    if (!head.startsWith("HTTP/1.1 101 ")) {
      throw new IOException(head);
    }
  }

  private void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** With a mask of zeros. */
  private static byte[] frame(int head, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(head);
    frame.write(0x80 | 127);
    frame.writeBytes(ByteBuffer.allocate(12).putLong(payload.length).array());
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  void text(String text) throws IOException {
    write(frame(TEXT, text.getBytes(StandardCharsets.UTF_8)));
  }

  void audio(byte[] samples) throws IOException {
    write(frame(BINARY, samples));
  }

  /** The start of a message whose rest will not come. */
  void partOf(byte[] samples) throws IOException {
    byte[] whole = frame(BINARY, samples);
    write(Arrays.copyOf(whole, whole.length / 2));
  }

  /** All text until the server closes, and the connection with it. */
  String readToEnd() throws IOException {
    StringBuilder texts = new StringBuilder();
    int head = in.readUnsignedByte();
    while (head != CLOSE) {
      int length = in.readUnsignedByte();
      length = length == 126 ? in.readUnsignedShort() : length;
      texts.append(new String(in.readNBytes(length), StandardCharsets.UTF_8)).append('\n');
      head = in.readUnsignedByte();
    }
    int length = in.readUnsignedByte();
    byte[] reason = in.readNBytes(length);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.write(CLOSE);
    answer.write(0x80 | length);
    answer.writeBytes(new byte[4]);
    answer.writeBytes(reason);
    write(answer.toByteArray());
    in.readAllBytes();
    socket.close();
    return texts.toString();
  }

  /** As a machine does that is switched off: a reset. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
