#!/bin/sh
# --through: a run by commands gives what a run by operations gives, keeps what was
# typed and said, goes on the way that it began on, and refuses what has no
# effect.
set -u
B=${B:-build}
df=$PWD/$B/domferry
site=$PWD/scenarios/sites/posts.json
check=$PWD/$B/journal-check
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
LC_ALL=C.UTF-8
export LC_ALL
unset DOMFERRY_SITE
bad=0

wrong() {
	echo "$1"
	bad=1
}

# says FILE TEXT: what stands there; says-not: what does not.
says() {
	grep -q -- "$2" "$dir/$1" || wrong "$1: not there: $2"
}
says_not() {
	! grep -q -- "$2" "$dir/$1" || wrong "$1: there: $2"
}

# fails STATUS TEXT WORD...: the program ends so, and says that.
fails() {
	status=$1
	text=$2
	shift 2
	"$df" "$@" >"$dir/out" 2>"$dir/err"
	got=$?
	[ "$got" = "$status" ] || wrong "$*: status $got, not $status"
	says err "$text"
}

cp "$site" "$dir/site.json"
cd "$dir" || exit 1

# The same by both ways, but for the word that says which.
"$df" rehearse create ldom1 >op 2>&1 || wrong 'create by operations'
"$df" rehearse create ldom1 --through shell >shelled 2>&1 ||
    wrong 'create by commands'
grep -v '^through      shell$' shelled >shell.bare
sed 's/ --through shell//' shell.bare | cmp -s - op ||
    wrong 'create: not the same both ways'

# A run that is broken off: the journal has the way, and it goes on there.
"$df" rehearse create ldom1 --through shell --run run \
    -F 'crash after guest-bind ldom1' >begun 2>&1
[ $? = 6 ] || wrong 'a crash by commands'
head -1 run/journal.jsonl >open
says open '"through":"shell"'
lines=$(wc -l <run/transcript.jsonl)
printf '{"cut' >>run/transcript.jsonl
"$df" resume run >resumed 2>&1 || wrong 'resume by commands'
says resumed '^through      shell$'
grep '^world' shelled >world
grep '^world' resumed | cmp -s - world || wrong 'resumed: another world'
"$check" run/journal.jsonl >/dev/null || wrong 'journal of a run by commands'
"$df" report run >printed || wrong 'report'
says printed '^through    shell$'

# What was typed and said: whole lines, continued, with the changes in them.
head -n "$lines" run/transcript.jsonl >first
tail -n "+$((lines + 2))" run/transcript.jsonl >second
[ -s second ] || wrong 'the transcript was not continued'
says second '"command":"ldm start-domain ldom1","change":true,"status":0'
says first '"on":"node1","command":"ldm list-bindings -p","at_once":true,"status":0,"out":"VERSION'
[ -n "$(find run/transcript.jsonl -perm 600)" ] ||
    wrong 'the transcript may be read by others'
# The password file is named, and what is in it is in no command.
says first '"command":"ls -ld /pfile"'
says_not first 'cat /pfile'
says_not second 'cat /pfile'

# Each is JSON.  A way that this version does not know; hashes are made anew.
python3 - <<'END' || wrong 'transcript: no JSON'
import hashlib
import json
for part in 'first', 'second':
    for line in open(part, encoding='utf-8'):
        keys = set(json.loads(line))
        assert 'begins' in keys or {'at_ms', 'took_ms'} <= keys and (
            {'on', 'command'} <= keys or 'question' in keys)
last = '0' * 64
out = []
for line in open('run/journal.jsonl', encoding='utf-8'):
    body = line.rstrip('\n').rpartition(',"hash"')[0]
    body = body.replace('"through":"shell"', '"through":"raven"')
    last = hashlib.sha256((last + '\n' + body).encode()).hexdigest()
    out.append('%s,"hash":"%s"}\n' % (body, last))
open('run/journal.jsonl', 'w', encoding='utf-8').writelines(out)
END
fails 4 'cannot continue a run through "raven"' resume run

# -v shows what was typed, with what came back; by operations what would be.
"$df" rehearse switch ldom1 --begin 'create ldom1' --through shell -v >v
says v '? ldm list-bindings -p$'
says v '| VERSION 1'
says v 'guest-state ldom1: running on node1'
"$df" rehearse switch ldom1 --begin 'create ldom1' -v >v
says_not v '| VERSION'

# What has no effect is refused.
fails 2 'op, shell or process, not "ssh"' rehearse create ldom1 --through ssh
fails 2 'op, shell or process, not ""' run --through= story.json
fails 2 '--through' explore create ldom1 --through shell
fails 2 'none are typed' rehearse create ldom1 -F 'garble pool-create'
fails 2 'none are typed' explore create ldom1 -F 'garble pool-create'
sed 's/"site": "sites.posts.json"/"site": "site.json"/' \
    "$OLDPWD/scenarios/outputs-garbled.json" >story.json
fails 3 'its "through" names shell and process only' run --through op story.json
sed '/"through"/s/: .*/: "op"/' story.json >other.json
fails 3 '8:16: "garble group-switch ldom1-rg": expected "through"' run other.json
"$df" run --through shell story.json >story || wrong 'the story'
"$df" run -j story.json >lines || wrong 'the story as JSON'

exit $bad
