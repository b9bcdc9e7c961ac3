#!/bin/sh
# Service processors of a simulated site behind sshd: a node that is off proves
# a fence by ILOM over ssh and by ipmitool, and only by its own service
# processor; no password is anywhere.
set -u
B=${B:-build}
case $B in /*) ;; *) B=$PWD/$B ;; esac
df=$B/domferry
posts=$PWD/scenarios/sites/posts.json
bad=0
# In /tmp, because programs are started from there too.
dir=$(TMPDIR=/tmp mktemp -d) || exit 1
. "${0%/*}/found-sshd"
unset DOMFERRY_SITE DOMFERRY_STATE DOMFERRY_PLACE DOMFERRY_FOLDER
home=$dir/site
lab=

wrong() {
	echo "$*"
	tail -n 15 "$dir/out" 2>/dev/null | sed 's/^/	/'
	bad=1
}

ended() {
	"$df" lab --stop --state "$home" >/dev/null 2>&1
	[ -z "$lab" ] || kill -9 "$lab" 2>/dev/null
	rm -rf "$dir"
}
trap ended EXIT

begin() {
	"$df" lab -s "$dir/two.json" --state "$home" >"$dir/said" 2>&1 &
	lab=$!
	n=0
	until grep -q 'lab --stop' "$dir/said"; do
		n=$((n + 1))
		if [ $n = 300 ] || ! kill -0 $lab 2>/dev/null; then
			cat "$dir/said"
			wrong "the lab does not begin"
			exit 1
		fi
		sleep 0.1
	done
}

there() {
	ssh -T -F "$home/ssh_config" -o BatchMode=yes "$@" </dev/null \
	    >"$dir/out" 2>"$dir/marked"
}

pass_time() {
	echo "wait $1" | "$df" shell --state "$home" >/dev/null
}

# says WANTED SITE: a plan no longer fits, because of what is found there.
says() {
	rm -f "$dir/plan.json"
	"$df" plan switch ldom1 --locks -s "$2" -w "$dir/plan.json" >/dev/null
	"$df" apply "$dir/plan.json" -s "$2" --ssh-config "$home/ssh_config" \
	    -y -r "$dir/run" >"$dir/out" 2>&1
	grep -q "member on node2: .*found: $1 on node2" "$dir/out" ||
	    wrong "found is not $1"
}

# One service processor by each way; the guest is on the first node.
secret=KLETTERROSE
printf '%s\n' $secret >"$dir/password"
chmod 600 "$dir/password"
sed -e 's/"name": "node1",/&  "hostid": "84fb0001",/' \
    -e 's/"name": "node2",/&  "hostid": "85fb0002", "sp": SP,/' \
    -e 's/"name": "ldom1", "vcpus"/"now": "clustered on node1", &/' \
    "$posts" >"$dir/any.json"

# proves SP: node2, with such a service processor.
proves() {
	sed "s|SP,|$1,|" "$dir/any.json" >"$dir/two.json"
	rm -rf "$home"
	begin
	shift
	there "$@" || wrong "$*"
	pass_time 2m
	says no-power "$home/site.json"
	# Another machine's.
	sed 's/85fb0002/85fb0003/' "$home/site.json" >"$dir/other.json"
	says fenced "$dir/other.json"
	"$df" lab --stop --state "$home" >/dev/null
	wait "$lab"
}

proves '{ "host": "two-sp" }' sp-node2 stop -f -script /SYS
grep -q '^SIMULATED: ' "$dir/marked" || wrong "it does not say what it is"
ipmi="ipmitool -I lanplus -H two-sp -U root -f $dir/password"
way='"by": "ipmitool", "user": "root", "credentials"'
proves "{ \"host\": \"two-sp\", $way: \"$dir/password\" }" node1 "$ipmi chassis power off"
grep -rl $secret "$dir" | grep -v '/password$' && wrong "the password is there"
exit $bad
