#!/usr/bin/env bash
# Makes the en-spell bundle: goes on from ../en-small's network with this domain's recordings, noise and music,
# takes the mean of both networks, and gives it words and language models. Leaves it in run/en-spell-lm.
# ../en-small/train.sh comes first. A quarter of an hour on two cores; a run that was stopped goes on where it was.
# Further arguments go to "auricle train". The card's figures are measured on the finished bundle and written by hand:
#   tools/auricle eval --model models/recipes/en-spell/run/en-spell-lm ../shared/data/an4/dev.jsonl
# A bundle that is better moves to models/src/main/resources/org/auricle/models/bundles/.
#   HELD_OUT=theo   learns nothing of that speaker of the Free Spoken Digit Dataset, whom the others have not heard
#                   either, and leaves all in run-theo: to measure what an unheard speaker gets (held-out.sh)
#   START=../en/run/en   goes on from another network, such as ../en's, which takes an hour less to train and knows
#                   less of noise
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
auricle=${AURICLE:-../../../tools/auricle}
bundles=../../src/main/resources/org/auricle/models/bundles
data=../../../../shared/data
start=${START:-../en-small/run/mean}
if [ ! -f "$start/bundle.json" ]; then
  echo "$0: no $start (expected: run ../en-small/train.sh first)" >&2
  exit 1
fi
run=run
recipe=train.json
if [ -n "${HELD_OUT:-}" ]; then
  if ! grep -q "\"speaker\": \"$HELD_OUT\"" ../en/run/data/fsdd-dev.jsonl; then
    echo "$0: HELD_OUT: $HELD_OUT (expected: a speaker in ../en/run/data/fsdd-dev.jsonl, whom ../en has not heard)" >&2
    exit 2
  fi
  run=run-$HELD_OUT
  recipe=$run.json
  sed "s|\"$data/fsdd/train.jsonl\"|\"$run/fsdd.jsonl\"|" train.json >"$recipe"
  mkdir -p "$run"
  grep -v "\"speaker\": \"$HELD_OUT\"" "$data/fsdd/train.jsonl" |
    sed "s|\"audio_filepath\": \"|&../$data/fsdd/|" >"$run/fsdd.jsonl"
fi
../sounds.sh run/sounds
if [ ! -f run/alone/manifest.jsonl ]; then # letters as words of their own, see ../en/Prepare.java
  java Synthesize.java run/alone.part 600 3 alone
  sed -E -i 's/"text": "([a-z])"/"text": "\1."/' run/alone.part/manifest.jsonl
  mv run/alone.part run/alone
fi
if [ ! -f run/words/manifest.jsonl ]; then
  ../java.sh Isolate.java en-letters "$data/an4/train.jsonl" run/words.part
  mv run/words.part run/words
fi
"$auricle" train "$recipe" --init "$start" --out "$run" --resume \
  --name en-spell \
  --description "spelled letters, digits, numbers, dates and short commands in English" \
  --language en \
  --data "CMU AN4, train: 843 utterances of 66 speakers, 37.5 minutes, BSD-like licence" \
  --data "speechocean762, train without 12 speakers: 2,260 utterances, 156 minutes" \
  --data "Kathleen (CMU ARCTIC sentences): 1,553 utterances, 79 minutes, CC0" \
  --data "coffee orders (Picovoice): 263 utterances, 37 minutes, Apache-2.0" \
  --data "Free Spoken Digit Dataset: 2,000 digits of 4 speakers, 14 minutes, CC BY-SA 4.0" \
  --data "espeak-ng: 2,100 synthetic utterances, 56 minutes" \
  --data "noise of ESC-10 and Speech Commands, CC BY; 400 synthesised sounds" \
  --licence Apache-2.0 \
  --card "$bundles/en-spell/CARD.md" "$@"
../java.sh ../Average.java "$run/mean" "$run/en-spell" "$start"
./language.sh "$run/mean" "$run/en-spell-tuned" --g2p ../g2p-en/g2p.safetensors \
  --blank-discount 1.5 --beam 64
../assemble.sh "$run/en-spell-tuned" "$run/en-spell-lm" "$bundles/en-spell/CARD.md" \
  "$bundles/en-letters/vad.safetensors"
