#!/usr/bin/env bash
# The figures of docs/wake.md: misses and false alarms of phrases, with a page of curves in run. Makes ../en/run/data
# and synthetic speech (synthesize.py) first, unless they are there.
#   measure.sh [MODEL]
set -euo pipefail
recipe=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
auricle=${AURICLE:-$recipe/../../../tools/auricle}
model=${1:-en-small}
data=$recipe/../en/run/data
made=$recipe/run
[ -f "$data/ocean-dev.jsonl" ] || "$recipe/../en/prepare.sh"
[ -f "$made/wake.jsonl" ] || python3 "$recipe/synthesize.py" "$made"
third=$data/kathleen-third.jsonl # beside the whole, since its paths are relative
awk 'NR % 3 == 1' "$data/kathleen-train.jsonl" >"$third"
spot() { # what, then arguments
  printf '\n%s\n' "$1"
  "$auricle" spot eval --model "$model" "${@:2}"
}
spot "phrases drawn from recordings that are in no training" --draw 50 --words 2,3,4 --seed 3 \
  --sensitivity 0,0.125,0.25,0.375,0.5,0.625,0.75,0.875,1 --html "$made/drawn.html" \
  "$data"/{kathleen,coffee,an4,ocean}-dev.jsonl
phrases='hey auricle|okay auricle|hello computer|hey barista|okay computer|hey robot|good morning kitchen|wake up robot'
for speech in "$data/an4-train.jsonl" "$third"; do
  spot "eight phrases in the speech of $(basename "$speech" .jsonl)" --sensitivity 0.25,0.5,0.75,1 "$phrases" "$speech"
done
for phrases in 'hello computer' 'okay auricle' 'hey auricle' 'hey auricle|okay auricle|hello computer'; do
  spot "$phrases, synthetic voices" --sensitivity 0.25,0.5,0.75,1 "$phrases" "$made/wake.jsonl"
done
