#!/usr/bin/env bash
# Makes the en-spell bundle: synthesises speech, trains, and leaves the bundle in run/.
# Needs espeak-ng and the corpora beside the project (../shared/data). About half an hour on two
# cores; a run that was stopped goes on where it was. Further arguments go to "auricle train".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if [ ! -f synthetic/manifest.jsonl ]; then
  java Synthesize.java synthetic.part 1500
  mv synthetic.part synthetic
fi
exec ../../../tools/auricle train train.json --out run --resume "$@"
