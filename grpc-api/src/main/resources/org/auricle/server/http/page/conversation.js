// A conversation on the page: what was said, what was meant, what was answered; and all that happened.

const MAX_TURNS = 100;
const MAX_EVENTS = 300;
const SURE = 0.85;
const GUESS = 0.6;

export class Conversation {
  #turns;
  #events;
  #current = null; // the turn in progress

  constructor(turns, events) {
    this.#turns = turns;
    this.#events = events;
  }

  get isEmpty() {
    return this.#turns.children.length === 0;
  }

  /** Somebody begins to speak. */
  begin() {
    this.#current = element('li', 'turn');
    this.#current.append(element('p', 'said interim', '…'));
    append(this.#turns, this.#current, MAX_TURNS);
  }

  interim({ stable, unstable }) {
    this.#said(`${stable} ${unstable}`.trim() || '…');
  }

  /** What was said, for good. */
  said({ text, confidence }) {
    this.#said(text || '(nothing that is an order)');
    const said = this.#current.querySelector('.said');
    said.classList.remove('interim');
    said.classList.toggle('nothing', !text);
    if (text) said.title = percent(confidence);
  }

  /** What was meant. */
  meant({ intent, confidence, slots, missingSlots }) {
    const meant = element('p', 'meant');
    const name = element('strong', `intent ${sureness(confidence)}`, intent || 'answer');
    name.title = percent(confidence);
    meant.append(name);
    for (const slot of slots) {
      const chip = element('span', `slot ${sureness(slot.confidence)}`);
      chip.append(element('b', '', slot.slot), ` ${slot.value || '?'} `, element('i', '', percent(slot.confidence)));
      chip.title = `said: ${slot.text}`;
      meant.append(chip);
    }
    for (const slot of missingSlots) {
      const chip = element('span', 'slot missing');
      chip.append(element('b', '', slot), ' ?');
      meant.append(chip);
    }
    this.#add(meant);
  }

  answer(text) {
    this.#add(element('p', 'answer', text));
  }

  /** Why nothing came of a turn. */
  note(text) {
    this.#add(element('p', 'note', text));
  }

  /** Something has happened. */
  log({ type, heard, turn, state }, detail) {
    const event = element('li', 'event');
    const name = type.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
    event.append(
      element('time', '', (heard ?? 0).toFixed(1)),
      element('b', '', name),
      element('span', 'quiet', [detail, state && `turn ${turn}, ${state}`].filter(Boolean).join(' · ')),
    );
    const last = this.#events.lastElementChild;
    if (type === 'interim' && last?.dataset.type === 'interim') last.remove();
    event.dataset.type = type;
    append(this.#events, event, MAX_EVENTS);
    this.#events.scrollTop = this.#events.scrollHeight;
  }

  clear() {
    this.#turns.replaceChildren();
    this.#events.replaceChildren();
    this.#current = null;
  }

  #said(text) {
    if (!this.#current) this.begin();
    this.#current.querySelector('.said').textContent = text;
  }

  #add(part) {
    if (!this.#current) {
      this.#current = element('li', 'turn');
      append(this.#turns, this.#current, MAX_TURNS);
    }
    this.#current.append(part);
  }
}

function element(name, className, text = '') {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

function append(list, item, most) {
  list.append(item);
  while (list.children.length > most) list.firstChild.remove();
}

function sureness(confidence) {
  return confidence < GUESS ? 'low' : confidence < SURE ? 'mid' : 'high';
}

function percent(confidence) {
  return `${Math.round(100 * confidence)} %`;
}
