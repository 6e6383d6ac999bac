package org.auricle.server.access;

import io.grpc.Context;

/** A call that has been let in. Closing it gives its place back. Thread-safe. */
public interface Admission extends AutoCloseable {

  /** Of the gRPC call that is being served. */
  Context.Key<Admission> CURRENT = Context.keyWithDefault("auricle-admission", new Unlimited(""));

  /** Who calls: name of the key, subject of the certificate, or remote address. */
  String client();

  /**
   * Counts audio of the call.
   *
   * @throws org.auricle.engine.live.OverloadedException if the client has sent more than it may
   */
  void audio(double seconds);

  /** The call is over. More than once does nothing. */
  @Override
  void close();
}
