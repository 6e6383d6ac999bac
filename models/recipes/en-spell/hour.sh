#!/usr/bin/env bash
# The parity figures of docs/onnx.md: 92 minutes of speech, natively and in every form that is
# exported. Most of it is far from what en-spell and en-letters are for. Needs opusdec (opus-tools).
#   hour.sh [MODEL] [OPTION...]    of "auricle bench parity", such as --quantized
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
data=$(cd "$top/../shared/data" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
every() { # every N CORPUS/MANIFEST: each N-th recording of it, from the first
  local corpus=${2%/*}
  awk -v n="$1" '(NR - 1) % n == 0' "$data/$2.jsonl" | while IFS= read -r line; do
    file=${line##*\"audio_filepath\": \"}
    file=${file%%\"*}
    path=$data/$corpus/$file
    if [ "${file##*.}" = opus ]; then
      path=$work/$corpus-$(basename "$file" .opus).wav
      opusdec --quiet --rate 16000 --force-wav "$data/$corpus/$file" "$path" </dev/null
    fi
    case $line in *'"text": '*) ;; *) line="{\"text\": \"\", ${line#\{}" ;; esac
    printf '%s\n' "${line/"$file"/$path}"
  done
}
{
  every 1 an4/dev
  every 1 an4/train
  every 4 fsdd/train
  every 8 speechocean/train
  every 6 kathleen/train
  every 4 coffee/dev
} >"$work/hour.jsonl"
"${AURICLE:-$top/tools/auricle}" bench parity --data "$work/hour.jsonl" "$@"
