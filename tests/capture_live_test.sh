#!/bin/sh
# A live site is captured, over sshd: its nodes by its file, or by their names;
# the file is the same whenever the answers are; what has changed is said.
set -u
. "${0%/*}/lab-site"
cd "$dir" || exit 1

# captures STATUS FILE WORD...
captures() {
	status=$1
	file=$2
	shift 2
	timeout 100 "$df" capture "$@" --ssh-config "$home/ssh_config" \
	    -w "$file" >"$dir/out" 2>"$dir/err"
	got=$?
	[ $got = "$status" ] || wrong "capture $*: status $got, not $status"
}

# differs STATUS OLD NEW
differs() {
	"$df" capture --diff -e "$2" "$3" >"$dir/out" 2>"$dir/err"
	got=$?
	[ $got = "$1" ] || wrong "capture --diff $2 $3: status $got, not $1"
}

# has PATTERN...: of what was printed.
has() {
	for pattern; do
		grep -q -e "$pattern" "$dir/out" || wrong "not there: $pattern"
	done
}

# all_but_times FILE: every byte of the capture before times.jsonl.
all_but_times() {
	mkdir "$1.d" && tar xf "$1" -C "$1.d" && rm "$1.d/times.jsonl"
}

begin -s "$posts" --begin 'create ldom1'
before=$(world)
captures 0 one.tar -s "$home/site.json"
has '^one.tar: 2 nodes, [0-9]* commands, 0 not answered, [0-9]* bytes$' \
    '^sha256:[0-9a-f]\{64\}$'
one=$(tail -1 "$dir/out")
[ "$(world)" = "$before" ] || wrong 'the site has changed'
[ "$(stat -c %a one.tar)" = 600 ] || wrong 'others can read it'
[ "$(tar tf one.tar | tail -3 | tr '\n' ' ')" = \
    'index.jsonl site.json times.jsonl ' ] || wrong 'other files'
tar xOf one.tar site.json | cmp -s - "$home/site.json" ||
    wrong 'another site file'
[ "$one" = "sha256:$(tar xOf one.tar index.jsonl | sha256sum |
    cut -d' ' -f1)" ] || wrong 'the digest is not that of the index'

captures 3 one.tar -s "$home/site.json"
grep -q 'file-exists: one.tar' "$dir/err" || wrong 'what is there is kept'

captures 0 two.tar -s "$home/site.json"
[ "$(tail -1 "$dir/out")" = "$one" ] || wrong 'equal answers, other digests'
all_but_times one.tar
all_but_times two.tar
diff -r one.tar.d two.tar.d >"$dir/said" || wrong 'equal answers, other bytes'
differs 0 one.tar two.tar
has '^0 new, 0 gone, 0 changed; '

# No site file: it is found out that the nodes are simulated.
captures 0 named.tar node1 node2
differs 0 one.tar named.tar
tar tf named.tar | grep -q site.json && wrong 'a site file from nowhere'
captures 0 - node1 && cp "$dir/out" node1.tar
differs 5 named.tar node1.tar
has '^node2: answered, and does not any more: it was not asked'

# Their twins: of the site file in a capture, and of one that adopt writes.
for file in one.tar named.tar; do
	"$df" rehearse switch ldom1 --from $file >"$dir/out" 2>"$dir/err" ||
	    wrong "a rehearsal from $file"
	has '^arrived after' "--from $file --commands"
	"$df" whatif 'node1 loses power' --from $file >"$dir/out" \
	    2>"$dir/err" || wrong "what if, from $file"
	has 'ldom1 .*node1 -> node2, up from'
done
"$df" plan switch ldom1 --from one.tar -e >"$dir/out" 2>"$dir/err"
[ $? = 5 ] || wrong 'a plan from a capture: nothing to do'
# What an exploration of it finds is a scenario, which begins there: a plan that
# lacks a step.
"$df" plan switch ldom1 --from one.tar -w whole.json 2>"$dir/err" ||
    wrong 'a plan is not saved'
python3 -c 'import json, sys
plan = json.load(open(sys.argv[1]))
plan["steps"] = [s for s in plan["steps"] if s["step"] != "halt"]
json.dump(plan, open(sys.argv[2], "w"))' whole.json spoilt.json
"$df" explore ./spoilt.json --from one.tar --faults 0 -w found.json \
    >"$dir/out" 2>"$dir/err"
[ $? = 7 ] || wrong 'a step less is no finding'
"$df" run found.json >"$dir/out" 2>"$dir/err" || wrong 'its scenario'
has '^  +00:00:00  ldom1     up on node1$' '^pass$'
sed 's/"guest ldom1 on=node1/"guest ldom1 on=node2/
    s/online=node1/online=node2/; s/imported=node1 last=node1/imported=node2 last=node2/
    ' found.json >moved.json
"$df" run moved.json >"$dir/out" 2>"$dir/err"
has '^  +00:00:00  ldom1     up on node2$'
sed 's/"node node2 power/"node node7 power/' found.json >other.json
"$df" run other.json >"$dir/out" 2>&1
[ $? = 3 ] || wrong 'a start text of another site'
has '^fail: file-invalid: start: there is no line about node node2$'
"$df" explore ./found.json --faults 0 >"$dir/out" 2>"$dir/err" ||
    wrong 'a scenario with a start is not explored'
"$df" explore ./found.json --from one.tar >"$dir/out" 2>&1
[ $? = 2 ] || wrong 'a scenario and a capture'

# What is already so is marked, and is no command.
"$df" plan services --from one.tar >"$dir/out" 2>"$dir/err" ||
    wrong 'a plan of what is there'
[ "$(grep -c '^      already so$' "$dir/out")" = 10 ] || wrong 'what is so'
has '^      not needed: a guest is bound here'
"$df" plan services --from one.tar --commands >"$dir/out" 2>"$dir/err"
has '^# already so: node2: ldm add-vds primary-vds0 primary$' \
    '^# not needed: a guest is bound here, .*: on node1: ldm add-spconfig'
grep -q '^node' "$dir/out" && wrong 'a command that is not needed'
"$df" plan services --from one.tar -j >"$dir/out" 2>"$dir/err"
has '"step":"vds:primary-vds0@node1",.*"skip":"already so"'
"$df" plan services --from one.tar --markdown >"$dir/out" 2>"$dir/err"
has '^\*\*already so\*\*$'
"$df" plan switch ldom1 --from one.tar >"$dir/out" 2>"$dir/err"
grep -q 'already so' "$dir/out" && wrong 'it is not so yet'
"$df" capacity --from one.tar >"$dir/out" 2>"$dir/err" ||
    wrong 'what a captured site endures'
has '^   death    node1  *endured: 1 moves' '^   death    node2  *endured: 0'
"$df" plan switch ldom1 --from one.tar -s "$posts" >"$dir/out" 2>&1
[ $? = 2 ] || wrong 'a capture and a site file'

# Without its names it is a capture still, and its twin does the same.
"$df" scrub one.tar -w given.tar >"$dir/out" 2>"$dir/err" ||
    wrong 'a capture without names'
grep -q 'replaced: 2 nodes' "$dir/err" || wrong 'what was replaced'
grep -a -q 'node1\|ldom1\|posts\|4:4f:fb:13:5b' given.tar &&
    wrong 'names are still there'
guest=$(grep -a -o 'DOMAIN|name=[a-z0-9]*' given.tar | sed 's/.*=//' |
    grep -v primary | head -n 1)
"$df" rehearse switch "$guest" --from given.tar >"$dir/out" 2>"$dir/err" ||
    wrong "the twin of a capture without names: $guest"
has '^arrived after'
"$df" scrub one.tar named.tar -w both.tar >"$dir/out" 2>"$dir/err"
[ $? = 2 ] || wrong 'two captures at once'
"$df" scrub one.tar -w given.tar >"$dir/out" 2>"$dir/err"
[ $? = 3 ] || wrong 'a capture is written over'

types 'clrg switch -n node2 ldom1-rg' 'wait 10m' >/dev/null
captures 0 moved.tar node1 node2 -j
differs 5 named.tar moved.tar
has '^node1: domain ldom1: gone: state active' \
    '^node2: domain ldom1: new: state active' \
    '^node1, node2: group ldom1-rg, node node2: status was offline, is online'
grep -q 'uptime\|util' "$dir/out" && wrong 'what changes by itself is said'

"$df" whatif 'node2 loses power' --from moved.tar >"$dir/out" \
    2>"$dir/err" || wrong 'what if the node dies to which it has moved'
has 'ldom1 .*node2 -> node1, up from'

types 'fault power-off node2' 'wait 1m' >/dev/null
captures 9 dead.tar node1 node2
[ -s dead.tar ] || wrong "what the other node says is not written"
has '^node2 does not answer'
differs 5 moved.tar dead.tar
has '^node2: answered, and does not any more:' \
    '^cluster: quorum-node node2: status was online, is offline'
captures 9 none.tar node2
[ ! -e none.tar ] || wrong 'a capture of nothing is written'
exit $bad
