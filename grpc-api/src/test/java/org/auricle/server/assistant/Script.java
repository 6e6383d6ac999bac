package org.auricle.server.assistant;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.recognition.Transcript;
import org.auricle.models.domain.Interpretation;
import org.auricle.models.domain.SlotValue;

/** A dialogue that is told what happens, and writes down in words what it tells and wants done. */
final class Script implements DialogueActions {
  final List<String> log = new ArrayList<>();
  final Dialogue dialogue;
  private double now;
  private long utterance;

  Script(DialogueOptions options) {
    dialogue = new Dialogue(options, this);
  }

  /** Audio goes on, in steps of a tenth of a second, without anything to hear. */
  Script silence(double seconds) {
    long steps = Math.round(seconds * 10);
    double from = now;
    for (long i = 1; i <= steps; i++) {
      now = from + i / 10.0;
      dialogue.clock(now);
    }
    return this;
  }

  Script start(DialogueContext context) {
    dialogue.start(context);
    return this;
  }

  Script start() {
    return start(DialogueContext.NONE);
  }

  Script phrase() {
    dialogue.heard(now);
    dialogue.woken(new AssistantEvent.Woken("hey cup", now - 0.8, now - 0.2, 0.9));
    return this;
  }

  Script begin() {
    dialogue.heard(now);
    dialogue.speechStarted(now);
    return this;
  }

  Script interim(String text) {
    dialogue.heard(now);
    dialogue.heard(new LiveEvent.Interim(utterance, now, transcript(text), 0, now));
    return this;
  }

  Script end(String text, Interpretation meaning) {
    dialogue.heard(now);
    dialogue.speechEnded(now);
    return last(text, meaning, LiveEvent.Cause.SILENCE);
  }

  Script last(String text, Interpretation meaning, LiveEvent.Cause cause) {
    dialogue.heard(
        new LiveEvent.Final(utterance++, now, now, transcript(text), cause, now), meaning);
    return this;
  }

  /** Half a second of speech, and what was meant by it. */
  Script say(String text, Interpretation meaning) {
    return begin().silence(0.5).end(text, meaning);
  }

  private static Transcript transcript(String text) {
    return new Transcript(List.of(new Transcript.Alternative(text, List.of(), 1, 0)), 1);
  }

  /** Such as {@code brew(size=large)}; {@code -(size=large)} for slots without an intent. */
  static Interpretation meaning(String intent, String... slots) {
    List<SlotValue> values = new ArrayList<>();
    for (String slot : slots) {
      values.add(value(slot));
    }
    return new Interpretation(intent, values, 0.9);
  }

  static SlotValue value(String slot) {
    String[] parts = slot.split("=", 2);
    return new SlotValue(parts[0], parts[1], parts[1], 0, 1, 0.9);
  }

  static DialogueContext context(String intent, Set<String> expected, String... known) {
    List<SlotValue> values = new ArrayList<>();
    for (String slot : known) {
      values.add(value(slot));
    }
    return new DialogueContext(intent, values, expected);
  }

  /** What has been written since the last look. */
  List<String> news() {
    List<String> since = List.copyOf(log);
    log.clear();
    return since;
  }

  @Override
  public void tell(DialogueNews news) {
    log.add(news.turn() + " " + news.state() + ": " + words(news.event()));
  }

  private static String words(AssistantEvent event) {
    if (event instanceof AssistantEvent.Listening listening) {
      return "listening" + names(listening.expected());
    }
    if (event instanceof AssistantEvent.Sleeping) {
      return "sleeping";
    }
    if (event instanceof AssistantEvent.Woken) {
      return "woken";
    }
    if (event instanceof AssistantEvent.SpeechStarted) {
      return "speech";
    }
    if (event instanceof AssistantEvent.BargedIn) {
      return "barge-in";
    }
    if (event instanceof AssistantEvent.Interim interim) {
      return "interim " + interim.result().transcript().text();
    }
    if (event instanceof AssistantEvent.Endpoint endpoint) {
      return endpoint.tooLong() ? "cut" : "endpoint";
    }
    if (event instanceof AssistantEvent.Final last) {
      return "final " + last.result().transcript().text();
    }
    if (event instanceof AssistantEvent.Understood understood) {
      Order order = understood.order();
      return "intent "
          + order.intent()
          + order.slots().stream()
              .map(slot -> slot.slot() + "=" + slot.value())
              .collect(Collectors.joining(",", "(", ")"))
          + (order.missing().isEmpty() ? "" : " lacks" + names(order.missing()));
    }
    if (event instanceof AssistantEvent.NoMatch none) {
      return "no match " + none.reason();
    }
    if (event instanceof AssistantEvent.NoInput) {
      return "no input";
    }
    AssistantEvent.Answered answered = (AssistantEvent.Answered) event;
    return "answer to "
        + answered.toTurn()
        + " "
        + answered.reply().text()
        + answered.reply().problem();
  }

  private static String names(Set<String> names) {
    return new TreeSet<>(names).stream().map(name -> " " + name).collect(Collectors.joining());
  }

  @Override
  public void expect(DialogueContext context) {
    log.add("> expect" + names(context.expected()));
  }

  @Override
  public void sleep() {
    log.add("> sleep");
  }

  @Override
  public void wake() {
    log.add("> wake");
  }

  @Override
  public void answer(long turn, Order order) {
    log.add("> answer " + turn);
  }
}
