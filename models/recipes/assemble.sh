#!/usr/bin/env bash
# Puts a bundle and files beside it together into another bundle: see Assemble.java.
#   assemble.sh BUNDLE OUT [SETTING=VALUE...] [FILE...]
set -euo pipefail
recipes=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
exec "$recipes/java.sh" "$recipes/Assemble.java" "$@"
