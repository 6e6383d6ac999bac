#!/usr/bin/env bash
# Trains the acoustic model that en-spell and en-small go on from: 39 phones of the CMU Pronouncing
# Dictionary, learned from all corpora beside the project with noise, music, other people's talk and other
# quiet, and leaves it in run/en. Needs what prepare.sh needs. An hour and a half on two cores; a run that
# was stopped goes on where it was. Further arguments go to "auricle train". The networks that ship went on
# from one that had learned by the recipe of commit 670a52d, with less noise, no talk and no other quiet.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
./prepare.sh
../sounds.sh run/sounds
"${AURICLE:-../../../tools/auricle}" train train.json --out run --resume \
  --name en \
  --description "phones of English, for models of words" \
  --language en \
  --data "CMU AN4, train: 843 utterances of 66 speakers, 37.5 minutes, BSD-like licence" \
  --data "speechocean762, train without 12 speakers: 2,260 utterances, 156 minutes" \
  --data "Kathleen (CMU ARCTIC sentences): 1,553 utterances, 79 minutes, CC0" \
  --data "coffee orders (Picovoice): 263 utterances, 37 minutes, Apache-2.0" \
  --data "Free Spoken Digit Dataset, train without one speaker: 1,500 digits, 11 minutes, CC BY-SA 4.0" \
  --data "espeak-ng: 1,500 synthetic utterances, 48 minutes" \
  --data "noise of ESC-10 and Speech Commands, CC BY; 400 synthesised sounds" \
  --licence Apache-2.0 "$@"
