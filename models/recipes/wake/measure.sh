#!/usr/bin/env bash
# The figures of docs/wake.md: misses and false alarms of phrases, on speech that is in no training. Makes
# ../en/run/data and synthetic speech (synthesize.py) first, unless they are there. Half an hour.
#   measure.sh [MODEL]
set -euo pipefail
recipe=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
auricle=${AURICLE:-$recipe/../../../tools/auricle}
model=${1:-en-small}
shared=$recipe/../../../../shared/data
data=$recipe/../en/run/data
made=$recipe/run
[ -f "$data/ocean-dev.jsonl" ] || "$recipe/../en/prepare.sh"
[ -f "$made/wake.jsonl" ] || python3 "$recipe/synthesize.py" "$shared/text/books/valid.txt" "$made"
noise=(--noise "$shared/noise/manifest.jsonl" --snr 10)
phrases='hey auricle|okay auricle|hello computer'
spot() { # what, then arguments
  printf '\n%s\n' "$1"
  "$auricle" spot eval --model "$model" "${@:2}"
}
spot "three phrases, synthetic voices" "$phrases" "$made/wake.jsonl"
spot "three phrases in other speech" "$phrases" "$made/books.jsonl" "$data/an4-dev.jsonl"
for words in 2 3 4; do
  drawn=(--draw 50 --words "$words" --seed 3)
  spot "$words words, Kathleen and coffee orders" "${drawn[@]}" "$data/kathleen-dev.jsonl" "$data/coffee-dev.jsonl"
done
spot "4 words, the same in noise" "${drawn[@]}" "${noise[@]}" "$data/kathleen-dev.jsonl" "$data/coffee-dev.jsonl"
spot "3 words, speechocean762" --draw 50 --words 3 --seed 3 "$data/ocean-dev.jsonl"
