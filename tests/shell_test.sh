#!/bin/sh
# domferry shell: one command, lines from a file, statuses, places, words.
set -u
B=${B:-build}
df=$B/domferry
posts=scenarios/sites/posts.json
bad=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# expect STATUS OUT ERR COMMAND...: a pattern for each stream, or "" for a
# stream that has to be empty.
expect() {
	status=$1
	out=$2
	err=$3
	shift 3
	"$@" >"$dir/out" 2>"$dir/err"
	got=$?
	for stream in out err; do
		eval "pattern=\$$stream"
		if [ -z "$pattern" ]; then
			[ ! -s "$dir/$stream" ] && continue
		else
			grep -q -e "$pattern" "$dir/$stream" && continue
		fi
		echo "$*: $stream is not \"$pattern\""
		cat "$dir/$stream"
		bad=1
	done
	if [ "$got" != "$status" ]; then
		echo "$*: status $got, wanted $status"
		cat "$dir/err"
		bad=1
	fi
}

# lines LINE...: on standard input.
lines() {
	printf '%s\n' "$@" >"$dir/in"
	"$df" shell -s $posts --begin 'create ldom1' <"$dir/in"
}

unset DOMFERRY_SITE
expect 0 'primary  *active  *-n-cv-' '' "$df" shell -s $posts -- ldm ls
expect 1 'NAME' 'LDom nobody not found' "$df" shell -s $posts -- ldm ls nobody
expect 127 '' 'fly:  not found' "$df" shell -s $posts -- fly
expect 125 '' 'not simulated: telnet' "$df" shell -s $posts -- telnet node2
expect 0 'node2' '' "$df" shell -s $posts -N node2 -- hostname
expect 0 'system1' '' "$df" shell -s $posts -N source:system1 -- hostname
expect 255 '' 'ldom1 does not answer' "$df" shell -s $posts -N guest:ldom1 \
    -- hostname
expect 1 '' 'not a place of this site' "$df" shell -s $posts -N node9 -- ldm ls
expect 2 '' 'no procedure' "$df" shell -s $posts --begin fly -- ldm ls
expect 3 '' 'cannot be read\|unreadable' "$df" shell -s /nowhere -- ldm ls
# A word of the command is one word, whatever is in it.
expect 1 '' "LDom a b not found" "$df" shell -s $posts -- ldm start 'a b'

expect 0 'ldom1  *active' '' lines 'ldm ls'
expect 0 'ldom1  *bound' '' lines 'ldm stop ldom1' 'ldm ls ldom1'
expect 0 'ldom1  *active' '' lines 'ldm stop ldom1' undo 'ldm ls ldom1'
expect 0 'ldom1  *active' '' lines 'snapshot up' 'ldm stop ldom1' \
    'ldm unbind ldom1' 'restore up' 'ldm ls ldom1'
expect 255 '^struck: power-off node1' 'node1 does not answer' lines \
    'fault power-off node1' 'ldm ls'
expect 0 '^struck: drop primary-vds0 on node2' '' lines \
    'fault drop primary-vds0 on node2'
expect 0 '^armed: power-off node2, at 5m' '' lines 'fault power-off node2, at 5m'
expect 1 '^struck: drop' 'nothing that it could strike' lines \
    'fault drop primary-vds0 on node2' 'fault drop primary-vds0 on node2'
expect 2 '' 'here only people type' lines 'fault refuse pool-import'
expect 0 '^5400.000 s' '' lines 'wait 90m' time
expect 0 'node1' '' lines 'node node2' 'node node1' hostname
expect 0 'guest ldom1' '' lines world
expect 0 'node  *PLACE' '' lines help
expect 2 '' 'not a duration' lines 'wait long'
expect 2 '' 'expected' lines 'fault nonsense'
expect 2 '' 'undo stands by itself' lines 'undo all'
expect 1 '' 'nothing can be undone' lines undo
expect 1 '' 'there is no snapshot "x"' lines 'restore x'
expect 0 '' '' lines '' '# a remark' exit 'ldm ls nobody'
exit $bad
