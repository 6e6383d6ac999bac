package org.auricle.grpc.google;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.grpc.ToneModel;
import org.auricle.server.ModelLease;
import org.auricle.server.ModelRegistry;
import org.auricle.server.UnknownModelException;

/** Serves one model in American English. */
final class TestModels implements ModelRegistry, AutoCloseable {
  static final String MODEL = "beeps";

  final AtomicInteger leases = new AtomicInteger();
  private final Recognizer recognizer;

  TestModels() {
    this(ToneModel.recognizer(Optional.of(new ToneVoice())));
  }

  TestModels(Recognizer recognizer) {
    this.recognizer = recognizer;
  }

  /** Waits until nobody has the model any more: workers let go of it just after the answer. */
  void awaitReturn() {
    Instant deadline = Instant.now().plusSeconds(20);
    while (leases.get() > 0) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError(leases + " leases are left");
      }
      Thread.yield();
    }
  }

  @Override
  public List<Entry> models() {
    return List.of(new Entry(MODEL, List.of("en-US")));
  }

  @Override
  public ModelLease lease(String name, String language) throws UnknownModelException {
    if (!(name.isEmpty() || name.equals(MODEL))
        || !(language.isEmpty() || language.equals("en-US"))) {
      throw new UnknownModelException(
          "model \"" + name + "\", language \"" + language + "\" (expected: beeps for en-US)");
    }
    leases.incrementAndGet();
    return new ModelLease() {
      private boolean open = true;

      @Override
      public String name() {
        return MODEL;
      }

      @Override
      public List<String> languages() {
        return List.of("en-US");
      }

      @Override
      public Recognizer recognizer() {
        return recognizer;
      }

      @Override
      public synchronized void close() {
        if (open) {
          open = false;
          leases.decrementAndGet();
        }
      }
    };
  }

  @Override
  public void close() {
    recognizer.close();
  }
}
