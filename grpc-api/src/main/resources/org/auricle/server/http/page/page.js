// What the pages do alike: sessions, from Start to Stop, one at a time.

import { Capture, CaptureError } from './capture.js';
import { Latency } from './latency.js';
import { Link } from './link.js';
import {
  $,
  begin,
  fillMicrophones,
  get,
  key,
  notify,
  openMicrophone,
  setRunning,
  setStatus,
  showLevel,
  showSilence,
  tellWaiting,
} from './panel.js';

export class Page {
  #path;
  #protocol;
  #choices;

  latency = new Latency();
  session = null; // {capture, link, sent, failed}, and what a page adds; sent in seconds

  /**
   * A page that does nothing yet.
   *
   * @param path of the websocket
   * @param protocol of what is said there
   * @param choices path of what can be chosen
   */
  constructor(path, protocol, choices) {
    this.#path = path;
    this.#protocol = protocol;
    this.#choices = choices;
  }

  // What each page does in its own way

  /** Something can be chosen. */
  fill(choices) {}

  /** A session has begun; nothing is heard yet. */
  opened() {}

  /** What the server is told at the start. */
  options() {}

  /** The server listens, for the first time or again. */
  ready() {}

  /** Audio was captured. */
  took(seconds, isSent) {}

  /** The server has said something. */
  receive(message) {}

  /** Nothing is heard or said from now on. */
  silence() {}

  /** What is shown may be another. */
  update() {}

  // What they do alike

  /** Begins: buttons and files work. */
  run() {
    $('toggle').addEventListener('click', () => (this.session ? this.stop() : this.#start(openMicrophone)));
    addEventListener('pagehide', () => this.session?.link?.close());
    const load = async () => {
      const found = await get(this.#choices);
      if (found) this.fill(found.data);
    };
    begin(load, (open) => this.#start(open));
  }

  async #start(open) {
    if (this.session) return;
    notify('');
    setRunning(true);
    setStatus('waiting', 'Asking for audio');
    const capture = new Capture();
    this.session = { capture, link: null, sent: 0, failed: false };
    this.opened();
    this.update();
    try {
      await open(capture);
    } catch (error) {
      await this.#finish();
      setStatus('error', 'No audio');
      notify(error instanceof CaptureError ? error.message : `Audio does not work: ${error.message}`);
      return;
    }
    fillMicrophones();
    const link = new Link(this.#path, this.#protocol, { sampleRate: capture.sampleRate, ...this.options() }, key);
    this.session.link = link;
    link.onmessage = (message) => this.#receive(message);
    link.onclose = () => this.#closed();
    capture.onchunk = (chunk) => this.#take(chunk);
    capture.onend = () => this.stop();
    setStatus('waiting', 'Connecting');
    link.open();
  }

  #take({ pcm, samples, rms, peak }) {
    if (!this.session) return;
    showLevel(rms, peak);
    const seconds = samples / this.session.capture.sampleRate;
    const isSent = this.session.link.send(pcm);
    if (isSent) {
      this.session.sent += seconds;
      this.latency.captured(this.session.sent);
    }
    this.took(seconds, isSent);
  }

  #receive(message) {
    switch (message.type) {
      case 'ready':
        notify('');
        this.session.sent = 0;
        this.latency.restart();
        this.ready();
        this.session.capture.start();
        break;
      case 'waiting':
        this.silence();
        showSilence();
        tellWaiting(message);
        this.#checkKey();
        break;
      case 'error':
        if (!message.retryAfter) {
          this.session.failed = true;
          setStatus('error', 'Stopped');
          notify(`The server has ended the session: ${message.message}`);
        }
        break;
      case 'end':
        break;
      default:
        this.receive(message);
    }
  }

  /** A websocket does not say why it was refused; a plain request does. */
  async #checkKey() {
    try {
      if (!(await get(this.#choices))) this.session?.link.close();
    } catch {
      // still disconnected
    }
  }

  /** Ends the audio; what is left to say still comes. */
  stop() {
    if (!this.session?.link) return;
    const { capture, link } = this.session;
    if (link.isReady) setStatus('waiting', 'Finishing');
    capture.close();
    link.stop();
  }

  async #closed() {
    const failed = this.session?.failed;
    await this.#finish();
    if (!failed) {
      setStatus('idle', 'Ready');
      notify('');
    }
  }

  async #finish() {
    const { capture } = this.session;
    this.session = null;
    await capture.close();
    setRunning(false);
    this.silence();
    showSilence();
    this.update();
  }
}
