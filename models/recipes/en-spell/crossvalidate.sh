#!/usr/bin/env bash
# The card's cross-validated error rate: the weights of the language model are tuned on every other
# speaker of AN4's dev set and measured on the rest, both ways. They start from the usual ones, since
# the model's own know all speakers. The figure is the word errors of both reports over all 606 words.
# Needs run/language/lm.bin, which language.sh makes.
set -euo pipefail
recipe=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
auricle=$recipe/../../../tools/auricle
an4=$(cd "$recipe/../../../../shared/data/an4" && pwd)
run=$recipe/run/folds
mkdir -p "$run"
rm -f "$run"/*.jsonl
n=0
for speaker in $(sed -n 's/.*"speaker": "\([^"]*\)".*/\1/p' "$an4/dev.jsonl" | sort -u); do
  grep "\"speaker\": \"$speaker\"" "$an4/dev.jsonl" |
    sed "s|\"audio_filepath\": \"|&$an4/|" >>"$run/$n.jsonl"
  n=$((1 - n))
done
for fold in 0 1; do
  "$auricle" tune "$run/$fold.jsonl" --model en-spell --no-lm \
    --lm "$recipe/run/language/lm.bin" --out "$run/tuned$fold" \
    --lm-weight 0.5 --word-score 2 --unknown-score -10
  "$auricle" eval --model "$run/tuned$fold" --worst 0 "$run/$((1 - fold)).jsonl"
done
