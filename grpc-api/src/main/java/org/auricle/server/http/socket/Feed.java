package org.auricle.server.http.socket;

import java.nio.ByteBuffer;

/** Audio of one client on its way into recognition. To be used by one thread at a time. */
interface Feed extends AutoCloseable {

  /** Takes the next bytes. */
  void accept(ByteBuffer pcm);

  /** Audio taken so far. */
  double seconds();

  /** Audio that has not been recognised yet. */
  double queuedSeconds();

  /** Ends the audio; the rest of the news follows. */
  void finish();

  /** Drops everything, if it is not over. */
  @Override
  void close();
}
