#!/usr/bin/env bash
# Trains the detector of speech that the bundles bring, from scratch and with the defaults of "auricle train vad", and
# leaves it in run/vad.safetensors. Needs the corpora beside the project (../shared/data). About a quarter of an hour of
# one core; a run that was stopped goes on where it was. Further arguments go to "auricle train vad".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
source models/recipes/vad/split.sh
data=../shared/data
tools/auricle train vad "$data"/{an4,fsdd,speechocean,kathleen}/train.jsonl --noise "$data/noise/manifest.jsonl" \
  --leave-out "$speakers|$noises" --out models/recipes/vad/run --resume "$@"
