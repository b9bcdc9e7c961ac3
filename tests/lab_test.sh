#!/bin/sh
# domferry lab: a simulated site behind sshd, as who drives it by ssh finds it;
# and nothing is left of it, however it ends.
set -u
B=${B:-build}
case $B in /*) ;; *) B=$PWD/$B ;; esac
df=$B/domferry
posts=$PWD/scenarios/sites/posts.json
bad=0
dir=$(mktemp -d) || exit 1
# sshd where "make deps" has unpacked it, if the system has none.
unpacked=$PWD/build/openssh/usr
PATH=$PATH:/usr/sbin:$unpacked/sbin
for libraries in "$unpacked"/lib/*/; do
	LD_LIBRARY_PATH=${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}${libraries%/}
	export LD_LIBRARY_PATH
done
unset DOMFERRY_SITE
lab=

wrong() {
	echo "$*"
	sed 's/^/	/' "$dir/out" "$dir/err" "$dir/said" 2>/dev/null | tail -20
	bad=1
}

ended() {
	[ -z "$lab" ] || kill -9 "$lab" 2>/dev/null
	"$df" lab --stop --state "$home" >/dev/null 2>&1
	rm -rf "$dir"
}

# begin OPTION...: start a lab, and wait until it says what to type.
begin() {
	"$df" lab --state "$home" "$@" >"$dir/said" 2>&1 &
	lab=$!
	n=0
	until grep -q 'lab --stop' "$dir/said"; do
		n=$((n + 1))
		if [ $n = 300 ] || ! kill -0 $lab 2>/dev/null; then
			wrong "the lab does not begin"
			exit 1
		fi
		sleep 0.1
	done
	socket=$(cat "$home/owner")
	processes=$(descendants $lab)
}

# Of a process: every one below it, with itself.
descendants() {
	ps -A -o pid= -o ppid= | awk -v first="$1" '
	{ parent[$1] = $2 }
	END {
		for (pid in parent) {
			at = pid
			while (at != first && at in parent)
				at = parent[at]
			if (at == first) print pid
		}
	}'
}

# nothing_left WHAT: no process, no socket, no file but the site.
nothing_left() {
	n=0
	for pid in $processes; do
		while kill -0 "$pid" 2>/dev/null && [ $n != 100 ]; do
			n=$((n + 1))
			sleep 0.05
		done
		kill -0 "$pid" 2>/dev/null &&
		    wrong "$1: left: $(ps -o args= -p "$pid")"
	done
	[ ! -e "${socket%/*}" ] || wrong "$1: left: ${socket%/*}"
	for file in ssh_config site.json inventory lab owner; do
		[ ! -e "$home/$file" ] || wrong "$1: left: $file"
	done
	[ -e "$home/state" ] || wrong "$1: the site is not kept"
	mount | grep -q "$home" && wrong "$1: left: a mount"
	[ -e /run/sshd ] && [ "$run" = no ] && wrong "$1: left: /run/sshd"
}

there() {
	ssh -F "$home/ssh_config" -o BatchMode=yes "$@"
}

# expect STATUS OUT ERR COMMAND...: a pattern for each stream, or "" for one that
# has to be empty.
expect() {
	status=$1
	out=$2
	err=$3
	shift 3
	"$@" >"$dir/out" 2>"$dir/err"
	got=$?
	[ $got = "$status" ] || wrong "$*: status $got, wanted $status"
	for stream in out err; do
		eval "pattern=\$$stream"
		if [ -z "$pattern" ]; then
			[ ! -s "$dir/$stream" ] ||
			    wrong "$*: $stream is not empty"
		else
			grep -q -e "$pattern" "$dir/$stream" ||
			    wrong "$*: $stream is not \"$pattern\""
		fi
	done
}

places() {
	expect 0 '^NAME  *STATE' '' there node1 ldm ls
	expect 0 '^node2$' '' there node2 hostname
	expect 0 '^ldom1$' '' there guest:ldom1 hostname
	expect 0 '^system1$' '' there source-system1 hostname
	# The guest that will be made of it has its name, and is not there.
	expect 255 '' 'system1.*timed out' there system1 hostname
	expect 1 '' 'LDom nobody not found' there node1 ldm ls nobody
	expect 7 '^a b;c$' '' there node1 'echo "a b;c"; exit 7'
	expect 0 '^node2$' '' there node1 ssh node2 hostname
	expect 0 'SIMULATED node1#' 'SIMULATED: nothing at node1' \
	    there node1 <<-END
		echo "\$PS1"
	END
	expect 255 '' 'not a place of this simulated site' there node9 ldm ls
}

input() {
	echo 'one line' | there node1 tee /from-ssh >/dev/null ||
	    wrong "tee has failed"
	expect 0 '^one line$' '' there node1 cat /from-ssh
	expect 1 '' 'No such file' there node2 cat /from-ssh
}

# What is done at one port is seen at another.
one_world() {
	expect 0 '' '' there node1 zpool export zpool_ldom1
}

fifty() {
	mkdir "$dir/fifty"
	i=0
	waited=
	while [ $i != 50 ]; do
		i=$((i + 1))
		there "node$((i % 2 + 1))" ldm ls >"$dir/fifty/$i" 2>&1 &
		waited="$waited $!"
	done
	for pid in $waited; do
		wait "$pid" || wrong "one of fifty: status $?"
	done
	i=0
	while [ $i != 50 ]; do
		i=$((i + 1))
		grep -q '^primary  *active' "$dir/fifty/$i" ||
		    wrong "one of fifty: $(head -3 "$dir/fifty/$i")"
	done
}

# What is under way when the lab ends does too, and goes no further.
sleeper() {
	there node1 '/bin/sleep 1000; touch /after' >"$dir/sleeper" 2>&1 &
	sleeper=$!
	n=0
	while ! descendants "$lab" | xargs ps -o args= -p 2>/dev/null |
	    grep -q '^/bin/sleep 1000'; do
		n=$((n + 1))
		[ $n != 100 ] || {
			wrong "the sleeper does not begin"
			break
		}
		sleep 0.05
	done
	processes=$(descendants "$lab")
}

home="$dir/a site"
trap ended EXIT
run=no
[ ! -e /run/sshd ] || run=yes

begin -s "$posts" --begin 'create ldom1'
there -MNf -S "$dir/master" node1
"$df" check "$home/site.json" >"$dir/out" 2>"$dir/err" ||
    wrong "site.json is not a site"
grep -q '"simulated": true' "$home/site.json" || wrong "site.json: not simulated"
places
input
fifty
sleeper
expect 0 '' '' "$df" lab --stop --state "$home"
wait "$lab"
nothing_left "lab --stop"
wait $sleeper
[ $? = 255 ] || wrong "the sleeper does not end"
expect 0 '' '' "$df" lab --stop --state "$home"
exit $bad
