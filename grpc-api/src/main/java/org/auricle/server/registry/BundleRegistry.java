package org.auricle.server.registry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.server.ModelLease;
import org.auricle.server.ModelRegistry;
import org.auricle.server.UnknownModelException;
import org.auricle.server.config.ConfigException;
import org.auricle.server.config.ModelConfig;

/**
 * Models of bundles. When a bundle's files change, {@link #reload} loads it anew; whoever has a
 * lease of the old one keeps it, and it is closed after the last lease has been given back. A
 * bundle that cannot be loaded changes nothing. Thread-safe.
 */
public final class BundleRegistry implements ModelRegistry, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(BundleRegistry.class.getName());

  private final List<ModelConfig> configs;
  private final ModelLoader loader;
  private final String[] loaded; // fingerprint of what is served, or was tried last
  private final String[] seen; // fingerprint at the last look
  private final Queue<Recognizer> unused = new ConcurrentLinkedQueue<>();
  private final List<Recognizer> lingering = new ArrayList<>(); // unused at the last look
  private volatile List<HeldModel> models;
  private volatile boolean closed;

  private BundleRegistry(List<ModelConfig> configs, ModelLoader loader) {
    this.configs = List.copyOf(configs);
    this.loader = loader;
    loaded = new String[configs.size()];
    seen = new String[configs.size()];
  }

  /**
   * Loads all models.
   *
   * @throws ConfigException if two have the same name
   * @throws IOException if one cannot be loaded
   */
  public static BundleRegistry load(List<ModelConfig> configs, ModelLoader loader)
      throws IOException, ConfigException {
    BundleRegistry registry = new BundleRegistry(configs, loader);
    Map<String, HeldModel> byName = new LinkedHashMap<>();
    try {
      for (int i = 0; i < configs.size(); i++) {
        registry.loaded[i] = Fingerprint.of(configs.get(i).model());
        registry.seen[i] = registry.loaded[i];
        HeldModel model = registry.loadOne(i);
        if (byName.putIfAbsent(model.name(), model) != null) {
          model.release();
          throw new ConfigException(servedTwice(i, model.name()));
        }
      }
    } catch (IOException | ConfigException | RuntimeException | Error e) {
      byName.values().forEach(HeldModel::release);
      registry.models = List.of();
      registry.close();
      throw e;
    }
    registry.models = List.copyOf(byName.values());
    return registry;
  }

  private static String servedTwice(int index, String name) {
    return "models[%d]: %s is served already (expected: another models[%d].name)"
        .formatted(index, name, index);
  }

  private HeldModel loadOne(int index) throws IOException {
    ModelConfig config = configs.get(index);
    LoadedModel model = loader.load(config.model());
    return new HeldModel(
        config.name().isEmpty() ? model.name() : config.name(), model, this::onUnused);
  }

  /**
   * A worker may still be at a stream that has just been cancelled, so a model is closed a while
   * after its last lease.
   */
  private void onUnused(Recognizer recognizer) {
    if (closed) {
      recognizer.close();
    } else {
      unused.add(recognizer);
    }
  }

  private void closeLingering() {
    lingering.forEach(Recognizer::close);
    lingering.clear();
    for (Recognizer next = unused.poll(); next != null; next = unused.poll()) {
      lingering.add(next);
    }
  }

  @Override
  public List<Entry> models() {
    return models.stream().map(model -> new Entry(model.name(), model.languages())).toList();
  }

  @Override
  public ModelLease lease(String name, String language) throws UnknownModelException {
    while (true) {
      HeldModel model = find(models, name, language);
      if (model.acquire()) {
        return model.lease();
      } // otherwise it has just been replaced
    }
  }

  private static HeldModel find(List<HeldModel> models, String name, String language)
      throws UnknownModelException {
    HeldModel best = null;
    int bestMatch = LanguageMatch.NONE;
    boolean named = false;
    for (HeldModel model : models) {
      if (!name.isEmpty() && !name.equals(model.name())) {
        continue;
      }
      named = true;
      int match = LanguageMatch.of(language, model.languages());
      if (match > bestMatch) {
        best = model;
        bestMatch = match;
      }
    }
    if (best != null) {
      return best;
    }
    throw named ? unknownLanguage(models, name, language) : unknownName(models, name);
  }

  private static UnknownModelException unknownName(List<HeldModel> models, String name) {
    return new UnknownModelException(
        models.isEmpty()
            ? "the server has been closed"
            : "model: \"%s\" (expected: %s)"
                .formatted(name, String.join(", ", models.stream().map(HeldModel::name).toList())));
  }

  private static UnknownModelException unknownLanguage(
      List<HeldModel> models, String name, String language) {
    Set<String> served = new LinkedHashSet<>();
    models.stream()
        .filter(model -> name.isEmpty() || name.equals(model.name()))
        .forEach(model -> served.addAll(model.languages()));
    return new UnknownModelException(
        "language: \"%s\" (expected: %s)".formatted(language, String.join(", ", served)));
  }

  /**
   * Looks whether bundles have changed, and loads those that have and do so no more: a bundle that
   * is being copied is left alone until the next look.
   *
   * @return how many have been replaced
   */
  public synchronized int reload() {
    closeLingering();
    int replaced = 0;
    for (int i = 0; i < configs.size() && !models.isEmpty(); i++) {
      String now;
      try {
        now = Fingerprint.of(configs.get(i).model());
      } catch (IOException e) {
        continue; // gone, perhaps to be replaced: what is served stays
      }
      boolean settled = now.equals(seen[i]);
      seen[i] = now;
      if (settled && !now.equals(loaded[i])) {
        loaded[i] = now; // whether it works or not: a bad one is told once
        replaced += replace(i) ? 1 : 0;
      }
    }
    return replaced;
  }

  private boolean replace(int index) {
    ModelConfig config = configs.get(index);
    try {
      HeldModel model = loadOne(index);
      List<HeldModel> changed = new ArrayList<>(models);
      HeldModel old = changed.set(index, model);
      if (changed.stream().map(HeldModel::name).distinct().count() < changed.size()) {
        model.release();
        throw new ConfigException(servedTwice(index, model.name()));
      }
      models = List.copyOf(changed);
      old.release();
      LOG.log(System.Logger.Level.INFO, "{0} has changed: loaded anew", config.model());
      return true;
    } catch (IOException | ConfigException | RuntimeException | OutOfMemoryError e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} has changed, but cannot be loaded; what was served stays: {1}",
          config.model(),
          e.getMessage());
      return false;
    }
  }

  /** Serves nothing more; models that somebody has a lease of stay until it is given back. */
  @Override
  public synchronized void close() {
    closed = true;
    closeLingering();
    closeLingering();
    List<HeldModel> last = models;
    models = List.of();
    last.forEach(HeldModel::release);
  }
}
