package org.auricle.server.access;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.auricle.engine.live.OverloadedException;
import org.auricle.server.config.AccessConfig;
import org.auricle.server.config.ConfigException;
import org.auricle.server.config.LimitsConfig;

/**
 * Lets callers in. Whoever has a key, or a certificate that the TLS layer has verified, may come
 * in; if there are neither keys nor certificates, everybody may. Thread-safe.
 */
public final class AccessControl {

  /** Of clients that are told apart by their address only, as many are remembered. */
  private static final int MAX_REMEMBERED = 10_000;

  private final AccessConfig access;
  private final LimitsConfig limits;
  private final boolean certificates;
  private final LongSupplier nanoTime;
  private final Map<String, Usage> usages = new ConcurrentHashMap<>();
  private volatile ClientKeys keys;

  /**
   * Reads the keys.
   *
   * @param certificates whether the certificate of a client lets it in
   * @param nanoTime as {@link System#nanoTime}
   */
  public AccessControl(
      AccessConfig access, LimitsConfig limits, boolean certificates, LongSupplier nanoTime)
      throws IOException, ConfigException {
    this.access = access;
    this.limits = limits;
    this.certificates = certificates;
    this.nanoTime = nanoTime;
    this.keys = ClientKeys.read(access, limits);
  }

  /** Whether everybody who can connect may come in. */
  public boolean isOpen() {
    return access.clients().isEmpty() && access.keysFile().isEmpty() && !certificates;
  }

  /**
   * Reads the file of keys again; calls in progress go on.
   *
   * @throws ConfigException if it is at fault; the keys stay as they were
   */
  public void reload() throws IOException, ConfigException {
    keys = ClientKeys.read(access, limits);
  }

  /**
   * Lets a caller in, for one call.
   *
   * @throws UnauthenticatedException if it has no key that is known
   * @throws OverloadedException if it has as many calls as it may have
   */
  public Admission admit(Credentials credentials) throws UnauthenticatedException {
    if (isOpen()) {
      return begin(credentials.remoteAddress(), Limits.of(limits));
    }
    if (!credentials.key().isEmpty()) {
      Optional<ClientKeys.Holder> holder = keys.find(credentials.key());
      if (holder.isPresent()) {
        return begin(holder.get().name(), holder.get().limits());
      }
      throw new UnauthenticatedException("the key is not known");
    }
    if (certificates && !credentials.certificateSubject().isEmpty()) {
      return begin(credentials.certificateSubject(), Limits.of(limits));
    }
    throw new UnauthenticatedException(
        "no key (expected: authorization: Bearer KEY, x-api-key or x-goog-api-key)");
  }

  private Admission begin(String client, Limits its) {
    if (its.areNone()) {
      return new Unlimited(client);
    }
    if (usages.size() >= MAX_REMEMBERED) {
      usages.values().removeIf(Usage::isIdle);
    }
    return usages
        .compute(
            client,
            (name, known) ->
                known != null && known.limits().equals(its)
                    ? known
                    : new Usage(name, its, nanoTime))
        .begin();
  }

  /** Clients whose use is remembered. */
  int remembered() {
    return usages.size();
  }
}
