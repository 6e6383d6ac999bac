#!/usr/bin/env bash
# The table of architectures in docs/accuracy.md: small networks, each of AN4's training set alone and for 15
# epochs only, so that one takes some minutes of one core. A row: millions of weights, CER of training's
# validation on AN4's dev set (no language model), and WER with the lexicon and the n-gram model of
# ../en-spell/language.sh (which comes first), at its usual weights. A row that is there stays.
#   sweep.sh [NAME...]        only these rows
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
auricle=${AURICLE:-../../../tools/auricle}
dev=../../../../shared/data/an4/dev.jsonl
language=../en-spell/run/language
if [ ! -f "$language/lm.bin" ]; then
  echo "$0: no $language/lm.bin (expected: run ../en-spell/train.sh first)" >&2
  exit 1
fi
mkdir -p run
awk -F'\t' '!seen[$1]++ { gsub(/./, "& ", $1); word = $1; gsub(/ /, "", word); print word "\t" $1 }' \
  "$language/lexicon.txt" >run/letters.lexicon
chosen=" $* " known=" "
row() { # name, lexicon, settings
  local name=$1 lexicon=$2 args=()
  shift 2
  known+="$name "
  [ "$chosen" = "  " ] || [[ $chosen == *" $name "* ]] || return 0
  [ -s "run/$name.txt" ] || {
    for setting in "$@"; do args+=(--set "$setting"); done
    "$auricle" train base.json --out "run/$name" --resume --threads 1 --name "$name" --language en \
      --licence Apache-2.0 "${args[@]}"
    local model=run/$name/$name
    "$auricle" eval --json --model "$model" --lexicon "$lexicon" --lm "$language/lm.bin" "$dev" >"run/$name.json"
    python3 - "$name" "run/$name.json" "$model" >"run/$name.txt" <<'PYTHON'
import json, os, sys
name, result, model = sys.argv[1:]
training = json.load(open(model + "/bundle.json"))["training"]
weights = os.path.getsize(model + "/acoustic.safetensors") / 2e6  # 16 bits each
words = json.load(open(result))
print(f"| {name} | {weights:.2f} | {training['devCer']:.1f} | {words['wer']:.1f} |")
PYTHON
  }
  cat "run/$name.txt"
}
phones=$language/lexicon.txt
row base "$phones"
row filterbank "$phones" features.frontEnd.type=fbank features.frontEnd.mel.bins=40
row deltas "$phones" features.deltaOrder=2
row no-variance "$phones" features.normalization=MEAN
row 20ms "$phones" features.stack=2 features.skip=2
row 40ms "$phones" features.stack=4 features.skip=4
row 5-frames "$phones" features.stack=5
row 2-layers "$phones" network.layers=2
row 4-layers "$phones" network.layers=4
row 192-units "$phones" network.hidden=192
row gru "$phones" network.cell.type=GRU
row peepholes "$phones" network.cell.peepholes=true
row coupled "$phones" network.cell.coupledGates=true
row projection "$phones" network.hidden=192 network.cell.projection=96
row layer-norm "$phones" network.cell.layerNorm=true
row dropout-utterance "$phones" network.dropoutPerUtterance=true
row dropout-recurrent "$phones" network.recurrentDropout=0.1
row letters run/letters.lexicon text.lexicon=null \
  'text.tokens=["<blank>","|","'"'"'","a","b","c","d","e","f","g","h","i","j","k","l","m","n","o","p","q","r","s","t","u","v","w","x","y","z"]'
for name in "$@"; do
  [[ $known == *" $name "* ]] || { echo "$0: $name: no such row (rows:$known)" >&2; exit 2; }
done
