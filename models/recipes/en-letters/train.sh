#!/usr/bin/env bash
# Makes the en-letters bundle: synthesises speech, trains, and leaves the bundle in run/en-letters, with
# report.html beside it, and the same with its language model in run/en-letters-lm. Needs espeak-ng and the
# corpora beside the project (../shared/data). About half an hour on two cores; a run that was stopped goes on
# where it was. Further arguments go to "auricle train". The card's figures are measured on the finished bundle
# and written by hand:
#   tools/auricle eval --model models/recipes/en-letters/run/en-letters-lm ../shared/data/an4/dev.jsonl
# A bundle that is better moves to models/src/main/resources/org/auricle/models/bundles/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
../en-spell/synthesize.sh
"${AURICLE:-../../../tools/auricle}" train train.json --out run --resume \
  --name en-letters \
  --description "spelled letters, digits, numbers, dates and short commands in English" \
  --language en \
  --data "CMU AN4, train: 843 utterances of 66 speakers, 37.5 minutes, BSD-like licence" \
  --data "Free Spoken Digit Dataset: 2,000 digits of 4 speakers, 14 minutes, CC BY-SA 4.0" \
  --data "espeak-ng: 1,500 synthetic utterances, 48 minutes" \
  --licence Apache-2.0 \
  --card ../../src/main/resources/org/auricle/models/bundles/en-letters/CARD.md "$@"
./language.sh run/en-letters run/en-letters-lm
