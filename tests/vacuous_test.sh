#!/bin/sh
# No green that proves nothing: each row is a way in which a run, a scenario or
# an exploration can end without having shown anything.  Each has to say why and
# to have the status of its row; what differs from it in the one word that makes
# it vacuous has to pass.
set -u
B=${B:-build}
df=$B/domferry
posts=scenarios/sites/posts.json
bad=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
unset DOMFERRY_SITE

line_end='
'

# row STATUS PATTERN COMMAND...: with that in what it says.  It is also in
# $dir/out.  Most patterns are plain words: to start grep takes longer than
# domferry does.
row() {
	status=$1
	pattern=$2
	shift 2
	said=$("$@" 2>&1)
	got=$?
	printf '%s\n' "$said" >"$dir/out"
	if [ "$got" = "$status" ]; then
		case $said in
		*"$pattern"*) return 0 ;;
		esac
		case $pattern$line_end$said in
		^*"$line_end${pattern#^}"*) return 0 ;;
		esac
		! grep -q -e "$pattern" "$dir/out" || return 0
	fi
	echo "$*: status $got, wanted $status with \"$pattern\""
	cat "$dir/out"
	bad=1
}

play() {
	"$df" "$@" -s $posts
}

# scenario STATUS PATTERN BEGIN DO EXPECT: in text, TAP, JSON and JUnit XML.
scenario() {
	printf '%s\n' "{ \"scenario\": \"s\", \"why\": \"w\", \"site\": \"$PWD/$posts\",
	  \"change\": { \"guests\": [ { \"name\": \"ldom1\",
	    \"now\": \"clustered on node1\" } ] },
	  \"begin\": [ $3 ], \"do\": [ $4 ], \"expect\": [ $5 ] }" >"$dir/s.json"
	row "$1" "$2" "$df" run "$dir/s.json"
	case $1 in
	0) tap='^ok 1' json='"failed":0' xml=' failures="0"' ;;
	*) tap='^not ok 1' json='"failed":1' xml='<failure' ;;
	esac
	row "$1" "$tap" "$df" run --tap "$dir/s.json"
	row "$1" "$json" "$df" run -j "$dir/s.json"
	row "$1" "$xml" "$df" run --junit - "$dir/s.json"
}

# An exploration whose job does not arrive by itself: refused before anything,
# returned, stuck, at its first step or its last.
none='nothing-explored: .* ends'
row 7 "$none refused .*: room on node1" \
    play explore create ldom1 -F 'take 230 vcpus on node1'
row 7 "$none returned .*: guest-halt was refused" \
    play explore switch ldom1 -F 'refuse guest-halt ldom1, times always'
row 7 "$none stuck" \
    play explore switch ldom1 -F 'lose group-switch ldom1-rg, times always' \
    -F 'lose group-state, times always, nth 4'
row 7 "$none refused" play explore create ldom1 --faults 0 \
    -F 'take 230 vcpus on node1'
row 7 "$none refused" play explore create ldom1 --seeds 3 \
    -F 'take 230 vcpus on node1'
row 7 "$none refused" play explore create ldom1 --shard 2/3 \
    -F 'take 230 vcpus on node1'
row 7 '"undisturbed":"refused"' play explore create ldom1 -j --faults 0 \
    -F 'take 230 vcpus on node1'
row 0 '"undisturbed":"arrived"' play explore switch ldom1 -j --faults 0
# A plan from which the last steps are gone does not pass for one that arrived.
play plan switch ldom1 -w "$dir/plan.json"
row 0 ' 0 violations' play explore "$dir/plan.json" --faults 0

# A run that was refused can never come to its fault.
row 7 "fault-never-struck: the fault" play rehearse switch ldom1 \
    -r "$dir/refused" -F 'take 230 vcpus on node2' -F 'refuse guest-halt ldom1'

# A fault that does not strike: its operation never comes, not that often, not
# there, not at that time, its condition never holds, it counts what nobody
# writes.
idle='fault-never-struck: the fault'
for fault in 'refuse pool-create' 'refuse guest-halt ldom1, nth 9' \
    'refuse group-switch ldom1-rg on node2' 'power-off node1, at 25h' \
    'panic node1, when group ldom1-rg absent'; do
	row 7 "$idle \"$fault\"" play rehearse switch ldom1 -F "$fault"
	row 7 "$idle \"$fault\"" play explore switch ldom1 --faults 0 \
	    -F "$fault"
	row 0 arrived play rehearse switch ldom1 -F "$fault, may"
	row 0 ' 0 violations' play explore switch ldom1 --faults 0 \
	    -F "$fault, may"
	row 7 "$idle \"$fault\"" \
	    play rehearse switch ldom1 -F "$fault" --run "$dir/run"
	rm -rf "$dir/run"
	scenario 7 "$idle \"$fault\"" '' \
	    "{ \"fault\": \"$fault\" }, { \"run\": \"switch ldom1\" }" \
	    '"run arrived"'
	scenario 0 pass '' \
	    "{ \"fault\": \"$fault, may\" }, { \"run\": \"switch ldom1\" }" \
	    '"run arrived"'
done
row 7 "$idle .*--run keeps" play rehearse switch ldom1 \
    -F 'crash after record 40'
row 7 "$idle \"refuse pool-create\"" play rehearse switch ldom1 -j \
    -F 'refuse pool-create'
# Two of them are both named, also when the job returns for another reason.
row 7 "$idle \"refuse disk-create\"" play rehearse switch ldom1 \
    -F 'refuse guest-halt ldom1' -F 'refuse pool-create' \
    -F 'refuse disk-create'
grep -q "$idle \"refuse pool-create\"" "$dir/out" || bad=1
# A run that was broken off may come to it when it is resumed; what ended it has
# struck.
row 6 stopped play rehearse switch ldom1 --run "$dir/run" \
    -F 'crash after record 40' -F 'refuse pool-create'
row 7 "$idle \"refuse pool-create\"" "$df" resume "$dir/run"
row 6 stopped play rehearse switch ldom1 --run "$dir/ended" \
    -F 'crash after record 40'
row 0 arrived "$df" resume "$dir/ended"

# A wait for what never comes.
scenario 7 'wait-in-vain: .*s.json:.*never came true' '' \
    '{ "wait": "ldom1 running on node2 within 5m" }' '"no data lost"'
scenario 0 pass '' \
    '{ "wait": "ldom1 running on node2 within 5m", "may": true }' \
    '"no data lost"'
scenario 0 pass '' '{ "wait": "ldom1 running on node1 within 5m" }' \
    '"no data lost"'

# A command that nobody knows, now, or at a time of its own.
for at in '' '"at": "2m", '; do
	for line in 'clrg swich -n node2 ldom1-rg' 'rm -rf /' 'clrg switch'; do
		scenario 7 'command-unknown: .*s.json' '' \
		    "{ $at\"type\": \"$line\", \"on\": \"node1\" }" \
		    '"no data lost"'
		scenario 0 pass '' \
		    "{ $at\"type\": \"$line\", \"on\": \"node1\", \"may\": true }" \
		    '"no data lost"'
	done
	scenario 0 pass '' \
	    "{ $at\"type\": \"clrg online ldom1-rg\", \"on\": \"node1\" }" \
	    '"no data lost"'
done

# An answer that nobody asks for; a job of begin that does not arrive; a job that
# does not arrive, and nothing that expects anything.
scenario 7 'never asked' '' \
    '{ "run": "switch ldom1" }, { "answer": "accept", "with": "no" }' \
    '"run arrived"'
scenario 7 'never asked' '' \
    '{ "run": "switch ldom1" }, { "answer": "halt", "with": "stopped" }' \
    '"run arrived"'
scenario 7 'never asked' '' '{ "run": "p2v system1 --phase collect" },
    { "answer": "freeze", "with": "initial" }' '"run arrived"'
scenario 7 'did not arrive' '"migrate ldom1"' '' '"no data lost"'
scenario 7 'expectation: the last job returned' '' \
    '{ "fault": "refuse guest-halt ldom1" }, { "run": "switch ldom1" }' ''
scenario 0 pass '' '{ "run": "switch ldom1" }' ''
# No downtime of a guest that was never there.
scenario 7 'not met: downtime of system1 .*never up' '' \
    '{ "run": "switch ldom1" }' '"downtime of system1 at most 1m"'

# A plan of what is already so, and of what is not.
sed 's/"maintain": {/"now": "clustered on node1", &/' $posts >"$dir/now.json"
same='no difference'
for job in services 'services --locks' 'maintain ldom1 --set vcpus=8'; do
	# shellcheck disable=SC2086
	row 0 "^$same" "$df" plan $job -e -s "$dir/now.json"
	# shellcheck disable=SC2086
	row 0 "^# $same" "$df" plan $job -e --commands -s "$dir/now.json"
	# shellcheck disable=SC2086
	row 0 "note: $same" "$df" plan $job -e -j -s "$dir/now.json"
	# shellcheck disable=SC2086
	row 0 '' "$df" plan $job -s "$dir/now.json"
	grep -q "$same" "$dir/out" && bad=1
done
for job in 'maintain ldom1 --set vcpus=16' 'maintain ldom1' 'retire ldom1' \
    'p2v system1'; do
	# shellcheck disable=SC2086
	row 5 '' "$df" plan $job -e -s "$dir/now.json"
	grep -q "$same" "$dir/out" && bad=1
done
row 5 'add-vsw' play plan services -e

# What a stock prove makes of it: the plan is kept when a file cannot be read,
# and neither a name nor a text writes lines or directives of its own.
#
# proved CODE FILE: between two that pass, one test that fails with that code.
good=scenarios/pasted-dashes.json
row 0 'Result: PASS' prove -e "$df run --tap" $good
proved() {
	"$df" run --tap $good "$2" $good >"$dir/tap" 2>/dev/null
	row 0 "^  code: $1\$" cat "$dir/tap"
	row 1 'Failed test:  2' prove -v -e cat "$dir/tap"
	! grep -q -e 'Parse errors' -e 'TODO passed' -e skipped "$dir/out" || {
		cat "$dir/out"
		bad=1
	}
	row 1 'Tests: 3 Failed: 1' prove -e cat "$dir/tap"
}

echo '{ "scenario": ' >"$dir/broken.json"
proved file-invalid "$dir/broken.json"
proved file-unreadable "$dir/nothing.json"
cat >"$dir/named.json" <<EOF
{ "scenario": "a # SKIP \\\\ b # TODO c", "why": "w", "site": "$PWD/$posts",
  "do": [ { "run": "services" } ],
  "expect": [ "run arrived", "says \"x # TODO y\"" ] }
EOF
proved expectation "$dir/named.json"
for line in 'not ok 2 - a \# SKIP \\ b \# TODO c' \
    '    not ok 2 - says "x \# TODO y"'; do
	grep -qxF -e "$line" "$dir/tap" || {
		echo "not there: $line"
		cat "$dir/tap"
		bad=1
	}
done

exit $bad
