#!/bin/sh
# Service processors of a simulated site behind sshd: a node that is off proves
# a fence by ILOM over ssh and by ipmitool, and only by its own service
# processor; no password is anywhere.
set -u
. "${0%/*}/lab-site"

there() {
	ssh -T -F "$home/ssh_config" -o BatchMode=yes "$@" </dev/null \
	    >"$dir/out" 2>"$dir/marked"
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

# judged RESULT SITE: by check --live.
judged() {
	"$df" check --live -s "$2" --ssh-config "$home/ssh_config" -j \
	    >"$dir/out" 2>&1
	grep -q '"check":"service-processor","on":"node2","result":"'$1'"' \
	    "$dir/out" || wrong "the service processor: not $1"
	grep -q '"on":"node1".*"check":"service-processor"' "$dir/out" &&
		wrong 'node1 has none'
	grep -q '"node":"sp:node2"' "$dir/out" || wrong 'where it was asked'
}

# proves SP: node2, with such a service processor.
proves() {
	sed "s|SP,|$1,|" "$dir/any.json" >"$dir/two.json"
	rm -rf "$home"
	begin -s "$dir/two.json"
	shift
	# While all is well the node's own answers.
	judged pass "$home/site.json"
	there "$@" || wrong "$*"
	types 'wait 2m' >/dev/null
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
