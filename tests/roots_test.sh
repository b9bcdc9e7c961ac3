#!/bin/sh
# Scripts among the files of a simulated site: whole paths of programs, pools
# that move, what a script does to files by itself, sleep; and that nothing of
# this machine is changed, or stays behind.
#
# As root, in a name space of users, and where this machine refuses both.  In a
# hurry mksh plays one of the posts by whole paths and ksh the other;
# THOROUGH=yes: each shell plays both.
set -u
B=${B:-build}
B=$(cd "$B" && pwd)
df=$B/domferry
books=$PWD/scenarios/runbooks
posts=$PWD/scenarios/sites/posts.json
bad=0
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
unset DOMFERRY_SITE DOMFERRY_STATE DOMFERRY_PLACE DOMFERRY_FOLDER
state=$dir/state
script=$dir/script.sh

wrong() {
	echo "$*"
	[ ! -e "$dir/out" ] || head -30 "$dir/out" "$dir/err"
	bad=1
}

# play SHELL [OPTION...]: the script on standard input, at the site that has
# ldom1; what it prints is in $dir/out and $dir/err.
play() {
	shell=$1
	shift
	cat >"$script"
	rm -rf "$state"
	timeout 120 "$df" shell -s "$posts" --state "$state" \
	    --begin 'create ldom1' "$@" -- "$shell" "$script" >"$dir/out" \
	    2>"$dir/err" </dev/null
}

# said STREAM: it was what standard input says.
said() {
	cat >"$dir/wanted"
	cmp -s "$dir/wanted" "$dir/$1" || {
		wrong "$shell: another $1"
		diff "$dir/wanted" "$dir/$1" | head -20
	}
}

world() {
	echo world | "$df" shell --state "$state" | grep "$1"
}

# Does this machine let us?  A container may refuse it; then PATH alone serves,
# which is tried below anyhow.
may() {
	unshare -m true 2>/dev/null || unshare -Urm true 2>/dev/null
}

# The posts' scripts with whole paths leave the world that they leave without.
whole_paths() {
	for book in failover-guest physical-to-virtual; do
		sed -E -e 's#(^|[ \t;(|])(ldm|ldmp2v|zpool|zfs|mkfile|fmthard|mount|umount|shutdown) #\1/usr/sbin/\2 #g' \
		    -e 's#(^|[ \t;(|])(clrg|clrs|clrt) #\1/usr/cluster/bin/\2 #g' \
		    -e 's#(^|[ \t;(|])(ssh|telnet|tee|cat|cp|mkdir|sleep|date|touch|printf) #\1/usr/bin/\2 #g' \
		    "$books/$book.sh" | grep -v '^#	' >"$dir/$book.sh"
	done
	sed -E -e 's#\b(ssh|sleep) #/usr/bin/\1 #g' \
	    -e 's#\bldm ls#/opt/SUNWldm/bin/ldm ls#' "$books/waits.sh" \
	    >"$dir/waits.sh"
	sed "s#^share=.*#share=$PWD/share#" "$dir/physical-to-virtual.sh" \
	    >"$dir/p2v.sh"
	grep -c '/usr/\|/opt/' "$dir/p2v.sh" "$dir/failover-guest.sh" \
	    >"$dir/count"
	grep -q ':[0-4].$' "$dir/count" && wrong "no whole paths"
	guest=$("$df" rehearse maintain ldom1 --begin services \
	    --begin 'create ldom1' -s "$posts" | sed -n 's/^world  *//p')
	machine=$("$df" rehearse p2v system1 --keep-iso -s "$posts" |
	    sed -n 's/^world  *//p')
	first=mksh
	second=ksh
	[ -z "${THOROUGH:-}" ] || first='dash ksh mksh' second=$first
	for shell in $first; do
		post "$shell" failover-guest "$guest" --begin bare
	done
	for shell in $second; do
		post "$shell" p2v "$machine"
	done
}

# post SHELL BOOK WORLD [OPTION...]
post() {
	shell=$1 book=$2 wanted=$3
	shift 3
	rm -rf "$state"
	timeout 300 "$df" shell -s "$posts" --state "$state" "$@" -- \
	    "$shell" "$dir/$book.sh" >"$dir/out" 2>"$dir/err" ||
	    { wrong "$shell $book: status $?"; return; }
	grep 'domferry:\|cannot' "$dir/err" && wrong "$shell $book: see above"
	[ "$(echo digest | "$df" shell --state "$state")" = "$wanted" ] ||
	    wrong "$shell $book: the world is not that of the rehearsal"
}

# A pool is where it is imported, with all that is in it.
pools() {
	for shell in ksh mksh dash; do
		play "$shell" <<-'!'
		cd /zpool_ldom1/ldom1 && pwd && ls
		echo note >/zpool_ldom1/note
		ssh node2 '[ -d /zpool_ldom1 ] || echo not on node2'
		cd /
		/usr/cluster/bin/clrg switch -n node2 ldom1-rg
		[ -d /zpool_ldom1 ] || echo not on node1
		ssh node2 'cd /zpool_ldom1 && pwd && cat note && ls'
		ssh node2 'rm note; [ -f note ] || cat /zpool_ldom1/note'
		!
		said out <<-'!'
		/zpool_ldom1/ldom1
		disk0
		disk1
		not on node2
		not on node1
		/zpool_ldom1
		note
		ldom1
		note
		note
		!
		grep -q "'note': No such file" "$dir/err" ||
		    wrong "rm in another folder"
	done
}

# A shell in a pool keeps it from going.
busy() {
	play ksh <<-'!'
	cd /zpool_ldom1/ldom1
	clrg switch -n node2 ldom1-rg || echo failed
	cd /tmp
	clrg status ldom1-rg | grep -c Error_stop_failed
	!
	printf 'failed\n1\n' | said out
	play ksh <<-'!'
	cd /zpool_ldom1/ldom1
	ldm ls ldom1 >/dev/null
	cd /tmp
	clrg switch -n node2 ldom1-rg && echo done
	!
	echo done | said out
}

# What a script does to a file of the world by itself is done in the world.
read_back() {
	play ksh <<-'!'
	printf '%s\n' 'VSW="primary-vsw0"' >/etc/ldmp2v.conf
	ldm ls ldom1 >/dev/null
	/usr/bin/cat /etc/ldmp2v.conf
	ssh node2 '[ -e /etc/ldmp2v.conf ] || echo not on node2'
	[ -f /pfile ] && read secret </pfile && echo $secret
	echo >/dev/did/rdsk/d14s2
	ldm ls ldom1 >/dev/null
	dd if=/dev/zero of=/zpool_ldom1/ldom1/new bs=1024k count=2 2>/dev/null
	ldm add-vdsdev /zpool_ldom1/ldom1/new ldom1-new@primary-vds0
	dd if=/dev/zero of=/zpool_ldom1/ldom1/disk0 bs=1k count=1 2>/dev/null
	rm -rf /zpool_ldom1/ldom1/disk1
	!
	said out <<-'!'
	VSW="primary-vsw0"
	not on node2
	secret-of-/pfile
	!
	said err <<-'!'
	domferry: not simulated: what was done to the file /dev/did/rdsk/d14
	!
	[ "$("$df" shell --state "$state" -- cat /etc/ldmp2v.conf)" = \
	    'VSW="primary-vsw0"' ] ||
	    wrong "/etc/ldmp2v.conf is not in the world"
	world '^file /zpool_ldom1/ldom1/new size=2097152 ' >/dev/null ||
	    wrong "a disk that was made by itself is not in the world"
	world 'file /zpool_ldom1/ldom1/disk1 size=' >/dev/null &&
	    wrong "a disk that was removed is in the world"
	# The content of a disk that was written over is another one.
	[ "$(world '^file /zpool_ldom1/ldom1/disk0')" = "$(rm -rf "$state"
	    "$df" shell -s "$posts" --state "$state" --begin 'create ldom1' \
	    -- ldm ls >/dev/null; world '^file /zpool_ldom1/ldom1/disk0')" ] &&
	    wrong "a disk that was written over is as it was"
}

# The world's time passes, in whatever way a shell is started.
sleeps() {
	for shell in ksh mksh dash; do
		printf '#!/usr/bin/%s\nsleep 1000\n(sleep 1000)\n' "$shell" \
		    >"$dir/sleeps"
		chmod +x "$dir/sleeps"
		cp "$dir/sleeps" "$dir/asleep.sh"
		play "$shell" <<-!
		sleep 1000
		f() { sleep 1000; }
		f
		$shell -c 'sleep 1000; echo "\$0"' x
		echo 'sleep 1000' | $shell -s
		ssh node2 "$shell -c 'sleep 1000'"
		ssh node2 $shell <<E
		sleep 1000
		E
		$dir/sleeps
		. $dir/asleep.sh
		mount Archive_System:/share /mnt
		cp $dir/asleep.sh /mnt/asleep.sh
		$shell /mnt/asleep.sh
		umount /mnt
		date
		!
		said out <<-'!'
		x
		Sat Jan  1 03:20:02 GMT 2011
		!
		said err </dev/null
	done
}

# Nothing of this machine is changed, whatever a script tries.
confined() {
	mkdir "$dir/own"
	echo own >"$dir/own/file"
	(cd "$dir/own" && play dash <<-!
	echo other >file
	rm -f file
	echo other >/usr/lib/other
	/.domferry/machine/usr/bin/mount -o remount,bind,rw /.domferry/machine/usr
	/.domferry/machine/usr/bin/umount $dir
	/.domferry/machine/usr/bin/unshare -m true
	rm -rf /etc
	ln -s $dir/own /etc
	ldm ls ldom1 | sed -n 's/ .*//p'
	rm -f /zpool_ldom1
	ln -s $dir/own /zpool_ldom1
	ldm ls ldom1 | sed -n 's/ .*//p'
	ls -d $dir/own/* /home /root /proc
	!
	)
	echo "NAME
ldom1
NAME
ldom1
$dir/own/file" >"$dir/wanted"
	cmp -s "$dir/wanted" "$dir/out" || wrong "confined: another output"
	[ "$(cd "$dir/own" && echo *)" = file ] &&
	    [ "$(cat "$dir/own/file")" = own ] ||
	    wrong "a script has changed a file of this machine"
	[ ! -e /usr/lib/other ] || wrong "a script has made /usr/lib/other"
	[ "$(grep -c 'Read-only\|not permitted\|ermission denied\|must be superuser' \
	    "$dir/err")" -ge 6 ] || wrong "a script was let"
}

# mounted FOLDER: is something of it mounted for any process?
mounted() {
	cat /proc/[0-9]*/mountinfo 2>/dev/null | grep -q "$1"
}

# Whoever is killed leaves nothing mounted.
killed() {
	cat >"$script" <<-'!'
	echo $$ >/tmp/mine
	until [ -e /tmp/never ]; do env sleep 1; done
	!
	"$df" shell -s "$posts" --state "$state" --real-time -- dash \
	    "$script" >/dev/null 2>&1 &
	owner=$!
	n=0
	until socket=$(sed 's,/socket,,' "$state/owner" 2>/dev/null) &&
	    [ -n "$socket" ] && mounted "$socket"; do
		n=$((n + 1))
		[ $n -lt 200 ] || { wrong "nothing is mounted"; break; }
		sleep 0.05
	done
	grep -q domferry /proc/mounts && mounted_here=$(grep "$socket" \
	    /proc/mounts) && wrong "seen outside: $mounted_here"
	kill -9 $owner
	wait $owner 2>/dev/null
	n=0
	while mounted "$socket"; do
		n=$((n + 1))
		[ $n -lt 200 ] || { wrong "$socket is mounted yet"; break; }
		sleep 0.05
	done
	rm -rf "$socket"
}

# Programs of the operator's are where the site says, at nodes.
own() {
	cat >"$dir/blackout" <<-'!'
	  "blackout": { "open": [ "/opt/monitoring/blackout", "begin" ],
	                "close": [ "/opt/monitoring/blackout", "end" ],
	                "state": [ "/opt/monitoring/blackout", "state" ] },
	!
	sed "/\"site\": /r $dir/blackout" "$posts" >"$dir/own.json"
	cat >"$script" <<-'!'
	[ -x /opt/monitoring/blackout ] && /opt/monitoring/blackout begin ldom1
	ssh node2 /opt/monitoring/blackout state ldom1
	/opt/monitoring/blackout end ldom1
	/opt/monitoring/blackout state ldom1
	ssh ldom1 '[ -e /opt/monitoring/blackout ] || echo none'
	!
	shell=ksh
	"$df" shell -s "$dir/own.json" --begin 'create ldom1' -- ksh \
	    "$script" >"$dir/out" 2>"$dir/err"
	printf 'open\nclosed\nnone\n' | said out
	said err </dev/null
}

# The same bytes each time.
again() {
	for i in 1 2; do
		play ksh <<-'!'
		ls -l /zpool_ldom1/ldom1; pwd; ls / /etc /dev/did/*; echo $PATH
		!
		cp "$dir/out" "$dir/out$i"
	done
	cmp -s "$dir/out1" "$dir/out2" || wrong "other bytes the second time"
}

# Where it is refused, the PATH alone serves, and that is said once.
refused() {
	cat >"$script" <<-'!'
	ldm ls | sed -n 's/ .*//p'
	ssh node2 hostname
	!
	"$@" "$df" shell -s "$posts" -- ksh "$script" >"$dir/out" 2>"$dir/err"
	[ $? = 0 ] || wrong "$*: refused is a failure"
	printf 'NAME\nprimary\nnode2\n' | said out
	grep -c 'this script finds the programs of the site in its PATH' \
	    "$dir/err" >"$dir/count"
	[ "$(cat "$dir/count" | head -1)" = 1 ] &&
	    [ "$(wc -l <"$dir/err")" = 1 ] || wrong "$*: it is not said once"
}

if may; then
	whole_paths
	pools
	busy
	read_back
	sleeps
	confined
	killed
	own
	again
	# In a name space of users, as somebody else.
	if [ "$(id -u)" = 0 ] && setpriv --reuid=65534 --regid=65534 \
	    --clear-groups unshare -Urm true 2>/dev/null; then
		chmod 755 "$dir"
		echo '/usr/sbin/ldm ls | /usr/bin/head -1 | cut -c1-4; id -u' \
		    >"$script"
		setpriv --reuid=65534 --regid=65534 --clear-groups "$df" shell \
		    -s "$posts" -- ksh "$script" >"$dir/out" 2>"$dir/err"
		shell=nobody
		printf 'NAME\n0\n' | said out
		said err </dev/null
	fi
	if unshare -Ur true 2>/dev/null; then
		shell=ksh
		refused unshare -Ur sh -c \
		    'echo 0 >/proc/sys/user/max_mnt_namespaces; exec "$@"' sh
	fi
fi
shell=ksh
mkdir "$dir/bin"
printf '#!/bin/sh\necho "no name spaces here" >&2\nexit 1\n' >"$dir/bin/unshare"
chmod +x "$dir/bin/unshare"
refused env PATH="$dir/bin:$PATH"
grep -q 'no name spaces here' "$dir/err" || wrong "the reason is not said"
"$df" shell -s "$posts" --path-only -- ksh "$script" >"$dir/out" 2>"$dir/err"
printf 'NAME\nprimary\nnode2\n' | said out
said err </dev/null
exit $bad
