#!/bin/sh
# What main, the verbs and their options do that no test program and no
# scenario does: under the sanitizers, where a process takes long to begin.
# What they print tests/cli_test.sh looks at.
set -u
B=${B:-build}
df=$B/domferry
posts=scenarios/sites/posts.json
bad=0
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
unset DOMFERRY_SITE

# What a process could have printed before, and what it is to work with.
"$df" plan retire ldom1 -s $posts -w "$dir/retire.json" >"$dir/said" 2>&1 ||
    bad=1
"$df" plan migrate ldom1 -s $posts -w "$dir/whole.json" >"$dir/said" 2>&1 ||
    bad=1
sed 's/{"again":[^{]*"command":\["ldm","unbind-domain".*hol[^"]*disks open"},//' \
    "$dir/whole.json" >"$dir/spoilt.json"
sed 's/"vcpus": 8,/"vcpus": 12,/' $posts >"$dir/more.json"
sed 's/"maintain": {/"now": "clustered on node1", &/' $posts >"$dir/now.json"
sed 's/"timing": *{/"timing": { "profile": "ssh",/' $posts >"$dir/ssh.json"
printf '{ "site": "x",\n  "nodes": [ { "nme": "a" } ] }\n' >"$dir/bad.json"
odd=$(printf 'b\377d')
cp "$dir/bad.json" "$dir/$odd.json"
mkdir "$dir/left"
: >"$dir/left/lock"
: >"$dir/left/journal.jsonl"
cp -r "$dir/left" "$dir/draft"
: >"$dir/draft/plan.json.new"

columns=40
# The status, and what is typed; DIR is a folder of ours.
while read -r status line; do
	line=$(printf '%s\n' "$line" | sed "s,DIR,$dir,g; s,SITE,$posts,g")
	COLUMNS=$columns
	export COLUMNS
	columns=$((columns == 40 ? 80 : 40))
	eval "\"\$df\" $line" >"$dir/said" 2>&1
	got=$?
	if [ $got != "$status" ] ||
	    grep -q 'Sanitizer\|runtime error:' "$dir/said"; then
		echo "domferry $line: status $got, wanted $status"
		cat "$dir/said"
		bad=1
	fi
done <<end
2
2 fly
0 --help
0 --version
0 plan --help
2 check -1
2 resume one extra
2 check -s SITE SITE
2 explore scenarios/no-room.json --site=SITE
0 explain
0 explain -j
0 explain pool-create
0 explain -j pool-imported-once
0 explain pool-busy
2 explain nonsense
2 explain --codes usage
0 explain --codes
0 help explain
0 help run
2 check --site
0 check -j SITE
3 check -j DIR/bad.json
3 check -j DIR/$odd.json
0 check DIR/now.json
2 plan create nobody -s SITE
5 plan create ldom1 -s SITE --commands -e
3 plan create ldom1 -s SITE -w DIR/retire.json
0 plan create ldom1 -s SITE -j
0 rehearse services -s SITE
0 rehearse switch system1 -s SITE --begin 'p2v system1'
1 rehearse create ldom1 -s SITE --run DIR/returned -F 'refuse guest-bind ldom1'
2 rehearse switch ldom1 -s SITE --begin 'flee ldom1'
3 rehearse DIR/nothing.json -s SITE
6 rehearse switch ldom1 -s DIR/ssh.json --run DIR/ssh -F 'crash after record 40'
0 resume DIR/ssh
6 rehearse switch ldom1 -s SITE --run DIR/json -F 'crash after record 40'
0 resume -j DIR/json
4 rehearse create ldom1 -s SITE -F 'remove /pfile on node2'
2 rehearse create ldom1 -s SITE -F 'refuse tea'
2 rehearse switch ldom1 -s SITE --run DIR/no -F 'power-off nobody'
0 rollback DIR/left
4 report DIR/left
4 resume DIR/left
0 rollback DIR/draft
0 rehearse DIR/retire.json -s SITE
4 rehearse DIR/retire.json -s SITE --begin 'switch ldom1'
0 rehearse DIR/retire.json -s DIR/more.json
0 rehearse DIR/retire.json -s DIR/more.json -j
0 explore DIR/retire.json -s DIR/more.json --faults 0
2 explore switch ldom1 -s SITE --shard 3/2
2 explore switch ldom1 -s SITE --seeds 0
0 explore services -s SITE --seeds 3
0 explore services --random-site 7 --faults 0
7 explore DIR/spoilt.json -s SITE --faults 1
0 explore services -s SITE --faults 1
0 explore services -s SITE --faults 1 -j
7 explore DIR/spoilt.json -s SITE --faults 1 -w DIR/found.json
0 run DIR/found.json
2 run
7 run --stop-at 1s scenarios/switch-by-hand.json --junit -
7 run scenarios/failing/begin-does-not-arrive.json
0 run --tap scenarios/hostid-while-active.json
0 run scenarios/hostid-while-active.json --junit DIR/report.xml
7 run scenarios/failing/expectation-not-met.json --junit -
3 run --junit DIR/now.json scenarios/hostid-while-active.json
0 new site -w DIR/site.json
0 new site --random-site 7 -w DIR/drawn.json
3 new site -w DIR/site.json
2 new moon
0 shell -s SITE --state DIR/state -- ldm ls
0 shell --state DIR/state </dev/null
0 shell --state DIR/state -N node2 --path-only -- sh -c 'ssh node1 ldm ls | tee /x'
end
exit $bad
