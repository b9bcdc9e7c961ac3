#!/bin/sh
# --through process: what a run types is carried out by processes, and all of it is
# as by commands in this process: each command, what it prints, its time, what
# the run makes of it, its ending, the world.
#
# process_test.sh [SCENARIO...]: those scenarios; without a word one for each
# procedure, and what else belongs to that way.
set -u
B=${B:-build}
df=$PWD/$B/domferry
site=$PWD/scenarios/sites/posts.json
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
LC_ALL=C.UTF-8
export LC_ALL
unset DOMFERRY_SITE
bad=0
equal=0
played=0

wrong() {
	echo "$1"
	bad=1
}

# by WAY FORM SCENARIO: the report without the word for that way; the status is
# its last line.
by() {
	"$df" run "$2" --through "$1" "$3" >"$dir/told" 2>&1
	echo "status $?" >>"$dir/told"
	sed -e "s/ --through $1\(\"*\)/\1/" "$dir/told" >"$dir/$1"
}

# is_equal FORM SCENARIO
is_equal() {
	played=$((played + 1))
	by shell "$1" "$2"
	by process "$1" "$2"
	if cmp -s "$dir/shell" "$dir/process"; then
		equal=$((equal + 1))
	else
		wrong "$2: not the same by processes:"
		diff "$dir/shell" "$dir/process" | head -n 10
	fi
}

for scenario; do
	is_equal -v "$scenario"
	is_equal -j "$scenario"
done
if [ $# != 0 ]; then
	echo "$((equal / 2)) of $# scenarios are equal by processes"
	exit $bad
fi

for name in create-as-in-the-runbook p2v-as-in-the-runbook domferry-dies \
    cold-migration maintenance retire services-from-nothing outputs-garbled; do
	is_equal -v "scenarios/$name.json"
done
is_equal -j scenarios/domferry-dies.json

# begins WORD...: a run of its own, in the background; $socket is where it
# listens, in a folder below /tmp, unless it has ended before that was read; its
# own folder is below TMPDIR.
mkdir "$dir/passing"
begins() {
	TMPDIR=$dir/passing "$df" "$@" >"$dir/told" 2>&1 &
	run=$!
	socket=
	n=0
	while [ -z "$socket" ] && kill -0 $run 2>/dev/null && [ $n != 500 ]; do
		n=$((n + 1))
		socket=$(cat "$dir"/passing/*/owner 2>/dev/null)
		sleep 0.01
	done
	[ $n != 500 ] || wrong "$*: it does not listen"
}

# ends STATUS WHAT: with it all that it was made of.
ends() {
	wait $run
	got=$?
	[ $got = "$1" ] || wrong "$2: status $got"
	[ -z "$(ls "$dir/passing")" ] || wrong "$2: left: $(ls "$dir/passing")"
	[ -z "$socket" ] || [ ! -e "${socket%/*}" ] ||
	    wrong "$2: left: ${socket%/*}"
}

# A run that is broken off goes on that way.
begins rehearse switch ldom1 --begin 'create ldom1' -s "$site" \
    --through process --run "$dir/run" -F 'crash after group-switch'
ends 6 'a crash by processes'
begins resume "$dir/run"
ends 0 'resume by processes'
grep -q '^through      process$' "$dir/told" || wrong 'it has another way'
begins rehearse create ldom1 -s "$site" --through process
kill -TERM $run
ends 6 'a signal'

# Without the programs there is none.
mkdir "$dir/bin"
cp "$df" "$dir/bin"
"$dir/bin/domferry" rehearse create ldom1 -s "$site" --through process \
    >"$dir/told" 2>&1
[ $? = 3 ] || wrong 'without the programs it has another status'
grep -q 'domferry-client is not installed' "$dir/told" ||
    wrong 'without the programs it does not say so'

# Of one that is killed nothing goes on: its shells have nobody to read from.
begins rehearse create ldom1 -s "$site" --through process
shells=
n=0
while [ -z "$shells" ] && [ $n != 300 ]; do
	n=$((n + 1))
	shells=$(pgrep -P $run ksh)
	sleep 0.01
done
[ -n "$shells" ] || wrong 'no shell is started'
kill -9 $run
wait $run 2>/dev/null
for shell in $shells; do
	n=0
	while kill -0 "$shell" 2>/dev/null && [ $n != 250 ]; do
		n=$((n + 1))
		sleep 0.02
	done
	[ $n != 250 ] || wrong "a shell goes on: $(ps -o args= -p "$shell")"
done
[ -z "$socket" ] || rm -rf "${socket%/*}"
exit $bad
