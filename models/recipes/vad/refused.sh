#!/usr/bin/env bash
# How sure a model is of what its gate refuses: readings of music and noise of SEED (tunes.py, "auricle vad sounds"),
# and of speech, by confidence (Refused.java). From SURE in SpeechGate upwards readings are kept; a new model should
# have next to none there for recordings in which nobody speaks. Some minutes; the sounds stay in run/refused-SEED.
#   refused.sh MODEL [SEED] [MANIFEST...]
set -euo pipefail
if [ $# -lt 1 ]; then
  echo "usage: refused.sh MODEL [SEED] [MANIFEST...]" >&2
  exit 2
fi
model=$1 seed=${2:-1}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
auricle=${AURICLE:-$here/../../../tools/auricle}
sounds=$here/run/refused-$seed
if [ ! -e "$sounds/manifest.jsonl" ]; then
  mkdir -p "$sounds"
  python3 "$here/tunes.py" "$sounds" "$seed"
  "$auricle" vad sounds "$sounds" --count 200 --seed "$seed"
fi
"$here/../java.sh" "$here/Refused.java" "$model" "$sounds"/{solo,band,manifest}.jsonl "${@:3}"
