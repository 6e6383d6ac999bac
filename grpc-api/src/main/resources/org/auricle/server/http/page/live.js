import { Capture, CaptureError } from './capture.js';
import { Latency } from './latency.js';
import { Link } from './link.js';
import { Transcript, clock } from './transcript.js';

const SILENT_DECIBELS = -60;
const LOUD_DECIBELS = -3;
const PEAK_FALL = 0.6; // decibels a chunk

const $ = (id) => document.getElementById(id);
const transcript = new Transcript($('finals'), $('interim'), $('stable'), $('unstable'));
const latency = new Latency();

let key = sessionStorage.getItem('auricle-key') ?? '';
let session = null; // {capture, link, begun, captured, offset, sent, lost, failed}; times in seconds
let timeline = 0; // where the next session begins, so that subtitles of all of them are in order
let peak = SILENT_DECIBELS;

// What is going on

function setStatus(state, text) {
  $('status').dataset.state = state;
  $('status-text').textContent = text;
}

function notify(text) {
  $('notice').textContent = text;
  $('notice').hidden = !text;
}

function setRunning(running) {
  $('toggle').setAttribute('aria-pressed', String(running));
  $('toggle-text').textContent = running ? 'Stop' : 'Start';
  $('model').disabled = running;
  $('microphone').disabled = running;
  $('file').disabled = running;
  $('file-label').setAttribute('aria-disabled', String(running));
}

function setSpeaking(speaking) {
  $('speech').dataset.on = String(speaking);
  $('speech-text').textContent = speaking ? 'Speech' : 'No speech';
}

function updateActions() {
  for (const id of ['copy', 'save-txt', 'save-srt', 'clear']) $(id).disabled = transcript.isEmpty;
  const nothing = $('finals').children.length === 0;
  $('empty').hidden = session !== null || !nothing;
  $('hush').hidden = !session?.link?.isReady || !nothing || !$('interim').hidden;
}

function showLevel(rms, top) {
  const decibels = Math.max(SILENT_DECIBELS, 20 * Math.log10(rms || 1e-6));
  const share = 1 - decibels / SILENT_DECIBELS;
  peak = Math.max(Math.max(SILENT_DECIBELS, 20 * Math.log10(top || 1e-6)), peak - PEAK_FALL);
  $('level').style.transform = `scaleX(${share})`;
  $('level').dataset.loud = String(peak > LOUD_DECIBELS);
  $('peak').style.transform = `translateX(${100 * (1 - peak / SILENT_DECIBELS)}%)`;
  $('meter').setAttribute('aria-valuenow', String(Math.round(decibels)));
  const words = decibels <= SILENT_DECIBELS + 5 ? 'silent' : peak > LOUD_DECIBELS ? 'too loud' : 'good';
  $('meter').setAttribute('aria-valuetext', words);
}

function showLatency(heardSeconds) {
  const millis = latency.of(heardSeconds);
  if (!Number.isNaN(millis)) {
    $('latency').textContent = `${Math.round(millis)} ms`;
    $('median').textContent = `${Math.round(latency.median)} ms`;
  }
}

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

// A session: from Start to Stop

async function start(open) {
  if (session) return;
  notify('');
  setRunning(true);
  setStatus('waiting', 'Asking for audio');
  const capture = new Capture();
  session = { capture, link: null, begun: false, captured: timeline, offset: 0, sent: 0, lost: 0, failed: false };
  updateActions();
  try {
    await open(capture);
  } catch (error) {
    await finish();
    setStatus('error', 'No audio');
    notify(error instanceof CaptureError ? error.message : `Audio does not work: ${error.message}`);
    return;
  }
  fillMicrophones();
  const link = new Link({ sampleRate: capture.sampleRate, model: $('model').value }, key);
  session.link = link;
  link.onmessage = receive;
  link.onclose = closed;
  capture.onchunk = take;
  capture.onend = stop;
  setStatus('waiting', 'Connecting');
  link.open();
}

function take({ pcm, samples, rms, peak: top }) {
  if (!session) return;
  const seconds = samples / session.capture.sampleRate;
  showLevel(rms, top);
  session.captured += seconds;
  if (session.link.send(pcm)) {
    session.sent += seconds;
    latency.captured(session.sent);
    $('heard').textContent = clock(session.captured);
  } else {
    session.lost += seconds;
  }
}

function receive(message) {
  switch (message.type) {
    case 'ready':
      begin();
      break;
    case 'speechStarted':
      setSpeaking(true);
      break;
    case 'speechEnded':
      setSpeaking(false);
      break;
    case 'interim':
      transcript.showInterim(message.stable, message.unstable);
      showLatency(message.heard);
      updateActions();
      break;
    case 'final':
      transcript.add(message, session.offset);
      showLatency(message.heard);
      updateActions();
      break;
    case 'waiting':
      wait(message);
      break;
    case 'error':
      if (!message.retryAfter) fail(message);
      break;
  }
  follow();
}

function begin() {
  notify('');
  if (session.lost > 0.5 && session.begun) {
    transcript.addGap(`${session.lost.toFixed(1)} s were not heard: the connection was lost`);
  }
  session.begun = true;
  session.offset = session.captured;
  session.sent = 0;
  session.lost = 0;
  latency.restart();
  setStatus('listening', 'Listening');
  updateActions();
  session.capture.start();
}

function wait({ seconds, reason }) {
  transcript.showInterim('', '');
  setSpeaking(false);
  setStatus('waiting', reason === 'overloaded' ? 'Server is busy' : 'Reconnecting');
  const inSeconds = `Next try in ${Math.max(1, Math.round(seconds))} s.`;
  notify(
    reason === 'overloaded'
      ? `The server has as much to do as it can do in time. ${inSeconds}`
      : `The connection to the server is lost. What is said now is not heard. ${inSeconds}`,
  );
  checkKey();
}

function fail(message) {
  session.failed = true;
  setStatus('error', 'Stopped');
  notify(`The server has ended the session: ${message.message}`);
}

function stop() {
  if (!session?.link) return;
  if (session.link.isReady) setStatus('waiting', 'Finishing');
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

async function finish() {
  const { capture } = session;
  timeline = transcript.isEmpty ? 0 : session.captured;
  session = null;
  await capture.close();
  transcript.showInterim('', '');
  setSpeaking(false);
  setRunning(false);
  peak = SILENT_DECIBELS;
  showLevel(0, 0);
  updateActions();
}

// Models, microphones, keys

async function fillModels() {
  const response = await fetch('v1/models', { headers: key ? { Authorization: `Bearer ${key}` } : {} });
  if (response.status === 401) {
    askForKey();
    return;
  }
  const { data } = await response.json();
  $('model').replaceChildren(
    ...data.map(({ id, languages }) => new Option(languages?.length ? `${id} (${languages.join(', ')})` : id, id)),
  );
}

async function fillMicrophones() {
  const chosen = $('microphone').value;
  const devices = (await Capture.microphones()).filter(({ deviceId }) => deviceId);
  $('microphone').replaceChildren(
    new Option('Default', ''),
    ...devices.map(({ label, deviceId }, i) => new Option(label || `Microphone ${i + 1}`, deviceId)),
  );
  if (devices.some(({ deviceId }) => deviceId === chosen)) $('microphone').value = chosen;
}

/** A websocket does not say why it was refused; a plain request does. */
async function checkKey() {
  try {
    const response = await fetch('v1/models', { headers: key ? { Authorization: `Bearer ${key}` } : {} });
    if (response.status === 401 && session) {
      session.link.close();
      askForKey();
    }
  } catch {
    // still disconnected
  }
}

function askForKey() {
  if (!$('key-dialog').open) $('key-dialog').showModal();
}

$('key-form').addEventListener('submit', () => {
  key = $('key').value.trim();
  sessionStorage.setItem('auricle-key', key);
  $('key').value = '';
  loadModels();
});

function loadModels() {
  fillModels().catch(() => {
    setStatus('error', 'No server');
    notify('The server does not answer. Is it running?');
  });
}

// Buttons, keys, files

const openMicrophone = (capture) => capture.openMicrophone($('microphone').value);

$('toggle').addEventListener('click', () => (session ? stop() : start(openMicrophone)));

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
  if (!session) timeline = 0;
  updateActions();
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

$('file').addEventListener('change', () => {
  const [file] = $('file').files;
  $('file').value = '';
  if (file) start((capture) => capture.openFile(file));
});

for (const type of ['dragenter', 'dragover']) {
  document.addEventListener(type, (event) => {
    event.preventDefault();
    document.body.classList.add('dropping');
  });
}

document.addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) document.body.classList.remove('dropping');
});

document.addEventListener('drop', (event) => {
  event.preventDefault();
  document.body.classList.remove('dropping');
  const [file] = event.dataTransfer.files;
  if (file) start((capture) => capture.openFile(file));
});

addEventListener('pagehide', () => session?.link?.close());

loadModels();
fillMicrophones();
if (!Capture.isPossible) {
  $('toggle').disabled = true;
  $('file').disabled = true;
  setStatus('error', 'No audio');
  notify('Browsers give the microphone only to pages that came over https or from localhost. Open this page at one of these.');
}
