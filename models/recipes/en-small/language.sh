#!/usr/bin/env bash
# Makes what en-small knows of English, in run/: words.txt, lexicon.txt and lm.bin.
#   language.sh DATA
# DATA is the folder that ../en/Prepare.java filled: the texts of DATA/{ocean,kathleen,coffee}-train.jsonl
# are learned from, so that those of the dev sets stay unseen. Needs ../shared/data and the Debian package
# pocketsphinx-en-us (BSD licence): its dictionary, and its 3-gram model of contemporary English, which
# is mixed in; with GENERIC=no that model is left out. Some minutes on one core, 6 GB of memory.
#   WORDS=40000     size of the vocabulary
#   PRUNE=1.5e-8    n-grams whose loss raises perplexity by less than this share are left out
set -euo pipefail
if [ $# -ne 1 ]; then
  echo "usage: language.sh DATA" >&2
  exit 2
fi
data=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")"
auricle=${AURICLE:-../../../tools/auricle}
books=../../../../shared/data/text/books/train.txt
sphinx=${SPHINX:-/usr/share/pocketsphinx/model/en-us}
export AURICLE_JAVA_OPTS="${AURICLE_JAVA_OPTS:--Xmx6g}"
mkdir -p run
texts() { sed -n 's/.*"text": "\([^"]*\)".*/\1/p' "$@"; }
texts "$data/ocean-train.jsonl" >run/ocean.txt
texts "$data/kathleen-train.jsonl" "$data/coffee-train.jsonl" >run/other.txt
cat run/ocean.txt run/other.txt >run/domain.txt

sources=(run/domain.txt)
models=()
if [ "${GENERIC:-yes}" = yes ]; then
  if [ ! -f run/generic.arpa ]; then
    java SphinxModel.java "$sphinx/en-us.lm.bin" run/generic.part
    mv run/generic.part run/generic.arpa
  fi
  sources+=(run/generic.arpa)
  models+=(run/generic.arpa)
fi
java Words.java "$sphinx/cmudict-en-us.dict" "${WORDS:-40000}" run "$books" "${sources[@]}"

# The weights: learned from four fifths of speechocean's sentences, told by the last fifth.
awk 'NR % 5 != 0' run/ocean.txt | cat - run/other.txt >run/domain-part.txt
awk 'NR % 5 == 0' run/ocean.txt >run/held-back.txt
"$auricle" lm build "$books" -o run/books.bin --prune 0,0,1 --limit-vocab run/words.txt
"$auricle" lm build run/domain-part.txt -o run/domain-part.bin --limit-vocab run/words.txt --discount-fallback
"$auricle" lm build run/domain.txt -o run/domain.bin --limit-vocab run/words.txt --discount-fallback
weights=$("$auricle" lm mix run/books.bin "${models[@]}" run/domain-part.bin --tune run/held-back.txt \
  --limit-vocab run/words.txt -o run/part.bin | tee /dev/stderr | sed -n 's/^weights *//p' | tr -d ' ')
"$auricle" lm mix run/books.bin "${models[@]}" run/domain.bin --weights "$weights" \
  --limit-vocab run/words.txt --prune "${PRUNE:-1.5e-8}" -o run/lm.bin
