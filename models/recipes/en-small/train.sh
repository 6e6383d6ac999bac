#!/usr/bin/env bash
# Teaches ../en's network noise, and spoken orders more than the rest (run/network), then other people's talk
# (run/babble), then to do with any quiet at both ends of what is said (run/quiet, and once more run/quiet-2), and
# leaves a mean in run/mean: what assemble.sh makes the bundle of. ../en/train.sh comes first. An hour and a half on
# two cores; a run that was stopped goes on where it was. Further arguments go to "auricle train". The network that
# ships went on from 40 epochs of ../en's recipe as it was in commit 670a52d.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
auricle=${AURICLE:-../../../tools/auricle}
if [ ! -f ../en/run/en/bundle.json ]; then
  echo "$0: no ../en/run/en (expected: run ../en/train.sh first)" >&2
  exit 1
fi
mkdir -p run
../sounds.sh run/sounds
train() { # model to go on from, folder, then options of train
  "$auricle" train train.json --init "$1" --out "$2" --resume "${@:3}" \
    --name en-small \
    --description "everyday English, 40,000 words" \
    --language en \
    --data "CMU AN4, train: 843 utterances of 66 speakers, 37.5 minutes, BSD-like licence" \
    --data "speechocean762, train without 12 speakers: 2,260 utterances, 156 minutes" \
    --data "Kathleen (CMU ARCTIC sentences): 1,553 utterances, 79 minutes, CC0" \
    --data "coffee orders (Picovoice): 263 utterances, 37 minutes, Apache-2.0" \
    --data "Free Spoken Digit Dataset, train without one speaker: 1,500 digits, 11 minutes, CC BY-SA 4.0" \
    --data "espeak-ng: 1,500 synthetic utterances, 48 minutes" \
    --data "noise of ESC-10 and Speech Commands, CC BY; 400 synthesised sounds" \
    --licence Apache-2.0
}
mean() { # folder, two models
  ../java.sh ../Average.java "$@"
}
talk() { # model to go on from, folder, then options of train: with other people's talk
  train "$1" "$2" --set augmentation.noise.probability=0.8 \
    --set augmentation.noise.synthetic=0.15 --set augmentation.noise.babble=0.35 \
    --set schedule.epochs=8 "${@:3}"
}
train ../en/run/en run/network "$@"
talk run/network/en-small run/babble --set schedule.seed=2 "$@"
mean run/mean-noise run/babble/en-small run/network/en-small
talk run/mean-noise run/quiet --set augmentation.quiet.probability=0.6 --set schedule.seed=3 "$@"
mean run/mean-quiet run/quiet/en-small run/mean-noise
talk run/mean-quiet run/quiet-2 --set augmentation.quiet.probability=0.6 --set schedule.seed=5 \
  --set schedule.epochs=4 "$@"
mean run/mean-late run/quiet-2/en-small run/quiet/en-small
mean run/mean run/mean-late run/mean-quiet
