#!/usr/bin/env bash
# The figures of docs/vad.md: AN4's dev set before held-out noise; held-out speakers at the gate; music of sampled
# instruments (tunes.py; needs fluidsynth, its TimGM6mb sound font and sox).
#   measure.sh [DETECTOR]          another than the default bundle's, such as models/recipes/vad/run/vad.safetensors
set -euo pipefail
detector=${1:+$(realpath "$1")}
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
source models/recipes/vad/split.sh
data=$PWD/../shared/data
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
corpus() { # name, regex: the lines of a manifest that it is found in, with whole paths
  sed "s#\"audio_filepath\": \"#&$data/$1/#" "$data/$1/$3" | grep -E "$2" >"$work/$1.jsonl"
}
measure() { # manifest, noise, further arguments
  echo "== $1, $2"
  tools/auricle vad eval "$1" --noise "$2" ${detector:+--model "$detector"} "${@:3}"
}
corpus fsdd "$speakers" train.jsonl
corpus speechocean "$speakers" train.jsonl
corpus coffee . dev.jsonl
python3 models/recipes/vad/tunes.py "$work/tunes"
measure "$data/an4/dev.jsonl" "$data/noise/manifest.jsonl" --only "$noises" --words en-spell
measure "$work/fsdd.jsonl" "$work/tunes/solo.jsonl"
measure "$work/speechocean.jsonl" "$work/tunes/band.jsonl"
measure "$work/coffee.jsonl" "$data/noise/manifest.jsonl" --only "$noises"
