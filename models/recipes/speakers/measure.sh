#!/usr/bin/env bash
# The figures of docs/adaptation.md: ways to suit the models that ship to each speaker of AN4's dev set, without noise
# and with noise at 10 dB. "measure.sh MODEL MANIFEST [NOISE SNR]" measures one model on other recordings.
set -euo pipefail
recipes=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
measure() {
  echo "== $*"
  "$recipes/java.sh" "$recipes/speakers/Speakers.java" "$@"
}
if [ $# -gt 0 ]; then
  measure "$@"
  exit
fi
data=$recipes/../../../shared/data
an4=$data/an4/dev.jsonl
measure en-letters "$an4"
measure en-spell "$an4"
measure en-letters "$an4" "$data/noise/manifest.jsonl" 10
