#!/usr/bin/env bash
# Puts a bundle and files beside it together into another bundle: see Assemble.java.
#   assemble.sh BUNDLE OUT [SETTING=VALUE...] [FILE...]
set -euo pipefail
if [ $# -lt 2 ]; then
  echo "usage: assemble.sh BUNDLE OUT [SETTING=VALUE...] [FILE...]" >&2
  exit 2
fi
recipes=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
exec "$recipes/java.sh" "$recipes/Assemble.java" "$@"
