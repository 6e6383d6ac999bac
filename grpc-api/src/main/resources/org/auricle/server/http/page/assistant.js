import { Capture } from './capture.js';
import { Conversation } from './conversation.js';
import { Page } from './page.js';
import { $, notify, setSpeaking, setStatus } from './panel.js';
import { Speaker } from './speaker.js';
import { clock } from './transcript.js';

const conversation = new Conversation($('turns'), $('events'));
const speaker = new Speaker();

function listItem(text) {
  const item = document.createElement('li');
  item.textContent = text;
  return item;
}

class Assistant extends Page {
  #domains = [];
  #speaks = false; // answers, aloud
  #answers = false; // the server does

  constructor() {
    super('v1/assistant', 'auricle.assistant.v1', 'v1/domains');
  }

  fill(domains) {
    this.#domains = domains;
    $('domain').replaceChildren(...domains.map(({ name }) => new Option(name, name)));
    $('toggle').disabled = $('file').disabled = domains.length === 0 || !Capture.isPossible;
    if (domains.length === 0) {
      setStatus('error', 'No domain');
      notify('This server has nothing to talk about. Start it with a domain file: auricle serve --domain coffee.yaml');
    }
    this.update();
  }

  get #domain() {
    return this.#domains.find(({ name }) => name === $('domain').value);
  }

  opened() {
    this.#speaks = $('speak').checked && Speaker.isPossible;
    this.#answers = this.#domain?.answers ?? false;
  }

  options() {
    return { domain: $('domain').value, playsAnswers: this.#speaks };
  }

  took(seconds, isSent) {
    if (isSent) $('heard').textContent = clock(this.session.sent);
  }

  receive(message) {
    conversation.log(message, this.#happen(message));
    this.#showState(message);
    this.update();
  }

  /** Shows an event; what is to be said of it in the list of events. */
  #happen(message) {
    switch (message.type) {
      case 'sleeping':
        return `until “${message.wakePhrase}”`;
      case 'woken':
        return `“${message.wakePhrase}”, ${Math.round(100 * message.confidence)} %`;
      case 'listening':
        return message.expectedSlots.length ? `expects ${message.expectedSlots.join(', ')}` : '';
      case 'bargedIn':
        speaker.stop();
        return 'the answer stops';
      case 'speechStarted':
        setSpeaking(true);
        conversation.begin();
        return '';
      case 'interim':
        conversation.interim(message);
        return `${message.stable} ${message.unstable}`.trim();
      case 'endpoint':
        setSpeaking(false);
        return message.tooLong ? 'too long' : '';
      case 'final':
        conversation.said(message);
        return message.text;
      case 'intent':
        return this.#understand(message);
      case 'noMatch':
        conversation.note(message.reason === 'too_long' ? 'That was too long.' : 'That is nothing I know.');
        return message.reason.replaceAll('_', ' ');
      case 'answer':
        conversation.answer(message.text || message.problem);
        if (message.state === 'answering') this.#play(message.text);
        return message.text || message.problem;
      default:
        return '';
    }
  }

  #understand(message) {
    conversation.meant(message);
    const millis = this.latency.of(message.heard);
    if (!Number.isNaN(millis)) $('latency').textContent = `${Math.round(millis)} ms`;
    const values = message.slots.map(({ value, text }) => value || text);
    if (!this.#answers && this.#speaks) { // nobody else answers: read back what was understood
      const answer = message.missingSlots.length ? `${message.missingSlots.join(', ')}?` : values.join(', ') || message.intent;
      conversation.answer(answer);
      this.#play(answer);
    }
    return `${message.intent}(${message.slots.map(({ slot, value }) => `${slot}=${value}`).join(', ')})`;
  }

  #play(text) {
    const { link } = this.session;
    link.say({ type: 'answerStarted' });
    speaker.speak(text, () => link.say({ type: 'answerFinished' }));
  }

  #showState({ state, type }) {
    const names = {
      asleep: ['asleep', 'Asleep'],
      listening: ['listening', 'Listening'],
      hearing: ['listening', 'Hearing'],
      thinking: ['waiting', 'Thinking'],
      answering: ['answering', 'Answering'],
    };
    if (state && type !== 'interim') setStatus(...names[state]);
  }

  stop() {
    speaker.stop();
    super.stop();
  }

  silence() {
    speaker.stop();
  }

  update() {
    const { wakePhrase, intents, examples } = this.#domain ?? { wakePhrase: '', intents: [], examples: [] };
    $('clear').disabled = conversation.isEmpty;
    $('speak').disabled = this.session !== null || !Speaker.isPossible;
    $('empty').hidden = !conversation.isEmpty;
    $('first').textContent = wakePhrase ? `Press Start, then say “${wakePhrase}” and what you want.` : 'Press Start and say what you want.';
    $('examples').replaceChildren(...examples.map((text) => listItem(`“${text}”`)));
    $('intents').replaceChildren(...intents.map(({ name, slots }) => listItem(`${name}${slots.length ? `: ${slots.join(', ')}` : ''}`)));
    $('turns').parentElement.scrollTop = $('turns').parentElement.scrollHeight;
  }
}

const page = new Assistant();

// Buttons

$('domain').addEventListener('change', () => page.update());
$('clear').addEventListener('click', () => {
  conversation.clear();
  page.update();
});
$('cancel').addEventListener('click', () => {
  speaker.stop();
  page.session?.link?.say({ type: 'cancelTurn' });
});

if (!Speaker.isPossible) {
  $('speak').checked = false;
  $('speak').disabled = true;
}
page.run();
