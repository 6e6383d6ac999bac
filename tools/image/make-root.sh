#!/usr/bin/env bash
# Lays out the root of the container image: a Java runtime of the modules that Auricle needs, and the
# few system libraries below it, taken from this machine's Debian or Ubuntu packages. Called by Maven
# (profile "image"); needs neither a daemon nor a registry.
#
#   make-root.sh FOLDER
set -euo pipefail

if [ $# -ne 1 ]; then
  echo "usage: make-root.sh FOLDER" >&2
  exit 2
fi
root=$1
packages=(libc6 libgcc-s1 libstdc++6 zlib1g)
modules=java.base,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http
modules+=,java.security.sasl,java.sql,java.transaction.xa,java.xml,jdk.crypto.ec,jdk.incubator.vector
modules+=,jdk.jcmd,jdk.jfr,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs

fail() {
  printf 'make-root: %s\n' "$*" >&2
  exit 1
}

newest_jlink() {
  local home
  # shellcheck disable=SC2012 # names of JDKs have no blanks
  for home in ${AURICLE_JAVA_HOME:-} $(ls -d /usr/lib/jvm/*/ 2>/dev/null | sort -t- -k2 -V -r) ${JAVA_HOME:-}; do
    [ -x "$home/bin/jlink" ] && printf '%s %s\n' \
      "$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")" "$home/bin/jlink"
  done | sort -n | tail -1 | cut -d' ' -f2-
}

command -v dpkg >/dev/null || fail "dpkg not found (expected: Debian or Ubuntu; elsewhere see docs/deploy)"
jlink=$(newest_jlink)
[ -n "$jlink" ] || fail "no JDK with jlink found (AURICLE_JAVA_HOME names one)"

rm -rf "$root"
mkdir -p "$root"/{etc,opt,proc,tmp,usr/bin,usr/lib,usr/share/doc,var/lib/auricle}
chmod 1777 "$root/tmp"

# --- System libraries, with their licences ---------------------------------------------------------
for package in "${packages[@]}"; do
  files=$(dpkg -L "$package") || fail "package $package: not installed"
  while IFS= read -r file; do
    case $file in
      */gconv/* | /usr/share/gdb/*) continue ;;
      /lib*.so* | /usr/lib*.so* | */copyright) ;;
      *) continue ;;
    esac
    [ -f "$file" ] || continue
    to=$root/${file/#\/lib/\/usr\/lib}
    mkdir -p "$(dirname "$to")"
    cp -L "$file" "$to" # Jib takes no links
  done <<<"$files"
done
if [ -d "$root/usr/lib64" ] || [ -e /lib64 ]; then # where the dynamic linker is looked for
  mkdir -p "$root/lib64"
  for linker in /lib64/ld-linux-*; do cp -L "$linker" "$root/lib64/"; done
  rm -rf "$root/usr/lib64"
fi

# --- Users and names -------------------------------------------------------------------------------
printf 'root:x:0:0:root:/:/nonexistent\nauricle:x:10001:10001:auricle:/var/lib/auricle:/nonexistent\n' \
  >"$root/etc/passwd"
printf 'root:x:0:\nauricle:x:10001:\n' >"$root/etc/group"
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"

# --- Java ------------------------------------------------------------------------------------------
"$jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --compress=2 \
  --output "$root/opt/java" 2>&1 | grep -v 'incubator\|deprecated' >&2 || true
[ -x "$root/opt/java/bin/java" ] || fail "$jlink: no runtime was made"
