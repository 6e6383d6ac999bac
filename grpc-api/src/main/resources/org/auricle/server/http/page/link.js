// The connection to the server: start, audio, stop; events back. Protocol: docs/http.md.

const FIRST_RETRY_MILLIS = 500;
const LAST_RETRY_MILLIS = 8000;
const MAX_BUFFERED_BYTES = 4 << 20; // what is not sent by then is too late anyway

export class Link {
  #path;
  #protocol;
  #options;
  #key;
  #socket = null;
  #retry = FIRST_RETRY_MILLIS;
  #timer = 0;
  #ready = false;
  #wanted = false;
  #stopping = false;
  #refused = false;

  /** Called with what the server says; and {type: 'waiting', seconds, reason} before a retry. */
  onmessage = () => {};
  onclose = () => {};

  /**
   * A connection that is not open yet.
   *
   * @param path of the websocket
   * @param protocol of what is said there
   * @param options of the start
   */
  constructor(path, protocol, options, key) {
    this.#path = path;
    this.#protocol = protocol;
    this.#options = options;
    this.#key = key;
  }

  get isReady() {
    return this.#ready;
  }

  open() {
    this.#wanted = true;
    this.#refused = false;
    const url = new URL(this.#path, document.baseURI);
    url.protocol = url.protocol.replace('http', 'ws');
    const protocols = [this.#protocol];
    if (this.#key) protocols.push(`auricle.key.${base64Url(this.#key)}`);
    const socket = new WebSocket(url, protocols);
    this.#socket = socket;
    socket.onopen = () => socket.send(JSON.stringify({ type: 'start', ...this.#options }));
    socket.onmessage = ({ data }) => this.#receive(JSON.parse(data));
    socket.onclose = (event) => socket === this.#socket && this.#closed(event);
  }

  /** Sends audio; false if it could not be sent and is lost. */
  send(pcm) {
    if (!this.#ready || this.#stopping || this.#socket.bufferedAmount > MAX_BUFFERED_BYTES) return false;
    this.#socket.send(pcm);
    return true;
  }

  /** Says something beside the audio. */
  say(message) {
    if (this.#ready && !this.#stopping) this.#socket.send(JSON.stringify(message));
  }

  /** Ends the audio; what is left to say still comes. */
  stop() {
    this.#stopping = true;
    clearTimeout(this.#timer);
    if (this.#ready) {
      this.#socket.send(JSON.stringify({ type: 'stop' }));
    } else {
      this.close();
    }
  }

  close() {
    this.#wanted = false;
    clearTimeout(this.#timer);
    this.#socket?.close();
    this.#end();
  }

  #receive(message) {
    if (message.type === 'ready') {
      this.#ready = true;
      this.#retry = FIRST_RETRY_MILLIS;
    } else if (message.type === 'end') {
      this.#wanted = false;
    } else if (message.type === 'error') {
      if (message.retryAfter) {
        this.#retry = Math.max(this.#retry, message.retryAfter * 1000);
      } else {
        this.#refused = true; // the same again would have the same answer
      }
    }
    this.onmessage(message);
  }

  #closed(event) {
    this.#ready = false;
    if (!this.#wanted || this.#stopping || this.#refused) {
      this.#end();
      return;
    }
    const wait = this.#retry * (0.8 + 0.4 * Math.random()); // not all clients at once
    this.#retry = Math.min(LAST_RETRY_MILLIS, this.#retry * 2);
    this.onmessage({ type: 'waiting', seconds: wait / 1000, reason: event.code === 1013 ? 'overloaded' : 'disconnected' });
    this.#timer = setTimeout(() => this.open(), wait);
  }

  #end() {
    this.#ready = false;
    this.#wanted = false;
    const tell = this.onclose;
    this.onclose = () => {};
    tell();
  }
}

function base64Url(text) {
  const bytes = new TextEncoder().encode(text);
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
