#!/bin/sh
# The runbooks of scenarios/runbooks, as scripts on the simulated site: those of
# the two posts leave the world of domferry's own jobs, under three shells;
# those of operators print what lies beside them.  A command that is another
# one leaves another world.
#
# Nobody types at their consoles: they have no standard input.
#
# In a hurry mksh plays one of the posts, ksh the other, and dash those of
# operators; THOROUGH=yes: each plays both posts.
set -u
B=${B:-build}
df=$B/domferry
books=scenarios/runbooks
posts=scenarios/sites/posts.json
bad=0
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
unset DOMFERRY_SITE DOMFERRY_STATE DOMFERRY_PLACE DOMFERRY_FOLDER

wrong() {
	echo "$*"
	bad=1
}

# world STATE: what a state folder says of its site.
world() {
	echo digest | "$df" shell --state "$1"
}

# rehearsed JOB [OPTION...]: what its rehearsal says.
rehearsed() {
	"$df" rehearse -s $posts "$@" | sed -n 's/^world  *//p'
}

# post SHELL SCRIPT WANTED [OPTION...]
post() {
	shell=$1 script=$2 wanted=$3
	shift 3
	state=$dir/$shell
	rm -rf "$state"
	timeout 300 "$df" shell -s $posts --state "$state" "$@" -- "$shell" \
	    "$script" </dev/null >"$dir/out" 2>&1 ||
	    { wrong "$shell $script: status $?"; tail -5 "$dir/out"; return; }
	[ "$(world "$state")" = "$wanted" ] || wrong \
	    "$shell $script: the world is not that of the rehearsal"
}

guest=$(rehearsed maintain ldom1 --begin services --begin 'create ldom1')
machine=$(rehearsed p2v system1 --keep-iso)
[ -n "$guest" ] && [ -n "$machine" ] || wrong "a rehearsal says no world"
if [ -z "${THOROUGH:-}" ]; then
	first=mksh
	second=ksh
else
	first='dash ksh mksh'
	second=$first
fi
for shell in $first; do
	post "$shell" $books/failover-guest.sh "$guest" --begin bare
done
for shell in $second; do
	post "$shell" $books/physical-to-virtual.sh "$machine"
done

# What an operator's own script prints, and how it ends.
"$df" shell -s scenarios/sites/three.json -- dash $books/evacuate.sh alpha \
    beta >"$dir/out" 2>&1 || wrong "evacuate.sh: status $?"
diff $books/evacuate.out "$dir/out" || wrong "evacuate.sh: another output"
"$df" shell -s $posts --state "$dir/disk" --begin 'create ldom1' -- ksh \
    $books/add-disk.sh >"$dir/out" 2>&1 || wrong "add-disk.sh: status $?"
diff $books/add-disk.out "$dir/out" || wrong "add-disk.sh: another output"

# A scenario plays them too: its faults strike what they type.
for scenario in "$books"/*.json; do
	"$df" run "$scenario" >"$dir/out" 2>&1 ||
	    wrong "$scenario: status $?"
	diff "${scenario%.json}.out" "$dir/out" ||
	    wrong "$scenario: another output"
done

# One word of a script is another one: so is the world.
cp $books/waits.sh "$dir"
sed 's/20g/21g/' $books/add-disk.sh >"$dir/seeded.sh"
(post dash "$dir/seeded.sh" "$(world "$dir/disk")" \
    --begin 'create ldom1') >"$dir/said"
grep -q 'the world is not' "$dir/said" ||
    { echo "a changed command was not noticed"; exit 1; }
exit $bad
