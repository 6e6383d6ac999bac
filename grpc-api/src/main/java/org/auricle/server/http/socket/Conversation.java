package org.auricle.server.http.socket;

import java.nio.ByteBuffer;

/**
 * What a client and the server say to each other over one websocket. Its methods are called one at
 * a time, each after the one before has asked for more ({@link SocketEndpoint#requestMore}).
 */
interface Conversation {

  /** A message of text. Whatever it throws ends the conversation. */
  void onText(String text) throws Exception;

  /** A message of audio. Whatever it throws ends the conversation. */
  void onAudio(ByteBuffer audio) throws Exception;

  /** The server is closing: to be brought to an end with what is there. */
  void onShutdown();

  /** Ends it with a failure: tells the client what it can be told, and closes. */
  void fail(Throwable failure);

  /** The client is gone: gives everything back. May be told at any time, and more than once. */
  void onClosed();
}
