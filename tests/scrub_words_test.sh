#!/bin/sh
# scrub_words_test.sh [add]: words by which outputs are read, commands typed and files written stay when a
# transcript is scrubbed: each that the sources have is one of the field
# (tools/scrub/usual.c), but for those that are examples.  With "add", those that
# it has not are put there.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
sed -n '/^static const char \*const words/,/^};/p' tools/scrub/usual.c |
    grep -o '"[^"]*"' | tr -d '"' >"$dir/usual"
LC_ALL=C sort -uc "$dir/usual"
# Examples in messages, parts of formats, lists of letters, names in libxml2.
cat >"$dir/not" <<'END'
posts
pfile
END
find core/base/names.c core/op core/site core/procedures core/formats \
    backends/commands backends/real core/plan/job_option.c -name '*.c' |
    xargs cat | sed 's,/\*.*,,; /^ \*/d' | sed 's/\\[ntrfv]/ /g' | grep -v '^#include' |
    grep -oE '"([^"\\]|\\.)*"' | grep -oE '[A-Za-z0-9]+' |
    tr 'A-Z' 'a-z' | grep -E '^[a-z]{2,}$' | LC_ALL=C sort -u |
    grep -vxE 'abcdefg.*|amnprsvi|bfnrt|cepf|dlcbps|rwxssttll|khnf|xml[a-z]+' |
    grep -vxE 'dlsym|l?l[du][gm]?|llx|zu|xbd|xbf|xef|xepf|uxxxx|slicen|dhms' |
    grep -vxE 'penboot|imit|kmg|kmgtpe|nvalid|xv' >"$dir/found"
grep -vxF -f "$dir/not" "$dir/found" >"$dir/wanted"
[ "$(wc -l <"$dir/wanted")" -gt 1000 ]
missing=$(LC_ALL=C comm -13 "$dir/usual" "$dir/wanted")
[ -z "$missing" ] || [ "${1:-}" != add ] || {
	{
		sed '/^static const char \*const words/q' tools/scrub/usual.c
		{
			cat "$dir/usual"
			echo "$missing"
		} | LC_ALL=C sort -u | sed 's/.*/"&",/' | tr '\n' ' ' |
		    fold -s -w 71 | sed "s/^/$(printf '\t')/; s/ *\$//"
		echo
		sed -n '/^static const char \*const words/,$p' tools/scrub/usual.c |
		    sed -n '/^};/,$p'
	} >"$dir/new"
	cp "$dir/new" tools/scrub/usual.c
	exit
}
[ -z "$missing" ] || {
	echo "words that tools/scrub/usual.c has not ($0 add puts them there):"
	echo "$missing"
	exit 1
}
