#!/bin/sh
# Consoles at terminals of 80 columns and 24 rows: tests/terminals/*.txt, each
# key and what comes of it.
set -u
B=${B:-build}
python=/usr/bin/python3
[ -x "$python" ] || python=python3
TERM=vt100
export TERM
unset DOMFERRY_SITE DOMFERRY_STATE DOMFERRY_PLACE DOMFERRY_FOLDER

# The longest first.
# shellcheck disable=SC2012
ls -S tests/terminals/*.txt |
    xargs -P 2 -n 2 "$python" tests/terminal "$B/domferry" || exit 1

# Another prompt would be seen.
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
sed "s/  Type  'go'/  Type go/" tests/terminals/telnet.txt >"$dir/seeded.txt"
! PATIENCE=2 "$python" tests/terminal "$B/domferry" "$dir/seeded.txt" \
    >"$dir/said" || { echo "a changed line was not noticed"; exit 1; }
grep -q "Type  'go'" "$dir/said" || { echo "it was not said what came"; exit 1; }
