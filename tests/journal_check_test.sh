#!/bin/sh
# The checker of journals: its command line, and the journals that domferry
# writes.  Those that it has to refuse are in tests/tools/journal_check_test.c.
set -u
B=${B:-build}
check=$B/journal-check
bad=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
j=$dir/journal.jsonl
LC_ALL=C
export LC_ALL

wrong() {
	echo "$*"
	cat "$dir/out"
	bad=1
}

# sound NAME: the journal as it is now.
sound() {
	"$check" "$j" >"$dir/out" 2>&1
	got=$?
	[ "$got" = 0 ] || wrong "$1: status $got"
	grep -qF -e "$j: sound: " "$dir/out" || wrong "$1: not called sound"
}

# --- the journals that domferry writes
posts=scenarios/sites/posts.json
domferry() {
	"$B/domferry" "$@" >/dev/null 2>&1
}
domferry rehearse create ldom1 -s $posts --run "$dir/broken" \
    -F 'crash after guest-bind'
cp "$dir/broken/journal.jsonl" "$j"
sound 'a broken one'
grep -q 'has no outcome$' "$dir/out" || wrong 'a broken one: no intent'
printf '{"n":' >>"$dir/broken/journal.jsonl"
domferry rollback "$dir/broken"
cp "$dir/broken/journal.jsonl" "$j"
sound 'rolled back'
grep -q 'ended returned$' "$dir/out" || wrong 'rolled back: not returned'
grep -q '"type":"cut"' "$j" || wrong 'rolled back: nothing was cut'
domferry rehearse create ldom1 -s $posts --run "$dir/run"
cp "$dir/run/journal.jsonl" "$j"
sound 'a real one'
grep -q 'ended arrived$' "$dir/out" || wrong 'a real one: not arrived'

# --- the command line
[ "$("$check" "$dir")" = "$("$check" "$j")" ] || wrong 'a directory'
[ "$("$check" "$dir/")" = "$("$check" "$j")" ] || wrong 'a directory/'
[ -z "$("$check" -q "$j" 2>&1)" ] || wrong 'quiet'

usage() {
	wanted=$1
	shift
	"$check" "$@" >"$dir/out" 2>&1
	got=$?
	[ "$got" = "$wanted" ] || wrong "$*: status $got, wanted $wanted"
	[ -s "$dir/out" ] || wrong "$*: nothing was said"
}
usage 0 '-?'
usage 0 --help
usage 2
usage 2 -q
usage 2 -x "$j"
usage 2 "$j" "$j"
usage 2 "$dir/nothing"
mkdir "$dir/hollow"
usage 2 "$dir/hollow"
usage 0 -- "$j"
sed '5s/at_ms/at_mS/' "$j" >"$dir/damaged"
usage 1 -q "$dir/damaged"
exit $bad
