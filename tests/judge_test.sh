#!/bin/sh
# Scripts with planted slips (tests/slips): each slip is found, what is found is
# said as the file beside the script has it, and is a scenario that fails.
set -u
B=${B:-build}
df=$B/domferry
slips=tests/slips
posts=scenarios/sites/posts.json
bad=0
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
unset DOMFERRY_SITE DOMFERRY_STATE DOMFERRY_PLACE DOMFERRY_FOLDER

wrong() {
	echo "$*"
	bad=1
}

# judged NAME WANTED OPTION...: the slip of that name shows as WANTED.
judged() {
	name=$1 wanted=$2
	shift 2
	timeout 300 "$df" judge "$slips/$name.sh" "$@" >"$dir/$name.said" 2>&1
	[ $? = 7 ] || wrong "$name: nothing is found"
	diff "$slips/$name.out" "$dir/$name.said" || wrong "$name: something else"
	grep -q "$wanted" "$dir/$name.said" || wrong "$name: no \"$wanted\""
}

# Some show without a fault.
judged misnamed 'not come up on node2' -s $posts --begin 'create ldom1' \
    --faults 0 --into "$dir/misnamed"
judged iso-left 'not come up on node2' -s $posts --begin 'create ldom1' \
    --faults 0
judged unchecked 'goes on with' -s $posts --begin 'create ldom1' --path-only \
    --into "$dir/unchecked"
judged no-unbind 'old is down' -s $slips/site.json -N beta --faults 0
judged forced 'pool-imported-once' -s $slips/site.json -N beta --path-only \
    --into "$dir/forced"

# The conversion of the post, and at its console somebody chooses Initial, where
# Upgrade is meant.  What it reads lies beneath the folder in which it begins.
here=$(pwd)
mkdir -p "$dir/copy/scenarios/runbooks"
cp scenarios/runbooks/waits.sh "$dir/copy/scenarios/runbooks"
cp -R share "$dir/copy"
KEYS=$(cat $slips/initial.keys) perl -pe 's/^telnet localhost/{ printf "%b" '"'"'$ENV{KEYS}'"'"'; sleep 7200; } | $&/' \
    scenarios/runbooks/physical-to-virtual.sh \
    >"$dir/copy/scenarios/runbooks/initial.sh"
case $df in /*) ;; *) df=$here/$df ;; esac
(cd "$dir/copy" && "$df" judge scenarios/runbooks/initial.sh --faults 0 \
    -s "$here/$posts") >"$dir/out" 2>&1
[ $? = 7 ] && grep -q '1. data: guest system1 runs another system' "$dir/out" ||
    wrong "Initial for Upgrade: $(cat "$dir/out")"

# Each finding is a scenario, and fails with what was found.
for found in "$dir"/misnamed/*.json "$dir"/unchecked/*.json \
    "$dir"/forced/*.json; do
	"$df" run "$found" >"$dir/out" 2>&1
	[ $? = 7 ] || wrong "$found: status is not 7"
done
[ "$(find "$dir/misnamed" "$dir/unchecked" -name '*.json' | wc -l)" = 7 ] ||
    wrong "not 7 scenarios"

# Without the slip of the one that is misnamed, the group can be switched.
sed 's/vo12/vol2/' $slips/misnamed.sh >"$dir/mended.sh"
"$df" judge "$dir/mended.sh" -s $posts --begin 'create ldom1' --faults 0 \
    >"$dir/out" 2>&1
[ $? = 7 ] && grep -q "'s copy" "$dir/out" &&
    ! grep -q 'not come up' "$dir/out" ||
    wrong "a mended script: $(cat "$dir/out")"

# Who only looks is not to blame.
printf 'clrg status\nldm ls\n' >"$dir/looks.sh"
"$df" judge "$dir/looks.sh" -s $posts --begin 'create ldom1' >"$dir/out" 2>&1 ||
    wrong "a script that only looks: $(cat "$dir/out")"
grep -q '^0 findings' "$dir/out" || wrong "a script that only looks"

# Who waits for ever does so in the scenario, too.
echo 'until clrg status | grep Nobody; do sleep 3600; done' >"$dir/waits.sh"
"$df" judge "$dir/waits.sh" -s $posts --faults 0 --path-only \
    --into "$dir/waits" >"$dir/out" 2>&1
"$df" run "$dir/waits/01-never-ends.json" >"$dir/out" 2>&1
[ $? = 7 ] && grep -q 'script still runs' "$dir/out" ||
    wrong "a script that never ends: $(cat "$dir/out")"

# What is wrong is said, and what is to be done.
says() {
	status=$1 wanted=$2
	shift 2
	"$df" judge "$@" >"$dir/out" 2>&1
	[ $? = "$status" ] || wrong "$*: status is not $status"
	grep -q -e "$wanted" "$dir/out" ||
	    wrong "$*: no \"$wanted\": $(cat "$dir/out")"
}
says 2 'needs a script' -s $posts
says 2 '0 or 1' "$dir/looks.sh" -s $posts --faults 2
says 3 'nothing-is-there' nothing-is-there -s $posts
says 3 'file-exists' $slips/misnamed.sh -s $posts --begin 'create ldom1' \
    --faults 0 --into "$dir/misnamed"
says 3 'nobody' "$dir/looks.sh" -s $posts --begin 'create nobody'
says 3 'nowhere' "$dir/looks.sh" -s $posts -N nowhere
says 0 '"type":"judged".*"findings":0' "$dir/looks.sh" -s $posts -j
exit $bad
