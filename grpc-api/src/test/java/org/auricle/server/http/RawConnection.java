package org.auricle.server.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Bytes to and from a server, for what no decent client would send. */
final class RawConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 20_000; // an error, not a delay

  private final Socket socket;

  RawConnection(RunningHttp http) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), http.server.port());
    socket.setSoTimeout(TIMEOUT_MILLIS);
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Sends what the server may no longer take. */
  void sendAnyway(byte[] bytes) {
    try {
      send(bytes);
    } catch (IOException e) {
      // it has closed
    }
  }

  String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = socket.getInputStream().read(); c >= 0 && c != '\n'; ) {
      line.append((char) c);
      c = socket.getInputStream().read();
    }
    return line.toString().strip();
  }

  /** All that comes until the server closes the connection. */
  String readToEnd() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Waits until the server has closed the connection, in order or not. */
  void awaitEnd() {
    try {
      readToEnd();
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the connection is still open", e);
    } catch (IOException e) {
      // reset: it is closed, too
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
