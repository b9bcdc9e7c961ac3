#!/bin/sh
# No password leaves its node: a simulated one, which any reader of its file would
# bring along, is in nothing that domferry prints or keeps, as it is or in base64,
# whatever the job, the way, and how it ends.
set -u
B=${B:-build}
df=$PWD/$B/domferry
site=$PWD/scenarios/sites/posts.json
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
unset DOMFERRY_SITE
bad=0

wrong() {
	echo "$*"
	bad=1
}

part='secret-of-/'

# In base64 a text has one of three forms, by what stands before it; what its
# neighbours change is left out.
forms() {
	for before in '' x xx; do
		printf '%s%s' "$before" "$part" | base64 |
		    sed -e 's/^....//' -e 's/=*$//' -e 's/.$//'
	done
}
forms >"$dir/forms"
echo "$part" >>"$dir/forms"

found() {
	grep -rlF -f "$dir/forms" "$1"
}

# What is looked for can be found.
"$df" shell -s "$site" -N node1 -- cat /pfile >"$dir/control"
"$df" shell -s "$site" -N node1 -- cat /pfile | base64 >"$dir/control64"
printf 'x' | cat - "$dir/control" | base64 >"$dir/control65"
for file in control control64 control65; do
	[ -n "$(found "$dir/$file")" ] ||
	    wrong "a secret in $file would not be found"
	rm "$dir/$file"
done

# Each job: planned, checked, carried out on both ways, with a fault, reported.
n=0
# shellcheck disable=SC2086
job() {
	n=$((n + 1))
	kept=$dir/kept/$n
	mkdir -p "$kept"
	"$df" plan $1 -s "$site" --commands >"$kept/commands" 2>&1
	"$df" plan $1 -s "$site" -w "$kept/plan.json" >"$kept/plan" 2>&1
	for way in op shell; do
		"$df" rehearse $1 -s "$site" --through $way -v \
		    -r "$kept/$way" ${2:+--begin "$2"} >"$kept/said-$way" 2>&1 ||
		    wrong "$1 by $way: $(tail -2 "$kept/said-$way")"
		"$df" report "$kept/$way" -v >"$kept/report-$way" 2>&1
		"$df" rehearse $1 -s "$site" --through $way -j \
		    -r "$kept/lost-$way" ${2:+--begin "$2"} \
		    --fault 'lose any, times always' >"$kept/lines-$way" 2>&1
		[ -s "$kept/lost-$way/journal.jsonl" ] ||
		    wrong "$1 by $way, with a fault: no journal"
	done
	[ -s "$kept/shell/transcript.jsonl" ] || wrong "$1: no transcript"
}
job 'create ldom1'
job 'switch ldom1' 'create ldom1'
job 'maintain ldom1' 'create ldom1'
job 'retire ldom1' 'create ldom1'
job 'p2v system1'
for name in migration-without-password-file password-file-open-to-others; do
	"$df" run --verbose scenarios/$name.json >"$dir/kept/$name" 2>&1
done
"$df" check "$site" >"$dir/kept/check" 2>&1
# What a core file would have of domferry and of what it starts, and their
# environments and arguments: the site's programs are processes, and one of them
# holds a word that can be found.
mkdir "$dir/dumped" "$dir/kept/dumped"
tests/dumped "$dir/dumped" sh -c "word='$part'; sleep 1"
for kind in cmdline core; do
	[ -n "$(found "$dir/dumped" | grep "$kind")" ] ||
	    wrong "a secret in $kind would not be found"
done
word=$part tests/dumped "$dir/dumped" sleep 0.2
found "$dir/dumped" | grep -q environ ||
    wrong "a secret in environ would not be found"
if ! tests/dumped "$dir/kept/dumped" "$df" rehearse create ldom1 -s "$site" \
    --through process >"$dir/kept/by-process" 2>&1; then
	wrong "create by process: $(tail -2 "$dir/kept/by-process")"
fi
[ "$(find "$dir/kept/dumped" -name 'core.*' | wc -l)" -ge 5 ] &&
    [ -s "$dir/kept/dumped/environ" ] && [ -s "$dir/kept/dumped/cmdline" ] ||
    wrong "too little was seen: $(ls "$dir/kept/dumped")"

leaks=$(found "$dir/kept")
[ -z "$leaks" ] || wrong "a password is in: $leaks"
exit $bad
