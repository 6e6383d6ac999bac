package org.auricle.acoustic.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what is wrong with manifests, so that all of it is said at once. Not thread-safe. */
final class ManifestFaults {
  private final Map<Path, Set<ManifestFault>> byManifest = new LinkedHashMap<>();

  /** A manifest is about to be read: faults are told in this order. */
  void begin(Path manifest) {
    byManifest.computeIfAbsent(manifest, file -> new LinkedHashSet<>());
  }

  /** Notes a fault; the same one again, as of a manifest that is read twice, counts once. */
  void add(Path manifest, int line, String problem) {
    begin(manifest);
    byManifest.get(manifest).add(new ManifestFault(manifest, line, problem));
  }

  /** Whether something is wrong with a manifest. */
  boolean in(Path manifest) {
    return !byManifest.getOrDefault(manifest, Set.of()).isEmpty();
  }

  /**
   * Ends the reading if anything was wrong.
   *
   * @throws ManifestException with all faults, by manifest and line
   */
  void throwIfAny() throws ManifestException {
    List<ManifestFault> all = new ArrayList<>();
    for (Set<ManifestFault> faults : byManifest.values()) {
      faults.stream().sorted(Comparator.comparingInt(ManifestFault::line)).forEach(all::add);
    }
    if (!all.isEmpty()) {
      throw new ManifestException(all);
    }
  }
}
