#!/usr/bin/env bash
# Makes the en-small bundle in run/en-small, of an acoustic model and of what language.sh and rescorer.sh left in
# run/: its words, its language models, and what pronounces other words and hears whether somebody speaks. CARD.md's
# figures are measured on the finished bundle and written by hand: docs/accuracy.md has the commands.
#   assemble.sh ACOUSTIC_BUNDLE
#   RESCORER=no     without rescorer.sh's model, with the n-grams alone
set -euo pipefail
if [ $# -ne 1 ]; then
  echo "usage: assemble.sh ACOUSTIC_BUNDLE" >&2
  exit 2
fi
model=$1
[ ! -e "$model" ] || model=$(realpath "$model") # not a path: the name of a bundle that ships
cd "$(dirname "${BASH_SOURCE[0]}")"
bundles=../../src/main/resources/org/auricle/models/bundles
rescorer=(run/lstm/lm-lstm.safetensors)
[ "${RESCORER:-yes}" = yes ] || rescorer=()
../assemble.sh "$model" run/en-small name=en-small \
  description="everyday English, 40,000 words" \
  beam="${BEAM:-512}" lm-weight="${LM_WEIGHT:-1.1}" word-score="${WORD_SCORE:-0.5}" \
  blank-discount="${BLANK_DISCOUNT:-1.5}" rescoring="${RESCORING:-0.7,0.25,-10,-0.5}" \
  temperature="${TEMPERATURE:-3}" quiet=0 \
  "$bundles/en-small/CARD.md" run/lexicon.txt run/lm.bin "${rescorer[@]}" ../g2p-en/g2p.safetensors \
  "$bundles/en-letters/vad.safetensors"
bytes=$(du -sb run/en-small | cut -f1)
echo "run/en-small: $bytes bytes"
[ "$bytes" -lt 40000000 ] || {
  echo "run/en-small: $bytes bytes (expected: < 40,000,000; a larger PRUNE makes lm.bin smaller)" >&2
  exit 1
}
