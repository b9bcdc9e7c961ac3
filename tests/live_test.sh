#!/bin/sh
# A live site is looked at: over sshd, one connection a node, a few commands
# whatever the number of guests; a node that is dead costs what it knows.
set -u
. "${0%/*}/lab-site"

look() {
	timeout 60 "$df" "$@" -s "$home/site.json" --ssh-config "$dir/config" \
	    >"$dir/out" 2>"$dir/err"
}

# has PATTERN...: of what was printed.
has() {
	for pattern; do
		grep -q -e "$pattern" "$dir/out" || wrong "not there: $pattern"
	done
}

begin -s "$posts" --begin 'create ldom1'
# Each connection that is made is noted.
{
	echo "Match exec \"echo %n >>$dir/connections\""
	cat "$home/ssh_config"
} >"$dir/config"

look status || wrong 'status of a site that is well'
has '^   guest    ldom1          node1      Solaris running' \
    '^!  guest    system1 .* absent' 'all answered$' \
    '1 group, 2 resources, 1 pool, 2 volumes: well'
[ "$(sort "$dir/connections")" = "$(printf 'node1\nnode2')" ] ||
	wrong "connections: $(cat "$dir/connections")"
commands=$(sed -n 's/.*asked, \([0-9]*\) commands.*/\1/p' "$dir/out")
[ "$commands" -le 16 ] || wrong "$commands commands"
look status -e || wrong 'status -e of a site that is well'

look drift -e || wrong 'a site that is as its file says differs'
has '^?  config   ha-base-1 .* content: not known' '^0 differences, '

# What was recorded plays again, and says the same.
for verb in status drift 'check --live'; do
	look $verb --record "$dir/live.jsonl" || wrong "$verb, recorded"
	cp "$dir/out" "$dir/first"
	perl -0pe 's/"reach": \{.*?\}/"reach": { "by": "transcript", "file":
	    "live.jsonl" }/sg' "$home/site.json" >"$dir/live.json"
	"$df" $verb -s "$dir/live.json" >"$dir/out" 2>"$dir/err" ||
	    wrong "$verb by its transcript"
	cmp -s "$dir/first" "$dir/out" || wrong "$verb plays otherwise"
	"$df" drift -s "$dir/live.json" >"$dir/out" 2>"$dir/err"
	[ "$verb" = drift ] || [ -s "$dir/err" ] ||
	    wrong "another verb plays as $verb"
	look $verb --record "$dir/live.jsonl"
	[ $? = 3 ] || wrong "$verb: a transcript is written over"
	rm "$dir/live.jsonl"
done

# Every form that may be asked is understood; nothing is left of a domain that
# was defined for it.
form() {
	timeout 60 "$df" conform "$@" --ssh-config "$dir/config" \
	    >"$dir/out" 2>"$dir/err"
}
form node1 node2 -w "$dir/forms.jsonl" || wrong 'conform'
has '^[0-9]* answers wanted, [0-9]* understood, 0 lines strange, 0 doubts'
sed -n 's/.*"doubt":"\([a-z-]*\)".*/\1/p' "$dir/forms.jsonl" | sort -u |
    while read -r doubt; do
	grep -q "^| \`$doubt\` |" docs/fidelity.md || echo "$doubt"
done >"$dir/said"
[ ! -s "$dir/said" ] || wrong 'doubts that docs/fidelity.md has not'
form node1 --define-and-remove tiny -w - || wrong 'a domain for its form'
has '"command":"ldm add-domain tiny","status":0' \
    '"command":"ldm list-constraints -x tiny","status":0' \
    '"command":"ldm remove-domain tiny","status":0'
types 'ldm list-domain tiny' >"$dir/out" 2>&1
has 'tiny not found'
form node1 --define-and-remove ldom1
[ $? = 1 ] || wrong 'the name of a domain that is there'
form
[ $? = 2 ] || wrong 'no node'
# Whether it is ready, by questions alone.
before=$(world)
look check --live || wrong 'a site that is ready'
has '^warn    copies  *ldom1 ' 'node2:/var/domferry/ldom1.xml' \
    'do: at node1: ldm list-constraints -x ldom1 >'
look check --live --without copies || wrong 'a site that is ready'
has '^pass    altroot  *ldom1 ' '^pass    cpus  *ldom1, node2 ' '^switch    ready$' \
    '^1 guest of the site file is not there' 'all answered$' \
    ' passed, 0 warned, 0 failed, 0 not known$'
grep -q '^ ' "$dir/out" && grep -q 'do: ' "$dir/out" && wrong 'something to do'
look check --live switch ldom1 --to node2 -v || wrong 'a job that can begin'
has '^site posts, job switch ldom1 --to node2$' \
    '^        node1# zpool list$' '^        zpool_ldom1 .* ONLINE  /$'
grep -q '^create' "$dir/out" && wrong 'of another job'
"$df" plan switch ldom1 --locks -s "$home/site.json" -w "$dir/switch.plan" \
    >"$dir/out" || wrong 'a plan'
look check --live "$dir/switch.plan" || wrong 'a saved plan that can begin'
has '^site posts, job switch ldom1 --locks$'
[ "$(world)" = "$before" ] || wrong 'check has changed something'

types 'ldm set-variable boot-device=net ldom1' 'clrg suspend ldom1-rg' \
    >/dev/null
look check --live switch ldom1
[ $? = 4 ] || wrong 'a guest without a disk to boot from is ready'
has '^fail    boot-device  *ldom1 ' '^        |boot-device=net$' \
    '^        do: at node1: ldm set-variable boot-device=DISK ldom1$' \
    '^warn    suspended ' '^switch    not ready: boot-device (ldom1)$'
look check --live switch ldom1 --without boot-device || wrong 'it was left out'
has '^left out: boot-device$'
look check --live -j
has '"check":"boot-device","on":"ldom1","result":"fail","severity":"fail"' \
    '"lines":\[{"node":"node1","command":"ldm list-domain -l -p"' \
    '"type":"procedure","procedure":"switch","result":"fail"' \
    '"type":"checked","mistakes":0,.*"left_out":\[\]'
boot=boot-device=/virtual-devices@100/channel-devices@200/disk@0
types "ldm set-variable $boot ldom1" 'clrg resume ldom1-rg' >/dev/null

types 'ldm add-domain ldom1' >/dev/null 2>&1
printf 'ldm add-domain ldom1\n' | "$df" shell --state "$home" -N node2 \
    >"$dir/said" 2>&1
look status -e
[ $? = 5 ] || wrong 'a twin is no difference'
has '^!! guest    ldom1 .* a second one on node2,'
look status -H -o name,stands || wrong 'a list'
has "^ldom1	bad$"
look status -p || wrong 'a parseable list'
has '^VERSION 1.0$' '^GUEST|name=ldom1|on=node1|state=Solaris running|stands=bad|'
look status -j -N node2 || wrong 'one node'
has '"type":"node","name":"node2"' '"type":"asked","nodes":2'
grep -q '"node1"' "$dir/out" && wrong 'of another node'

# What is missing is added by the plan that drift saves.
printf '%s\n' 'ldm remove-domain ldom1' \
    'ldm remove-vdsdev ldom1-vol1@primary-vds0' |
    "$df" shell --state "$home" -N node2 >"$dir/said" 2>&1
look drift -e -w "$dir/mend.plan"
[ $? = 5 ] || wrong 'a volume less is no difference'
has '^!  volume   ldom1-vol1     node2 .* path: missing; site file' \
    '^1 difference, 1 of them for the job services'
look drift -w "$dir/mend.plan"
[ $? = 3 ] || wrong 'a file is written over'
look apply "$dir/mend.plan" -y -r "$dir/mended" || wrong 'the plan of drift'
look drift -e || wrong 'it is not mended'

types 'fault power-off node2' 'wait 1m' >/dev/null
look status || wrong 'status with a dead node'
has '^!! node     node2 .*offline' '^node2 does not answer' 'a second one on node2 is' \
    '[0-9] not answered$'

look check --live maintain ldom1 --without member --without quorum \
    --without quorum-devices --without interconnect --without group
[ $? = 9 ] || wrong 'a node that does not answer is ready'
has '^unknown one-domain  *ldom1 .*node2: ldm' '^maintain  not known: hostid'

look status -N node9
[ $? = 2 ] || wrong 'a node that is none'
look status --watch 0
[ $? = 2 ] || wrong 'to look again at once'
look status -o name,colour
[ $? = 2 ] || wrong 'a field that is none'
# What domferry saves leaves a record; another save of that name has none.
begin_anew
cp "$home/ssh_config" "$dir/config"
look drift || wrong 'drift of a new site'
has '^?  config   factory-default node1 .*content: not known'
look apply services -y -r "$dir/services" || wrong 'services'
look drift -e || wrong 'what was saved differs'
has '^   config   ha-base-1 .*node1  *content: saved .* GMT$' '^  *2011, with primary$' \
    '; 0 not known$'
types 'ldm add-spconfig other' >/dev/null
look drift -e
has '^?  config   other .*node1  *content: not known'

exit $bad
