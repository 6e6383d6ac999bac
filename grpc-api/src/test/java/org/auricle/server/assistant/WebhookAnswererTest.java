package org.auricle.server.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.auricle.models.domain.SlotValue;
import org.auricle.server.webhook.WebhookClient;
import org.auricle.server.webhook.WebhookOptions;
import org.auricle.server.webhook.WebhookSignature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebhookAnswererTest {
  private static final String SECRET = "beans";
  private static final Answerer.Question QUESTION =
      new Answerer.Question(
          "talk",
          "counter",
          3,
          "ab dd",
          new Order(
              "order",
              List.of(new SlotValue("thing", "disc", "dd", 1, 1, 0.8)),
              0.9,
              Set.of("thing")));

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private volatile String answer = "";
  private HttpServer shop;
  private WebhookClient client;
  private Answerer answerer;

  private record Received(String key, String signature, byte[] body) {}

  @BeforeEach
  void open() throws Exception {
    shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shop.createContext(
        "/orders",
        exchange -> {
          received.add(
              new Received(
                  exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                  exchange.getRequestHeaders().getFirst(WebhookSignature.HEADER),
                  exchange.getRequestBody().readAllBytes()));
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    shop.start();
    URI address = URI.create("http://127.0.0.1:" + shop.getAddress().getPort() + "/orders");
    client = new WebhookClient(new WebhookOptions(address, SECRET, Duration.ofSeconds(10), 1));
    answerer =
        new WebhookAnswerer(
            client, BeepDomain.served(DialogueOptions.DEFAULT, Optional.empty()).domain());
  }

  @AfterEach
  void close() {
    client.close();
    shop.stop(0);
  }

  private Reply ask() throws Exception {
    return answerer.answer(QUESTION).get(20, TimeUnit.SECONDS);
  }

  @Test
  void theShopIsToldTheOrder() throws Exception {
    ask();
    Received request = received.remove();
    assertThat(request.key()).isEqualTo("talk-3");
    assertThat(
            WebhookSignature.matches(
                request.signature(), SECRET, request.body(), Instant.now(), Duration.ofMinutes(5)))
        .isTrue();
    JsonNode body = JsonMapper.shared().readTree(request.body());
    assertThat(body.get("conversation").asString()).isEqualTo("talk");
    assertThat(body.get("domain").asString()).isEqualTo("counter");
    assertThat(body.get("turn").asInt()).isEqualTo(3);
    assertThat(body.get("said").asString()).isEqualTo("ab dd");
    assertThat(body.get("intent").asString()).isEqualTo("order");
    assertThat(body.get("confidence").asDouble()).isEqualTo(0.9);
    assertThat(body.get("slots").get(0).get("value").asString()).isEqualTo("disc");
    assertThat(body.get("missingSlots").get(0).asString()).isEqualTo("thing");
  }

  @Test
  void itsAnswerIsTheReply() throws Exception {
    assertThat(ask()).isEqualTo(Reply.of(""));
    answer = "{\"text\": \"Which?\", \"expectedSlots\": [\"thing\"], \"intent\": \"order\"}";
    assertThat(ask())
        .isEqualTo(new Reply("Which?", Optional.of(Set.of("thing")), "order", false, ""));
    answer = "{\"text\": \"Bye\", \"expectedSlots\": [], \"ends\": true, \"more\": 1}";
    assertThat(ask()).isEqualTo(new Reply("Bye", Optional.of(Set.of()), "", true, ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello | answer: not JSON",
        "[] | answer: not JSON",
        "{\"text\": 1} | answer: text: 1 (expected: a string)",
        "{\"ends\": \"yes\"} | answer: ends: ",
        "{\"expectedSlots\": \"thing\"} | answer: expectedSlots: ",
        "{\"expectedSlots\": [\"thing\", \"thing\"]} | answer: expectedSlots: ",
        "{\"expectedSlots\": [\"size\"]} | answer: expected slot: \"size\" (expected: thing)",
        "{\"intent\": \"brew\"} | answer: intent: \"brew\" (expected: order, stop)",
      })
  void whatMakesNoSenseIsNoAnswer(String said, String problem) {
    answer = said;
    assertThatThrownBy(this::ask)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .hasMessageStartingWith(problem);
  }
}
