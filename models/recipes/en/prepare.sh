#!/usr/bin/env bash
# Makes what the English models learn from and are measured on, in run/data: manifests of each corpus, in two
# parts where some of it is held out, and the lexicon (Prepare.java). Needs the corpora beside the project
# (../shared/data), Debian's pocketsphinx-en-us, for the dictionary, and espeak-ng, for synthetic speech.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
dictionary=/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict
[ -f "$dictionary" ] || {
  echo "$0: no $dictionary (expected: Debian's package pocketsphinx-en-us)" >&2
  exit 1
}
../en-spell/synthesize.sh
java Prepare.java ../../../../shared/data ../en-spell/synthetic/manifest.jsonl "$dictionary" words.txt run/data
