package org.auricle.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auricle.engine.live.SchedulerOptions;
import org.auricle.server.config.ConfigReader.Overlay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
  @TempDir private Path folder;

  private static ServerConfig read(String yaml) throws ConfigException {
    return ConfigReader.bind(YamlFile.read("s.yaml", yaml), Map.of(), List.of());
  }

  @Test
  void readsWhatStandsInTheFile() throws Exception {
    ServerConfig config =
        read(
            """
            # a comment
            models:
              - en-spell
              - model: /models/phone.zip
                name: phone
            grpc: {host: 0.0.0.0, port: 8443, maxConnectionAge: 5m}
            tls:
              certificate: server.pem
              privateKey: server.key
              clientCa: ca.pem
              clientAuth: required
            access:
              clients:
                - {name: alice, key: "s3cret", concurrentStreams: 2}
            streaming:
              maxAudioSeconds: 0.5
            http:
            """);

    assertThat(config.models())
        .containsExactly(
            new ModelConfig("en-spell", ""), new ModelConfig("/models/phone.zip", "phone"));
    assertThat(config.grpc().host()).isEqualTo("0.0.0.0");
    assertThat(config.grpc().port()).isEqualTo(8443);
    assertThat(config.grpc().maxConnectionAge()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.grpc().maxMessageBytes()).isEqualTo(10 << 20); // untouched
    assertThat(config.tls().clientAuth()).isEqualTo(TlsConfig.ClientAuth.REQUIRED);
    assertThat(config.access().clients().get(0).key().value()).isEqualTo("s3cret");
    assertThat(config.access().clients().get(0).concurrentStreams()).isEqualTo(2);
    assertThat(config.access().clients().get(0).requestsPerMinute()).isEqualTo(-1);
    assertThat(config.streaming().maxAudioSeconds()).isEqualTo(0.5);
    assertThat(config.http().port()).isEqualTo(8080);
  }

  private static ServerConfig overlaid(String yaml, Overlay... overlays) throws ConfigException {
    return ConfigReader.bind(YamlFile.read("s.yaml", yaml), Map.of(), List.of(overlays));
  }

  @Test
  void anOptionOfItemsIsLaidOverTheFirstOfThem() throws Exception {
    String yaml = "assistant: {domains: [a.yaml, {file: b.yaml, name: b, understanding: x}, c]}";
    Overlay models =
        new Overlay("--understanding", "assistant.domains[].understanding", List.of("m", "n"));
    assertThat(overlaid(yaml, models).assistant().domains())
        .extracting(domain -> domain.file() + " " + domain.name() + " " + domain.understanding())
        .containsExactly("a.yaml  m", "b.yaml b n", "c  ");
    Overlay one = new Overlay("--domain", "assistant.domains", List.of("a.yaml"));
    assertThatThrownBy(() -> overlaid(yaml, one, models))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "--understanding: 2 given (expected: at most one for each of assistant.domains, of"
                + " which there are 1)");
    assertThatThrownBy(() -> overlaid("", models)).hasMessageContaining("2 given");
  }

  @Test
  void hasDefaultsForAll() throws Exception {
    ServerConfig config = read("");

    assertThat(config.models()).containsExactly(new ModelConfig("en-spell", ""));
    assertThat(config.grpc().host()).isEqualTo("127.0.0.1");
    assertThat(config.tls().isOn()).isFalse();
    assertThat(config.logging().transcripts()).isFalse();
    assertThat(config.lifecycle().drain()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config).isEqualTo(read("---\n")).isEqualTo(read("{}"));
  }

  @Test
  void streamsArePutTogetherAsWasMeasured() throws Exception {
    StreamingConfig streaming = read("").streaming();
    SchedulerOptions measured = SchedulerOptions.DEFAULT; // docs/benchmarks.md: by auricle load

    assertThat(streaming.maxStreams()).isEqualTo(measured.maxStreams());
    assertThat(streaming.maxBatch()).isEqualTo(measured.maxBatch());
    assertThat(streaming.gather()).isEqualTo(measured.gather());
    assertThat(streaming.maxWait()).isEqualTo(measured.maxWait());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "grpc: {prot: 1}|s.yaml:1:8: grpc.prot: unknown option (expected: host, port, *",
        "grcp: {port: 1}|s.yaml:1:1: grcp: unknown option (expected: models, runtime, *",
        "grpc:\\n  port: 70000|s.yaml:2:9: grpc.port: 70000 (expected: 0..65535)",
        "grpc:\\n  port: many|s.yaml:2:9: grpc.port: many (expected: a whole number)",
        "grpc:\\n  port: 1.5|s.yaml:2:9: grpc.port: 1.5 (expected: a whole number)",
        "grpc:\\n  port: [1]|s.yaml:2:9: grpc.port: a list (expected: a value)",
        "grpc:\\n  port:|s.yaml:2:* grpc.port: nothing (expected: a value)",
        "grpc: 3|s.yaml:1:7: grpc: 3 (expected: a section)",
        "grpc: {reflection: yes}|s.yaml:1:20: grpc.reflection: yes (expected: true or false)",
        "grpc: {maxConnectionAge: 30}|s.yaml:1:26: grpc.maxConnectionAge: 30 (expected: a duration"
            + " *",
        "grpc: {port: 1, port: 2}|s.yaml:1:17: grpc.port: given twice (expected: once)",
        "models: en-spell|s.yaml:1:9: models: en-spell (expected: a list)",
        "models: []|*models: none (expected: at least one)",
        "models: [{name: x}]|s.yaml:1:10: models[0].model: missing (expected: a value)",
        "models: [{model: x, nam: y}]|s.yaml:1:21: models[0].nam: unknown option (expected: model,"
            + " name)",
        "tls: {certificate: a.pem}|s.yaml:1:6: tls.privateKey: \"\" (expected: given if and only if"
            + " certificate is)",
        "tls: {clientAuth: maybe}|s.yaml:1:19: tls.clientAuth: maybe (expected: none, optional,"
            + " required)",
        "access: {clients: [{name: a}]}|s.yaml:1:20: access.clients[0].key: key and sha256"
            + " (expected: exactly one of the two)",
        "access: {clients: [{name: a, key: '${NOT_SET}'}]}|s.yaml:1:35: access.clients[0].key:"
            + " ${NOT_SET} (expected: a variable that is set)",
        "access: {clients: [{name: a, key: 'file:/no/such'}]}|s.yaml:1:35: access.clients[0].key:"
            + " file:/no/such (expected: a file that can be read)",
        "streaming: {maxAudioSeconds: .nan}|s.yaml:1:30: streaming.maxAudioSeconds: .nan (expected:"
            + " a number)",
        "telemetry: {traceRatio: 2}|s.yaml:1:25: telemetry.traceRatio: 2.0 (expected: 0..1)",
        "- 1|s.yaml:1:1: a list (expected: options by name)",
        "a: &x 1\\nb: *x|s.yaml:2:4: b: an alias (expected: the value itself)",
        "{}\\n---\\n{}|s.yaml:3:1: a second document (expected: one)",
        "grpc: {port: 1|s.yaml:* not YAML: *",
        "grpc:\\n\\tport: 1|s.yaml:2:1: not YAML: *",
      })
  void saysInOneLineWhatIsWrong(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml.replace("\\n", "\n").replace("\\t", "\t")))
        .isInstanceOf(ConfigException.class)
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .matches(java.util.regex.Pattern.quote(message).replace("*", "\\E.*\\Q")));
  }

  @Test
  void environmentStandsAboveTheFileAndFlagsAboveBoth() throws Exception {
    Path file = folder.resolve("server.yaml");
    Files.writeString(file, "grpc: {port: 1, maxCalls: 7, host: a}\n");
    Map<String, String> environment =
        Map.of(
            "AURICLE_GRPC_PORT", "2",
            "AURICLE_GRPC_HOST", "b",
            "AURICLE_MODELS", "one, two",
            "AURICLE_JAVA_HOME", "/jdk");

    ServerConfig config =
        ConfigReader.read(
            Optional.of(file),
            environment,
            List.of(new Overlay("--port", "grpc.port", List.of("3"))));

    assertThat(config.grpc().port()).isEqualTo(3);
    assertThat(config.grpc().host()).isEqualTo("b");
    assertThat(config.grpc().maxCalls()).isEqualTo(7);
    assertThat(config.models())
        .containsExactly(new ModelConfig("one", ""), new ModelConfig("two", ""));
  }

  @Test
  void errorsOfTheEnvironmentAndOfFlagsNameThem() {
    assertThatThrownBy(
            () -> ConfigReader.read(Optional.empty(), Map.of("AURICLE_GRPC_PORT", "x"), List.of()))
        .hasMessage("AURICLE_GRPC_PORT: grpc.port: x (expected: a whole number)");
    assertThatThrownBy(
            () ->
                ConfigReader.read(
                    Optional.empty(),
                    Map.of(),
                    List.of(new Overlay("--port", "grpc.port", List.of("-1")))))
        .hasMessage("--port: grpc.port: -1 (expected: 0..65535)");
  }

  @Test
  void aValueOfTheFileIsCheckedAlsoWhereAnotherTakesItsPlace() throws Exception {
    List<Overlay> flags =
        List.of(
            new Overlay("--port", "grpc.port", List.of("1")),
            new Overlay("--model", "models", List.of("x")));

    assertThatThrownBy(() -> overlaid("grpc: {port: 70000}", flags))
        .hasMessage("s.yaml:1:14: grpc.port: 70000 (expected: 0..65535)");
    assertThatThrownBy(() -> overlaid("grpc: {port: many}", flags))
        .hasMessage("s.yaml:1:14: grpc.port: many (expected: a whole number)");
    assertThatThrownBy(() -> overlaid("models: [{model: x, nam: y}]", flags))
        .hasMessage("s.yaml:1:21: models[0].nam: unknown option (expected: model, name)");
    assertThat(overlaid("grpc: {port: 2}", flags).grpc().port()).isEqualTo(1);
  }

  @Test
  void aFileNeedNotBeWholeByItself() throws Exception {
    Overlay key = new Overlay("--key", "tls.privateKey", List.of("a.key"));
    Overlay none = new Overlay("--key", "tls.privateKey", List.of(""));
    Overlay neither = new Overlay("--certificate", "tls.certificate", List.of(""));

    assertThat(overlaid("tls: {certificate: a.pem}", List.of(key)).tls().isOn()).isTrue();
    assertThat(
            overlaid("tls: {certificate: a.pem, privateKey: b}", List.of(none, neither))
                .tls()
                .isOn())
        .isFalse();
  }

  private static ServerConfig overlaid(String yaml, List<Overlay> overlays) throws ConfigException {
    return ConfigReader.bind(YamlFile.read("s.yaml", yaml), Map.of(), overlays);
  }

  @Test
  void noticesVariablesThatAreNoOptions() {
    assertThat(
            ConfigReader.unknownVariables(
                Map.of(
                    "AURICLE_GRPC_PROT", "1",
                    "AURICLE_GRPC_PORT", "1",
                    "AURICLE_JAVA_OPTS", "-Xmx1g",
                    "PATH", "/bin")))
        .containsExactly("AURICLE_GRPC_PROT");
  }

  @Test
  void secretsComeFromElsewhereAndAreNotShown() throws Exception {
    Path file = folder.resolve("key");
    Files.writeString(file, "from file\nsecond line\n");
    String yaml =
        """
        access:
          clients:
            - {name: a, key: "${KEY}"}
            - {name: b, key: "file:%s"}
            - {name: c, key: "plain"}
        """
            .formatted(file);
    ServerConfig config =
        ConfigReader.bind(
            YamlFile.read("s.yaml", yaml), Map.of("KEY", "from environment"), List.of());

    assertThat(config.access().clients())
        .extracting(client -> client.key().value())
        .containsExactly("from environment", "from file", "plain");
    assertThat(config.toString()).doesNotContain("from environment", "from file", "plain");
    assertThat(ConfigWriter.write(config))
        .contains("\"${KEY}\"", "\"file:" + file + "\"", "\"***\"")
        .doesNotContain("from environment", "from file", "plain");
  }

  @Test
  void whatIsWrittenIsReadAsTheSame() throws Exception {
    ServerConfig config =
        read(
            """
            models: [en-spell, {model: 'C:\\m "x"', name: phone}]
            grpc: {port: 1, maxConnectionAge: 1500ms}
            http: {allowedOrigins: ['https://a.example']}
            telemetry: {traceRatio: 0.25, tracing: otlp}
            """);

    assertThat(read(ConfigWriter.write(config))).isEqualTo(config);
    assertThat(ConfigWriter.write(config))
        .contains("# [AURICLE_GRPC_MAX_CONNECTION_AGE, default: 0s]\n  maxConnectionAge: 1500ms\n");
  }
}
