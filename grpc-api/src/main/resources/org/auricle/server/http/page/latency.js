// When each stretch of audio was captured, to tell how old a result is when it arrives.

const MEDIAN_OF = 100;

export class Latency {
  #sent = []; // {until: seconds, at: milliseconds}
  #recent = [];

  /** A new connection: the server counts from 0 again. */
  restart() {
    this.#sent = [];
  }

  /** Audio up to a time, in seconds, has just been captured. */
  captured(until) {
    this.#sent.push({ until, at: performance.now() });
  }

  /** Milliseconds since the last audio of a result was captured; NaN if that is not known. */
  of(heardSeconds) {
    const epsilon = 0.0015; // the server rounds to milliseconds
    while (this.#sent.length > 0 && this.#sent[0].until < heardSeconds - epsilon) this.#sent.shift();
    if (this.#sent.length === 0) return NaN;
    const millis = performance.now() - this.#sent[0].at;
    this.#recent.push(millis);
    if (this.#recent.length > MEDIAN_OF) this.#recent.shift();
    return millis;
  }

  get median() {
    const sorted = [...this.#recent].sort((a, b) => a - b);
    return sorted.length === 0 ? NaN : sorted[sorted.length >> 1];
  }
}
