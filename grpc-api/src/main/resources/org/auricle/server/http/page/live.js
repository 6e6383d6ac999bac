import { Capture, CaptureError } from './capture.js';
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
import { Transcript, clock } from './transcript.js';

const transcript = new Transcript($('finals'), $('interim'), $('stable'), $('unstable'));
const latency = new Latency();

let session = null; // {capture, link, begun, captured, offset, sent, lost, failed}; times in seconds
let timeline = 0; // where the next session begins, so that subtitles of all of them are in order

// What is going on

function updateActions() {
  for (const id of ['copy', 'save-txt', 'save-srt', 'clear']) $(id).disabled = transcript.isEmpty;
  const nothing = $('finals').children.length === 0;
  $('empty').hidden = session !== null || !nothing;
  $('hush').hidden = !session?.link?.isReady || !nothing || !$('interim').hidden;
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
  const link = new Link('v1/live', 'auricle.live.v1', { sampleRate: capture.sampleRate, model: $('model').value }, key);
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

function wait(message) {
  transcript.showInterim('', '');
  setSpeaking(false);
  tellWaiting(message);
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
  setRunning(false);
  showSilence();
  updateActions();
}

// Models and keys

async function fillModels() {
  const models = await get('v1/models');
  if (!models) return;
  $('model').replaceChildren(
    ...models.data.map(({ id, languages }) => new Option(languages?.length ? `${id} (${languages.join(', ')})` : id, id)),
  );
}

/** A websocket does not say why it was refused; a plain request does. */
async function checkKey() {
  try {
    if (!(await get('v1/models'))) session?.link.close();
  } catch {
    // still disconnected
  }
}

// Buttons

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

addEventListener('pagehide', () => session?.link?.close());

beginPage(fillModels, start);
