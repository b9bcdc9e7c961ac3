#!/bin/sh
# The command line as users see it: statuses, messages, files.
set -u
B=${B:-build}
df=$B/domferry
posts=scenarios/sites/posts.json
bad=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# The system's own starts faster than what may lie before it in PATH.
python=/usr/bin/python3
[ -x $python ] || python=python3

line_end='
'

# has PATTERN: is it in $dir/out, which is $said, too?  Most are plain words, and
# to start grep takes longer than domferry does.
has() {
	case $said in
	*"$1"*) return 0 ;;
	esac
	case $1$line_end$said in
	^*"$line_end${1#^}"*) ;;
	*) grep -q -e "$1" "$dir/out" ;;
	esac
}

# expect STATUS PATTERN COMMAND...: on standard output or error.
expect() {
	status=$1
	pattern=$2
	shift 2
	said=$("$@" 2>&1)
	got=$?
	printf '%s\n' "$said" >"$dir/out"
	if [ "$got" != "$status" ] || ! has "$pattern"; then
		echo "$*: status $got, wanted $status with \"$pattern\""
		cat "$dir/out"
		bad=1
	fi
	case $line_end$said in
	*["$line_end ("]"1 "[cdgmnpqrstv]*) ;;
	*) return ;;
	esac
	if grep -E '(^|[ (])1 (check|command|device|guest|mistake|node|point|question|record|schedule|service|source|state|step|thing|violation)s([ ,.:;)]|$)' "$dir/out"; then
		echo "$*: says so of one thing"
		bad=1
	fi
}

unset DOMFERRY_SITE
expect 2 'no verb' "$df"
expect 2 'no verb "fly"' "$df" fly
expect 0 'Verbs:' "$df" --help
expect 0 'Verbs:' "$df" help
expect 0 'usage: domferry' "$df" '-?'
expect 0 'which commands' "$df" plan --help
expect 0 'build ' "$df" --version
# Texts of the program's own have no escapes; no line is wider than it may be.
mkdir "$dir/help40" "$dir/help80"
for verb in $("$df" help | sed -n '/^Verbs:/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p'); do
	COLUMNS=40 "$df" help $verb >"$dir/help40/$verb"
	COLUMNS=80 "$df" help $verb >"$dir/help80/$verb"
	expect 2 'unknown option' "$df" $verb -1
done
! grep -F '\' "$dir"/help?0/* || bad=1
for width in 40 80; do
	! awk 'FNR == 1 { text = 1 } FNR > 3 && /^$/ { text = 0 }
	    FNR > 2 && text' "$dir/help$width"/* |
	    grep -E ".{$((width + 1)),}" || bad=1
done
# Nothing that is typed is ignored: a word too many, an option that a scenario
# leaves no place for.
for verb in check resume rollback report explain new help; do
	expect 2 '"extra" is one word too many' "$df" $verb one extra
done
expect 2 'takes one site file' "$df" check $posts -s $posts
expect 2 'takes one site file' "$df" check -s $posts $posts
expect 2 '"usage" is one word too many' "$df" explain --codes usage
for option in "--site=$posts" '--begin=services' '--fault=panic node1'; do
	expect 2 "brings its own: ${option%%=*} is one option too many" \
	    "$df" explore scenarios/no-room.json "$option"
done
"$df" explain -j >"$dir/stream"
grep -q '"type":"invariant","name":"pool-imported-once"' "$dir/stream" || bad=1
! grep -v '^{.*}$' "$dir/stream" || bad=1
expect 0 '^{"type":"invariant"' "$df" explain -j pool-imported-once
expect 2 'unknown option' "$df" check --loud
expect 2 'needs SITE' "$df" check --site
expect 3 'file-unreadable' "$df" check
expect 3 'file-unreadable' "$df" check "$dir/nothing.json"
expect 0 '0 failed' "$df" check $posts
expect 0 '"type":"checked","mistakes":0' "$df" check -j $posts
for option in '--without=quorum' --verbose '--ssh-config=/dev/null'; do
	expect 2 'is for check --live' "$df" check $posts "$option"
done
expect 2 'no check "loud"' "$df" check --live -s $posts --without loud
expect 2 'job-invalid' "$df" check --live switch nobody -s $posts
expect 2 'job-invalid' "$df" check --live --loud -s $posts
expect 2 'no option --loud' "$df" check --live switch ldom1 --loud -s $posts
# An ssh that ends at once is a node that does not answer: nothing is known.
mkdir "$dir/no-ssh"
printf '#!/bin/sh\nexit 255\n' >"$dir/no-ssh/ssh"
chmod +x "$dir/no-ssh/ssh"
expect 9 ' 0 failed, [0-9]* not known' env PATH="$dir/no-ssh:$PATH" \
    "$df" check --live -s $posts
expect 0 'a check of the live site; if not: fail' "$df" explain altroot
expect 0 'plan       create ldom1' "$df" plan create ldom1 -s $posts
expect 0 'plan       switch ldom1 --to node2' \
    "$df" plan -s $posts switch ldom1 --to node2
expect 2 'job-invalid' "$df" plan create nobody -s $posts
expect 2 'job-invalid' "$df" plan -s $posts
expect 5 'zpool create' "$df" plan create ldom1 -s $posts --commands -e
expect 2 'exclude' "$df" plan create ldom1 -s $posts --commands --markdown
# A plan for review has the same commands, its digest, and no text that would
# be a sign of Markdown.
"$df" plan create ldom1 -s $posts --markdown >"$dir/plan.md"
"$df" plan create ldom1 -s $posts --commands | sed 1d >"$dir/wanted"
sed -n 's/^    //p' "$dir/plan.md" | cmp - "$dir/wanted" || bad=1
grep -v '^    ' "$dir/plan.md" | grep -E '(^|[^\\*])[*_`<>][a-z]' |
    grep -v '^\*\*' && bad=1
digest=$("$df" plan create ldom1 -s $posts -j |
    sed -n 's/.*"digest":"\(sha256:[0-9a-f]*\)".*/\1/p')
expect 0 "| digest | $digest |" cat "$dir/plan.md"

# A transcript that is given away has no names; nothing is written over.
"$df" rehearse switch ldom1 -s $posts --through shell --run "$dir/heard" \
    >/dev/null
expect 2 'needs a transcript' "$df" scrub
expect 2 'more than one file: --into' "$df" scrub a b
expect 2 'exclude' "$df" scrub a --into b -w c
expect 3 'heard2.*No such file' "$df" scrub "$dir/heard2"
expect 3 'plan.md:1: that is no line of a transcript' "$df" scrub "$dir/plan.md"
expect 2 '--also x: it has no word' "$df" scrub "$dir/heard" --also x
expect 0 '^domferry: replaced: 2 nodes, 2 guests, ' \
    "$df" scrub "$dir/heard" --into "$dir/plain" --also vdisk0
! grep -l -e ldom1 -e node1 -e system1 -e vdisk0 "$dir"/plain/* || bad=1
grep -q '"name": "woraaa"' "$dir/plain/site.json" || bad=1
expect 3 'file-exists' "$df" scrub "$dir/heard" --into "$dir/plain"
"$df" scrub "$dir/heard" 2>/dev/null >"$dir/once"
"$df" scrub "$dir/heard" -w "$dir/twice" 2>/dev/null
cmp "$dir/once" "$dir/twice" || bad=1
# What is played again was recorded at a real site.
expect 2 'replay needs a run directory' "$df" replay
expect 2 'are of one run, and 2 are named' "$df" replay a b --into c
expect 4 'heard is a rehearsal' "$df" replay "$dir/heard"
expect 3 'file-unreadable' "$df" replay "$dir/nothing"

# A real site is not touched without somebody who says so, and no run at it is
# resumed as a rehearsal.
expect 2 'unknown option' "$df" rehearse create ldom1 -s $posts -y
expect 0 'carry a job or a saved plan out' "$df" apply --help
"$df" rehearse switch ldom1 -s $posts --run "$dir/rehearsed" >/dev/null
expect 2 'is a rehearsal: --yes has no effect there' \
    "$df" resume "$dir/rehearsed" -y
expect 2 'is a rehearsal: --destroy has no effect there' \
    "$df" rollback "$dir/rehearsed" --destroy d14
expect 0 '"type":"planned"' "$df" plan create ldom1 -s $posts -j
expect 0 '' "$df" plan create ldom1 -s $posts -w "$dir/plan.json"
expect 3 'file-exists' \
    "$df" plan create ldom1 -s $posts -w "$dir/plan.json"
grep -q '"digest":"sha256:' "$dir/plan.json" || bad=1
expect 0 'arrived' "$df" rehearse services -s $posts
expect 0 '"ending":"arrived"' "$df" rehearse create ldom1 -s $posts -j
expect 0 'arrived' env DOMFERRY_SITE=$posts "$df" rehearse switch ldom1
sed 's/"timing": *{/"timing": { "profile": "ssh",/' $posts >"$dir/ssh.json"
expect 0 'requests  .* questions' "$df" rehearse switch ldom1 -s "$dir/ssh.json"
expect 6 'next' "$df" rehearse switch ldom1 -s "$dir/ssh.json" \
    --run "$dir/ssh" -F 'crash after record 40'
expect 0 'requests  .* questions' "$df" resume "$dir/ssh"
expect 1 'returned' "$df" rehearse create ldom1 -s $posts \
    -F 'refuse guest-bind ldom1'
expect 4 'password-missing' "$df" rehearse create ldom1 -s $posts \
    -F 'remove /pfile on node2'
expect 2 'expected' "$df" rehearse create ldom1 -s $posts -F 'refuse tea'
expect 2 'can play; one of:.*source-up SOURCE' \
    "$df" rehearse create ldom1 -s $posts -F 'degrade zpool_ldom1'
expect 2 'can be checked, not .*; one of: running' "$df" rehearse create ldom1 -s $posts \
    -F 'panic node1, when guest ldom1 suspended'
expect 1 'returned' "$df" rehearse p2v system1 -s $posts \
    -F 'refuse source-freeze system1'
expect 0 'arrived' "$df" rehearse switch system1 -s $posts --begin 'p2v system1'
expect 0 'arrived' "$df" rehearse switch ldom1 -s $posts \
    --begin 'maintain ldom1 --set vcpus=16'
# first PATTERN STATUS COMMAND...: as expect, and it is in the first line.
first() {
	wanted=$1
	number=$2
	shift 2
	expect "$number" "$wanted" "$@"
	head -1 "$dir/out" | grep -q -e "$wanted" || {
		echo "$*: not in the first line: \"$wanted\""
		bad=1
	}
}

# unbegun STATUS JOB [OPTION...]: what is refused for what was typed has begun no
# run: the next try has the directory that it names.
unbegun() {
	number=$1
	shift
	expect "$number" '^domferry: ' "$df" rehearse "$@" -s $posts \
	    --run "$dir/unbegun"
	[ ! -e "$dir/unbegun" ] || {
		echo "$*: a run is left"
		bad=1
	}
	rm -rf "$dir/unbegun"
}
unbegun 2 flee ldom1
unbegun 2 switch nobody
unbegun 2 switch ldom1 --seed x
unbegun 2 switch ldom1 --begin 'flee ldom1'
unbegun 2 switch ldom1 -F 'refuse guest-halt ldom1 always'
unbegun 2 switch ldom1 -F nonsense
unbegun 2 switch ldom1 -F 'crash after record 9' -F 'power-off nobody'
unbegun 3 "$dir/nothing.json"

# A process that ended before the plan was in the journal: nothing was typed.
# Not so where a run has left more than a beginning does.
"$df" rehearse services -s $posts --run "$dir/whole" >"$dir/out" 2>&1
for left in nothing lock journal torn open draft; do
	run=$dir/left-$left
	mkdir "$run"
	case $left in
	lock)
		: >"$run/lock" ;;
	journal)
		: >"$run/lock" >"$run/journal.jsonl" ;;
	torn)
		head -c 20 "$dir/whole/journal.jsonl" >"$run/journal.jsonl" ;;
	open)
		head -1 "$dir/whole/journal.jsonl" >"$run/journal.jsonl"
		cp "$dir/whole/site.json" "$run" ;;
	draft)
		: >"$run/journal.jsonl" >"$run/plan.json.new" ;;
	esac
	expect 0 'nothing had begun; start again' "$df" rollback "$run"
	for verb in resume report; do
		expect 4 'not-begun: .*nothing had begun; start again' \
		    "$df" $verb "$run"
	done
	cp "$dir/whole/remaining.txt" "$run"
	case $left in
	nothing|lock)
		expect 3 'not-a-run' "$df" rollback "$run" ;;
	*)
		expect 6 'journal-damaged' "$df" rollback "$run" ;;
	esac
done

# A saved plan that fits is rehearsed with the numbers of the site; one that
# no longer fits says what has moved.
old='no longer fits: '
"$df" plan retire ldom1 -s $posts -w "$dir/retire.json"
expect 0 'ldm add-spconfig ha-base-2' "$df" rehearse "$dir/retire.json" -s $posts
! grep -q "$old" "$dir/out" || bad=1
first "${old}group .*: ldom1-rg is online on node1; found: online on node2" 4 \
    "$df" rehearse "$dir/retire.json" -s $posts --begin 'switch ldom1'
sed 's/"vcpus": 8,/"vcpus": 12,/' $posts >"$dir/more.json"
# The way to play it again names that plan, which is not the job's.
expect 4 "^domferry rehearse $dir/retire.json -s $posts --begin 'switch ldom1'\$" \
    "$df" rehearse "$dir/retire.json" -s $posts --begin 'switch ldom1'
first "${old}it was made for another site file" 0 \
    "$df" rehearse "$dir/retire.json" -s "$dir/more.json"
expect 0 "${old}it was made for another site file" \
    "$df" rehearse "$dir/retire.json" -s "$dir/more.json" -j
first "${old}it was made for another site file" 0 "$df" explore \
    "$dir/retire.json" -s "$dir/more.json" --faults 0
# A plan of a run was made for the numbers of its day.
sed 's/"maintain": {/"now": "clustered on node1", &/' $posts >"$dir/now.json"
"$df" rehearse retire ldom1 -s "$dir/now.json" --run "$dir/run" >"$dir/out"
expect 0 'arrived' "$df" rehearse "$dir/run/plan.json" -s "$dir/now.json"
! grep -q "$old" "$dir/out" || bad=1
first "${old}config on node2: expected: no saved configuration ha-base-2" 4 \
    "$df" rehearse "$dir/run/plan.json" -s "$dir/now.json" --begin 'p2v system1'
expect 2 'seed needs' "$df" rehearse create ldom1 -s $posts --seed x
expect 0 'up on node2' "$df" run scenarios/switch-by-hand.json
expect 7 'not met' "$df" run scenarios/failing/expectation-not-met.json
expect 7 'never struck' "$df" run scenarios/failing/fault-never-strikes.json
expect 7 'did not arrive' "$df" run scenarios/failing/begin-does-not-arrive.json
expect 0 '^ok 1 - ' "$df" run --tap scenarios/hostid-while-active.json
# A violation is written as a scenario that finds its site from any folder.
expect 0 '' "$df" plan migrate ldom1 -s $posts -w "$dir/whole.json"
"$python" -c 'import json, sys
plan = json.load(open(sys.argv[1]))
plan["steps"] = [s for s in plan["steps"] if s["step"] != "unbind"]
json.dump(plan, open(sys.argv[2], "w"))' "$dir/whole.json" "$dir/spoilt.json"
expect 7 'VIOLATED' "$df" explore "$dir/spoilt.json" -s $posts --faults 1 \
    -w "$dir/found.json"
expect 0 '"now": "running on node1"' cat "$dir/found.json"
# On a site that was drawn, too: the plan is of that site, and of no lesser one.
expect 0 '' "$df" new site --random-site 7 -w "$dir/drawn.json"
expect 0 '' "$df" plan services -s "$dir/drawn.json" -w "$dir/whole7.json"
"$python" -c 'import json, sys
plan = json.load(open(sys.argv[1]))
plan["steps"] = [s for s in plan["steps"] if s["step"] != "policy@n5"]
json.dump(plan, open(sys.argv[2], "w"))' "$dir/whole7.json" "$dir/spoilt7.json"
expect 7 'VIOLATED plan-whole: policy@n5' "$df" explore "$dir/spoilt7.json" \
    --random-site 7 --faults 0
for shard in 0/2 3/2 1/2x -1/2 1/-2 ' 1/2' 1/ 1 1/18446744073709551617; do
	expect 2 'shard needs I/N' "$df" explore switch ldom1 -s $posts \
	    --shard "$shard"
done
expect 2 'seeds needs a number from 1 on' "$df" explore switch ldom1 \
    -s $posts --seeds 0
expect 0 'run       migrate ldom1' "$df" run "$dir/found.json"
expect 0 '"type":"ran","passed":1,"failed":0' \
    "$df" run -j scenarios/hostid-while-active.json
expect 2 'needs a scenario' "$df" run
expect 3 'file-unreadable' "$df" run "$dir/nothing.json"
expect 0 'a change' "$df" explain pool-create
expect 0 'exit status' "$df" explain pool-busy
expect 0 'pool-imported-once' "$df" explain pool-imported-once
expect 2 'not an operation' "$df" explain nonsense
expect 0 '' "$df" new site -w "$dir/site.json"
expect 0 '0 failed' "$df" check "$dir/site.json"
expect 0 'arrived' "$df" rehearse create web1 -s "$dir/site.json"
expect 3 'file-exists' "$df" new site -w "$dir/site.json"
expect 2 'one template' "$df" new moon

# A fault that cannot be read leaves no run directory, and nothing is printed
# of a rehearsal that does not begin.
expect 2 'expected a fault' "$df" rehearse switch ldom1 -s $posts -F tea \
    -r "$dir/tea"
grep -v '^domferry: \|^        ' "$dir/out" && bad=1
[ -e "$dir/tea" ] && bad=1

# A mistake is reported with file, line and column.
printf '{ "site": "x",\n  "nodes": [ { "nme": "a" } ] }\n' >"$dir/bad.json"
expect 3 'file-invalid: .*bad.json:2:16: .*did you mean "name"' \
    "$df" check "$dir/bad.json"

# Every line of a stream is an object; the first says which version.
"$df" rehearse create ldom1 -s $posts -j >"$dir/stream"
head -1 "$dir/stream" | grep -q '"type":"version","format":1' || bad=1
grep -vq '^{.*}$' "$dir/stream" && bad=1

# Every line is, whatever is in the names of files, and however long a text is.
objects() {
	"$@" 2>/dev/null | "$python" -c 'import json, sys
lines = [json.loads(line) for line in sys.stdin.buffer]
if not lines or not all(isinstance(line, dict) for line in lines):
    sys.exit("no object")' || {
		echo "$*: not every line is an object"
		bad=1
	}
}
odd=$dir/$(printf 'b\377d')
printf '{ "site":\n' >"$odd.json"
objects "$df" check -j "$odd.json"
sed "s,\"sites/,\"$PWD/scenarios/sites/," scenarios/no-room.json >"$odd.json"
objects "$df" run -j "$odd.json"
grep -q sites "$odd.json" || bad=1
for name in '' a ab abc; do
	"$python" -c 'import sys
print(open(sys.argv[1]).read().replace("\"now\": \"clustered",
    "\"owner\": { \"name\": \"%s\" }, \"now\": \"clustered" %
    (sys.argv[2] + 2000 * "\u20ac"), 1))' "$dir/now.json" "$name" >"$dir/long.json"
	grep -q '"owner": { "name"' "$dir/long.json" || bad=1
	objects "$df" check -j "$dir/long.json"
done

# A run that is resumed knows whether its guest was up, and for how long it was
# down before.
"$df" rehearse switch ldom1 -s $posts -r "$dir/back" \
    -F 'refuse group-switch ldom1-rg' >"$dir/out"
cp -r "$dir/back" "$dir/json"
expect 0 'ldom1  up: was down 3m06s' "$df" resume "$dir/back"
grep -q 'ldom1  down (stop)' "$dir/out" || bad=1
grep -q '^  ldom1        5m16s' "$dir/out" || bad=1
expect 0 '"downtime_ms":{"ldom1":316' "$df" resume -j "$dir/json"

# What is printed of a scenario can be typed, whatever its folder is called.
mkdir "$dir/it's here"
sed "s,\"sites/,\"$PWD/scenarios/sites/,; s/\"exit 4\"/\"exit 0\"/" \
    scenarios/no-room.json >"$dir/it's here/s.json"
"$df" run -v "$dir/it's here/s.json" >"$dir/out"
grep '^domferry run ' "$dir/out" >"$dir/typed"
"$df" run "$dir/it's here/s.json" >"$dir/out"
sed -n 's/^ *again *domferry/domferry/p' "$dir/out" >>"$dir/typed"
[ "$(wc -l <"$dir/typed")" = 2 ] || bad=1
while read -r line; do
	(domferry() {
		"$df" "$@" >"$dir/out"
	}
	eval "$line")
	grep -q '^fail: ' "$dir/out" || {
		echo "cannot be typed: $line"
		bad=1
	}
done <"$dir/typed"

# What if: who comes back, and who does not; an objective that is not kept.
three=scenarios/sites/three.json
expect 0 'db .*alpha -> beta, up from +00:02:03' "$df" whatif \
    "alpha loses power" -s $three
expect 0 '^      *gamma  *test needs 40 vcpus, and 0 are free' "$df" whatif \
    "alpha loses power" "beta loses power" -s $three
expect 0 'does not come back' "$df" whatif "d21 is lost on alpha" -s $three
expect 0 '6 guests stay up, 0 come back, 0 do not' "$df" whatif \
    "cut d21 on gamma, at 5m" -s $three
expect 7 '^VIOLATED online-is-up: db' "$df" whatif "db hangs" -s $three
sed '/"site"/a "objectives": { "downtime": { "db": "2m", "*": "1h" } },' $three \
    >"$dir/three.json"
expect 7 'at most 2m00s: THE OBJECTIVE IS NOT KEPT, by 3s' "$df" whatif \
    "alpha loses power" -s "$dir/three.json"
expect 7 '"guest":"db",.*"objective_ms":120000,"kept":false' "$df" whatif -j \
    "alpha loses power" -s "$dir/three.json"
expect 0 '"lost":0,"missed":0,"quiet":true' "$df" whatif -j \
    "gamma loses power" -s "$dir/three.json"
expect 7 '"cut d26 on gamma" strikes nothing here' "$df" whatif \
    "cut d26 on gamma" -s $three
expect 0 '6 guests stay up' "$df" whatif "cut d26 on gamma, may" -s $three
expect 2 'nothing that can happen to the site' "$df" whatif \
    "alpha explodes" -s $three
expect 2 'what happens has to be said' "$df" whatif -s $three
expect 0 '^    3     3    7m28s    3m01s      0  *alpha loses power; beta' "$df" \
    whatif --all --pairs nodes -s $three
expect 0 '^32 schedules: 18 hurt a guest, 14 lose one for good' "$df" whatif \
    --all -s $three
expect 7 '^2 of them MISS AN OBJECTIVE' "$df" whatif --all nodes switches \
    -s "$dir/three.json"
expect 7 'OBJECTIVE NOT KEPT: old, not back' "$df" whatif --all nodes \
    -s "$dir/three.json"
expect 7 '"worst":"db","over_ms":3150}' "$df" whatif --all nodes -j \
    -s "$dir/three.json"
expect 0 '^FAILURE|failure=beta loses power|lost=1|back=2|downtime_ms=.*|guests=old$' \
    "$df" whatif --all nodes -p -s $three
expect 0 '^1.d26 is lost on beta$' "$df" whatif --all paths -H \
    -o lost,failure -s $three
expect 0 '"events":\["alpha loses power","beta loses power"\],"lost":3' "$df" \
    whatif --all --pairs -j -s $three
expect 2 'has no effect without --all' "$df" whatif --pairs "db hangs" -s $three
expect 2 '"wires": --all takes nodes' "$df" whatif --all wires -s $three
expect 2 '"who" is no field' "$df" whatif --all -o who -s $three

# The same seed, the same bytes; another seed, others.
"$df" rehearse create ldom1 -s $posts -j >"$dir/again"
cmp -s "$dir/stream" "$dir/again" || bad=1
"$df" rehearse create ldom1 -s $posts -j --seed 9 >"$dir/again"
cmp -s "$dir/stream" "$dir/again" && bad=1
exit $bad
