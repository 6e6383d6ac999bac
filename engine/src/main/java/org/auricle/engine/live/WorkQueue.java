package org.auricle.engine.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What a {@link SpeechStream} has to do, in the order of the audio. Not thread-safe. */
final class WorkQueue {
  private final Deque<Work> queue = new ArrayDeque<>();

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** What is next; null if nothing is. */
  Work peek() {
    return queue.peek();
  }

  /** Takes what is next; null if nothing is. */
  Work poll() {
    return queue.poll();
  }

  void add(Work work) {
    queue.add(work);
  }

  void addAll(List<? extends Work> works) {
    queue.addAll(works);
  }

  /** Adds something to tell. */
  void tell(LiveEvent event) {
    queue.add(new Work.News(event));
  }

  /** Adds a step of the low-latency pass, as one with the same utterance's step before it. */
  void advance(Work.Interim step) {
    Work.Interim whole = step;
    if (queue.peekLast() instanceof Work.Interim before && before.utterance() == step.utterance()) {
      queue.removeLast();
      whole =
          new Work.Interim(
              step.utterance(), before.features().then(step.features()), step.heardSeconds());
    }
    queue.add(whole);
  }

  /** Drops the last step of the low-latency pass, if that is last of all. */
  void dropAdvance() {
    if (queue.peekLast() instanceof Work.Interim) {
      queue.removeLast();
    }
  }

  /** Drops what is still to be heard of a pause. */
  void drop(Pause pause) {
    queue.removeIf(next -> next instanceof Work.Trial trial && trial.pause() == pause);
  }

  /** Takes what is to be told before anything has to be computed. */
  List<LiveEvent> pollNews() {
    List<LiveEvent> news = new ArrayList<>();
    while (queue.peek() instanceof Work.News next) {
      news.add(next.event());
      queue.remove();
    }
    return news;
  }
}
