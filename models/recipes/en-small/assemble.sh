#!/usr/bin/env bash
# Makes the en-small bundle in run/en-small of an acoustic model of phones and of what language.sh left
# in run/. Further arguments are files of the bundle, by their names there (g2p.safetensors,
# vad.safetensors, lm-lstm.safetensors).
#   assemble.sh ACOUSTIC_BUNDLE [FILE...]
# CARD.md goes with it; its figures are measured on the finished bundle and written by hand:
#   ../../../tools/auricle eval --model run/en-small DATA/ocean-dev.jsonl
set -euo pipefail
acoustic=$(realpath "$1")
shift
files=()
for file in "$@"; do files+=("$(realpath "$file")"); done
cd "$(dirname "${BASH_SOURCE[0]}")"
../../../tools/auricle --help >/dev/null # builds what is missing
java -cp "$(echo ../../../tools/target/lib/*.jar | tr ' ' ':')" Assemble.java \
  "$acoustic" run/en-small en-small "open vocabulary of 40,000 words in English" \
  "${BEAM:-512}" "${LM_WEIGHT:-1}" "${WORD_SCORE:-2}" \
  CARD.md run/lexicon.txt run/lm.bin "${files[@]}"
bytes=$(du -sb run/en-small | cut -f1)
echo "run/en-small: $bytes bytes"
[ "$bytes" -lt 40000000 ] || {
  echo "run/en-small: $bytes bytes (expected: < 40,000,000; a larger PRUNE makes lm.bin smaller)" >&2
  exit 1
}
