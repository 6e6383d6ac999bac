package org.auricle.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.acoustic.training.Manifest;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.live.LiveOptions;
import org.auricle.engine.live.SpeechStream;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.Word;
import org.junit.jupiter.api.Test;

/** Streams of real speech, where there is some beside the project, into the model that ships. */
class LiveSpeechTest {

  private static List<Manifest.Entry> dev() throws IOException {
    Path manifest = Path.of("../../shared/data/an4/dev.jsonl");
    assumeThat(Files.exists(manifest)).as("AN4 beside the project").isTrue();
    return Manifest.read(manifest).entries();
  }

  @Test
  void finalsAreTheOfflineTranscriptsAndTheStablePartOfInterimResultsStays() throws IOException {
    List<Manifest.Entry> entries = dev();
    assertThat(entries).hasSize(105);
    SplittableRandom random = new SplittableRandom(11);
    int stableWords = 0;
    int interims = 0;
    try (Recognizer recognizer =
        RecognizerFactory.create(Models.open(Models.DEFAULT), RuntimeOptions.DEFAULT)) {
      for (Manifest.Entry entry : entries) {
        AudioClip clip = AudioReader.read(entry.audio());
        List<LiveEvent> events = stream(recognizer, clip, random);
        List<String> stable = List.of();
        for (LiveEvent event : events.subList(0, events.size() - 1)) {
          LiveEvent.Interim interim = (LiveEvent.Interim) event;
          List<String> words = interim.transcript().words().stream().map(Word::text).toList();
          assertThat(words.subList(0, Math.min(words.size(), stable.size()))).isEqualTo(stable);
          stable = words.subList(0, interim.stableWords());
          interims++;
        }
        stableWords += stable.size();
        LiveEvent.Final last = (LiveEvent.Final) events.get(events.size() - 1);
        assertThat(last.transcript()).isEqualTo(recognizer.recognize(clip, 2));
      }
    }
    assertThat(interims).isGreaterThan(200);
    assertThat(stableWords).isGreaterThan(100);
  }

  private static List<LiveEvent> stream(
      Recognizer recognizer, AudioClip clip, SplittableRandom random) {
    SpeechStream stream =
        new SpeechStream(
            recognizer, new LiveOptions(clip.sampleRate(), DecodeRequest.nBest(2), true));
    List<LiveEvent> events = new ArrayList<>();
    for (int from = 0; from < clip.samples().length; ) {
      int length = Math.min(clip.samples().length - from, 1 + random.nextInt(6000));
      events.addAll(stream.accept(clip.samples(), from, length));
      from += length;
    }
    events.addAll(stream.finish());
    return events;
  }
}
