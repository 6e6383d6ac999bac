// Answers, spoken by the browser.

const LEAST_MILLIS = 2000;
const MILLIS_PER_CHARACTER = 150; // slower than any voice: some browsers have none, and never end

export class Speaker {
  #done = () => {};

  static get isPossible() {
    return 'speechSynthesis' in window;
  }

  /** Speaks; calls `onend` once, when it has ended or has been stopped. */
  speak(text, onend) {
    this.stop();
    const timer = setTimeout(() => this.stop(), LEAST_MILLIS + MILLIS_PER_CHARACTER * text.length);
    const done = () => {
      clearTimeout(timer);
      if (this.#done === done) this.#done = () => {};
      const tell = onend;
      onend = () => {};
      tell();
    };
    this.#done = done;
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = document.documentElement.lang;
    utterance.onend = done;
    utterance.onerror = done;
    window.speechSynthesis.speak(utterance);
  }

  stop() {
    if (Speaker.isPossible) window.speechSynthesis.cancel();
    this.#done();
  }
}
