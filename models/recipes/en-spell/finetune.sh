#!/usr/bin/env bash
# The figures on fine-tuning in docs/accuracy.md: a speaker of the Free Spoken Digit Dataset whom the model has
# never heard (theo, 50 recordings of each digit; the model that held-out.sh makes). It learns from ten seconds
# of him, from twenty, and from a minute; half as much more decides when it has learned enough; errors are
# counted on the other 350 digits. Some minutes.
#   finetune.sh [MODEL]
set -euo pipefail
recipe=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
auricle=${AURICLE:-$recipe/../../../tools/auricle}
model=${1:-$recipe/run-theo/en-spell-lm}
fsdd=$(cd "$recipe/../../../../shared/data/fsdd" && pwd)
run=$recipe/run/finetune
mkdir -p "$run"
part() { # recordings FROM..TO of each digit
  grep -E "_theo_($(seq -s'|' "$1" "$2"))\." "$fsdd/train.jsonl" | sed "s|\"audio_filepath\": \"|&$fsdd/|"
}
part 15 49 >"$run/test.jsonl"
"$recipe/../java.sh" "$recipe/../en-small/Edges.java" "$run/test.jsonl" "$run/quiet" 1 1
rate() { sed -n 's/^WER *\([0-9.]* %\).*/\1/p'; }
echo "before: $("$auricle" eval --ungated --worst 0 --model "$model" "$run/test.jsonl" | rate)"
for learned in 2 4 10; do
  part 0 $((learned - 1)) >"$run/learn-$learned.jsonl"
  part 10 $((10 + learned / 2 - 1)) >"$run/dev-$learned.jsonl"
  for frozen in 0 2; do
    name=$learned-$frozen
    "$auricle" train "$run/learn-$learned.jsonl" --dev "$run/dev-$learned.jsonl" --init "$model" \
      --set optimizer.frozenLayers=$frozen --out "$run/$name" --resume --name theo --threads 1 \
      --data "digits of one speaker of FSDD" --licence Apache-2.0 >"$run/$name.log" 2>&1
    echo "$((10 * learned)) recordings, $frozen layers frozen:" \
      "$("$auricle" eval --ungated --worst 0 --model "$run/$name/theo" "$run/test.jsonl" | rate)"
  done
done
for probability in 0 0.5; do # of other quiet in training
  name=10-quiet-$probability
  "$auricle" train "$run/learn-10.jsonl" --dev "$run/dev-10.jsonl" --init "$model" \
    --set augmentation.quiet.probability=$probability --out "$run/$name" --resume --name theo --threads 1 \
    --data "digits of one speaker of FSDD" --licence Apache-2.0 >"$run/$name.log" 2>&1
  echo "100 recordings, other quiet with probability $probability, a second of it around what is measured:" \
    "$("$auricle" eval --ungated --worst 0 --model "$run/$name/theo" "$run/quiet/manifest.jsonl" | rate)"
done
