#!/usr/bin/env bash
# The cards' cross-validated error rates: the weights of the language models are tuned on every other
# speaker of AN4's dev set and measured on the rest, both ways. They start from the usual ones, since
# the model's own know all speakers. The figure is the word errors of both reports over all 606 words.
#   crossvalidate.sh MODEL [OPTION...]     options of "auricle tune": the model's files; without any, those that
#                                          language.sh made, as for en-spell
#   crossvalidate.sh en-letters --lm models/recipes/en-letters/run/language/lm.bin
set -euo pipefail
if [ $# -lt 1 ]; then
  echo "usage: crossvalidate.sh MODEL [OPTION...]" >&2
  exit 2
fi
recipe=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
auricle=${AURICLE:-$recipe/../../../tools/auricle}
model=$1
shift
[ $# -gt 0 ] || set -- --lexicon "$recipe/run/language/lexicon.txt" --lm "$recipe/run/language/lm.bin" \
  --rescorer "$recipe/run/language/lstm/lm-lstm.safetensors"
an4=$(cd "$recipe/../../../../shared/data/an4" && pwd)
run=$recipe/run/folds
mkdir -p "$run"
rm -f "$run"/*.jsonl
n=0
sed -n 's/.*"speaker": "\([^"]*\)".*/\1/p' "$an4/dev.jsonl" | sort -u | while read -r speaker; do
  grep "\"speaker\": \"$speaker\"" "$an4/dev.jsonl" |
    sed "s|\"audio_filepath\": \"|&$an4/|" >>"$run/$n.jsonl"
  n=$((1 - n))
done
for fold in 0 1; do
  "$auricle" tune "$run/$fold.jsonl" --model "$model" --no-lm "$@" --out "$run/tuned$fold" \
    --lm-weight 0.5 --word-score 2 --unknown-score -10
  "$auricle" eval --model "$run/tuned$fold" --worst 0 "$run/$((1 - fold)).jsonl"
done
