#!/usr/bin/env bash
# Runs a Java program of a recipe with Auricle's libraries, which are built if they are missing.
#   java.sh PROGRAM.java [ARGUMENT...]
set -euo pipefail
if [ $# -lt 1 ]; then
  echo "usage: java.sh PROGRAM.java [ARGUMENT...]" >&2
  exit 2
fi
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
"$top/tools/auricle" --help >/dev/null # builds what is missing
libraries=("$top"/tools/target/lib/*.jar)
exec "${AURICLE_JAVA_HOME:+$AURICLE_JAVA_HOME/bin/}java" --add-modules jdk.incubator.vector \
  -cp "$(IFS=: && echo "${libraries[*]}")" "$@"
