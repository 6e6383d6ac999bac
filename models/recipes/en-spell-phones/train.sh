#!/usr/bin/env bash
# Makes the en-spell-phones bundle: phones of the CMU Pronouncing Dictionary instead of letters, learned
# from en-spell's weights, with the lexicon that spells its 100 words, and then the language models.
# Needs what ../en-spell/train.sh needs; ten minutes on two cores, and goes on where it was stopped.
# ../g2p-en pronounces words of requests that the lexicon lacks.
# Further arguments go to "auricle train".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
[ -f ../en-spell/synthetic/manifest.jsonl ] || {
  echo "$0: no ../en-spell/synthetic (expected: run ../en-spell/train.sh first)" >&2
  exit 1
}
../../../tools/auricle train train.json --out run --resume --init en-spell \
  --name en-spell-phones \
  --description "spelled letters, digits, numbers, dates and short commands in English, by phones" \
  --language en \
  --data "CMU AN4, train: 843 utterances of 66 speakers, 37.5 minutes, BSD-like licence" \
  --data "Free Spoken Digit Dataset: 2,000 digits of 4 speakers, 14 minutes, CC BY-SA 4.0" \
  --data "espeak-ng: 1,500 synthetic utterances, 48 minutes" \
  --licence Apache-2.0 \
  --card CARD.md "$@"
../en-spell/language.sh run/en-spell-phones run/en-spell-phones-lm --g2p ../g2p-en/g2p.safetensors
