#!/bin/sh
# domferry apply at a simulated site behind sshd: what is rehearsed is done, once,
# whatever happens to the connection and to domferry.  THOROUGH=yes: every
# procedure, fifty deaths, and a line with a delay of 100 ms each way.
set -u
tests=$PWD/tests
. "${0%/*}/lab-site"

# What a rehearsal says of the site after these jobs.
rehearsed() {
	"$df" rehearse -s "$posts" "$@" | sed -n 's/^world  *//p'
}

# applies JOB: it arrives, and the site is that of its rehearsal.  The words of
# what was done before are in $before.
applies() {
	rm -rf "$dir/run"
	# shellcheck disable=SC2086
	does 0 '^arrived after' apply $1 -s "$home/site.json" -r "$dir/run" ${2:-}
	# shellcheck disable=SC2086
	[ "$(world)" = "$(eval rehearsed $1 $before)" ] ||
	    wrong "$1: the site is not that of the rehearsal"
	replays "$1"
}

# replays JOB: what was recorded is a test, also without its names.
replays() {
	"$df" replay "$dir/run" >"$dir/out" 2>&1 || wrong "$1: not played again"
	rm -rf "$dir/plain"
	"$df" scrub "$dir/run" --into "$dir/plain" >"$dir/out" 2>&1 ||
	    wrong "$1: not scrubbed"
	"$df" replay "$dir/plain" >"$dir/out" 2>&1 ||
	    wrong "$1: not played again without its names"
	! grep -l -e ldom1 -e node1 "$dir"/plain/* ||
	    wrong "$1: its names are still there"
}

# begins JOB: in the background; $run is its process.
begins() {
	rm -rf "$dir/run"
	# shellcheck disable=SC2086
	"$df" apply $1 -s "$home/site.json" --ssh-config "$home/ssh_config" \
	    -y -r "$dir/run" >"$dir/out" 2>&1 &
	run=$!
}

# Wait until the journal of the run has that many records, or it has ended.
records() {
	perl -e '($wanted, $run, $path) = @ARGV;
		until ($n >= $wanted || !kill 0, $run) {
			select undef, undef, undef, 0.01;
			open $journal, "<", $path and $n = () = <$journal>;
		}' "$1" $run "$dir/run/journal.jsonl"
}

# dies JOB RECORDS: killed there, and resumed from a copy of its directory, as on
# another machine.
dies() {
	begins "$1"
	records "$2"
	kill -9 $run 2>/dev/null
	wait $run 2>/dev/null
	mv "$dir/run" "$dir/copied"
	cp -R "$dir/copied" "$dir/run"
	rm -rf "$dir/copied"
	if ! grep -q '"type":"intent"' "$dir/run/journal.jsonl" ||
	    tail -n 1 "$dir/run/journal.jsonl" | grep -q '"type":"end"'; then
		return
	fi
	died=$((died + 1))
	does 0 '^arrived after' resume "$dir/run"
	twice=$(sed -n 's/.*\("on":"[^"]*","command":".*"\),"change":true.*/\1/p' \
	    "$dir/run/transcript.jsonl" | sort | uniq -d)
	[ -z "$twice" ] || wrong "$1, killed at record $2: typed twice: $twice"
	"$B/journal-check" "$dir/run/journal.jsonl" >"$dir/checked" 2>&1 ||
	    wrong "$1, killed at record $2: $(cat "$dir/checked")"
	replays "$1, killed at record $2"
}

# outlives JOB RECORDS: killed there, and its directory is lost with its machine:
# the nodes have the journal.  What it was earlier is not gone on with.
outlives() {
	begins "$1"
	records $(($2 - 20))
	mkdir "$dir/older"
	sed '$d' "$dir/run/journal.jsonl" >"$dir/older/journal.jsonl"
	records "$2"
	kill -9 $run 2>/dev/null
	wait $run 2>/dev/null
	rm -rf "$dir/run"
	mkdir "$dir/run"
	longest=
	for copy in "$home"/kept/node*/var/domferry/runs/*/journal.jsonl; do
		[ -n "$longest" ] && [ "$(wc -l <"$copy")" -le \
		    "$(wc -l <"$longest")" ] || longest=$copy
	done
	cp "$longest" "$dir/run/journal.jsonl"
	does 6 'goes on where .*older/journal.jsonl ends' resume "$dir/older"
	does 0 '^arrived after' resume "$dir/run"
	rm -rf "$dir/older" "$home"/kept/node*/var/domferry/runs
}

# Every connection of the run is cut when its journal has that many records.
cut_off() {
	begins "$1"
	records "$2"
	pkill -9 -P $run ssh
	wait $run
	got=$?
	[ $got = 0 ] || wrong "$1, cut off at record $2: status $got"
	grep -q '^arrived after' "$dir/out" || wrong "$1: it does not arrive"
	replays "$1, cut off at record $2"
}

# by_person JOB: who applies it sits at a terminal, and does what no command does.
by_person() {
	rm -rf "$dir/run"
	# shellcheck disable=SC2086
	"$tests/typist" "$home/ssh_config" "$df" apply $1 -s "$home/site.json" \
	    --ssh-config "$home/ssh_config" -r "$dir/run" >"$dir/out" 2>&1
	got=$?
	[ $got = 0 ] || wrong "$1 at a terminal: status $got"
	# shellcheck disable=SC2086
	[ "$(world)" = "$(eval rehearsed $1 $before)" ] ||
	    wrong "$1: the site is not that of the rehearsal"
	replays "$1 at a terminal"
}

# The site is as a switch leaves it that nobody disturbs, there or back.
is_known() {
	case " $known " in
	*" $(world) "*) ;;
	*) wrong "$1: another site than a switch leaves" ;;
	esac
}

# Is the guest up, once, and no lock left?
sound() {
	up=$(for node in node1 node2; do
		ssh -F "$home/ssh_config" $node ldm ls -p ldom1 2>/dev/null
	done | grep -c 'state=active')
	[ "$up" = 1 ] || wrong "$1: ldom1 is up on $up nodes"
	locks=$(find "$home/kept" -name 'guest.ldom1' | wc -l)
	[ "$locks" = 0 ] || wrong "$1: locks are left"
}

# What is simulated and what is not are not mistaken for each other.
agreed() {
	sed 's/"simulated": true/"simulated": false/' "$home/site.json" \
	    >"$dir/real.json"
	does 4 'node1 is simulated, and the site file does not say so' \
	    apply switch ldom1 -s "$dir/real.json" -r "$dir/run"
	sed 's/"by": "ssh"/"by": "here"/' "$home/site.json" >"$dir/here.json"
	does 4 'node1 is a real machine, and the site file says' \
	    apply switch ldom1 -s "$dir/here.json" -r "$dir/run"
	[ ! -e "$dir/run" ] || wrong "a run was made that could not be"
}

# halts JOB: stopped in its middle, with its locks and before it switches.
halts() {
	tries=0
	while [ $tries != 10 ]; do
		tries=$((tries + 1))
		begins "$1"
		records 66
		kill -STOP $run
		now=$(wc -l <"$dir/run/journal.jsonl")
		[ "$now" -ge 71 ] || return 0
		kill -CONT $run
		wait $run
	done
	wrong "$1: it is never stopped before it switches"
	return 1
}

# What the locks of ldom1 say of their holder.
said() {
	cat "$home"/kept/node*/var/run/domferry/lock/of.guest.ldom1
}

where() {
	ssh -F "$home/ssh_config" node1 clrg status ldom1-rg
}

# The lock of a run that lives is left alone.  One that another run has taken
# stops it, and nothing more is typed.
others_lock() {
	halts 'switch ldom1' || return
	does 8 'that process lives: wait' apply switch ldom1 \
	    -s "$home/site.json" -r "$dir/other" --take-over
	[ ! -e "$dir/other" ] || wrong "a run was made that may not be"
	group=$(where)
	cp -R "$home/kept" "$dir/kept"
	for node in node1 node2; do
		echo '{"run":"another","who":"x","host":"h","pid":1}' \
		    >"$home/kept/$node/var/run/domferry/lock/of.guest.ldom1"
	done
	kill -CONT $run
	wait $run
	got=$?
	[ $got = 6 ] || wrong "its lock is another run's: status $got"
	grep -q 'lock-lost: nothing was typed: .* is held by .*another' \
	    "$dir/out" || wrong "its lock is another run's: it does not say so"
	[ "$(where)" = "$group" ] || wrong "it was switched without its lock"
	does 8 'another run has the lock guest.ldom1 on node1' \
	    resume "$dir/run"
	for node in node1 node2; do
		cp "$dir/kept/$node/var/run/domferry/lock/of.guest.ldom1" \
		    "$home/kept/$node/var/run/domferry/lock/"
	done
	rm -rf "$dir/kept"
	does 0 '^arrived after' resume "$dir/run"
	sound "a lock that came back"
}

# A run that is dead: its lock is broken only when that is asked for.
dead_lock() {
	rm -rf "$dir/run" "$dir/dead"
	does 6 'stopped: before step switch' apply switch ldom1 \
	    -s "$home/site.json" -r "$dir/dead" --pause-before switch
	# Resumed, it is another process.
	does 6 'stopped: before step switch' resume "$dir/dead" \
	    --pause-before switch
	pid=$(sed 's/.*"pid":\([0-9]*\).*/\1/' "$dir/dead/lock")
	[ "$(said | grep -c "\"pid\":$pid,")" = 2 ] ||
	    wrong "a resumed run has not said who it is"
	does 8 'that process has ended: resume that run, or' apply \
	    switch ldom1 -s "$home/site.json" -r "$dir/run"
	does 0 '^arrived after' apply switch ldom1 -s "$home/site.json" \
	    -r "$dir/run" --take-over
	grep -q '"option":"take-over"' "$dir/run/journal.jsonl" ||
	    wrong "what was taken over is not in the journal"
	sound "a lock was taken over"
	# The dead one takes it again, and finds all done.
	does 0 '^arrived after' resume "$dir/dead"
	sound "a run whose lock was broken is resumed"
}

# An ssh that ends at once ends nothing else.
unreached() {
	printf 'Host *\n\tProxyCommand false\n' >"$dir/nowhere"
	n=0
	while [ $n -lt 10 ]; do
		n=$((n + 1))
		"$df" apply switch ldom1 -s "$home/site.json" --ssh-config \
		    "$dir/nowhere" -y -r "$dir/run" >"$dir/out" 2>&1
		got=$?
		[ $got = 9 ] || wrong "nothing is reached: status $got"
	done
}

# replayed JOB [asked]: what the run that was just applied has recorded is played
# without the site, to the same journal.
replayed() {
	python3 - "$home/site.json" "$dir/run/transcript.jsonl" \
	    >"$dir/replay.json" <<-'END'
	import json
	import sys
	def reaches(at):
	    for key in at if isinstance(at, dict) else range(len(at)):
	        if key == 'reach':
	            at[key] = {'by': 'transcript', 'file': sys.argv[2]}
	        elif isinstance(at[key], (dict, list)):
	            reaches(at[key])
	site = json.load(open(sys.argv[1], encoding='utf-8'))
	reaches(site)
	json.dump(site, sys.stdout)
	END
	rm -rf "$dir/again"
	# shellcheck disable=SC2086
	does 0 '^arrived after' apply $1 -s "$dir/replay.json" -r "$dir/again"
	for run in run again; do
		sed '1,2d; s/,"hash":.*//' "$dir/$run/journal.jsonl" \
		    >"$dir/$run.records"
	done
	# At a terminal a name was typed, which is a record.
	[ "${2:-}" = asked ] || cmp -s "$dir/run.records" "$dir/again.records" ||
	    wrong "$1: another journal over its transcript"
	# Of what ended at one time, any may have been noticed first; and the
	# site's clock is known with the next answer, which then took that long.
	# What a person was asked has a number, too.
	asked='s/"n":[0-9]*,//; /"asked":/d; s/"words":.*//'
	[ "${2:-}" = asked ] || asked=
	for run in run again; do
		sed "s/\"at_ms\":[-0-9]*,//; s/\"took_ms\":[0-9]*,//; $asked" \
		    "$dir/$run/transcript.jsonl" | sort >"$dir/$run.sorted"
	done
	cmp -s "$dir/run.sorted" "$dir/again.sorted" ||
	    wrong "$1: another transcript"
}

# by_hand JOB: a person types what is for the second node and the guest.
by_hand() {
	python3 - "$home/site.json" >"$dir/hand.json" <<-'END'
	import json
	import sys
	site = json.load(open(sys.argv[1], encoding='utf-8'))
	site['nodes'][1]['reach'] = {'by': 'hand'}
	for guest in site['guests']:
	    guest['reach'] = {'by': 'hand'}
	json.dump(site, sys.stdout)
	END
	# shellcheck disable=SC2086
	does 4 'nobody-types: node2 is reached by hand' \
	    apply $1 -s "$dir/hand.json" -r "$dir/hand"
	# shellcheck disable=SC2086
	"$tests/typist" "$home/ssh_config" "$df" apply $1 -s "$dir/hand.json" \
	    --ssh-config "$home/ssh_config" -r "$dir/hand" >"$dir/out" 2>&1
	got=$?
	[ $got = 0 ] || wrong "$1 by hand: status $got"
	grep -q '"on":"node2","command":"clrg\|"change":true,"pasted":true' \
	    "$dir/hand/transcript.jsonl" || wrong "$1: nothing was pasted"
	! grep '"on":"node1"' "$dir/hand/transcript.jsonl" | grep -q pasted ||
	    wrong "$1: what was typed by ssh was pasted"
	rm -rf "$dir/run"
	mv "$dir/hand" "$dir/run"
	replayed "$1" asked
}

# Commands of the operator's lie where no program of Solaris does.  The run is
# killed while its blackout is open, and closes it when it goes on.
silenced() {
	monitoring=/opt/monitoring/blackout
	sed "s|\"cluster\": {|\"blackout\": {\
	    \"open\": [ \"$monitoring\", \"a b\" ],\
	    \"close\": [ \"$monitoring\", \"end\" ],\
	    \"state\": [ \"$monitoring\", \"is\" ] }, &|" "$posts" \
	    >"$dir/silent.json"
	posts=$dir/silent.json
	begin_anew --begin 'create ldom1'
	dies 'switch ldom1' 78
	sound 'killed in a blackout'
	for typed in 'a\\ b ldom1' 'end ldom1'; do
		"$df" report "$dir/run" | grep -q "node1 .*$monitoring $typed" ||
		    wrong "a blackout: \"$typed\" was not typed"
	done
	echo "$monitoring is ldom1" | "$df" shell --state "$home" -N node2 |
	    grep -q '^closed$' || wrong 'a blackout is left open'
	posts=$PWD/scenarios/sites/posts.json
}

died=0
begin_anew --begin 'create ldom1'
agreed
unreached
before="--begin 'create ldom1'"
applies 'switch ldom1'
replayed 'switch ldom1'
dies 'switch ldom1' 78
sound 'killed at record 60'
cut_off 'switch ldom1' 84
sound 'cut off at record 66'
rm -rf "$home"/kept/node*/var/domferry/runs
outlives 'switch ldom1' 84
sound 'its machine was lost at record 66'
others_lock
dead_lock
by_hand 'switch ldom1'
sound 'by hand'
silenced

# A line with 100 ms each way: seconds more than without it, of a run that asks
# all it asks and waits for what it waits for.
slow() {
	sed "s,ProxyCommand none,ProxyCommand $PWD/tests/delay 100 %h %p," \
	    "$home/ssh_config" >"$dir/slow_config"
	for config in "$home/ssh_config" "$dir/slow_config"; do
		rm -rf "$dir/run"
		from=$(date +%s)
		"$df" apply switch ldom1 -s "$home/site.json" -y \
		    --ssh-config "$config" -r "$dir/run" >"$dir/out" 2>&1 ||
			wrong "a slow line: status $?"
		echo "switch ${config##*/}: $(($(date +%s) - from)) seconds"
	done
}

# migrates TIME: a migration that takes so long, 60 times as fast, is in its
# middle; $run is its process.
migrates() {
	sed 's/"cluster": {/"timing": { "guest-migrate": "'"$1"'" }, &/' \
	    scenarios/sites/three.json >"$dir/three.json"
	posts=$dir/three.json
	before=
	begin_anew --real-time=60
	begins 'migrate old'
	until grep -q '"type":"intent".*"guest-migrate"' \
	    "$dir/run/journal.jsonl" 2>/dev/null || ! kill -0 $run 2>/dev/null
	do
		sleep 0.2
	done
	sleep 1
}

# The connections of the client end in the middle of a migration, which goes on.
cut_in_the_migration() {
	migrates 5m
	pkill -9 -P $run ssh || wrong "a migration: no connection to be cut"
	[ "$(grep -c '"type":"intent"' "$dir/run/journal.jsonl")" -gt \
	    "$(grep -c '"type":"outcome"' "$dir/run/journal.jsonl")" ] ||
	    wrong "a migration: it had ended before it was cut off"
	wait $run
	got=$?
	[ $got = 0 ] || wrong "a migration, cut off: status $got"
	[ "$(grep -c '"command":"ldm migrate-domain' \
	    "$dir/run/transcript.jsonl")" = 2 ] ||
	    wrong "a migration, cut off: it is not typed once, after its trial"
	[ "$(world)" = "$(rehearsed migrate old)" ] ||
	    wrong "a migration, cut off: the site is not that of the rehearsal"
}

# Of 40 minutes: it is cancelled from beside.
cancelled() {
	migrates 40m
	"$df" cancel "$dir/run" --ssh-config "$home/ssh_config" -y \
	    >"$dir/cancelled" 2>&1 || wrong "cancel: status $?"
	grep -q '^it ended with status 0$' "$dir/cancelled" ||
	    wrong "cancel: $(cat "$dir/cancelled")"
	wait $run
	got=$?
	[ $got = 1 ] || wrong "a cancelled run: status $got"
	"$df" report "$dir/run" | grep -q 'cancel .*cancel-operation' ||
	    wrong "a cancelled run: its report does not say so"
	[ "$(grep -c '"option":"cancel"' "$dir/run/journal.jsonl")" = 2 ] ||
	    wrong "a cancelled run: its journal does not say so"
}

if [ -n "${THOROUGH:-}" ]; then
	slow
	known=$(world)
	rm -rf "$dir/run"
	does 0 '^arrived after' apply switch ldom1 -s "$home/site.json" \
	    -r "$dir/run"
	known="$known $(world)"
	tried=0
	died=0
	while [ $died != 50 ] && [ $tried != 150 ]; do
		tried=$((tried + 1))
		dies 'switch ldom1' $((tried * 37 % 98 + 2))
		sound "death $tried"
		is_known "death $tried"
	done
	cut_off 'maintain ldom1' 106
	before="--begin 'create ldom1'"
	begin_anew --begin 'create ldom1'
	applies 'maintain ldom1'
	begin_anew --begin 'create ldom1'
	applies 'retire ldom1'
	begin_anew
	before=
	applies 'create ldom1' '--destroy d14'
	begin_anew
	by_person 'p2v system1'
	acts=$(grep -c 'When it is done' "$dir/out")
	[ "$acts" = 3 ] || wrong "p2v: $acts acts of a person"
	cut_in_the_migration
	begin_anew
	applies 'migrate old'
	cancelled
fi
# A test of deaths in which nobody dies proves nothing.
[ $died != 0 ] || wrong "no run was killed in its middle"
[ -z "${THOROUGH:-}" ] || {
	echo "$died of $tried runs were killed in their middle, and went on"
	[ $died = 50 ] || wrong "too few were killed"
}
exit $bad
