#!/usr/bin/env bash
# Puts a bundle and files beside it together into another bundle: see Assemble.java.
#   assemble.sh BUNDLE OUT [SETTING=VALUE...] [FILE...]
set -euo pipefail
recipes=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
"$recipes/../../tools/auricle" --help >/dev/null # builds what is missing
java -cp "$(echo "$recipes"/../../tools/target/lib/*.jar | tr ' ' ':')" "$recipes/Assemble.java" "$@"
