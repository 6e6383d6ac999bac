package org.auricle.server.access;

/** Of a client without limits. */
record Unlimited(String client) implements Admission {
  @Override
  public void audio(double seconds) {}

  @Override
  public void close() {}
}
