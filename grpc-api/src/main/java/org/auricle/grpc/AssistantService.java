package org.auricle.grpc;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.auricle.grpc.v1.AssistantDomain;
import org.auricle.grpc.v1.AssistantGrpc;
import org.auricle.grpc.v1.AssistantIntent;
import org.auricle.grpc.v1.ConverseRequest;
import org.auricle.grpc.v1.ConverseResponse;
import org.auricle.grpc.v1.ListDomainsRequest;
import org.auricle.grpc.v1.ListDomainsResponse;
import org.auricle.server.assistant.Assistants;
import org.auricle.server.assistant.ServedDomain;

/** {@code auricle.v1.Assistant}. */
public final class AssistantService extends AssistantGrpc.AssistantImplBase {
  private final Assistants assistants;
  private final double maxStreamSeconds;

  private AssistantService(Assistants assistants, double maxStreamSeconds) {
    this.assistants = assistants;
    this.maxStreamSeconds = maxStreamSeconds;
  }

  /**
   * The service, for {@link ServerServices#more}.
   *
   * @param limits whose longest stream is that of a conversation, too
   */
  public static ServerServiceDefinition over(Assistants assistants, ServerOptions limits) {
    return new AssistantService(assistants, limits.maxStreamSeconds()).bindService();
  }

  @Override
  public void listDomains(
      ListDomainsRequest request, StreamObserver<ListDomainsResponse> responses) {
    ListDomainsResponse.Builder response = ListDomainsResponse.newBuilder();
    assistants.domains().forEach(domain -> response.addDomains(domain(domain)));
    responses.onNext(response.build());
    responses.onCompleted();
  }

  private static AssistantDomain domain(ServedDomain served) {
    AssistantDomain.Builder domain =
        AssistantDomain.newBuilder()
            .setName(served.name())
            .setWakePhrase(served.dialogue().wakePhrase().orElse(""))
            .setAnswers(served.answerer().isPresent());
    served
        .domain()
        .intents()
        .forEach(
            intent ->
                domain.addIntents(
                    AssistantIntent.newBuilder()
                        .setName(intent.name())
                        .addAllSlots(intent.slotNames())));
    return domain.build();
  }

  @Override
  public StreamObserver<ConverseRequest> converse(StreamObserver<ConverseResponse> responses) {
    return new AssistantCall(
        assistants, maxStreamSeconds, (ServerCallStreamObserver<ConverseResponse>) responses);
  }
}
