#!/usr/bin/env bash
# Gives a model of this domain its language models: an n-gram model and an LSTM model of the texts of
# AN4's training set, with weights tuned on AN4's dev set. Needs ../shared/data; a minute on one core.
#   language.sh MODEL OUT [more options of "auricle tune", such as --lexicon FILE]
# The texts are few: every tenth is held back to tell when the LSTM model has learned enough. With
# RESCORE=no the LSTM model is left out: letters gain nothing from it, phones do.
set -euo pipefail
model=$1 out=$2
shift 2
recipe=$(dirname "${BASH_SOURCE[0]}")
auricle=$recipe/../../../tools/auricle
an4=$recipe/../../../../shared/data/an4
run=$recipe/run/language
mkdir -p "$run"
sed -n 's/.*"text": "\([^"]*\)".*/\1/p' "$an4/train.jsonl" >"$run/all.txt"
awk 'NR % 10 != 0' "$run/all.txt" >"$run/train.txt"
awk 'NR % 10 == 0' "$run/all.txt" >"$run/held-back.txt"
"$auricle" lm build "$run/all.txt" -o "$run/lm.bin"
if [ "${RESCORE:-yes}" = yes ]; then
  "$auricle" train lm "$run/train.txt" --dev "$run/held-back.txt" --out "$run/lstm" --resume \
    --hidden 128 --embedding 128 --dropout 0.5 --epochs 40 --patience 8
  set -- --rescorer "$run/lstm/lm-lstm.safetensors" "$@"
fi
"$auricle" tune "$an4/dev.jsonl" --model "$model" --out "$out" --lm "$run/lm.bin" "$@"
