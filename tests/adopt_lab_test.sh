#!/bin/sh
# domferry adopt over sshd: the file that is written needs no edit for check and
# for the plan of a switch.  THOROUGH=yes: also three unequal nodes, and eight
# with forty guests.
set -u
. "${0%/*}/lab-site"

# fails FILE: the checks of a site that fail, without what they say.
fails() {
	"$df" check --json "$1" | sed -n \
	    's/.*"check":"\([^"]*\)","on":"\([^"]*\)","result":"fail".*/\1 \2/p' |
	    sort -u
}

# adopts STATUS NODE...: into $dir/adopted.json, anew.
adopts() {
	status=$1
	shift
	rm -f "$dir/adopted.json"
	timeout 120 "$df" adopt "$@" --ssh-config "$home/ssh_config" \
	    -w "$dir/adopted.json" >"$dir/out" 2>"$dir/err"
	got=$?
	[ $got = "$status" ] || wrong "adopt $*: status $got, wanted $status"
	[ ! -s "$dir/out" ] || wrong "adopt $*: prints what it writes"
}

# as_good SITE GUEST...: as the site's own file, of whose guests these have to be
# switched.
as_good() {
	site=$1
	shift
	fails "$site" >"$dir/before"
	fails "$dir/adopted.json" >"$dir/after"
	new=$(comm -13 "$dir/before" "$dir/after")
	[ -z "$new" ] || wrong "check fails now: $new"
	grep -q '"simulated": true' "$dir/adopted.json" || wrong "not simulated"
	for guest; do
		"$df" plan switch "$guest" -s "$dir/adopted.json" >"$dir/out" \
		    2>"$dir/err" || wrong "plan switch $guest"
		grep -q "clrg switch -n .* $guest-rg" "$dir/out" ||
		    wrong "plan switch $guest: no switch"
	done
}

eight() {
	awk 'BEGIN {
		printf "{ \"site\": \"eight\", \"nodes\": ["
		for (n = 1; n <= 8; n++)
			printf "{ \"name\": \"cd%d\", \"model\": " \
			    "\"SPARC T4-2\", \"vcpus\": 128, \"memory\": " \
			    "\"256G\", \"reach\": { \"by\": \"ssh\", " \
			    "\"host\": \"cd%d\" } },\n", n, n
		printf "], \"cluster\": { \"name\": \"eight\" }, " \
		    "\"devices\": ["
		for (g = 1; g <= 40; g++)
			printf "{ \"name\": \"d%d\", \"size\": \"64G\", " \
			    "\"slice\": 6 },\n", g
		printf "], \"services\": { \"vsw\": [ { \"name\": \"sw0\", " \
		    "\"net_dev\": \"net0\" } ], \"vds\": [ { \"name\": " \
		    "\"vds0\" } ], \"vcc\": [ { \"name\": \"vcc0\", " \
		    "\"ports\": \"5000-5200\" } ] }, \"files\": [ { \"file\": " \
		    "\"/pfile\", \"use\": \"password\" } ], \"guests\": ["
		for (g = 1; g <= 40; g++)
			printf "{ \"name\": \"g%d\", \"vcpus\": 8, \"memory\": " \
			    "\"16G\", \"pool\": { \"device\": \"d%d\" }, " \
			    "\"disks\": [ { \"size\": \"20G\" } ], \"nets\": [ " \
			    "{ \"vsw\": \"sw0\" } ], \"now\": " \
			    "\"clustered on cd%d\" },\n", g, g, 1 + g % 8
		print "] }"
	}'
}

begin -s "$posts" --begin 'create ldom1'
adopts 0 node1 node2
as_good "$posts" ldom1
cp "$dir/adopted.json" "$dir/first.json"
adopts 0 node1 node2
cmp -s "$dir/first.json" "$dir/adopted.json" || wrong 'the same site, another file'
timeout 60 "$df" adopt node1 node2 --ssh-config "$home/ssh_config" -w - \
    >"$dir/out" 2>"$dir/err" || wrong 'adopt -w -'
cmp -s "$dir/out" "$dir/first.json" || wrong 'printed, it is another file'
"$df" adopt node1 -w "$dir/first.json" >"$dir/out" 2>"$dir/err"
[ $? = 3 ] || wrong 'a file is written over'
grep -q 'asking' "$dir/err" && wrong 'nodes are asked for a file in vain'

types 'fault power-off node2' 'wait 1m' >/dev/null
adopts 9 node1 node2
grep -q '// node2 is left out:' "$dir/adopted.json" || wrong 'a dead node'
"$df" plan switch ldom1 -s "$dir/adopted.json" >"$dir/out" 2>"$dir/err"
[ $? = 2 ] && grep -q 'ldom1 is not ours' "$dir/err" ||
    wrong 'a guest whose other node is not known'
adopts 9 node2
[ ! -e "$dir/adopted.json" ] || wrong 'a file of nothing'
grep -q '  node node2: left out: its name not known: node2: uname -n: ' \
    "$dir/err" || wrong 'a node that says nothing, and why'

[ "${THOROUGH:-no}" = yes ] || exit $bad

three=$PWD/scenarios/sites/three.json
"$df" lab --stop --state "$home" >/dev/null 2>&1
wait "$lab"
rm -rf "$home"
begin -s "$three"
adopts 0 alpha beta gamma
as_good "$three" db app web1 web2 test
eight >"$dir/eight.json"
"$df" lab --stop --state "$home" >/dev/null 2>&1
wait "$lab"
rm -rf "$home"
begin -s "$dir/eight.json"
adopts 0 cd1 cd2 cd3 cd4 cd5 cd6 cd7 cd8
# shellcheck disable=SC2046
as_good "$dir/eight.json" $(seq -f 'g%g' 1 40)
exit $bad
