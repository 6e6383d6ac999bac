#!/usr/bin/env bash
# The figures of docs/accuracy.md on en-small, a line each: speakers of speechocean762 and sentences of the other
# corpora that are in no training. Makes ../en/run/data first, unless it is there. Some minutes.
#   measure.sh [MODEL]
set -euo pipefail
recipe=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
auricle=${AURICLE:-$recipe/../../../tools/auricle}
model=${1:-en-small}
data=$recipe/../en/run/data
[ -f "$data/ocean-dev.jsonl" ] || "$recipe/../en/prepare.sh"
part=$(mktemp -p "$data" part-XXXX.jsonl) # beside the manifests, since paths are relative to them
edges=$(mktemp -d)
trap 'rm -rf "$part" "$edges"' EXIT
rate() { # what, then options of eval and a manifest
  printf '%s: %s\n' "$1" "$("$auricle" eval --worst 0 --model "$model" "${@:2}" | grep '^WER')"
}
speakers() { # what, regular expression on the speakers' numbers
  grep -E "\"speaker\": \"so($2)\"" "$data/ocean-dev.jsonl" >"$part"
  rate "$1" "$part"
  rate "$1, without the detector" --ungated "$part"
}
speakers "adults 0482, 1336, 2427, 9613" '0482|1336|2427|9613'
speakers "adults 1029, 2168, 9614, 9649" '1029|2168|9614|9649'
speakers "all eight adults" '0482|1029|1336|2168|2427|9613|9614|9649'
speakers "children and teenagers 0001, 0026, 3083, 9070" '0001|0026|3083|9070'
rate Kathleen "$data/kathleen-dev.jsonl"
rate "coffee orders" "$data/coffee-dev.jsonl"
redrawn() { # what, manifest: the same recordings with other quiet at their ends
  for seconds in 0 1; do
    "$recipe/../java.sh" "$recipe/Edges.java" "$2" "$edges" "$seconds" "$seconds"
    rate "$1, $seconds s of quiet at their ends" "$edges/manifest.jsonl"
    rate "the same without the detector" --ungated "$edges/manifest.jsonl"
  done
}
redrawn "coffee orders" "$data/coffee-dev.jsonl"
redrawn "speechocean762, all twelve speakers" "$data/ocean-dev.jsonl"
