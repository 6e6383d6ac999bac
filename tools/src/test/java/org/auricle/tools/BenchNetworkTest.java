package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.auricle.engine.recognition.LogPosteriors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the benchmark prints; not how fast anything is. */
class BenchNetworkTest {
  private static CommandRun small(String... more) {
    String[] arguments = {
      "bench",
      "network",
      "--network",
      "1x9,2x20",
      "--threads",
      "1,2",
      "--batch",
      "1,3",
      "--rounds",
      "1",
      "--seconds",
      "0.3",
      "--warm-up",
      "0"
    };
    String[] all = new String[arguments.length + more.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandRun.of(all);
  }

  @Test
  void hasARowForEachWayOfComputing() {
    CommandRun run = small("--json");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    List<JsonNode> rows = run.out().lines().map(new JsonMapper()::readTree).toList();
    assertThat(rows).hasSize(2 * 2 * 2 * 4);
    for (JsonNode row : rows) {
      assertThat(row.propertyNames())
          .contains(
              "network",
              "backend",
              "threads",
              "batch",
              "precision",
              "millis",
              "ratioToOnnxRuntime",
              "maxAbsDifference");
      assertThat(row.get("millis").asDouble()).isPositive();
      String backend = row.get("backend").asString();
      String precision = row.get("precision").asString();
      double difference = row.get("maxAbsDifference").asDouble();
      if (precision.equals("fp32")) {
        assertThat(difference).as("%s", row).isLessThan(1e-5);
      } else {
        assertThat(difference).as("%s", row).isGreaterThan(1e-6).isLessThan(0.1);
      }
      if (backend.equals("onnxruntime") && precision.equals("fp32")) {
        assertThat(row.get("ratioToOnnxRuntime").asDouble()).isEqualTo(1);
        assertThat(difference).isZero();
      }
    }
  }

  @Test
  void tableHasItsColumnsUnderTheirNames() {
    List<String> lines = small().out().lines().toList();
    assertThat(lines).hasSize(1 + 2 * 2 * 2 * 4);
    for (String heading : List.of("threads", "batch", "ratio", "max difference", "x real time")) {
      int end = lines.get(0).indexOf(heading) + heading.length();
      assertThat(lines).allSatisfy(line -> assertThat(line.charAt(end - 1)).isNotEqualTo(' '));
    }
  }

  @Test
  void takesAModelOfOurs() {
    CommandRun run =
        CommandRun.of(
            "bench",
            "network",
            "--model",
            "en-spell",
            "--threads",
            "1",
            "--batch",
            "1",
            "--rounds",
            "1",
            "--seconds",
            "1",
            "--warm-up",
            "0",
            "--json");
    assertThat(run.out().lines()).hasSize(4).allMatch(line -> line.contains("\"network\":\"3x"));
  }

  @Test
  void mediansAndDifferencesAreWhatTheyAreCalled() {
    assertThat(NetworkBench.median(List.of(5.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(NetworkBench.median(List.of(5.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
    LogPosteriors a = new LogPosteriors(new float[] {-1, -2, -3, -4}, 2, 2, 1);
    LogPosteriors b = new LogPosteriors(new float[] {-1, -2, -3.5f, -3.75f}, 2, 2, 1);
    assertThat(NetworkBench.maxAbsDifference(List.of(a, a), List.of(a, b))).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--network 3y3; --network: 3y3 (expected: LAYERSxUNITS, say 3x320)",
        "--threads 0; --threads: 0 (expected: 1..64)",
        "--batch 65; --batch: 65 (expected: 1..64)",
        "--rounds 0; --rounds: 0 (expected: 1..1000)",
        "--seconds NaN; --seconds: NaN (expected: 0.1..600)",
        "--warm-up -1; --warm-up: -1.0 (expected: 0..60)"
      })
  void saysWhatItCannotDo(String option, String message) {
    String[] parts = option.split(" ");
    CommandRun run = CommandRun.of("bench", "network", parts[0], parts[1]);
    assertThat(run).isEqualTo(new CommandRun(2, "", "auricle: " + message + "\n"));
  }
}
