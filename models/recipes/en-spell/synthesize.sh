#!/usr/bin/env bash
# Makes synthetic/, 1,500 utterances that espeak-ng speaks, unless they are there. en, en-spell and en-letters
# learn from them. A minute or two; a run that was stopped goes on where it was.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
[ ! -f synthetic/manifest.jsonl ] || exit 0
command -v espeak-ng >/dev/null || {
  echo "$0: no espeak-ng (expected: Debian's package espeak-ng)" >&2
  exit 1
}
java Synthesize.java synthetic.part 1500
mv synthetic.part synthetic
