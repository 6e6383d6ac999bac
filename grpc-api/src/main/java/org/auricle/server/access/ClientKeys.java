package org.auricle.server.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.auricle.server.config.AccessConfig;
import org.auricle.server.config.ClientConfig;
import org.auricle.server.config.ConfigException;
import org.auricle.server.config.LimitsConfig;

/** Who has which key; keys themselves are kept as their SHA-256 only. Immutable. */
final class ClientKeys {
  private static final String HASHED = "sha256:";
  private static final int HASH_DIGITS = 64;
  private static final int MAX_KEY = 1000; // characters

  private final List<Holder> holders;

  /** A key's owner. */
  record Holder(String name, byte[] sha256, Limits limits) {}

  private ClientKeys(List<Holder> holders) {
    this.holders = List.copyOf(holders);
  }

  static ClientKeys read(AccessConfig access, LimitsConfig limits)
      throws IOException, ConfigException {
    List<Holder> holders = new ArrayList<>();
    for (ClientConfig client : access.clients()) {
      byte[] sha256 =
          client.sha256().isEmpty()
              ? sha256(client.key().value())
              : HexFormat.of().parseHex(client.sha256());
      holders.add(new Holder(client.name(), sha256, Limits.of(client, limits)));
    }
    if (!access.keysFile().isEmpty()) {
      readFile(Path.of(access.keysFile()), Limits.of(limits), holders);
    }
    return new ClientKeys(holders);
  }

  private static void readFile(Path file, Limits limits, List<Holder> holders)
      throws IOException, ConfigException {
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split("\\s+");
      if (parts.length != 2) {
        throw new ConfigException(
            file
                + ":"
                + (i + 1)
                + ": "
                + parts.length
                + " words (expected: NAME KEY, or NAME"
                + " sha256:HEX)");
      }
      holders.add(new Holder(parts[0], hash(parts[1], file + ":" + (i + 1)), limits));
    }
  }

  private static byte[] hash(String word, String where) throws ConfigException {
    if (!word.startsWith(HASHED)) {
      return sha256(word);
    }
    String digits = word.substring(HASHED.length());
    if (digits.length() != HASH_DIGITS || !digits.matches("[0-9a-fA-F]+")) {
      throw new ConfigException(
          where + ": sha256: " + digits.length() + " characters (expected: 64 hexadecimal digits)");
    }
    return HexFormat.of().parseHex(digits);
  }

  boolean isEmpty() {
    return holders.isEmpty();
  }

  /** Takes as long whichever key it is, and whether there is one. */
  Optional<Holder> find(String key) {
    if (key.length() > MAX_KEY) {
      return Optional.empty();
    }
    byte[] sha256 = sha256(key);
    Holder found = null;
    for (Holder holder : holders) {
      if (MessageDigest.isEqual(holder.sha256(), sha256)) {
        found = holder;
      }
    }
    return Optional.ofNullable(found);
  }

  private static byte[] sha256(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a Java runtime without SHA-256", e);
    }
  }
}
