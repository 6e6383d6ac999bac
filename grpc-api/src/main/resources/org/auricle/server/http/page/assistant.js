import { Capture, CaptureError } from './capture.js';
import { Conversation } from './conversation.js';
import { Latency } from './latency.js';
import { Link } from './link.js';
import {
  $,
  begin as beginPage,
  fillMicrophones,
  get,
  key,
  notify,
  openMicrophone,
  setRunning,
  setSpeaking,
  setStatus,
  showLevel,
  showSilence,
  tellWaiting,
} from './panel.js';
import { Speaker } from './speaker.js';
import { clock } from './transcript.js';

const conversation = new Conversation($('turns'), $('events'));
const latency = new Latency();
const speaker = new Speaker();

let domains = [];
let session = null; // {capture, link, sent, speaks, answers, failed}; sent in seconds

function domain() {
  return domains.find(({ name }) => name === $('domain').value);
}

function update() {
  const { wakePhrase, intents, examples } = domain() ?? { wakePhrase: '', intents: [], examples: [] };
  $('clear').disabled = conversation.isEmpty;
  $('empty').hidden = !conversation.isEmpty;
  $('first').textContent = wakePhrase ? `Press Start, then say “${wakePhrase}” and what you want.` : 'Press Start and say what you want.';
  $('examples').replaceChildren(...examples.map((text) => listItem(`“${text}”`)));
  $('intents').replaceChildren(...intents.map(({ name, slots }) => listItem(`${name}${slots.length ? `: ${slots.join(', ')}` : ''}`)));
  $('turns').parentElement.scrollTop = $('turns').parentElement.scrollHeight;
}

function listItem(text) {
  const item = document.createElement('li');
  item.textContent = text;
  return item;
}

// A session: from Start to Stop

async function start(open) {
  if (session) return;
  notify('');
  setRunning(true);
  $('speak').disabled = true;
  setStatus('waiting', 'Asking for audio');
  const capture = new Capture();
  const speaks = $('speak').checked && Speaker.isPossible;
  session = { capture, link: null, sent: 0, speaks, answers: domain()?.answers ?? false, failed: false };
  try {
    await open(capture);
  } catch (error) {
    await finish();
    setStatus('error', 'No audio');
    notify(error instanceof CaptureError ? error.message : `Audio does not work: ${error.message}`);
    return;
  }
  fillMicrophones();
  const options = { sampleRate: capture.sampleRate, domain: $('domain').value, playsAnswers: speaks };
  const link = new Link('v1/assistant', 'auricle.assistant.v1', options, key);
  session.link = link;
  link.onmessage = receive;
  link.onclose = closed;
  capture.onchunk = take;
  capture.onend = stop;
  setStatus('waiting', 'Connecting');
  link.open();
}

function take({ pcm, samples, rms, peak }) {
  if (!session) return;
  showLevel(rms, peak);
  if (session.link.send(pcm)) {
    session.sent += samples / session.capture.sampleRate;
    latency.captured(session.sent);
    $('heard').textContent = clock(session.sent);
  }
}

function receive(message) {
  switch (message.type) {
    case 'ready':
      notify('');
      session.sent = 0;
      latency.restart();
      session.capture.start();
      return;
    case 'waiting':
      silence();
      tellWaiting(message);
      checkKey();
      return;
    case 'error':
      if (!message.retryAfter) {
        session.failed = true;
        setStatus('error', 'Stopped');
        notify(`The server has ended the session: ${message.message}`);
      }
      return;
    case 'end':
      return;
  }
  conversation.log(message, happen(message));
  showState(message);
  update();
}

/** Shows an event; what is to be said of it in the list of events. */
function happen(message) {
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
      return understand(message);
    case 'noMatch':
      conversation.note(message.reason === 'too_long' ? 'That was too long.' : 'That is nothing I know.');
      return message.reason.replaceAll('_', ' ');
    case 'answer':
      conversation.answer(message.text || message.problem);
      if (message.state === 'answering') play(message.text);
      return message.text || message.problem;
    default:
      return '';
  }
}

function understand(message) {
  conversation.meant(message);
  const millis = latency.of(message.heard);
  if (!Number.isNaN(millis)) $('latency').textContent = `${Math.round(millis)} ms`;
  const values = message.slots.map(({ value, text }) => value || text);
  if (!session.answers && session.speaks) { // nobody else answers: read back what was understood
    const answer = message.missingSlots.length ? `${message.missingSlots.join(', ')}?` : values.join(', ') || message.intent;
    conversation.answer(answer);
    play(answer);
  }
  return `${message.intent}(${message.slots.map(({ slot, value }) => `${slot}=${value}`).join(', ')})`;
}

function play(text) {
  const { link } = session;
  link.say({ type: 'answerStarted' });
  speaker.speak(text, () => link.say({ type: 'answerFinished' }));
}

function showState({ state, type }) {
  const names = {
    asleep: ['asleep', 'Asleep'],
    listening: ['listening', 'Listening'],
    hearing: ['listening', 'Hearing'],
    thinking: ['waiting', 'Thinking'],
    answering: ['answering', 'Answering'],
  };
  if (state && type !== 'interim') setStatus(...names[state]);
}

function stop() {
  if (!session?.link) return;
  if (session.link.isReady) setStatus('waiting', 'Finishing');
  speaker.stop();
  session.capture.close();
  session.link.stop();
}

async function closed() {
  const failed = session?.failed;
  await finish();
  if (!failed) {
    setStatus('idle', 'Ready');
    notify('');
  }
}

function silence() {
  speaker.stop();
  showSilence();
}

async function finish() {
  const { capture } = session;
  session = null;
  await capture.close();
  setRunning(false);
  $('speak').disabled = !Speaker.isPossible;
  silence();
  update();
}

// Domains and keys

async function fillDomains() {
  const found = await get('v1/domains');
  if (!found) return;
  domains = found.data;
  $('domain').replaceChildren(...domains.map(({ name }) => new Option(name, name)));
  $('toggle').disabled = $('file').disabled = domains.length === 0 || !Capture.isPossible;
  if (domains.length === 0) {
    setStatus('error', 'No domain');
    notify('This server has nothing to talk about. Start it with a domain file: auricle serve --domain coffee.yaml');
  }
  update();
}

/** A websocket does not say why it was refused; a plain request does. */
async function checkKey() {
  try {
    if (!(await get('v1/domains'))) session?.link.close();
  } catch {
    // still disconnected
  }
}

// Buttons

$('toggle').addEventListener('click', () => (session ? stop() : start(openMicrophone)));
$('domain').addEventListener('change', update);
$('clear').addEventListener('click', () => {
  conversation.clear();
  update();
});
$('cancel').addEventListener('click', () => {
  speaker.stop();
  session?.link?.say({ type: 'cancelTurn' });
});
addEventListener('pagehide', () => session?.link?.close());

if (!Speaker.isPossible) {
  $('speak').checked = false;
  $('speak').disabled = true;
}
beginPage(fillDomains, start);
