// What was said: on the page, as text, as subtitles.

const MAX_SHOWN = 400; // older ones are still in what is saved
const SURE = 0.85;
const GUESS = 0.6;
const MAX_CUE_CHARACTERS = 84;
const MAX_CUE_SECONDS = 7;
const CUE_PAUSE_SECONDS = 0.8;

export class Transcript {
  #finals = []; // {start, end, text, words}
  #list;
  #interim;
  #stable;
  #unstable;

  constructor(list, interim, stable, unstable) {
    this.#list = list;
    this.#interim = interim;
    this.#stable = stable;
    this.#unstable = unstable;
  }

  get isEmpty() {
    return this.#finals.length === 0;
  }

  showInterim(stable, unstable) {
    this.#stable.textContent = stable;
    this.#unstable.textContent = unstable;
    this.#interim.hidden = !stable && !unstable;
  }

  /** Takes a final result; its times are moved by an offset, in seconds. */
  add(result, offset) {
    this.showInterim('', '');
    if (!result.text) return;
    const words = result.words.map((word) => ({
      ...word,
      start: word.start + offset,
      end: word.end + offset,
    }));
    const final = { start: result.start + offset, end: result.end + offset, text: result.text, words };
    this.#finals.push(final);
    const item = document.createElement('li');
    const time = document.createElement('time');
    time.dateTime = `PT${final.start.toFixed(1)}S`;
    time.textContent = clock(final.start);
    const text = document.createElement('span');
    words.forEach((word, i) => text.append(...(i ? [' '] : []), span(word)));
    item.append(time, text);
    this.#append(item);
  }

  /** Notes that something was not heard. */
  addGap(text) {
    const item = document.createElement('li');
    item.className = 'gap';
    item.textContent = text;
    this.#append(item);
  }

  clear() {
    this.#finals = [];
    this.#list.replaceChildren();
    this.showInterim('', '');
  }

  toText() {
    return this.#finals.map((final) => final.text).join('\n') + '\n';
  }

  toSrt() {
    return this.#finals
      .flatMap((final) => cues(final.words))
      .map((cue, i) => {
        const text = cue.map((word) => word.text).join(' ');
        return `${i + 1}\n${srtClock(cue[0].start)} --> ${srtClock(cue.at(-1).end)}\n${text}\n`;
      })
      .join('\n');
  }

  #append(item) {
    this.#list.append(item);
    while (this.#list.children.length > MAX_SHOWN) this.#list.firstChild.remove();
  }
}

function span(word) {
  const element = document.createElement('span');
  element.className = word.confidence < GUESS ? 'word low' : word.confidence < SURE ? 'word mid' : 'word';
  element.textContent = word.text;
  element.title = `${Math.round(word.confidence * 100)} % sure, ${word.start.toFixed(2)}–${word.end.toFixed(2)} s`;
  if (word.confidence < SURE) {
    element.tabIndex = 0; // those that are marked can be gone to by Tab; the title is their description
    element.setAttribute('role', 'button');
  }
  return element;
}

/** Words that are shown together, as the server cuts them. */
function cues(words) {
  const all = [];
  let cue = [];
  let characters = 0;
  for (const word of words) {
    const fits =
      cue.length === 0 ||
      (word.start - cue.at(-1).end < CUE_PAUSE_SECONDS &&
        word.end - cue[0].start <= MAX_CUE_SECONDS &&
        characters + word.text.length <= MAX_CUE_CHARACTERS);
    if (!fits) {
      all.push(cue);
      cue = [];
      characters = 0;
    }
    cue.push(word);
    characters += word.text.length + 1;
  }
  return cue.length ? [...all, cue] : all;
}

/** 1:02:03, or 2:03. */
export function clock(seconds) {
  const whole = Math.floor(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = String(Math.floor(whole / 60) % 60).padStart(hours ? 2 : 1, '0');
  return `${hours ? `${hours}:` : ''}${minutes}:${String(whole % 60).padStart(2, '0')}`;
}

function srtClock(seconds) {
  const date = new Date(Math.round(seconds * 1000));
  const hours = String(Math.floor(seconds / 3600)).padStart(2, '0');
  return `${hours}:${date.toISOString().slice(14, 23).replace('.', ',')}`;
}
