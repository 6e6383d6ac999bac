package org.auricle.server.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.auricle.grpc.TestStream;
import org.auricle.grpc.v1.SpeechGrpc;
import org.auricle.server.config.ConfigException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptionTest {
  @TempDir private static Path certificates;
  private static TestCertificate ours;
  private static TestCertificate other;
  private static TestCertificate client;

  @TempDir private Path folder;

  @BeforeAll
  static void make() throws Exception {
    ours = TestCertificate.make(certificates, "ours");
    other = TestCertificate.make(certificates, "other");
    client = TestCertificate.make(certificates, "client");
  }

  private static String tls(TestCertificate server, String more) {
    return "tls: {certificate: %s, privateKey: %s%s}\n"
        .formatted(server.certificate(), server.key(), more);
  }

  private static String mutual(String clientAuth) {
    return tls(ours, ", clientAuth: " + clientAuth + ", clientCa: " + client.certificate());
  }

  private static ChannelCredentials trusting(TestCertificate server) throws Exception {
    return TlsChannelCredentials.newBuilder().trustManager(server.certificate().toFile()).build();
  }

  private static ChannelCredentials showing(TestCertificate own) throws Exception {
    return TlsChannelCredentials.newBuilder()
        .trustManager(ours.certificate().toFile())
        .keyManager(own.certificate().toFile(), own.key().toFile())
        .build();
  }

  private static Status.Code outcome(ManagedChannel channel) {
    try {
      var unused = SpeechGrpc.newBlockingStub(channel).recognize(TestServer.recording("a"));
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  @Test
  void encrypts() throws Exception {
    try (TestServer running = new TestServer(folder, tls(ours, ""))) {
      assertThat(outcome(running.channel(trusting(ours)))).isEqualTo(Status.Code.OK);
      assertThat(outcome(running.channel(trusting(other)))).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(outcome(running.channel(InsecureChannelCredentials.create())))
          .isEqualTo(Status.Code.UNAVAILABLE);
    }
  }

  @Test
  void wantsCertificatesOfClients() throws Exception {
    try (TestServer running = new TestServer(folder, mutual("required"))) {
      assertThat(outcome(running.channel(showing(client)))).isEqualTo(Status.Code.OK);
      assertThat(outcome(running.channel(showing(other)))).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(outcome(running.channel(trusting(ours)))).isEqualTo(Status.Code.UNAVAILABLE);
    }
  }

  @Test
  void letsAKeyStandInForACertificate() throws Exception {
    try (TestServer running = new TestServer(folder, mutual("optional"))) {
      assertThat(outcome(running.channel(showing(client)))).isEqualTo(Status.Code.OK);
      assertThat(outcome(running.channel(trusting(ours)))).isEqualTo(Status.Code.UNAUTHENTICATED);
    }
  }

  @Test
  void takesANewCertificateWhileAStreamGoesOn() throws Exception {
    TestCertificate files =
        new TestCertificate(folder.resolve("now.pem"), folder.resolve("now.key"));
    copy(ours, files);
    try (TestServer running =
        new TestServer(folder, tls(files, "") + "lifecycle: {reloadInterval: 10ms}\n")) {
      TestStream stream = TestServer.speaking(running.channel(trusting(ours)), "a");
      copy(other, files);

      Instant deadline = TestServer.deadline();
      while (outcome(running.channel(trusting(other))) != Status.Code.OK) {
        assertThat(Instant.now()).isBefore(deadline);
      }
      assertThat(stream.halfClose().toTheEnd()).isNotEmpty();
    }
  }

  private static void copy(TestCertificate from, TestCertificate to) throws Exception {
    Files.copy(from.key(), to.key(), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(from.certificate(), to.certificate(), StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void refusesFilesThatDoNotFit() {
    TestCertificate mixed = new TestCertificate(ours.certificate(), other.key());
    assertThatThrownBy(() -> new TestServer(folder, tls(mixed, "")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "tls.privateKey: "
                + other.key()
                + ": another key (expected: that of "
                + ours.certificate()
                + ")");
    TestCertificate swapped = new TestCertificate(ours.key(), ours.certificate());
    assertThatThrownBy(() -> new TestServer(folder, tls(swapped, "")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "tls.certificate: "
                + ours.key()
                + ": no certificates (expected: -----BEGIN CERTIFICATE-----)");
  }
}
