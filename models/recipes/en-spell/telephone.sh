#!/usr/bin/env bash
# The card's telephone figure: AN4's dev set through 8 kHz mu-law, recognised by en-spell. Needs sox,
# whose dither moves the figure by a word or two from run to run (seen: 13.5 and 13.7 % WER).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
dev=../shared/data/an4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sed -n 's/.*"audio_filepath": "\([^"]*\)".*/\1/p' "$dev/dev.jsonl" | while read -r file; do
  mkdir -p "$work/$(dirname "$file")"
  sox -V1 "$dev/$file" -r 8000 -e mu-law "$work/${file%.flac}.wav"
done
sed 's/\.flac"/.wav"/' "$dev/dev.jsonl" >"$work/dev.jsonl"
tools/auricle eval "$work/dev.jsonl" "$@"
