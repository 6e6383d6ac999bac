#!/usr/bin/env bash
# The card's telephone figure: AN4's dev set through 8 kHz mu-law, recognised by en-spell. Needs sox,
# whose dither moves the figure by a word or two from run to run.
#   telephone.sh [OPTION...]       options of "auricle eval", such as --model en-letters
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
dev=$top/../shared/data/an4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sed -n 's/.*"audio_filepath": "\([^"]*\)".*/\1/p' "$dev/dev.jsonl" | while read -r file; do
  mkdir -p "$work/$(dirname "$file")"
  sox -V1 "$dev/$file" -r 8000 -e mu-law "$work/${file%.flac}.wav"
done
sed 's/\.flac"/.wav"/' "$dev/dev.jsonl" >"$work/dev.jsonl"
"${AURICLE:-$top/tools/auricle}" eval "$work/dev.jsonl" "$@"
