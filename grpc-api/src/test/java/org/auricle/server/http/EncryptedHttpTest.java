package org.auricle.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.auricle.engine.live.SchedulerOptions;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.server.access.AccessControl;
import org.auricle.server.assistant.Assistants;
import org.auricle.server.config.AccessConfig;
import org.auricle.server.config.LimitsConfig;
import org.auricle.server.config.TlsConfig;
import org.auricle.server.config.TlsConfig.ClientAuth;
import org.auricle.server.launch.TestCertificate;
import org.auricle.server.telemetry.CallJournal;
import org.auricle.server.tls.TlsKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedHttpTest {
  @TempDir private Path folder;

  @Test
  void encrypts() throws Exception {
    TestCertificate ours = TestCertificate.make(folder, "ours");
    TlsConfig tls =
        new TlsConfig(ours.certificate().toString(), ours.key().toString(), "", ClientAuth.NONE);
    try (ToneRegistry models = new ToneRegistry();
        StreamScheduler scheduler = new StreamScheduler(SchedulerOptions.DEFAULT);
        HttpServer server =
            HttpServer.start(RunningHttp.options(), services(models, scheduler, tls))) {
      URI uri = URI.create("https://localhost:" + server.port() + "/v1/models");
      HttpRequest request = HttpRequest.newBuilder(uri).build();
      HttpResponse<String> response =
          HttpClient.newBuilder()
              .sslContext(trusting(ours))
              .build()
              .send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.body()).contains(ToneRegistry.MODEL);
      assertThatThrownBy(
              () ->
                  HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  private static HttpServices services(
      ToneRegistry models, StreamScheduler scheduler, TlsConfig tls) throws Exception {
    AccessControl open =
        new AccessControl(
            new AccessConfig(List.of(), "", true, false),
            new LimitsConfig(0, 0, 0),
            false,
            System::nanoTime);
    return new HttpServices(
        models,
        scheduler,
        new Assistants(models, scheduler, List.of()),
        open,
        CallJournal.NONE,
        () -> true,
        Optional.empty(),
        Optional.of(new HttpTls(TlsKeys.load(tls).http(), tls.clientAuth())));
  }

  private static SSLContext trusting(TestCertificate server) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(server.certificate())) {
      Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
      trusted.setCertificateEntry("server", certificate);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
