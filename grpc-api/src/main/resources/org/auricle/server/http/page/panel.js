// What the pages have in common: status, level, microphones, files, the key.

import { Capture } from './capture.js';

const SILENT_DECIBELS = -60;
const LOUD_DECIBELS = -3;
const PEAK_FALL = 0.6; // decibels a chunk

export const $ = (id) => document.getElementById(id);

/** What the server asks for, if it asks for anything. */
export let key = sessionStorage.getItem('auricle-key') ?? '';

let peak = SILENT_DECIBELS;

export function setStatus(state, text) {
  $('status').dataset.state = state;
  $('status-text').textContent = text;
}

export function notify(text) {
  $('notice').textContent = text;
  $('notice').hidden = !text;
}

export function setRunning(running) {
  $('toggle').setAttribute('aria-pressed', String(running));
  $('toggle-text').textContent = running ? 'Stop' : 'Start';
  for (const select of document.querySelectorAll('.pickers select')) select.disabled = running;
  $('file').disabled = running;
  $('file-label').setAttribute('aria-disabled', String(running));
}

export function setSpeaking(speaking) {
  $('speech').dataset.on = String(speaking);
  $('speech-text').textContent = speaking ? 'Speech' : 'No speech';
}

export function showLevel(rms, top) {
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

export function showSilence() {
  peak = SILENT_DECIBELS;
  showLevel(0, 0);
  setSpeaking(false);
}

export async function fillMicrophones() {
  const chosen = $('microphone').value;
  const devices = (await Capture.microphones()).filter(({ deviceId }) => deviceId);
  $('microphone').replaceChildren(
    new Option('Default', ''),
    ...devices.map(({ label, deviceId }, i) => new Option(label || `Microphone ${i + 1}`, deviceId)),
  );
  if (devices.some(({ deviceId }) => deviceId === chosen)) $('microphone').value = chosen;
}

/** What the server has at a path; null if it asks for a key first. */
export async function get(path) {
  const response = await fetch(path, { headers: key ? { Authorization: `Bearer ${key}` } : {} });
  if (response.status === 401) {
    if (!$('key-dialog').open) $('key-dialog').showModal();
    return null;
  }
  return response.json();
}

/** Says why there is to be a pause in which nothing is heard. */
export function tellWaiting({ seconds, reason }) {
  setStatus('waiting', reason === 'overloaded' ? 'Server is busy' : 'Reconnecting');
  const inSeconds = `Next try in ${Math.max(1, Math.round(seconds))} s.`;
  notify(
    reason === 'overloaded'
      ? `The server has as much to do as it can do in time. ${inSeconds}`
      : `The connection to the server is lost. What is said now is not heard. ${inSeconds}`,
  );
}

/**
 * Begins: what can be chosen is loaded, now and with another key; files that are chosen or dropped are
 * played.
 */
export function begin(load, start) {
  const loadOrSay = () =>
    load().catch(() => {
      setStatus('error', 'No server');
      notify('The server does not answer. Is it running?');
    });
  $('key-form').addEventListener('submit', () => {
    key = $('key').value.trim();
    sessionStorage.setItem('auricle-key', key);
    $('key').value = '';
    loadOrSay();
  });
  takeFiles(start);
  loadOrSay();
  fillMicrophones();
  if (!Capture.isPossible) {
    $('toggle').disabled = true;
    $('file').disabled = true;
    setStatus('error', 'No audio');
    notify('Browsers give the microphone only to pages that came over https or from localhost. Open this page at one of these.');
  }
}

function takeFiles(start) {
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
}

export const openMicrophone = (capture) => capture.openMicrophone($('microphone').value);
