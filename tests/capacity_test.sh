#!/bin/sh
# capacity: which guest has no home when a node is dead, and why not on each
# other node; pairs, maintenance, and room for more.
set -u
B=${B:-build}
df=$B/domferry
bad=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

wrong() {
	echo "$*"
	sed 's/^/  /' "$dir/out"
	bad=1
}

# has STATUS LINE...: of capacity with $options, the lines as a whole.
has() {
	# shellcheck disable=SC2086
	"$df" capacity -s "$dir/site.json" $options >"$dir/out" 2>&1
	got=$?
	[ $got = "$1" ] || wrong "$options: status $got, not $1"
	shift
	for line; do
		grep -qFx -e "$line" "$dir/out" ||
		    wrong "$options: not there: $line"
	done
}

# guest NAME VCPUS MEMORY NODES [AFFINITY]
guest() {
	printf '%s{ "name": "%s", "vcpus": %s, "memory": "%s", "pool": {
	    "device": "d-%s" }, "group": { "nodes": [ %s ]%s },
	    "disks": [ { "size": "20G" } ] }' "$comma" "$1" "$2" "$3" "$1" \
	    "$4" "${5:+, \"affinities\": [ \"$5\" ]}"
	comma=,
}
node() {
	printf '{ "name": "%s", "vcpus": 64, "memory": "64G", "control":
	    { "vcpus": 8, "memory": "8G" } }' "$1"
}
device() {
	printf '{ "name": "d-%s", "size": "50G" }' "$1"
}
{
	comma=''
	echo '{ "site": "tight", "nodes": ['
	node a; echo ,; node b; echo ,; node c
	echo '], "devices": ['
	device db; echo ,; device one; echo ,; device two; echo ,
	device test
	echo '], "services": { "vsw": [ { "name": "vsw0", "net_dev": "nxge0" } ],
	    "vds": [ { "name": "vds0" } ], "vcc": [ { "name": "vcc0",
	    "ports": "5000-5100" } ] }, "guests": ['
	guest db 32 40G '"a", "b", "c"'
	guest one 24 16G '"b", "a", "c"'
	guest two 24 16G '"c", "b"' --one-rg
	guest test 32 8G '"c", "a"'
	echo '] }'
} >"$dir/site.json"

options=
has 0 'site tight' \
    '   death    a                         endured: 1 moves' \
    '!! death    c                         no home for 2: two, test; 0 move' \
    '!! guest    two            c          no home: b: -- affinity to one-rg, which' \
    '!! guest    test           c          no home: a: 8 of 32 vcpus are missing' \
    '!  guest    test           a,c        no home: no other node' \
    '   together a                         may be down' \
    '!  together c                         not without loss' \
    '   room     24,16G                    0 more: 2 guests of that size' \
    '0 of 3 pairs of nodes are endured'
[ "$(wc -L <"$dir/out")" -le 80 ] || wrong 'more than 80 columns'
options=-e
has 5
options='--size 8,1G'
has 0 '   room     8,1G                      0 more'
options='-H -o kind,name,state'
has 0 "$(printf 'death\tc\tno home for 2')"
options=-p
has 0 'VERSION 1.0' \
    'GUEST|name=test|on=c|state=no home|stands=bad|detail=a: 8 of 32 vcpus are missing'
options=-j
has 0 '{"type":"capacity","deaths_not_endured":1,"pairs":3,"pairs_endured":0}'
for size in 8 8, ,8G 0,8G 8G,8 8,8; do
	options="--size $size"
	has 2 "domferry: usage: --size $size: it is VCPUS,MEMORY, such as 8,16G"
done
options='-o kind,nonsense'
has 2

# One group, or its guest; the decision is saved, and made again.
options='--why test-rg'
has 0 'c is dead' '  test-rg is offline: no node is left' \
    '    c: it is dead' '    a: 8 of 32 vcpus are missing' \
    '  test-rg stays on c'
options='--why test -N a'
has 0 'a is dead' '  test-rg stays on c'
[ "$(wc -l <"$dir/out")" = 2 ] || wrong 'other nodes, too'
options='--why db -N a -j'
has 0
"$df" capacity -s "$dir/site.json" --why db -N a -w "$dir/saved" ||
    wrong 'a decision is not saved'
again() {
	"$df" capacity --again "$dir/saved" "$@" >"$dir/out" 2>&1
}
again || wrong 'it is decided otherwise'
grep -qx '  db-rg goes to b' "$dir/out" || wrong 'not where it goes'
[ "$("$df" capacity -s "$dir/site.json" --why db -N a -j | tail -n 1)" = \
    "$("$df" capacity --again "$dir/saved" -j | tail -n 1)" ] ||
    wrong 'other bytes'
sed -i 's/"node": "b",/"node": "c",/' "$dir/saved"
again
[ $? = 5 ] || wrong 'what was decided otherwise is as it was'
echo '{}' >"$dir/saved"
again
[ $? = 3 ] || wrong 'an empty decision'
for options in '-N a' '-w -' '--why nobody' '--why db -N nobody' \
    '--why db -w -' '--why db --size 8,1G' '--why db -p' '--why db -e' \
    '--again f --why db' '--why db -N a -w - -j'; do
	has 2
done

# What endures every death has status 0; two of two nodes are no pair.
sed -i -e 's/"vcpus": 64/"vcpus": 128/' -e 's/"memory": "64G"/"memory": "128G"/' \
    -e 's/, "affinities": \[ "--one-rg" \]//' "$dir/site.json"
options='-e --size 8,1G'
has 0 '   death    c                         endured: 2 move' \
    '   room     8,1G                      16 more' \
    '1 of 3 pairs of nodes are endured'
exit $bad
