#!/usr/bin/env bash
# Makes g2p-en, the network that pronounces English words which no lexicon has: leaves
# run/g2p.safetensors. Needs CMUdict without stress marks (DICTIONARY, or where Debian's package
# pocketsphinx-en-us puts it). About ten minutes on one core that has nothing else to do; a run that was
# stopped goes on where it was. Further arguments go to "auricle train g2p".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
DICTIONARY=${DICTIONARY:-/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict}
exec "${AURICLE:-../../../tools/auricle}" train g2p "$DICTIONARY" --out run --resume "$@"
