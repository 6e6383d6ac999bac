#!/usr/bin/env bash
# Makes 400 pieces of music and noise in which nobody speaks, unless they are there already.
#   sounds.sh FOLDER
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ ! -f "$1/manifest.jsonl" ] || exit 0
rm -rf "$1.part"
"${AURICLE:-$here/../../tools/auricle}" vad sounds "$1.part" --count 400 --seed 1
mv "$1.part" "$1"
