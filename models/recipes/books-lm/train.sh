#!/usr/bin/env bash
# Makes the books-lm language model: leaves run/lm-lstm.safetensors, with report.html beside it.
# Needs the text beside the project (../shared/data/text/books). About an hour on one core that has
# nothing else to do; a run that was stopped goes on where it was. Further arguments go to
# "auricle train lm". The card's figures are measured on the finished model and written by hand.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
BOOKS=../../../../shared/data/text/books
mkdir -p run
head -n 1000 "$BOOKS/valid.txt" > run/dev.txt # enough to choose by, and looked at in seconds
exec "${AURICLE:-../../../tools/auricle}" train lm "$BOOKS/train.txt" --dev run/dev.txt --out run --resume \
  --vocab-size 20000 --embedding 256 --hidden 384 --samples 1000 --batch 40 --bptt 25 \
  --dropout 0 --learning-rate 3e-3 --epochs 2.2 --validations 4 --threads 1 "$@"
