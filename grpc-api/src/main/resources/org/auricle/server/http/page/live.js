import { Page } from './page.js';
import { $, setSpeaking, setStatus } from './panel.js';
import { Transcript, clock } from './transcript.js';

const transcript = new Transcript($('finals'), $('interim'), $('stable'), $('unstable'));

// Scrolling: along with the text, unless the reader has gone back

const scroll = $('scroll');
let following = true;

scroll.addEventListener('scroll', () => {
  following = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 40;
  $('jump').hidden = following;
});

function follow() {
  if (following) scroll.scrollTop = scroll.scrollHeight;
}

$('jump-button').addEventListener('click', () => {
  following = true;
  follow();
});

class Captions extends Page {
  #timeline = 0; // seconds; one for all sessions, so that their subtitles are in order
  #offset = 0; // where on it the server began to count
  #lost = 0; // seconds since then that were not sent
  #begun = false;

  constructor() {
    super('v1/live', 'auricle.live.v1', 'v1/models');
  }

  fill(models) {
    $('model').replaceChildren(
      ...models.map(({ id, languages }) => new Option(languages?.length ? `${id} (${languages.join(', ')})` : id, id)),
    );
  }

  opened() {
    this.#timeline = transcript.isEmpty ? 0 : this.#timeline;
    this.#lost = 0;
    this.#begun = false;
  }

  options() {
    return { model: $('model').value };
  }

  ready() {
    if (this.#lost > 0.5 && this.#begun) {
      transcript.addGap(`${this.#lost.toFixed(1)} s were not heard: the connection was lost`);
    }
    this.#begun = true;
    this.#offset = this.#timeline;
    this.#lost = 0;
    setStatus('listening', 'Listening');
    this.update();
    follow();
  }

  took(seconds, isSent) {
    this.#timeline += seconds;
    if (isSent) {
      $('heard').textContent = clock(this.#timeline);
    } else {
      this.#lost += seconds;
    }
  }

  receive(message) {
    switch (message.type) {
      case 'speechStarted':
        setSpeaking(true);
        break;
      case 'speechEnded':
        setSpeaking(false);
        break;
      case 'interim':
        transcript.showInterim(message.stable, message.unstable);
        this.#heard(message);
        break;
      case 'final':
        transcript.add(message, this.#offset);
        this.#heard(message);
        break;
    }
    follow();
  }

  #heard({ heard }) {
    const millis = this.latency.of(heard);
    if (!Number.isNaN(millis)) {
      $('latency').textContent = `${Math.round(millis)} ms`;
      $('median').textContent = `${Math.round(this.latency.median)} ms`;
    }
    this.update();
  }

  silence() {
    transcript.showInterim('', '');
    follow();
  }

  update() {
    for (const id of ['copy', 'save-txt', 'save-srt', 'clear']) $(id).disabled = transcript.isEmpty;
    const nothing = $('finals').children.length === 0;
    $('empty').hidden = this.session !== null || !nothing;
    $('hush').hidden = !this.session?.link?.isReady || !nothing || !$('interim').hidden;
  }
}

const page = new Captions();

// Buttons

$('copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText(transcript.toText());
  $('copy').textContent = 'Copied';
  setTimeout(() => ($('copy').textContent = 'Copy'), 1500);
});

function save(name, type, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

$('save-txt').addEventListener('click', () => save('captions.txt', 'text/plain', transcript.toText()));
$('save-srt').addEventListener('click', () => save('captions.srt', 'application/x-subrip', transcript.toSrt()));
$('clear').addEventListener('click', () => {
  transcript.clear();
  page.update();
});

function tellConfidence({ target }) {
  if (target.classList.contains('word')) $('legend').textContent = `“${target.textContent}”: ${target.title}`;
}

$('finals').addEventListener('click', tellConfidence);
$('finals').addEventListener('focusin', tellConfidence);
$('finals').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  if (event.target.classList.contains('word')) event.preventDefault(); // the page does not scroll
  tellConfidence(event);
});

page.run();
