#!/usr/bin/env bash
# Gives a model of letters an n-gram model of the texts of AN4's training set, with weights tuned on AN4's
# dev set. Needs ../shared/data; a minute on one core.
#   language.sh MODEL OUT
set -euo pipefail
if [ $# -ne 2 ]; then
  echo "usage: language.sh MODEL OUT" >&2
  exit 2
fi
model=$1 out=$2
recipe=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
auricle=${AURICLE:-$recipe/../../../tools/auricle}
an4=$recipe/../../../../shared/data/an4
mkdir -p "$recipe/run/language"
sed -n 's/.*"text": "\([^"]*\)".*/\1/p' "$an4/train.jsonl" >"$recipe/run/language/all.txt"
"$auricle" lm build "$recipe/run/language/all.txt" -o "$recipe/run/language/lm.bin"
"$auricle" tune "$an4/dev.jsonl" --model "$model" --out "$out" --lm "$recipe/run/language/lm.bin"
