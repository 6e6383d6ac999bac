package org.auricle.server.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** Carries one connection to a server, until it is cut: then both sides see a reset. */
final class CuttingRelay implements AutoCloseable {
  private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE); // bytes to the server
  private volatile Socket client = new Socket(); // until there is one
  private final Socket server = new Socket();

  CuttingRelay(int serverPort) throws IOException {
    thread(() -> accept(serverPort));
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "test-relay");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept(int serverPort) {
    try (ServerSocket once = listening) {
      client = once.accept();
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
      Thread back = thread(() -> carry(server, client, new AtomicLong(Long.MAX_VALUE)));
      carry(client, server, left);
      back.join();
    } catch (IOException | InterruptedException e) {
      cut(); // the test sees a stream that does not get anywhere
    }
  }

  private void carry(Socket from, Socket to, AtomicLong budget) {
    byte[] buffer = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        int passed = (int) Math.min(count, budget.get());
        out.write(buffer, 0, passed);
        if (budget.addAndGet(-passed) <= 0) {
          break;
        }
      }
    } catch (IOException e) {
      // cut, or closed by one side; either way it is over
    }
    cut();
  }

  /** Lets so many more bytes pass to the server, and resets the connection then. */
  void cutAfter(long bytes) {
    left.set(bytes);
  }

  private void cut() {
    for (Socket side : new Socket[] {client, server}) {
      try {
        side.setSoLinger(true, 0);
      } catch (IOException e) {
        // closed already
      }
      try {
        side.close();
      } catch (IOException e) {
        // as good as closed
      }
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
  }
}
