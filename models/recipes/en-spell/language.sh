#!/usr/bin/env bash
# Gives an acoustic model of phones what it has to know of this domain: a lexicon, an n-gram model, and
# an LSTM model that puts the readings in order, with weights tuned on AN4's dev set. Leaves the bundle
# in OUT. Needs ../shared/data and Debian's pocketsphinx-en-us, for its dictionary; some minutes.
#   language.sh MODEL OUT [more options of "auricle tune", such as --g2p FILE]
# The words are those of AN4's training texts, of Synthesize.java's sentences, and of words.txt. A single
# letter is pronounced as its name. AN4's texts and the sentences weigh what predicts a tenth of AN4's texts
# best ("auricle lm mix --tune": 0.69 and 0.31); what is said alone, such as a digit, gets a little of it.
set -euo pipefail
if [ $# -lt 2 ]; then
  echo "usage: language.sh MODEL OUT [OPTION...]" >&2
  exit 2
fi
model=$1 out=$2
shift 2
recipe=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
auricle=${AURICLE:-$recipe/../../../tools/auricle}
data=$recipe/../../../../shared/data
dictionary=/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict
run=$recipe/run/language
mkdir -p "$run"
texts() { sed -n 's/.*"text": "\([^"]*\)".*/\1/p' "$@"; }
texts "$data/an4/train.jsonl" >"$run/an4.txt"
awk 'NR % 10 != 0' "$run/an4.txt" >"$run/an4-part.txt"
awk 'NR % 10 == 0' "$run/an4.txt" >"$run/held-back.txt"
java "$recipe/Synthesize.java" - 20000 2 >"$run/sentences.txt"
{
  for _ in $(seq 100); do printf '%s\n' zero one two three four five six seven eight nine; done
  cat "$recipe/words.txt"
} >"$run/words-alone.txt"

cat "$run"/{an4,sentences,words-alone}.txt | tr -s ' ' '\n' | sort -u >"$run/words.txt"
awk 'NR == FNR { known[$1]; next }
  { word = $1; sub(/\([0-9]+\)$/, "", word); letter = length(word) == 1
    if (word ~ /^[a-z]\.$/) sub(/\./, "", word); else if (letter) next
    if (word in known) { sub(/^[^ \t]+[ \t]+/, ""); print word "\t" $0 } }' \
  "$run/words.txt" "$dictionary" | sort -u >"$run/lexicon.txt"
cut -f1 "$run/lexicon.txt" | sort -u | comm -13 - "$run/words.txt" >"$run/missing.txt"
[ ! -s "$run/missing.txt" ] || { echo "$0: no pronunciation of $(tr '\n' ' ' <"$run/missing.txt")" >&2; exit 1; }

for name in an4 sentences words-alone; do
  "$auricle" lm build "$run/$name.txt" -o "$run/$name.bin" --discount-fallback
done
"$auricle" lm mix "$run"/{an4,sentences,words-alone}.bin --weights 0.68,0.3,0.02 -o "$run/lm.bin"
{ cat "$run/an4-part.txt"; head -300 "$run/sentences.txt"; head -100 "$run/words-alone.txt"; } >"$run/lstm.txt"
"$auricle" train lm "$run/lstm.txt" --dev "$run/held-back.txt" --out "$run/lstm" --resume \
  --hidden 128 --embedding 128 --dropout 0.5 --epochs 40 --patience 8
"$auricle" tune "$data/an4/dev.jsonl" --model "$model" --out "$out" --lexicon "$run/lexicon.txt" \
  --lm "$run/lm.bin" --rescorer "$run/lstm/lm-lstm.safetensors" "$@"
