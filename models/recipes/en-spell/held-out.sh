#!/usr/bin/env bash
# The figures of docs/accuracy.md on a speaker of the Free Spoken Digit Dataset whom no training has heard: of the
# first stage, of the second, and of their mean, all with the words and language models that the mean has got.
# Trains the second stage without him first (train.sh), a quarter of an hour on two cores.
#   held-out.sh [SPEAKER]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
auricle=${AURICLE:-../../../tools/auricle}
speaker=${1:-theo}
run=run-$speaker
digits=../en/run/data/fsdd-dev.jsonl
HELD_OUT=$speaker ./train.sh
rate() { # what, then options of eval
  printf '%s: %s\n' "$1" "$("$auricle" eval --worst 0 "${@:2}" | grep '^WER')"
}
../java.sh ../en-small/Edges.java "$digits" "$run/quiet" 1 1
../assemble.sh "$run/en-spell-lm" "$run/first" "${START:-../en-small/run/mean}/acoustic.safetensors"
../assemble.sh "$run/en-spell-lm" "$run/second" "$run/en-spell/acoustic.safetensors"
rate "first stage" --ungated --model "$run/first" "$digits"
rate "second stage" --ungated --model "$run/second" "$digits"
rate "mean" --ungated --model "$run/en-spell-lm" "$digits"
cp -r "$run/en-spell-lm/." "$run/as-recorded"
sed -i -E 's/("quietSeconds" : )[0-9.]+/\10/' "$run/as-recorded/bundle.json"
rate "mean, heard as recorded" --ungated --model "$run/as-recorded" "$digits"
rate "mean, with the detector of speech" --model "$run/en-spell-lm" "$digits"
rate "mean, a second of quiet at both ends" --ungated --model "$run/en-spell-lm" "$run/quiet/manifest.jsonl"
