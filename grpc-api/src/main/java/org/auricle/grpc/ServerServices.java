package org.auricle.grpc;

import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.server.ModelRegistry;

/**
 * What the gRPC port stands on. All of it stays its owner's to close, after the server.
 *
 * @param models that clients may ask for
 * @param scheduler that recognises
 * @param more services on the same port, which have health of their own
 * @param interceptors of all services but health, the outermost first
 * @param credentials keys and trust; empty for a port in the clear
 */
public record ServerServices(
    ModelRegistry models,
    StreamScheduler scheduler,
    List<ServerServiceDefinition> more,
    List<ServerInterceptor> interceptors,
    Optional<ServerCredentials> credentials) {

  /** Requires all. */
  public ServerServices {
    Objects.requireNonNull(models, "models");
    Objects.requireNonNull(scheduler, "scheduler");
    Objects.requireNonNull(credentials, "credentials");
    more = List.copyOf(more);
    interceptors = List.copyOf(interceptors);
  }

  /** Nothing more, in the clear, for everybody. */
  public ServerServices(ModelRegistry models, StreamScheduler scheduler) {
    this(models, scheduler, List.of(), List.of(), Optional.empty());
  }
}
