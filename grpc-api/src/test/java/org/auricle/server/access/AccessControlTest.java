package org.auricle.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.auricle.engine.live.OverloadedException;
import org.auricle.server.config.AccessConfig;
import org.auricle.server.config.ClientConfig;
import org.auricle.server.config.ConfigException;
import org.auricle.server.config.LimitsConfig;
import org.auricle.server.config.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessControlTest {
  // printf abc | sha256sum; FIPS 180-2, appendix B.1
  private static final String SHA256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  private static final LimitsConfig NO_LIMITS = new LimitsConfig(0, 0, 0);

  private final AtomicLong now = new AtomicLong();
  @TempDir private Path folder;

  private AccessControl control(
      List<ClientConfig> clients, String file, LimitsConfig limits, boolean certificates)
      throws Exception {
    return new AccessControl(
        new AccessConfig(clients, file, true, false), limits, certificates, now::get);
  }

  private static ClientConfig client(String name, String key, String sha256) {
    return new ClientConfig(name, Secret.of(key), sha256, -1, -1, -1);
  }

  private static Credentials key(String key) {
    return new Credentials(key, "", "192.0.2.1");
  }

  @Test
  void withoutKeysEverybodyMayComeIn() throws Exception {
    AccessControl control = control(List.of(), "", NO_LIMITS, false);

    assertThat(control.isOpen()).isTrue();
    assertThat(control.admit(key("")).client()).isEqualTo("192.0.2.1");
    assertThat(control.admit(key("whatever")).client()).isEqualTo("192.0.2.1");
  }

  @Test
  void knowsKeysAndTheirHashes() throws Exception {
    AccessControl control =
        control(
            List.of(client("alice", "s3cret", ""), client("bob", "", SHA256_OF_ABC)),
            "",
            NO_LIMITS,
            false);

    assertThat(control.isOpen()).isFalse();
    assertThat(control.admit(key("s3cret")).client()).isEqualTo("alice");
    assertThat(control.admit(key("abc")).client()).isEqualTo("bob");
    for (String wrong : List.of("S3cret", "s3cret ", SHA256_OF_ABC, "x".repeat(100_000))) {
      assertThatThrownBy(() -> control.admit(key(wrong)))
          .isInstanceOf(UnauthenticatedException.class)
          .hasMessage("the key is not known");
    }
    assertThatThrownBy(() -> control.admit(key("")))
        .isInstanceOf(UnauthenticatedException.class)
        .hasMessageStartingWith("no key (expected: ");
  }

  @Test
  void certificatesLetInAndWrongKeysDoNot() throws Exception {
    AccessControl control = control(List.of(client("a", "key", "")), "", NO_LIMITS, true);

    assertThat(control.admit(new Credentials("", "CN=carol", "h")).client()).isEqualTo("CN=carol");
    assertThat(control.admit(new Credentials("key", "CN=carol", "h")).client()).isEqualTo("a");
    assertThatThrownBy(() -> control.admit(new Credentials("kye", "CN=carol", "h")))
        .isInstanceOf(UnauthenticatedException.class);
    assertThatThrownBy(() -> control.admit(new Credentials("", "", "h")))
        .isInstanceOf(UnauthenticatedException.class);
  }

  @Test
  void readsAFileOfKeysAgainAndKeepsTheOldOneWhileItIsWrong() throws Exception {
    Path file = folder.resolve("keys");
    Files.writeString(file, "# ours\nalice one\n\nbob sha256:" + SHA256_OF_ABC + "\n");
    AccessControl control = control(List.of(), file.toString(), NO_LIMITS, false);
    assertThat(control.admit(key("one")).client()).isEqualTo("alice");
    assertThat(control.admit(key("abc")).client()).isEqualTo("bob");

    Files.writeString(file, "alice two\nbob\n");
    assertThatThrownBy(control::reload)
        .isInstanceOf(ConfigException.class)
        .hasMessage(file + ":2: 1 words (expected: NAME KEY, or NAME sha256:HEX)");
    assertThat(control.admit(key("one")).client()).isEqualTo("alice");

    Files.writeString(file, "alice two\n");
    control.reload();
    assertThat(control.admit(key("two")).client()).isEqualTo("alice");
    assertThatThrownBy(() -> control.admit(key("one")))
        .isInstanceOf(UnauthenticatedException.class);
  }

  @Test
  void limitsCallsAtATimeOfEachClient() throws Exception {
    AccessControl control = control(List.of(), "", new LimitsConfig(2, 0, 0), false);
    Admission first = control.admit(key(""));
    control.admit(key(""));

    assertThatThrownBy(() -> control.admit(key("")))
        .isInstanceOf(OverloadedException.class)
        .hasMessage("calls of 192.0.2.1 in progress: 2, the most it may have");
    control.admit(new Credentials("", "", "192.0.2.2")).close();
    first.close();
    first.close(); // does nothing
    control.admit(key(""));
    assertThatThrownBy(() -> control.admit(key(""))).isInstanceOf(OverloadedException.class);
  }

  @Test
  void limitsCallsAMinute() throws Exception {
    AccessControl control = control(List.of(), "", new LimitsConfig(0, 3, 0), false);
    for (int i = 0; i < 3; i++) {
      control.admit(key("")).close();
    }

    // One call every 20 seconds: that is when the next may come.
    assertThatThrownBy(() -> control.admit(key("")))
        .hasMessage("calls of 192.0.2.1: more than 3 a minute")
        .asInstanceOf(InstanceOfAssertFactories.type(OverloadedException.class))
        .extracting(OverloadedException::retryAfter)
        .isEqualTo(Duration.ofSeconds(20));
    now.addAndGet(Duration.ofSeconds(20).toNanos() + 1000);
    control.admit(key("")).close();
    assertThatThrownBy(() -> control.admit(key(""))).isInstanceOf(OverloadedException.class);
  }

  @Test
  void limitsAudioAMinuteOverAllCallsOfAClient() throws Exception {
    AccessControl control = control(List.of(), "", new LimitsConfig(0, 0, 60), false);
    Admission one = control.admit(key(""));
    Admission other = control.admit(key(""));
    one.audio(30);
    other.audio(30);

    assertThatThrownBy(() -> one.audio(0.1))
        .isInstanceOf(OverloadedException.class)
        .hasMessage("seconds of audio of 192.0.2.1: more than 60 a minute");
    for (int i = 0; i < 100; i++) { // in real time, for ever
      now.addAndGet(Duration.ofMillis(101).toNanos());
      one.audio(0.1);
    }
  }

  @Test
  void forgetsClientsThatAreGone() throws Exception {
    AccessControl control = control(List.of(), "", new LimitsConfig(0, 60, 0), false);
    for (int i = 0; i < 50_000; i++) {
      control.admit(new Credentials("", "", "client " + i)).close();
      now.addAndGet(Duration.ofSeconds(1).toNanos() + 1);
    }

    assertThat(control.remembered()).isLessThanOrEqualTo(10_000);
  }

  @Test
  void findsTheKeyAmongHeaders() {
    assertThat(Credentials.key("Bearer  a", "b", "c")).isEqualTo("a");
    assertThat(Credentials.key("bearer a", null, null)).isEqualTo("a");
    assertThat(Credentials.key("Basic a", "b", "c")).isEqualTo("b");
    assertThat(Credentials.key(null, null, "c")).isEqualTo("c");
    assertThat(Credentials.key(null, null, null)).isEmpty();
    assertThat(new Credentials("s3cret", "", "").toString()).doesNotContain("s3cret");
  }
}
