#!/bin/sh
# The checker of journals is tested with journals that it has to refuse.  They
# are written here line by line, and each is damaged in one way.
set -u
B=${B:-build}
check=$B/journal-check
bad=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
j=$dir/journal.jsonl
zeros=0000000000000000000000000000000000000000000000000000000000000000
digest=sha256:$zeros
LC_ALL=C
export LC_ALL

if command -v sha256sum >/dev/null; then
	sum() { sha256sum; }
else
	sum() { openssl dgst -sha256 -r; }
fi

# The fields of a sound record; no value has a comma in it.
fields() {
	who='"who":"root","host":"vm","pid":7,"boot":"b1","time":"2026-01-01"'
	case $1 in
	open) echo '"format":1,"program":"domferry","mode":"rehearse",'\
'"site_digest":"'$digest'","plan_digest":"'$digest'","seed":-1,'\
'"faults":["crash"],'"$who" ;;
	plan) echo '"plan":{"plan":"create ldom1"}' ;;
	check) echo '"check":"up","on":"node1","result":"pass","evidence":null' ;;
	answer) echo '"op":{"name":"pool-state"},"outcome":"done","state":"none"' ;;
	proof) echo '"of":"fenced","on":"node1","evidence":{},"until_ms":0' ;;
	override) echo '"guard":"fence","why":"\ud83d\ude00","who":"root"' ;;
	intent) echo '"step":"pool","op":{"name":"pool-create"},"try":1,'\
'"digest":"'$digest'"' ;;
	outcome) echo '"of":0,"outcome":"done","code":"","text":"x",'\
'"state":"none","took_ms":0,"settled_by":"pool-state"' ;;
	turn) echo '"because":"refused"' ;;
	ask) echo '"text":"go on?","answer":"yes","who":"root"' ;;
	resumed) echo "$who"',"by":"resume"' ;;
	cut) echo '"bytes":6' ;;
	end) echo '"ending":"arrived","code":"","duration_ms":0,"downtime_ms":{}' ;;
	esac
}

# seal LINE: LINE has no end yet; its hash and $tail are appended.
seal() {
	hash=$(printf '%s\n%s' "$hash" "$1" | sum | cut -c1-64)
	# shellcheck disable=SC2059
	printf "%s,\"hash\":\"%s$tail" "$1" "$hash" >>"$j"
	n=$((n + 1))
}

# record TYPE [FIELDS]: the next line of the journal.
record() {
	seal '{"n":'$n',"type":"'"$1"'","at_ms":'$at','"${2:-$(fields "$1")}"
}

outcome() {
	record outcome "$(fields outcome | sed "s/\"of\":0/\"of\":$1/")"
}

intent() {
	record intent "$(fields intent | sed "s/\"try\":1/\"try\":$1/")"
}

empty() {
	: >"$j"
	tail='"}\n'
	n=0
	at=0
	hash=$zeros
}

# Open and plan are the same in most of them: made once.
empty
record open
record plan
cp "$j" "$dir/begun"
begun=$hash
begin() {
	cp "$dir/begun" "$j"
	tail='"}\n'
	n=2
	at=0
	hash=$begun
}

# A journal with everything in it: 14 lines, the last of them the end.
whole() {
	begin
	record check
	record answer
	record proof
	record override
	intent 1
	outcome 6
	at=100
	intent 2
	outcome 8
	record ask
	record turn
	intent 1
	outcome 12
	record end
}

wrong() {
	echo "$*"
	cat "$dir/out"
	bad=1
}

# result STATUS NAME MESSAGE: of the journal as it is now.
result() {
	"$check" "$j" >"$dir/out" 2>&1
	got=$?
	[ "$got" = "$1" ] || wrong "$2: status $got, wanted $1"
	grep -qF -e "$3" "$dir/out" || wrong "$2: wanted: $3"
}

# damaged NAME LINE EXPECTED FOUND: begins so; EXPECTED* need not be all.
damaged() {
	case $3 in
	*'*') result 1 "$1" "$j: line $2: expected ${3%?}" ;;
	*) result 1 "$1" "$j: line $2: expected $3; found $4" ;;
	esac
	grep -qF -e "; found $4" "$dir/out" || wrong "$1: wanted: found $4"
}

sound() {
	result 0 "$1" "$j: sound: $2"
}

# edit SCRIPT: by sed, which leaves the hashes alone.
edit() {
	sed "$1" "$j" >"$dir/edited" && mv "$dir/edited" "$j"
}

# --- sound ones
whole
sound 'complete' '15 records, 3 intents, 3 outcomes, ended arrived'
cp "$j" "$dir/complete"
[ "$("$check" "$dir")" = "$("$check" "$j")" ] || wrong 'a directory'
[ "$("$check" "$dir/")" = "$("$check" "$j")" ] || wrong 'a directory/'
[ -z "$("$check" -q "$j" 2>&1)" ] || wrong 'quiet'
begin
sound 'hardly begun' '2 records, 0 intents, 0 outcomes, not ended'
begin
record answer
intent 1
sound 'an answer is under way' \
    '4 records, 1 intents, 0 outcomes, not ended; intent 3 has no outcome'
record resumed
sound 'it was lost' '5 records, 1 intents, 0 outcomes, not ended'
intent 1
outcome 5
record end "$(fields end | sed s/arrived/stuck/)"
sound 'and asked again' '8 records, 2 intents, 1 outcomes, ended stuck'
record resumed "$(fields resumed | sed 's/"resume"/"rollback"/')"
record answer '"op":{"name":"pause"},"outcome":"unknown"'
sound 'resumed after its end' '10 records, 2 intents, 1 outcomes, not ended'
record end "$(fields end | sed s/arrived/returned/)"
sound 'and ended again' '11 records, 2 intents, 1 outcomes, ended returned'
begin
for name in create export; do
	for step in one two; do
		record intent "$(fields intent |
		    sed "s/-create/-$name/;s/\"pool\"/\"$step\"/")"
		outcome $((n - 1))
	done
done
sound 'each step and operation has its own tries' '10 records, 4 intents'
begin
intent 1
record cut
record cut
sound 'cut twice' \
    '5 records, 1 intents, 0 outcomes, not ended; intent 2 has no outcome'
record resumed
record answer '"op":{"name":"migration-check"},"outcome":"failed","x":[{},[]]'
sound 'cut, then resumed' '7 records, 1 intents, 0 outcomes, not ended'
begin
record turn '"because":"\"\\\/\b\f\n\r\t\u00e9\uD83D\ude00"'
record turn '"because":"","a":-9223372036854775808,"b":0,"c":true,"d":false'
record turn '"because":"'"$(printf '\303\251\342\202\254\360\237\230\200')"'"'
sound 'every escape, numbers, and UTF-8' '5 records'
begin
deep=$(printf '%63s' '' | sed 's/ /[/g')
shut=$(printf '%63s' '' | sed 's/ /]/g')
record turn "$(fields turn),\"x\":$deep$shut"
sound 'depth 64' '3 records'

# Any part of the last line may be missing: it is incomplete, the rest is sound.
size=$(wc -c <"$dir/complete")
last=$(tail -1 "$dir/complete" | wc -c)
so_far='14 records, 3 intents, 3 outcomes, not ended'
torn=1
while [ $torn -lt "$last" ]; do
	dd if="$dir/complete" of="$j" bs=$((size - last + torn)) count=1 \
	    2>/dev/null
	sound "torn after $torn bytes" "$so_far; torn: $torn bytes after record 13"
	torn=$((torn + 1))
done
cp "$dir/complete" "$j"
printf '\000\377' >>"$j"
sound 'torn garbage' '15 records, 3 intents, 3 outcomes, ended arrived; torn: '\
'2 bytes after record 14'

# --- the first lines
: >"$j"
damaged 'empty file' 1 'the record "open"' 'the end of the file'
printf '{"n":0,"type":"op' >"$j"
damaged 'only a torn line' 1 'the record "open"' 'the end of the file'
empty
record open
damaged 'open alone' 2 'the record "plan"' 'the end of the file'
record answer
damaged 'no plan' 2 'the record "plan"' 'the record "answer"'
empty
record plan
damaged 'no open' 1 'the record "open"' 'the record "plan"'
begin
record open
damaged 'open twice' 3 'a record that may come after the plan' \
    'the record "open"'
begin
record plan
damaged 'plan twice' 3 'a record that may come after the plan' \
    'the record "plan"'
empty
record open "$(fields open | sed 's/"format":1/"format":2/')"
damaged 'another format' 1 '"format": 1' '2'

# --- the chain
whole
edit 1d
damaged 'first line dropped' 1 '{"n":0,' '{"n":1,'
whole
edit 1,2d
damaged 'first lines dropped' 1 '{"n":0,' '{"n":2,'
whole
edit 7d
damaged 'a line dropped in the middle' 7 '{"n":6,' '{"n":7,'
whole
edit '7{h;d;};8G'
damaged 'swapped lines' 7 '{"n":6,' '{"n":7,'
whole
edit '7p'
damaged 'a line twice' 8 '{"n":7,' '{"n":6,'
whole
# shellcheck disable=SC2016
edit '7d;8,$s/{"n":\([0-9]*\)/{"n":0/;8s/{"n":0/{"n":6/'
damaged 'dropped and numbered anew' 7 'hash *' ''
begin
n=3
record answer
damaged 'n gap' 3 '{"n":2,' '{"n":3,'
begin
record answer
n=2
record answer
damaged 'n repeated' 4 '{"n":3,' '{"n":2,'
begin
n=02
record answer
damaged 'n with a zero before it' 3 '{"n":2,' '{"n":02,'
begin
seal '{"type":"turn","n":2,"at_ms":0'
damaged 'n not first' 3 '{"n":2,' '{"type":"turn",'
begin
record turn
right=$hash
edit "3s/$right/$zeros/"
damaged 'wrong hash, the last line' 3 "hash $right" "$zeros"
whole
edit '5s/node1/node2/'
damaged 'changed byte in the middle' 5 'hash *' ''
begin
hash=$zeros
record turn
damaged 'hash over another line before' 3 'hash *' "$hash"
begin
printf '{"n":2,"type":"turn","at_ms":0,"because":"x"}\n' >>"$j"
damaged 'missing hash' 3 'a hash of 64 hex digits as the last key' '{"n":2,'
begin
tail='","x":1}\n'
record turn
damaged 'hash not last' 3 'a hash of 64 hex digits as the last key' ''
begin
tail='" }\n'
record turn
damaged 'blank after the hash' 3 'a hash of 64 hex digits as the last key' ''
begin
record turn
edit "3s/$hash/$(echo "$hash" | tr abcdef ABCDEF)/"
damaged 'hash in capitals' 3 'a hash of 64 hex digits as the last key' ''
whole
echo >>"$j"
damaged 'an empty line' 16 '{"n":15,' 'the end of the line'

# Not one byte of a line, its newline included, can be another.
whole
before=$(sed 11q "$j" | wc -c)
after=$(sed 12q "$j" | wc -c)
while [ "$before" -lt "$after" ]; do
	cp "$dir/complete" "$j"
	printf '~' | dd of="$j" bs=1 seek="$before" conv=notrunc 2>/dev/null
	result 1 "byte $before changed" "$j: line 12: expected "
	before=$((before + 1))
done

# --- bytes and JSON
begin
tail='"}\r\n'
record turn
damaged 'CR LF' 3 'no control byte' '0x0d at byte '
begin
record turn '"because":"^"'
tr ^ '\000' <"$j" >"$dir/edited" && tail -1 "$dir/edited" >"$dir/line"
cat "$dir/begun" "$dir/line" >"$j"
damaged 'NUL byte' 3 'no control byte' '0x00 at byte 43'
begin
record turn '"because":"a	b"'
damaged 'a tab in a string' 3 'no control byte' '0x09 at byte 44'

# json EXTRA EXPECTED FOUND: a key more, which is right but for its JSON.
json() {
	begin
	record turn "\"because\":\"\",$1"
	damaged "$1" 3 "$2" "$3"
}
json '"x": 1' 'a value' "0x20 ' ' at byte 49"
json ' "x":1' 'a string' "0x20 ' ' at byte 45"
json '"x":1 ' '}' "0x20 ' ' at byte 50"
json '"x":1,"x":2' 'each key once in an object' '"x" twice'
json '"x":{"a":1,"b":2,"\u0061":3}' 'each key once in an object' '"a" twice'
json '"because":""' 'each key once in an object' '"because" twice'
json '"hash":"x"' 'each key once in an object' '"hash" twice'
json '"x":01' 'no digit after a zero' "0x31 '1' at byte 50"
json '"x":+1' 'a value' "0x2b '+' at byte 49"
json '"x":-' 'a digit' "0x2c ',' at byte 50"
json '"x":1.5' '}' "0x2e '.' at byte 50"
json '"x":1e5' '}' "0x65 'e' at byte 50"
json '"x":9223372036854775808' 'an integer of 64 bits' "0x2c ',' at byte 68"
json '"x":-9223372036854775809' 'an integer of 64 bits' "0x39 '9' at byte 68"
json '"x":[1,]' 'a value' "0x5d ']' at byte 52"
json '"x":[1' ']' "0x3a ':' at byte 58"
json '"x":{"a":1' '}' 'the end of the line, at byte 130'
json '"x":{"a"}' ':' "0x7d '}' at byte 53"
json '"x":tru' 'a value' "0x74 't' at byte 49"
json '"x":NaN' 'a value' "0x4e 'N' at byte 49"
json "'x':1" 'a string' "0x27 ''' at byte 45"
json '"x":1}{"y":1' 'the end of the line' "0x7b '{' at byte 51"
json '"x":"\x"' 'a letter that can be escaped' "0x78 'x' at byte 51"
json '"x":"\u12g4"' 'four hex digits' "0x67 'g' at byte 54"
json '"x":"\ud800\u00g0"' 'four hex digits' "0x67 'g' at byte 60"
json '"x":"\u0000"' \
    'before this an escaped character, no NUL and no half of one' ''
json '"x":"\udc00"' \
    'before this an escaped character, no NUL and no half of one' ''
json '"x":"\ud800"' 'the other half of a character' "0x22 '\"' at byte 56"
json '"x":"\ud800\u0041"' 'before this the other half of a character' ''
for bytes in '\200' '\300\200' '\301\277' '\340\200\200' '\355\240\200' \
    '\360\200\200\200' '\364\220\200\200' '\365\200\200\200' '\377' \
    '\303' '\342\202' '\360\237\230'; do
	# shellcheck disable=SC2059
	json "\"x\":\"$(printf "$bytes")\"" 'UTF-8' '0x'
done
json "\"x\":[$deep$shut]" 'containers at most 64 deep' 'one that is 65 deep'

# --- records by themselves
begin
record fly '"x":1'
damaged 'unknown type' 3 'a type of record' '"fly"'
begin
seal '{"n":2,"at_ms":0,"type":"turn","because":"x"'
damaged 'keys in another order' 3 'the key "type" in place 2' 'at_ms'
begin
seal '{"n":2,"type":"turn","because":"x"'
damaged 'no time' 3 'the key "at_ms" in place 3' 'because'
begin
at=-1
record turn
damaged 'before time' 3 '"at_ms": an integer from 0' '-1'
begin
at=7
record turn
at=6
record turn
damaged 'at_ms going back' 4 \
    '"at_ms": an integer from 7, as in the record before' '6'

# lead TYPE: all that has to come before it.
lead() {
	begin
	case $1 in
	open) empty ;;
	plan) empty; record open ;;
	outcome) intent 1 ;;
	esac
}

# Each key of each type in turn is left out, and is something else.
for type in open plan check answer proof override intent outcome turn ask \
    resumed cut end; do
	all=$(fields $type | sed 's/"of":0/"of":2/')
	for key in $(echo "$all" | tr , '\n' | sed 's/^"\([^"]*\)".*/\1/'); do
		lead $type
		record $type "$(echo "\"x\":0,$all" | tr , '\n' |
		    grep -v "^\"$key\":" | paste -sd, -)"
		case $type.$key in
		answer.state|outcome.code|outcome.text|outcome.state| \
		outcome.settled_by)
			sound "$type without $key" $n ;;
		*)
			damaged "$type without $key" $n "the key \"$key\"" \
			    'no such key' ;;
		esac
		[ "$key" = evidence ] && continue
		lead $type
		record $type "$(echo "$all" | tr , '\n' |
		    sed "s/^\"$key\":.*/\"$key\":[true]/" | paste -sd, -)"
		damaged "$type with another $key" $n "\"$key\": *" '[true]'
	done
done

# value TYPE KEY VALUE EXPECTED: of the right JSON type, and still wrong.
value() {
	lead "$1"
	record "$1" "$(fields "$1" | tr , '\n' |
	    sed "s/^\"$2\":.*/\"$2\":$3/" | paste -sd, -)"
	damaged "$1 $2 $3" $n "\"$2\": $4" "$3"
}
value open site_digest '"sha256:1a"' '"sha256:" and 64 hex digits'
value open plan_digest "\"${digest}0\"" '"sha256:" and 64 hex digits'
value intent digest '"md5:"' '"sha256:" and 64 hex digits'
value check result '"passed"' 'one of pass warn fail unknown'
value answer outcome '"don"' 'one of done failed unknown'
value answer outcome '"done failed"' 'one of done failed unknown'
value answer op '{"name":"pool-create"}' 'a question, or pause'
value answer op '{"name":"-state"}' 'a question, or pause'
value intent op '{"on":"node1"}' 'an object with a name'
value intent try 0 'an integer from 1'
value outcome outcome '""' 'one of done failed unknown'
value outcome took_ms -1 'an integer from 0'
value resumed by '"hand"' 'one of resume rollback'
value cut bytes 0 'an integer from 1'
value end ending '"ended"' 'one of arrived returned stuck refused'
value proof of '"down"' 'one of fenced exported powered-off'

# --- records among others
begin
intent 1
outcome 1
damaged 'outcome of a wrong n' 4 '"of": 2' '1'
begin
outcome 2
damaged 'outcome without intent' 3 'an intent that waits for its outcome' \
    'the outcome of 2'
begin
intent 1
outcome 2
outcome 2
damaged 'two outcomes' 5 'an intent that waits for its outcome' \
    'the outcome of 2'
begin
intent 1
record resumed
outcome 2
damaged 'an outcome that was lost' 5 'an intent that waits for its outcome' \
    'the outcome of 2'
for type in intent answer end; do
	begin
	intent 1
	record $type
	damaged "$type while an intent is open" 4 'the outcome of intent 2' \
	    "the record \"$type\""
done
begin
intent 2
outcome 2
intent 2
damaged 'the same try again' 5 \
    '"try": more than 2, as of the same intent before' '2'
for type in answer intent check turn end; do
	begin
	record end
	record $type
	damaged "$type after end" 4 'the record "resumed" after an end' \
	    "the record \"$type\""
	begin
	record cut
	record $type
	damaged "$type after cut" 4 'the record "resumed" after a cut' \
	    "the record \"$type\""
done

# The message about a damage: where it is, how to read the rest, no raw bytes.
whole
edit '5s/node1/node2/'
result 1 'the way out' "The lines before it are sound: head -n 4 $j"
begin
record "$(printf 'a\302\233b')" '"x":1'
result 1 'no byte is raw' 'found "a??b"'

# --- the command line
usage() {
	wanted=$1
	shift
	"$check" "$@" >"$dir/out" 2>&1
	got=$?
	[ "$got" = "$wanted" ] || wrong "$*: status $got, wanted $wanted"
	[ -s "$dir/out" ] || wrong "$*: nothing was said"
}
usage 0 '-?'
usage 0 --help
usage 2
usage 2 -q
usage 2 -x "$j"
usage 2 "$j" "$j"
usage 2 "$dir/nothing"
mkdir "$dir/hollow"
usage 2 "$dir/hollow"
usage 1 -q "$j"
cp "$dir/complete" "$j"
usage 0 -- "$j"

# --- and the journals that domferry writes
posts=scenarios/sites/posts.json
domferry() {
	"$B/domferry" "$@" >/dev/null 2>&1
}
domferry rehearse create ldom1 -s $posts --run "$dir/run"
cp "$dir/run/journal.jsonl" "$j"
sound 'a real one' ''
grep -q 'ended arrived$' "$dir/out" || wrong 'a real one: not arrived'
domferry rehearse create ldom1 -s $posts --run "$dir/broken" \
    -F 'crash after guest-bind'
cp "$dir/broken/journal.jsonl" "$j"
sound 'a broken one' ''
grep -q 'has no outcome$' "$dir/out" || wrong 'a broken one: no intent'
printf '{"n":' >>"$dir/broken/journal.jsonl"
domferry rollback "$dir/broken"
cp "$dir/broken/journal.jsonl" "$j"
sound 'rolled back' ''
grep -q 'ended returned$' "$dir/out" || wrong 'rolled back: not returned'
grep -q '"type":"cut"' "$j" || wrong 'rolled back: nothing was cut'
exit $bad
