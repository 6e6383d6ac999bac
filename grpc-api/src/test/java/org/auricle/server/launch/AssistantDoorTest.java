package org.auricle.server.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.stub.StreamObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.auricle.grpc.TestStream;
import org.auricle.grpc.v1.AssistantDomain;
import org.auricle.grpc.v1.AssistantGrpc;
import org.auricle.grpc.v1.ConversationConfig;
import org.auricle.grpc.v1.ConverseRequest;
import org.auricle.grpc.v1.ConverseResponse;
import org.auricle.grpc.v1.ListDomainsRequest;
import org.auricle.grpc.v1.RecognitionConfig;
import org.auricle.models.BundleException;
import org.auricle.server.assistant.BeepDomain;
import org.auricle.server.config.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The assistant as a part of the server. */
class AssistantDoorTest {
  private static final String SERVICE = "auricle.v1.Assistant";

  @TempDir private Path folder;
  private Path counter;

  @BeforeEach
  void write() throws Exception {
    counter = Files.writeString(folder.resolve("counter.yaml"), BeepDomain.YAML);
  }

  private static List<AssistantDomain> domains(ManagedChannel channel) {
    return AssistantGrpc.newBlockingStub(channel)
        .listDomains(ListDomainsRequest.getDefaultInstance())
        .getDomainsList();
  }

  private static Status converse(ManagedChannel channel) throws Exception {
    CompletableFuture<Status> status = new CompletableFuture<>();
    StreamObserver<ConverseRequest> requests =
        AssistantGrpc.newStub(channel)
            .converse(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ConverseResponse response) {}

                  @Override
                  public void onError(Throwable failure) {
                    status.complete(Status.fromThrowable(failure));
                  }

                  @Override
                  public void onCompleted() {
                    status.complete(Status.OK);
                  }
                });
    requests.onNext(
        ConverseRequest.newBuilder()
            .setConfig(
                ConversationConfig.newBuilder()
                    .setEncoding(RecognitionConfig.Encoding.LINEAR16)
                    .setSampleRateHertz(TestServer.RATE))
            .build());
    requests.onCompleted();
    return status.get(TestStream.TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void servesTheDomainsOfTheConfiguration() throws Exception {
    String yaml =
        """
        assistant:
          domains:
            - %s
            - {file: "%s", name: other, wakePhrase: abc}
        """
            .formatted(counter, counter);
    try (TestServer running = new TestServer(folder, yaml)) {
      assertThat(TestServer.health(running.channel(), SERVICE)).isEqualTo(ServingStatus.SERVING);
      List<AssistantDomain> domains = domains(running.channel());
      assertThat(domains).extracting(AssistantDomain::getName).containsExactly("counter", "other");
      assertThat(domains).extracting(AssistantDomain::getWakePhrase).containsExactly("", "abc");
      assertThat(converse(running.channel()).getDescription())
          .as("this model has no detector")
          .contains("voice activity");
    }
  }

  @Test
  void withoutDomainsThereIsNothingToTalkAbout() throws Exception {
    try (TestServer running = new TestServer(folder, "")) {
      assertThat(domains(running.channel())).isEmpty();
      Status status = converse(running.channel());
      assertThat(status.getCode()).isEqualTo(Status.Code.NOT_FOUND);
      assertThat(status.getDescription()).startsWith("domain: none is served (expected: ");
    }
  }

  private void refused(String yaml, String problem) {
    assertThatThrownBy(() -> new TestServer(folder, yaml).close())
        .isInstanceOfAny(ConfigException.class, BundleException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void whatIsWrongIsNamedWithItsPlace() throws Exception {
    refused(
        "assistant: {domains: [\"" + folder + "/tea.yaml\"]}",
        "assistant.domains[0]: " + folder + "/tea.yaml: no such file (expected: a domain file)");
    refused(
        "assistant: {domains: [\"" + folder + "\"]}",
        "assistant.domains[0]: " + folder + ": is a folder (expected: a domain file)");
    refused(
        "assistant: {domains: [\"" + counter + "\", \"" + counter + "\"]}",
        "assistant.domains[1]: %s: domain counter is served already, from %s (expected: another name,"
                .formatted(counter, counter)
            + " by domains[1].name)");
    refused("assistant:\n  noInput: 0s", "server.yaml:2:12: assistant.noInput: 0s (expected: > 0s");
    refused(
        "assistant:\n  domains:\n    - {file: x, model: a, wake: b}",
        "server.yaml:3:27: assistant.domains[0].wake: unknown option");
    refused(
        "assistant: {domains: [{file: \"" + counter + "\", model: tea}]}",
        "assistant.domains[0]: counter: model: \"tea\"");
    Path typo =
        Files.writeString(
            folder.resolve("typo.yaml"), BeepDomain.YAML.replace("$thing:", "$thong:"));
    refused("assistant: {domains: [\"" + typo + "\"]}", "typo.yaml:5: ");
    Path unheard =
        Files.writeString(
            folder.resolve("unheard.yaml"),
            BeepDomain.YAML.replace("\"a\"", "xyz").replace("[c]", "[c, w]"));
    refused(
        "assistant: {domains: [\"" + unheard + "\"]}", unheard + ":6: \"xyz\": "); // and the other
    refused("assistant: {domains: [\"" + unheard + "\"]}", unheard + ":9: \"w\": ");
    refused(
        "assistant: {domains: [{file: \"" + counter + "\", wakePhrase: xyz}]}",
        "assistant.domains[0]: counter: ");
    refused(
        "assistant: {domains: [{file: \"" + counter + "\", understanding: \"" + folder + "\"}]}",
        folder + "/understanding.safetensors: no such file");
    String none = folder + "/none.safetensors";
    refused(
        "assistant: {domains: [{file: \"" + counter + "\", understanding: \"" + none + "\"}]}",
        none + ": no such file");
  }
}
