#!/usr/bin/env bash
# How long "auricle transcribe" takes for three seconds of speech, the JVM's start included.
#
#   tools/bench/cold-start.sh [-n ROUNDS] [JDK ...]
#
# JDK is a JDK's home; with several they take turns, as they do with the vector kernels from the
# first call on (-Dauricle.kernels=vector: what a start was before plain loops stood in for them).
# Prints medians, the least and the most, in seconds: wall, and processor time of all threads, which
# other work on the machine disturbs less. Ends with an error if any two transcripts differ.
set -euo pipefail

top=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
rounds=15
if [ "${1:-}" = -n ]; then
  case ${2:-} in
    '' | *[!0-9]*)
      echo "usage: cold-start.sh [-n ROUNDS] [JDK ...]" >&2
      exit 2
      ;;
  esac
  rounds=$2
  shift 2
fi
[ $# -gt 0 ] || set -- ''
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The first three seconds of a sample, 16-bit at 16 kHz: its header says how long it is, twice.
wav=$folder/three.wav
bytes=96000
# shellcheck disable=SC2059 # the format is the bytes
le32() { printf "\\x$(printf %02x $(($1 & 255)))\\x$(printf %02x $(($1 >> 8 & 255)))\\x$(printf %02x $(($1 >> 16 & 255)))\\x00"; }
sample=$top/docs/samples/spelled.wav
{
  printf RIFF
  le32 $((bytes + 36))
  head -c 40 "$sample" | tail -c 32
  le32 $bytes
  tail -c +45 "$sample" | head -c $bytes
} >"$wav"

TIMEFORMAT='%R %U %S'
start() { # start JDK OPTIONS
  AURICLE_JAVA_HOME=$1 AURICLE_JAVA_OPTS=$2 "$top/tools/auricle" transcribe --json "$wav"
}

for jdk; do # builds what is missing, and reads the files once
  for options in '' -Dauricle.kernels=vector; do
    start "$jdk" "$options" >>"$folder/transcripts"
  done
done
for ((round = 0; round < rounds; round++)); do
  number=0
  for jdk; do
    number=$((number + 1))
    for kernels in plain vector; do
      options=
      [ $kernels = plain ] || options=-Dauricle.kernels=vector
      { time start "$jdk" "$options" >>"$folder/transcripts"; } 2>>"$folder/$number.$kernels"
    done
  done
done

column() { # column NAME FILE FIELDS: median, least and most of a sum of fields
  awk "{print $3}" "$2" | sort -n | awk -v name="$1" \
    '{v[NR] = $1} END {printf "  %s %.2f (%.2f to %.2f)", name, v[int((NR + 1) / 2)], v[1], v[NR]}'
}
number=0
for jdk; do
  number=$((number + 1))
  for kernels in plain vector; do
    printf '%s, %-6s' "${jdk:-newest JDK}" $kernels
    # shellcheck disable=SC2016 # fields of awk
    column wall "$folder/$number.$kernels" '$1'
    # shellcheck disable=SC2016
    column processor "$folder/$number.$kernels" '$2+$3'
    printf '\n'
  done
done
if [ "$(sort -u "$folder/transcripts" | wc -l)" != 1 ]; then
  printf 'cold-start: the transcripts differ:\n%s\n' "$(sort -u "$folder/transcripts")" >&2
  exit 1
fi
