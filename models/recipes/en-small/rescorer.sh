#!/usr/bin/env bash
# Trains the LSTM that puts en-small's readings in order, in run/lstm: on novels, on sentences drawn from the model of
# contemporary English that language.sh has left in run/, which comes first, and on the texts of the speech corpora,
# twenty times each. A fifth of speechocean's training sentences is held back to choose by. Half an hour on one
# core; a run that was stopped goes on where it was. Further arguments go to "auricle train lm".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
books=../../../../shared/data/text/books/train.txt
if [ ! -f run/generic.arpa ]; then
  echo "$0: no run/generic.arpa (expected: run language.sh first, without GENERIC=no)" >&2
  exit 1
fi
if [ ! -f run/generic.txt ]; then
  java -Xmx6g Say.java run/generic.arpa 600000 1 run/generic.part
  mv run/generic.part run/generic.txt
fi
domain=()
for _ in $(seq 20); do domain+=(run/domain-part.txt); done
exec "${AURICLE:-../../../tools/auricle}" train lm "$books" run/generic.txt "${domain[@]}" --dev run/held-back.txt \
  --out run/lstm --resume --vocab-size 11000 --embedding 160 --hidden 416 --samples 1000 --batch 40 --bptt 25 \
  --dropout 0 --learning-rate 3e-3 --epochs 1 --validations 4 --threads 1 "$@"
