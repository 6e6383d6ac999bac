package org.auricle.server.assistant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.auricle.engine.live.LiveListener;
import org.auricle.engine.live.LiveOptions;
import org.auricle.engine.live.LiveStream;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.server.ModelLease;
import org.auricle.server.ModelRegistry;
import org.auricle.server.UnknownModelException;
import org.auricle.server.telemetry.CallRecord;

/** Opens conversations. Thread-safe. */
public final class Assistants {
  private final ModelRegistry models;
  private final Opener opener;
  private final Map<String, ServedDomain> domains = new LinkedHashMap<>();

  /** {@link StreamScheduler#open}. */
  interface Opener {
    LiveStream open(Recognizer recognizer, LiveOptions options, LiveListener listener);
  }

  /**
   * Conversations about domains.
   *
   * @param domains the first is the default; there may be none
   */
  public Assistants(ModelRegistry models, StreamScheduler scheduler, List<ServedDomain> domains) {
    this(models, scheduler::open, domains);
  }

  Assistants(ModelRegistry models, Opener opener, List<ServedDomain> domains) {
    this.models = Objects.requireNonNull(models, "models");
    this.opener = opener;
    for (ServedDomain domain : domains) {
      if (this.domains.putIfAbsent(domain.name(), domain) != null) {
        throw new IllegalArgumentException("domain \"" + domain.name() + "\" is given twice");
      }
    }
  }

  /** What can be talked about; the first is the default. */
  public List<ServedDomain> domains() {
    return List.copyOf(domains.values());
  }

  private ServedDomain domain(String name) throws UnknownDomainException {
    if (domains.isEmpty()) {
      throw new UnknownDomainException(
          "domain: none is served (expected: a server with assistant.domains, or --domain)");
    }
    ServedDomain domain = name.isEmpty() ? domains.values().iterator().next() : domains.get(name);
    if (domain == null) {
      throw new UnknownDomainException(
          "domain: \"" + name + "\" (expected: " + String.join(", ", domains.keySet()) + ")");
    }
    return domain;
  }

  /**
   * Opens a conversation, which begins with {@link AssistantSession#start}.
   *
   * @param record of the call that it belongs to
   * @throws IllegalArgumentException if something asked for is out of range
   * @throws org.auricle.engine.recognition.DecodeRequestException if the model cannot hear the wake
   *     phrase
   */
  public AssistantSession open(
      AssistantRequest request, AssistantListener listener, CallRecord record)
      throws UnknownDomainException, UnknownModelException {
    ServedDomain domain = domain(request.domain());
    request.context().check(domain.domain());
    String model = request.model().isEmpty() ? domain.model() : request.model();
    ModelLease lease = models.lease(model, "");
    try {
      record.model(lease.name());
      return new AssistantSession(domain, request, lease, opener, listener, record);
    } catch (RuntimeException | Error e) {
      lease.close();
      throw e;
    }
  }
}
