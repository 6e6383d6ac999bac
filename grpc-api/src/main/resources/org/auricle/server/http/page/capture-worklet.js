// Runs on the browser's audio thread: floats in, chunks of 16-bit samples and their level out.

const CHUNK_SECONDS = 0.06;

class Capture extends AudioWorkletProcessor {
  constructor() {
    super();
    this.length = Math.round(CHUNK_SECONDS * sampleRate);
    this.begin();
  }

  begin() {
    this.chunk = new Int16Array(this.length);
    this.filled = 0;
    this.peak = 0;
    this.squares = 0;
  }

  process(inputs) {
    const channels = inputs[0];
    const length = channels.length === 0 ? 0 : channels[0].length;
    for (let i = 0; i < length; i++) {
      let sample = 0;
      for (const channel of channels) sample += channel[i];
      sample /= channels.length;
      this.peak = Math.max(this.peak, Math.abs(sample));
      this.squares += sample * sample;
      this.chunk[this.filled++] = Math.max(-32768, Math.min(32767, Math.round(sample * 32768)));
      if (this.filled === this.length) this.flush();
    }
    return true;
  }

  flush() {
    const pcm = this.chunk.buffer;
    const rms = Math.sqrt(this.squares / this.filled);
    this.port.postMessage({ pcm, samples: this.filled, rms, peak: this.peak }, [pcm]);
    this.begin();
  }
}

registerProcessor('capture', Capture);
