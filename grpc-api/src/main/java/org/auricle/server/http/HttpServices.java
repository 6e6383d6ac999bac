package org.auricle.server.http;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.server.ModelRegistry;
import org.auricle.server.access.AccessControl;
import org.auricle.server.assistant.Assistants;
import org.auricle.server.telemetry.CallJournal;

/**
 * What the HTTP port stands on. All of it stays its owner's to close, after the server.
 *
 * @param models that clients may ask for
 * @param scheduler that recognises
 * @param assistants who hold conversations
 * @param access who may use them
 * @param calls where they are written down
 * @param ready whether the server can be sent work, for {@code /readyz}
 * @param metrics in Prometheus' text format, for {@code /metrics}; empty if there are none
 * @param tls keys and trust; empty for a port in the clear
 */
public record HttpServices(
    ModelRegistry models,
    StreamScheduler scheduler,
    Assistants assistants,
    AccessControl access,
    CallJournal calls,
    BooleanSupplier ready,
    Optional<Supplier<String>> metrics,
    Optional<HttpTls> tls) {

  /** Requires all. */
  public HttpServices {
    Objects.requireNonNull(models, "models");
    Objects.requireNonNull(scheduler, "scheduler");
    Objects.requireNonNull(assistants, "assistants");
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(calls, "calls");
    Objects.requireNonNull(ready, "ready");
    Objects.requireNonNull(metrics, "metrics");
    Objects.requireNonNull(tls, "tls");
  }

  /** Always ready, nothing to talk about, without journal and metrics, in the clear. */
  public HttpServices(ModelRegistry models, StreamScheduler scheduler, AccessControl access) {
    this(
        models,
        scheduler,
        new Assistants(models, scheduler, List.of()),
        access,
        CallJournal.NONE,
        () -> true,
        Optional.empty(),
        Optional.empty());
  }
}
