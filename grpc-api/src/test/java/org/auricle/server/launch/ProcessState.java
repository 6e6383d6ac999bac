package org.auricle.server.launch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.ObjectName;

/**
 * What this process holds.
 *
 * @param heapBytes used after a collection
 * @param objects how many there are of each class that streams are made of
 * @param threads by name without numbers
 * @param files open, sockets among them; 0 where the system does not tell
 */
record ProcessState(
    long heapBytes, Map<String, Long> objects, Map<String, Long> threads, int files) {
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  /** What a stream is made of: ours, its calls, its connections; not the strings of all of Java. */
  private static final Pattern STREAMS =
      Pattern.compile(
          "(org\\.auricle|org\\.eclipse\\.jetty|io\\.grpc\\.internal|java\\.util\\.concurrent"
              + "|io\\.grpc\\.netty\\.shaded\\.io\\.grpc|sun\\.nio\\.ch)\\..*");

  static ProcessState now() throws Exception {
    Map<String, Long> objects = countObjects(); // collects first
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return new ProcessState(heap, objects, threadsByName(), openFiles());
  }

  /** As the JVM's own tools count them. */
  private static Map<String, Long> countObjects() throws Exception {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    Map<String, Long> objects = new HashMap<>();
    histogram
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> columns.length >= 4 && STREAMS.matcher(columns[3]).matches())
        .forEach(columns -> objects.merge(columns[3], Long.valueOf(columns[1]), Long::sum));
    return objects;
  }

  private static Map<String, Long> threadsByName() {
    Map<String, Long> threads = new TreeMap<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      threads.merge(thread.getName().replaceAll("[0-9a-f-]*\\d[0-9a-f-]*", "#"), 1L, Long::sum);
    }
    return threads;
  }

  static int openFiles() throws IOException {
    if (!Files.isDirectory(OPEN_FILES)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(OPEN_FILES)) {
      return (int) files.count();
    }
  }

  /** Of what there is more than before, and by how much, from an amount on. */
  static Map<String, Long> growth(Map<String, Long> before, Map<String, Long> after, long least) {
    Map<String, Long> growth = new TreeMap<>();
    after.forEach(
        (name, count) -> {
          long more = count - before.getOrDefault(name, 0L);
          if (more >= least) {
            growth.put(name, more);
          }
        });
    return growth;
  }
}
