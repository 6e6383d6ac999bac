// Audio from a microphone or a file, as chunks of 16-bit samples.

const SPEECH_RATE = 16000;

/** Why there is no audio; `kind` is one of insecure, denied, absent, busy, unreadable, failed. */
export class CaptureError extends Error {
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

export class Capture {
  #context = null;
  #stream = null;
  #source = null;
  #started = false;

  /** Called with {pcm, samples, rms, peak}; and at the end of a file, or when a microphone is gone. */
  onchunk = () => {};
  onend = () => {};

  static get isPossible() {
    return window.isSecureContext && !!navigator.mediaDevices && 'AudioWorkletNode' in window;
  }

  /** The microphones that the browser tells of; without permission their names are empty. */
  static async microphones() {
    if (!navigator.mediaDevices?.enumerateDevices) return [];
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.filter((device) => device.kind === 'audioinput' && device.deviceId !== 'default');
  }

  get sampleRate() {
    return this.#context.sampleRate;
  }

  /** Listens to a microphone; an empty id for the default one. */
  async openMicrophone(deviceId) {
    if (!Capture.isPossible) {
      throw new CaptureError('insecure', 'Browsers give the microphone only to pages that came over https or from localhost.');
    }
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({
        audio: {
          deviceId: deviceId ? { exact: deviceId } : undefined,
          channelCount: 1,
          echoCancellation: true,
          noiseSuppression: false,
          autoGainControl: true,
        },
      });
    } catch (error) {
      throw Capture.#explain(error);
    }
    this.#stream.getAudioTracks()[0].addEventListener('ended', () => this.onend());
    try {
      await this.#open(SPEECH_RATE);
      this.#source = this.#context.createMediaStreamSource(this.#stream);
    } catch (error) {
      if (error instanceof CaptureError) throw error;
      // Firefox does not change the rate of a microphone: take it as it is.
      await this.#context?.close();
      await this.#open(undefined);
      this.#source = this.#context.createMediaStreamSource(this.#stream);
    }
    this.#connect();
  }

  /** Plays a file, as fast as it was recorded. */
  async openFile(file) {
    if (!Capture.isPossible) {
      throw new CaptureError('insecure', 'Browsers process audio only on pages that came over https or from localhost.');
    }
    await this.#open(SPEECH_RATE);
    let buffer;
    try {
      buffer = await this.#context.decodeAudioData(await file.arrayBuffer());
    } catch {
      await this.close();
      throw new CaptureError('unreadable', `${file.name} is not audio that this browser can read.`);
    }
    this.#source = this.#context.createBufferSource();
    this.#source.buffer = buffer;
    this.#source.addEventListener('ended', () => this.onend());
  }

  /** Lets audio flow. More than once does nothing. */
  async start() {
    await this.#context.resume();
    if (this.#started) return;
    this.#started = true;
    if (this.#source instanceof AudioBufferSourceNode) {
      this.#connect();
      this.#source.connect(this.#context.destination);
      this.#source.start();
    }
  }

  async close() {
    this.onend = () => {};
    this.onchunk = () => {};
    this.#stream?.getTracks().forEach((track) => track.stop());
    if (this.#context && this.#context.state !== 'closed') await this.#context.close();
  }

  async #open(sampleRate) {
    this.#context = new AudioContext({ sampleRate, latencyHint: 'interactive' });
    try {
      await this.#context.audioWorklet.addModule(new URL('capture-worklet.js', import.meta.url));
    } catch {
      throw new CaptureError('failed', 'A part of this page cannot be loaded. Is the server still running?');
    }
  }

  #connect() {
    const node = new AudioWorkletNode(this.#context, 'capture', { numberOfOutputs: 0 });
    node.port.onmessage = ({ data }) => this.onchunk(data);
    this.#source.connect(node);
  }

  static #explain(error) {
    switch (error.name) {
      case 'NotAllowedError':
      case 'SecurityError':
        return new CaptureError('denied', 'The microphone is blocked for this page. Allow it in the address bar, then press Start again.');
      case 'NotFoundError':
      case 'OverconstrainedError':
        return new CaptureError('absent', 'No microphone was found. Plug one in, or drop a WAV file.');
      case 'NotReadableError':
        return new CaptureError('busy', 'The microphone is in use by another program.');
      default:
        return new CaptureError('failed', `The microphone does not work: ${error.message}`);
    }
  }
}
