package org.auricle.grpc.google;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.auricle.engine.audio.AudioBlock;
import org.auricle.engine.audio.AudioDecoderStream;
import org.auricle.engine.audio.AudioFormatException;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.live.LiveListener;
import org.auricle.engine.live.LiveStream;
import org.auricle.engine.recognition.BoostedPhrase;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.StreamOptions;
import org.auricle.server.access.Admission;
import org.auricle.server.telemetry.CallRecord;

/**
 * The audio of one request on its way through decoder and recogniser, one live stream for each
 * channel. Decodes no more than a little ahead of recognition, however much a few bytes may stand
 * for. Its methods are called, and it calls its listener, on the plan's serial executor only.
 *
 * <p>The plan's config is closed once this is over and no worker is at a channel any more: until
 * then the model is in use, whoever has gone.
 */
final class Recognition {
  private final RecognitionPlan plan;
  private final Listener listener;
  private final AudioDecoderStream decoder;
  private final Admission admission = Admission.CURRENT.get();
  private final CallRecord record = CallRecord.CURRENT.get();
  private final AtomicInteger users = new AtomicInteger(1); // of the config: channels, and this
  private final List<LiveStream> channels = new ArrayList<>();
  private long frames; // decoded so far, of each channel
  private int sampleRate;
  private int open; // channels that have not completed
  private boolean hungry; // the listener has been told that bytes are wanted
  private boolean anyBytes;
  private boolean ended;
  private boolean finished; // all samples have been passed on
  private boolean closed;

  /** Hears what becomes of the audio. After {@link #onCompleted} or {@link #onError}: nothing. */
  interface Listener {
    /**
     * Something is known.
     *
     * @param channel from 0
     */
    void onEvent(int channel, LiveEvent event);

    /** All that was fed has been decoded. */
    void onWantsBytes();

    void onCompleted();

    void onError(Throwable failure);
  }

  Recognition(RecognitionPlan plan, Listener listener) {
    this.plan = plan;
    this.listener = listener;
    decoder = plan.config().audio().newDecoder();
    record.model(plan.config().model().name());
  }

  /** Takes bytes; once they have been decoded, the listener hears that more are wanted. */
  void feed(byte[] bytes) {
    if (!closed) {
      anyBytes |= bytes.length > 0;
      hungry = false;
      decoder.feed(bytes, 0, bytes.length);
      pump();
    }
  }

  /** There are no more bytes. */
  void end() {
    if (!closed && !ended) {
      ended = true;
      decoder.end();
      pump();
    }
  }

  /** What has been taken is all there is; the channel given comes to its end by itself. */
  void stop(int endingChannel) {
    if (!closed && !finished) {
      finished = true;
      for (int c = 0; c < channels.size(); c++) {
        if (c != endingChannel) {
          channels.get(c).finish();
        }
      }
    }
  }

  /** Drops everything. */
  void cancel() {
    close();
    channels.forEach(LiveStream::cancel);
  }

  private void close() {
    if (!closed) {
      closed = true;
      leave();
    }
  }

  private void leave() {
    if (users.decrementAndGet() == 0) {
      plan.config().close();
    }
  }

  /** Seconds of audio that have been decoded. */
  double seconds() {
    return sampleRate == 0 ? 0 : (double) frames / sampleRate;
  }

  private void pump() {
    try {
      while (!closed && !finished && queuedSeconds() < plan.maxQueuedSeconds()) {
        Optional<AudioBlock> block = anyBytes ? decoder.next() : Optional.empty();
        if (block.isPresent()) {
          take(block.get());
        } else if (ended) {
          finish();
        } else {
          if (!hungry) {
            hungry = true;
            listener.onWantsBytes();
          }
          return;
        }
      }
    } catch (RefusedException | AudioFormatException | RuntimeException | Error e) {
      fail(e);
    }
  }

  private double queuedSeconds() {
    return channels.stream().mapToDouble(LiveStream::queuedSeconds).max().orElse(0);
  }

  private void take(AudioBlock block) throws RefusedException {
    if (channels.isEmpty()) {
      plan.config().audio().check(block, decoder.sampleEncoding());
      sampleRate = block.sampleRate();
      int count = plan.config().perChannel() ? block.channels() : 1;
      for (int c = 0; c < count; c++) {
        channels.add(open(c));
        open++;
      }
    }
    long from = frames;
    frames += block.frames();
    if (seconds() > plan.maxSeconds()) {
      throw plan.tooLong();
    }
    double seconds = (double) block.frames() / sampleRate;
    admission.audio(seconds);
    record.audio(seconds);
    for (int c = 0; c < channels.size(); c++) {
      long skip = Math.round(plan.skipSeconds(c) * sampleRate) - from;
      if (skip < block.frames()) {
        int start = (int) Math.max(0, skip);
        channels.get(c).accept(block.channel(c), start, block.frames() - start);
      }
    }
  }

  private void finish() {
    finished = true;
    if (channels.isEmpty()) {
      close();
      listener.onCompleted();
    } else {
      channels.forEach(LiveStream::finish);
    }
  }

  private LiveStream open(int channel) {
    DecodeRequest request = plan.config().decoding();
    try {
      return open(channel, request);
    } catch (DecodeRequestException e) {
      // Phrases are hints: those that the model has no letters for cannot be said in its terms.
      return open(
          channel,
          new DecodeRequest(request.nBest(), possible(request.boosts()), request.grammar()));
    }
  }

  private LiveStream open(int channel, DecodeRequest request) {
    LiveStream stream =
        plan.scheduler()
            .open(
                plan.config().model().recognizer(),
                plan.liveOptions(sampleRate, request),
                new Channel(channel));
    users.incrementAndGet(); // it has no audio yet, so that it cannot be over
    return stream;
  }

  /** Those of the phrases that the model can spell, found by halves since nearly all can be. */
  private List<BoostedPhrase> possible(List<BoostedPhrase> phrases) {
    Recognizer recognizer = plan.config().model().recognizer();
    try {
      DecodeRequest request = new DecodeRequest(1, phrases, Optional.empty());
      recognizer.newStream(new StreamOptions(recognizer.sampleRateHz(), request, false));
      return phrases;
    } catch (DecodeRequestException e) {
      if (phrases.size() <= 1) {
        return List.of();
      }
      int half = phrases.size() / 2;
      List<BoostedPhrase> found = new ArrayList<>(possible(phrases.subList(0, half)));
      found.addAll(possible(phrases.subList(half, phrases.size())));
      return found;
    }
  }

  private void fail(Throwable failure) {
    if (!closed) {
      cancel();
      listener.onError(failure);
    }
  }

  /** Carries news from the scheduler's threads to the serial executor. */
  private final class Channel implements LiveListener {
    private final int channel;

    Channel(int channel) {
      this.channel = channel;
    }

    @Override
    public void onEvent(LiveEvent event) {
      if (event instanceof LiveEvent.Final last) {
        record.utterance(last);
      }
      run(() -> listener.onEvent(channel, event));
    }

    @Override
    public void onConsumed() {
      run(Recognition.this::pump);
    }

    @Override
    public void onCompleted() {
      run(
          () -> {
            if (--open == 0) {
              close();
              listener.onCompleted();
            }
          });
    }

    @Override
    public void onError(Throwable failure) {
      run(() -> fail(failure));
    }

    @Override
    public void onReleased() {
      leave();
    }

    private void run(Runnable step) {
      plan.serial()
          .execute(
              () -> {
                if (!closed) {
                  step.run();
                }
              });
    }
  }
}
