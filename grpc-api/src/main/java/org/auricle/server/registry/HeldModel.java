package org.auricle.server.registry;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.server.ModelLease;

/** A model, and how many hold it: its registry, and all who have a lease. */
final class HeldModel {
  private final String name;
  private final LoadedModel model;
  private final Consumer<Recognizer> onUnused;
  private final AtomicInteger holders = new AtomicInteger(1); // the registry

  /**
   * Holds a model.
   *
   * @param onUnused takes what nobody holds any more
   */
  HeldModel(String name, LoadedModel model, Consumer<Recognizer> onUnused) {
    this.name = name;
    this.model = model;
    this.onUnused = onUnused;
  }

  String name() {
    return name;
  }

  List<String> languages() {
    return model.languages();
  }

  /** Whether it could still be had. */
  boolean acquire() {
    for (int n = holders.get(); n > 0; n = holders.get()) {
      if (holders.compareAndSet(n, n + 1)) {
        return true;
      }
    }
    return false;
  }

  void release() {
    if (holders.decrementAndGet() == 0) {
      onUnused.accept(model.recognizer());
    }
  }

  /** After {@link #acquire}. */
  ModelLease lease() {
    return new Lease();
  }

  private final class Lease implements ModelLease {
    private final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<String> languages() {
      return model.languages();
    }

    @Override
    public Recognizer recognizer() {
      return model.recognizer();
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        release();
      }
    }
  }
}
