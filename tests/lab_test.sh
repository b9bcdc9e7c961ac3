#!/bin/sh
# domferry lab: a simulated site behind sshd, as who drives it by ssh finds it;
# and nothing is left of it, however it ends.  THOROUGH=yes: fifty connections.
set -u
. "${0%/*}/lab-site"

# begins OPTION...: and what has to be gone when it ends.
begins() {
	begin "$@"
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

# The same by a connection that is open already: node1 or node2.
quick() {
	host=$1
	shift
	ssh -F "$home/ssh_config" -S "$dir/$host" "$host" "$@"
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
	expect 0 '^NAME  *STATE' '' quick node1 ldm ls
	expect 0 '^node2$' '' quick node2 hostname
	expect 0 '^system1$' '' there source-system1 hostname
	# The guest that will be made of it has its name, and is not there.
	expect 255 '' 'system1.*timed out' there system1 echo here
	expect 1 NAME 'LDom nobody not found' quick node1 ldm ls nobody
	expect 7 '^a b;c$' '' quick node1 'echo "a b;c"; exit 7'
	expect 143 '' '' quick node1 'kill $$'
	expect 0 '^node2$' '' quick node1 ssh node2 hostname
	expect 0 'SIMULATED node1#' 'SIMULATED: nothing at node1' \
	    quick node1 <<-END
		echo "\$PS1"
	END
	expect 255 '' 'not a place of this simulated site' \
	    there node9 ldm ls
}

input() {
	echo 'one line' | quick node1 tee /from-ssh >/dev/null ||
	    wrong "tee has failed"
	expect 0 '^one line$' '' quick node1 cat /from-ssh
	expect 2 '' 'cannot open' quick node2 cat /from-ssh
}

# What is done at one port is seen at another.
one_world() {
	expect 0 '^ldom1$' '' there guest:ldom1 hostname
	expect 0 'ldom1 stopped' '' quick node1 ldm stop -f ldom1
	expect 255 '' 'ldom1.*timed out' there ldom1 echo here
}

# Fifty at once; not all of them have a connection of their own, because that
# takes a tenth of a second of the processor, unless it is asked for.
fifty() {
	own=10
	[ -z "${THOROUGH:-}" ] || own=50
	mkdir "$dir/fifty"
	i=0
	waited=
	while [ $i != 50 ]; do
		i=$((i + 1))
		way=quick
		[ $i -gt $own ] || way=there
		$way "node$((i % 2 + 1))" ldm ls >"$dir/fifty/$i" 2>&1 &
		waited="$waited $!"
	done
	for pid in $waited; do
		wait "$pid" || wrong "one of fifty: status $?"
	done
	right=$(grep -l '^primary  *active' "$dir/fifty"/* | wc -l)
	[ "$right" = 50 ] || wrong "of fifty: $right are right"
}

# What is under way when the lab ends does too, and goes no further.
sleeper() {
	there node1 'command /bin/sleep 1000; touch /after' >"$dir/sleeper" 2>&1 &
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

# What cannot be is refused, and begins nothing.
refused() {
	expect 2 '' 'lab needs --state' "$df" lab -s "$posts"
	expect 2 '' 'one word too many' "$df" lab --state "$home" now
	expect 2 '' 'exclude each other' "$df" lab --stop -s "$posts"
	expect 2 '' '--shell.*absolute path' "$df" lab -s "$posts" \
	    --state "$dir/other" --shell ksh
	expect 2 '' "cannot have a path with" "$df" lab -s "$posts" \
	    --state "$dir/50%"
	expect 3 '' 'holds no simulated site' "$df" lab --stop \
	    --state "$dir/nowhere"
	[ ! -e "$dir/other/lab" ] || wrong "a refused lab leaves its folder"
}

# Another that would hold it too, and a shell, which is no lab.
busy() {
	expect 8 '' 'another process holds' "$df" lab --state "$home"
	"$df" shell -s "$posts" --state "$dir/shell" --path-only -- sh -c \
	    "'$df' lab --stop --state '$dir/shell'" >"$dir/out" 2>"$dir/err"
	[ $? = 8 ] && grep -q 'is no lab' "$dir/err" ||
	    wrong "lab --stop ends a shell"
}

# Root who may not have a name space, on a machine that has no sshd.
confined() {
	id sshd >/dev/null 2>&1 && return
	expect 1 '' 'needs a name space of mounts.*unshare' \
	    setpriv --bounding-set=-sys_admin "$df" lab -s "$posts" \
	    --state "$dir/other"
	[ ! -e "$dir/other/lab" ] || wrong "a refused lab leaves its folder"
}

# As somebody whose sshd has no rights but his.
ordinary() {
	mkdir "$dir/nobody" "$dir/bin"
	cp "$B/domferry" "$B/domferry-client" "$dir/bin"
	cp "$(command -v sshd)" "$dir/bin"
	cp tests/lab_test.sh "$dir/bin/lab_test"
	cp tests/found-sshd tests/lab-site "$dir/bin"
	cp "$posts" "$dir/bin"
	chmod 755 "$dir" "$dir/bin"
	chown 4711:4711 "$dir/nobody"
	echo "simulant:x:4711:4711::$dir/nobody:/bin/sh" >"$dir/passwd"
	libraries=
	for library in "$unpacked"/lib/*/libwrap.so.0; do
		[ ! -e "$library" ] || cp "$library" "$dir/bin"
		libraries=$dir/bin
	done
	# shellcheck disable=SC2016
	unshare -m sh -c 'mount --bind "$1/passwd" /etc/passwd &&
	    cd "$1/nobody" && exec setpriv --reuid=4711 --regid=4711 \
	    --clear-groups env -u TMPDIR HOME="$1/nobody" \
	    LD_LIBRARY_PATH="$2" PATH="$1/bin:$PATH" B="$1/bin" \
	    sh "$1/bin/lab_test" "$1"' sh "$dir" "$libraries"
}

sleeper_ended() {
	n=0
	while kill -0 "$sleeper" 2>/dev/null && [ $n != 100 ]; do
		n=$((n + 1))
		sleep 0.05
	done
	kill "$sleeper" 2>/dev/null
	wait "$sleeper"
	[ $? = 255 ] || wrong "the sleeper does not end"
}

home="$dir/a site"
run=no
[ ! -e /run/sshd ] || run=yes

# With an argument this is the test of an ordinary user, in that folder.
if [ $# != 0 ]; then
	trap - EXIT
	rm -rf "$dir"
	dir=$1/nobody
	posts=$1/bin/posts.json
	home=$dir/site
	begins -s "$posts"
	expect 0 '^NAME  *STATE' '' there node2 ldm ls
	expect 4 '^SIMULATED node1' 'SIMULATED' there node1 <<-END
		echo "\$PS1"; exit 4
	END
	expect 0 '' '' "$df" lab --stop --state "$home"
	wait "$lab"
	nothing_left "an ordinary user's lab"
	exit $bad
fi

refused
begins -s "$posts" --begin 'create ldom1'
there -MNf -S "$dir/node1" node1
there -MNf -S "$dir/node2" node2
expect 0 'reach  *node1  *by ssh, at node1' '' "$df" check "$home/site.json"
grep -q '"simulated": true' "$home/site.json" ||
    wrong "site.json: not simulated"
places
input
one_world
busy
fifty
sleeper
kill -9 "$lab"
wait "$lab" 2>/dev/null
sleeper_ended
expect 0 '' '' "$df" lab --stop --state "$home"
nothing_left "killed, lab --stop"

# What it was is there again, and Ctrl-C ends it; so it does after kill -9.
begins
kill -9 "$lab"
wait "$lab" 2>/dev/null
begins --shell "$(command -v ksh)"
expect 0 '^one line$' '' there node1 cat /from-ssh
expect 0 'ksh' '' there node1 'echo $SHELL'
kill -INT "$lab"
wait "$lab" || wrong "Ctrl-C: status $?"
nothing_left "Ctrl-C"
expect 0 '' '' "$df" lab --stop --state "$home"

if [ "$(id -u)" != 0 ]; then
	echo "only an ordinary user's lab is tried"
elif [ "${COUNTED:-}" = yes ]; then
	echo "who counts lines cannot write the counts as another user"
elif unshare -m true 2>/dev/null; then
	confined
	ordinary || bad=1
else
	echo "no name space of mounts: no ordinary user's lab is tried"
fi
exit $bad
