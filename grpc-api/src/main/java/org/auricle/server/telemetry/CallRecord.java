package org.auricle.server.telemetry;

import io.grpc.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.recognition.Transcript;

/** What is found out about a call while it lasts; ends up in the log. Thread-safe. */
public final class CallRecord {
  /** Of the gRPC call that is being served; one that nobody reads outside of any. */
  public static final Context.Key<CallRecord> CURRENT =
      Context.keyWithDefault("auricle-call", new CallRecord("", "", false, Optional.empty()));

  private static final int MAX_TRANSCRIPTS = 100;

  private final String id;
  private final String method;
  private final boolean keepTranscripts;
  private final Optional<Tracing.CallSpan> span;
  private String client = ""; // guarded by this, as what follows
  private String model = "";
  private double audioSeconds;
  private int utterances;
  private final List<String> transcripts = new ArrayList<>();

  CallRecord(String id, String method, boolean keepTranscripts, Optional<Tracing.CallSpan> span) {
    this.id = id;
    this.method = method;
    this.keepTranscripts = keepTranscripts;
    this.span = span;
  }

  /** Who calls. */
  public synchronized void client(String name) {
    client = name;
  }

  /** What is used. */
  public synchronized void model(String name) {
    model = name;
  }

  /** Audio has come. */
  public synchronized void audio(double seconds) {
    audioSeconds += seconds;
  }

  /**
   * Something has been understood; the text is kept only if the operator wants it in the log.
   *
   * @param startSeconds where it begins in the audio of the call
   */
  public synchronized void utterance(String text, double startSeconds, double endSeconds) {
    utterances++;
    span.ifPresent(call -> call.utterance(startSeconds, endSeconds));
    if (keepTranscripts && transcripts.size() < MAX_TRANSCRIPTS) {
      transcripts.add(text);
    }
  }

  /** As above. */
  public void utterance(LiveEvent.Final last) {
    var best = last.transcript().alternatives().stream().findFirst();
    utterance(
        best.map(Transcript.Alternative::text).orElse(""), last.startSeconds(), last.endSeconds());
  }

  /** By which it is found in the log. */
  public String id() {
    return id;
  }

  String method() {
    return method;
  }

  synchronized String client() {
    return client;
  }

  /** The call has ended. */
  synchronized Map<String, Object> fields(String status, Optional<String> problem, double seconds) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("request", id);
    fields.put("method", method);
    fields.put("status", status);
    fields.put("seconds", Math.round(seconds * 1000) / 1000.0);
    put(fields, "client", client);
    put(fields, "model", model);
    if (audioSeconds > 0) {
      fields.put("audioSeconds", Math.round(audioSeconds * 1000) / 1000.0);
      fields.put("utterances", utterances);
    }
    problem.ifPresent(text -> fields.put("problem", text));
    if (!transcripts.isEmpty()) {
      fields.put("transcripts", List.copyOf(transcripts));
    }
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, value);
    }
  }
}
