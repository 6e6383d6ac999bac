package org.auricle.server.access;

/** Of a client without limits, or of a call that asks for nothing that is limited. */
public record Unlimited(String client) implements Admission {
  @Override
  public void audio(double seconds) {}

  @Override
  public void close() {}
}
