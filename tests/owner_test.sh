#!/bin/sh
# The folder of a simulated site: what is kept, its owner, clients, scripts.
set -u
B=${B:-build}
B=$(cd "$B" && pwd)
df=$B/domferry
posts=$PWD/scenarios/sites/posts.json
bad=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
TMPDIR=$dir/tmp
export TMPDIR
mkdir "$TMPDIR"
unset DOMFERRY_SITE
s=$dir/site

wrong() {
	echo "$*"
	cat "$dir/out" "$dir/err"
	bad=1
}

# expect STATUS OUT ERR COMMAND...: a pattern for each stream, or "" for a
# stream that has to be empty.
expect() {
	status=$1
	out=$2
	err=$3
	shift 3
	"$@" >"$dir/out" 2>"$dir/err" </dev/null
	got=$?
	[ "$got" = "$status" ] || wrong "$*: status $got, wanted $status"
	for stream in out err; do
		eval "pattern=\$$stream"
		if [ -z "$pattern" ]; then
			[ -s "$dir/$stream" ] && wrong "$*: $stream is not empty"
		else
			grep -q -e "$pattern" "$dir/$stream" ||
			    wrong "$*: $stream is not \"$pattern\""
		fi
	done
}

lines() {
	printf '%s\n' "$@" | "$df" shell --state "$s"
}

script() {
	"$df" shell --state "$s" --path-only -- sh -c "$1"
}

# What was done is kept, with what has not struck yet, and the snapshots.
expect 0 'ldom1  *active' '' "$df" shell -s "$posts" --state "$s" \
    --begin 'create ldom1' -- ldm ls
expect 0 'LDom ldom1 stopped' '' "$df" shell --state "$s" -- ldm stop ldom1
expect 0 'ldom1  *bound' '' "$df" shell --state "$s" -- ldm ls
expect 0 '^armed: power-off node1' '' lines 'snapshot bound' 'fault power-off node1, at 90m' \
    'ldm unbind ldom1'
expect 0 'ldom1  *inactive' '' lines 'ldm ls' 'restore bound'
expect 0 'ldom1  *bound' '' lines 'ldm ls'
expect 0 'ldom1  *bound' '' lines 'snapshot bound' 'ldm ls'
expect 255 '^armed: ' 'node1 does not answer' \
    lines 'fault power-off node1, at 91m' \
    'wait 95m' 'ldm ls'
expect 255 '' 'node1 does not answer' lines 'ldm ls'
expect 0 'ldom1  *bound' '' lines 'restore bound' 'ldm ls'

# It is one site, from its beginning.
expect 2 '' '--begin is for a new site' "$df" shell --state "$s" \
    --begin 'create ldom1' -- ldm ls
expect 2 '' 'holds another site' "$df" shell --state "$s" \
    -s scenarios/sites/three.json -- ldm ls
expect 0 'primary' '' "$df" shell --state "$s" -s "$posts" -- ldm ls
expect 3 '' 'unreadable' "$df" shell --state "$dir/new" -s /nowhere -- ldm ls

# A state that is not whole is refused, and stays as it is.
cp "$s/state" "$dir/kept"
head -c 20000 "$dir/kept" >"$s/state"
expect 3 '' 'state: it is damaged, or not whole' "$df" shell --state "$s" \
    -- ldm ls
sed '3,$s/node1/node7/' "$dir/kept" >"$s/state"
expect 3 '' 'state: it is damaged' "$df" shell --state "$s" -- ldm ls
sed '1s/ [^ ]*$/ another/' "$dir/kept" >"$s/state"
expect 3 '' 'was written by build another' "$df" shell --state "$s" -- ldm ls
echo nonsense >"$s/state"
expect 3 '' 'not the state of a simulated site' "$df" shell --state "$s" \
    -- ldm ls
cp "$dir/kept" "$s/state"

# A script finds the programs, and other places; their statuses are its.
expect 0 'ldom1.*bound' '' script 'ldm ls -p ldom1'
expect 7 '' '' script 'exit 7'
expect 1 'NAME' 'LDom nobody not found' script 'ldm ls nobody'
expect 127 '' 'not found' script 'nosuchprogram'
expect 127 '' 'halt:  not found' script 'halt'
expect 0 'node2' '' script 'ssh -o BatchMode=yes root@node2 hostname'
expect 0 'node2
' '' script 'ssh node2 "hostname; zpool list"'
expect 255 '' 'Could not resolve hostname node9' script 'ssh node9 hostname'
expect 255 '' 'Connection timed out' script 'ssh ldom1 hostname'
expect 0 'hello' '' script 'echo hello | tee /zpool/x; cat /zpool/x'
expect 0 'hello' '' "$df" shell --state "$s" -- cat /zpool/x
expect 0 'ldom1.*bound' '' script "$df shell --state $s -- ldm ls -p ldom1"
expect 0 'node2' '' script "echo hostname | $df shell --state $s -N node2"
expect 0 '^[0-9a-f]\{32\}$' '' script "echo digest | $df shell --state $s"
# No word is dropped, with an owner or without.
expect 2 '' 'at most 510 words' script 'ldm ls $(/usr/bin/seq 600)'
# shellcheck disable=SC2046
expect 2 '' 'at most 510 words' env DOMFERRY_STATE="$s" DOMFERRY_PLACE=node1 \
    "$s/bin/ldm" ls $(seq 600)
expect 0 '' '' script 'yes | head -1 >/dev/null'

# Tied to the clock, one of them takes its time.
expect 0 '^slow$' '' "$df" shell --state "$s" --real-time=500 --path-only -- \
    sh -c '
	a=$(/bin/date +%s%N); sleep 100; b=$(/bin/date +%s%N)
	[ $((b - a)) -ge 200000000 ] && echo slow'
expect 2 '' 'needs a number from 1' "$df" shell --state "$s" --real-time=0
expect 2 '' 'needs a number' "$df" shell --state "$s" --real-time=soon

# An owner that is killed leaves what it has kept, and no lock.
for i in 1 2 3 4 5; do
	# Whoever begins after the kill has another parent: no loop for ever.
	"$df" shell --state "$s" -- sh -c 'n=0
		while kill -0 $PPID && [ $((n += 1)) -lt 200 ]; do
		ldm set-vcpu 8 ldom1; ldm set-vcpu 4 ldom1; done' \
	    >/dev/null 2>&1 &
	pid=$!
	sleep "0.$i"
	kill -9 $pid
	wait $pid 2>/dev/null
	expect 0 '^ldom1 ' '' "$df" shell --state "$s" -- ldm ls ldom1
done
expect 0 'ldom1' '' script 'ldm ls ldom1'

# Without a folder nothing is left behind.
expect 0 'primary' '' "$df" shell -s "$posts" -- sh -c 'ldm ls'
[ "$(ls -A "$TMPDIR")" = "" ] || { ls -A "$TMPDIR"; bad=1; }
exit $bad
