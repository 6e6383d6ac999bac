#!/usr/bin/env bash
# Runs a Java program of a recipe with Auricle's libraries, which are built if they are missing, or with those of
# the class path LIBRARIES.
#   java.sh PROGRAM.java [ARGUMENT...]
set -euo pipefail
if [ $# -lt 1 ]; then
  echo "usage: java.sh PROGRAM.java [ARGUMENT...]" >&2
  exit 2
fi
if [ -z "${LIBRARIES:-}" ]; then
  top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
  "$top/tools/auricle" --help >/dev/null # builds what is missing
  jars=("$top"/tools/target/lib/*.jar)
  LIBRARIES=$(IFS=: && echo "${jars[*]}")
fi
exec "${AURICLE_JAVA_HOME:+$AURICLE_JAVA_HOME/bin/}java" --add-modules jdk.incubator.vector \
  -cp "$LIBRARIES" "$@"
