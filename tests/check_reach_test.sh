#!/bin/sh
# check: a file belongs to a transcript, which needs one.
set -u
B=${B:-build}
df=$B/domferry
posts=scenarios/sites/posts.json
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
COLUMNS=200
export COLUMNS
bad=0

# says STATUS REACH TEXT: of node1, reached so.
says() {
	sed "s/\"reach\": {[^}]*\"host\": \"node1\"[^}]*}/\"reach\": { $2 }/" \
	    $posts >"$dir/site.json"
	"$df" check "$dir/site.json" >"$dir/out" 2>&1
	got=$?
	if [ $got != "$1" ] || ! grep -q "reach  *node1  *$3" "$dir/out"; then
		echo "$2: status $got, wanted $1 and: $3"
		grep 'reach' "$dir/out"
		bad=1
	fi
}

says 0 '"by": "ssh"' 'by ssh'
says 0 '"by": "transcript", "file": "t.jsonl"' 'by transcript, file t.jsonl$'
says 4 '"by": "transcript"' 'by transcript: which transcript'
says 4 '"by": "ssh", "file": "t.jsonl"' 'by ssh, .*: only a transcript has a file'
exit $bad
