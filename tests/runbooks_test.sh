#!/bin/sh
# The runbooks of scenarios/runbooks, as scripts on the simulated site: those of
# the two posts leave the world of domferry's own jobs, under three shells;
# those of operators print what lies beside them, under each of the three.  A
# command that is another one leaves another world.
#
# Nobody types at their consoles: they have no standard input.
#
# In a hurry mksh plays one of the posts and ksh the other; THOROUGH=yes: each
# plays both.
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

# What an operator's own script prints on both streams, and how it ends.

# begun SITE LINE...: the site as the script finds it, in $dir/begun: lines that
# are typed there, or "begin JOB" in the place of the first.
begun() {
	rm -rf "$dir/begun"
	site=scenarios/sites/$1.json
	shift
	job=
	case ${1:-} in
	"begin "*)
		job=${1#begin }
		shift
		;;
	esac
	printf '%s\n' "$@" | "$df" shell -s "$site" --state "$dir/begun" \
	    ${job:+--begin "$job"} >"$dir/said" 2>&1
}

# operator STATUS NODE BOOK [WORD...]: the same under each shell.
operator() {
	wanted=$1 node=$2 book=$3
	shift 3
	grep -q '/usr/[a-z]*bin/\|/usr/cluster' $books/$book.sh && [ -n "$may" ] &&
	    return
	for shell in ksh mksh dash; do
		rm -rf "$dir/state"
		cp -r "$dir/begun" "$dir/state"
		"$df" shell --state "$dir/state" -N "$node" $may -- $shell \
		    $books/$book.sh "$@" >"$dir/out" 2>&1 </dev/null
		got=$?
		[ $got = "$wanted" ] || wrong "$shell $book.sh: status $got"
		[ -z "${GOLDEN:-}" ] || cp "$dir/out" $books/$book.out
		diff $books/$book.out "$dir/out" ||
		    wrong "$shell $book.sh: another output"
	done
}

# Whole paths and files need a name space of mounts, which a machine may refuse:
# then those that use them are not played.
may=
{ unshare -m true || unshare -Urm true; } 2>/dev/null || may=--path-only
begun three
operator 0 alpha evacuate alpha beta
begun posts 'begin create ldom1'
operator 0 node1 add-disk
cp -r "$dir/state" "$dir/disk"
operator 0 node1 resize ldom1 ldom1-rg 24G
operator 0 node1 replace-lun d14 d11
begun posts 'begin create ldom1' 'fault reboot node1, at 30m'
operator 0 node2 patch node1
begun posts 'begin create ldom1' 'clrs set -p Stop_timeout=20 ldom1-ldom-rs' \
    'clrg switch -n node2 ldom1-rg' 'wait 10m'
operator 0 node1 stop-failed ldom1-rg ldom1-ldom-rs ldom1
begun three 'clrg switch -n beta db-rg' 'wait 20m'
operator 1 alpha failback alpha
begun three
operator 0 beta save-definitions

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
