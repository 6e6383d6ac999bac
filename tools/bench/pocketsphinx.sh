#!/usr/bin/env bash
# Auricle beside PocketSphinx on the same recordings, in turns: seconds, and word error rate.
#
#   tools/bench/pocketsphinx.sh MANIFEST [ROUNDS]
#
# MANIFEST: JSON lines with audio_filepath, relative to the manifest, and text, as "auricle eval"
# takes them. Needs pocketsphinx, pocketsphinx-en-us, ffmpeg and jq. Each program has one core
# (taskset), reads the same WAV files and starts once a round, reading its model within the time.
# PocketSphinx runs as its package sets it up: its own English acoustic model, dictionary and
# trigrams. Options for Auricle stand in AURICLE_OPTIONS, for PocketSphinx in POCKETSPHINX_OPTIONS.
# shellcheck disable=SC2016 # what median takes are fields of awk
set -euo pipefail

top=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
if [ $# -lt 1 ] || [ ! -f "$1" ]; then
  echo "usage: pocketsphinx.sh MANIFEST [ROUNDS]" >&2
  exit 2
fi
manifest=$1
rounds=${2:-3}
for tool in pocketsphinx_batch ffmpeg jq taskset; do
  command -v $tool >/dev/null || { printf 'pocketsphinx.sh: %s not found\n' $tool >&2; exit 1; }
done
models=/usr/share/pocketsphinx/model/en-us
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

base=$(cd "$(dirname "$manifest")" && pwd)
number=10000
while IFS=$'\t' read -r audio text; do
  number=$((number + 1))
  case $audio in /*) ;; *) audio=$base/$audio ;; esac
  ffmpeg -v error -nostdin -i "$audio" -ac 1 -ar 16000 -c:a pcm_s16le "$folder/$number.wav"
  printf '%s\n' $number >>"$folder/list"
  printf '%s\n' "$text" >>"$folder/truth"
done < <(jq -r '[.audio_filepath, .text] | @tsv' "$manifest")
bytes=$(cat "$folder"/*.wav | wc -c)

auricle() {
  # shellcheck disable=SC2086 # a list
  (cd "$folder" && taskset -c 0 "$top/tools/auricle" transcribe --threads 1 ${AURICLE_OPTIONS:-} ./*.wav) |
    sed 's/^[^:]*: *//' >"$folder/auricle"
}
pocketsphinx() {
  # shellcheck disable=SC2086 # a list
  taskset -c 0 pocketsphinx_batch -adcin yes -adchdr 44 -cepdir "$folder" -cepext .wav \
    -ctl "$folder/list" -hyp "$folder/hyp" -hmm $models/en-us -lm $models/en-us.lm.bin \
    -dict $models/cmudict-en-us.dict -logfn /dev/null ${POCKETSPHINX_OPTIONS:-} >/dev/null 2>&1
  sed 's/ *([^()]*)$//; s/([0-9]*)//g' "$folder/hyp" >"$folder/pocketsphinx"
}

TIMEFORMAT='%R %U %S'
auricle # once beforehand: builds what is missing
for ((round = 0; round < rounds; round++)); do
  for program in auricle pocketsphinx; do
    { time $program; } 2>>"$folder/$program.times"
  done
done

errors() { # words wrong, in percent, of a file of hypotheses
  paste -d '\t' "$folder/truth" "$1" | awk -F '\t' '
    function min(a, b) { return a < b ? a : b }
    {
      n = split($1, r, " "); m = split($2, h, " ")
      for (j = 0; j <= m; j++) d[0, j] = j
      for (i = 1; i <= n; i++) {
        d[i, 0] = i
        for (j = 1; j <= m; j++)
          d[i, j] = min(min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (tolower(r[i]) != tolower(h[j])))
      }
      wrong += d[n, m]; words += n
    }
    END { printf "%.2f", 100 * wrong / words }'
}
median() { awk "{print $2}" "$1" | sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
for program in auricle pocketsphinx; do
  printf '%-12s wall %.2f s, processor %.2f s, word error rate %s %%\n' $program \
    "$(median "$folder/$program.times" '$1')" "$(median "$folder/$program.times" '$2+$3')" \
    "$(errors "$folder/$program")"
done
printf '%s files, %.1f s of audio; Auricle is %.1f times as fast in processor time\n' \
  "$(wc -l <"$folder/list")" "$(awk "BEGIN {print $bytes / 32000}")" \
  "$(awk "BEGIN {print $(median "$folder/pocketsphinx.times" '$2+$3') / $(median "$folder/auricle.times" '$2+$3')}")"
