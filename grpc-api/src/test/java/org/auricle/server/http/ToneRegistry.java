package org.auricle.server.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.grpc.ToneModel;
import org.auricle.grpc.ToneVoice;
import org.auricle.server.ModelLease;
import org.auricle.server.ModelRegistry;
import org.auricle.server.UnknownModelException;

/** Serves the one model that understands beeps, and counts who has it. */
public final class ToneRegistry implements ModelRegistry, AutoCloseable {
  public static final String MODEL = "beeps";
  private static final Entry ENTRY = new Entry(MODEL, List.of("en-US"));

  public final AtomicInteger leases = new AtomicInteger();
  final Recognizer recognizer;

  public ToneRegistry() {
    this(ToneModel.recognizer(Optional.of(new ToneVoice())));
  }

  public ToneRegistry(Recognizer recognizer) {
    this.recognizer = recognizer;
  }

  /** Waits until nobody has the model any more: workers let go of it just after the answer. */
  public void awaitReturn() {
    Instant deadline = Instant.now().plusSeconds(20);
    while (leases.get() > 0) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError(leases + " leases are left");
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public List<Entry> models() {
    return List.of(ENTRY);
  }

  @Override
  public ModelLease lease(String name, String language) throws UnknownModelException {
    if (!name.isEmpty() && !name.equals(MODEL)) {
      throw new UnknownModelException("model: " + name + " (expected: " + MODEL + ")");
    }
    if (!"en-US".startsWith(language)) {
      throw new UnknownModelException("language: " + language + " (expected: en-US)");
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
        return ENTRY.languages();
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
