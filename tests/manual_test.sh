#!/bin/sh
# The manual describes every error code and every option, and no others; every
# verb is in the synopsis; the examples run.
set -eu
B=${B:-build}
wanted=$("$B"/domferry explain --codes | sort)
found=$(sed -n '/^\.Sh DIAGNOSTICS/,/^\.Sh SEE/s/^\.It //p' docs/domferry.8 | sort)
[ "$wanted" = "$found" ] || {
	echo "codes and manual differ"
	exit 1
}
verbs=$("$B"/domferry help | sed -n '/^Verbs:/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p')
for verb in $verbs; do
	grep -q "^\.Cm $verb" docs/domferry.8
	"$B"/domferry help "$verb" >/dev/null
done

# --no-test and --to belong to a job, --version to no verb.
wanted=$(for verb in $verbs; do
	"$B"/domferry help $verb
done | sed -n 's/^  \(-.,\|   \) --\([a-z-]*\).*/\2/p' |
    grep -vx -e no-test -e to -e locks; echo version)
wanted=$(echo "$wanted" | sort -u)
found=$(sed -n -e '/^The options are/,/^Options and/p' \
    -e '/^Its options are/,/^\.El/p' docs/domferry.8 |
    sed -n 's/^\.It Fl \(. , \)*-\([a-z-]*\).*/\2/p' | sort -u)
[ "$wanted" = "$found" ] || {
	echo "options and manual differ:"
	printf '%s\n' "$wanted" "$found" | sort | uniq -u
	exit 1
}

# The synopsis of a verb has the options that its help has, in their order or
# not, by the names that the synopsis uses: letters where there are any.
for verb in $verbs; do
	wanted=$("$B"/domferry help $verb | sed -n \
	    -e 's/^  -\([a-zA-Z]\), --.*/\1/p' \
	    -e 's/^      --\([a-z-]*\) .*/-\1/p' | sort)
	found=$(sed -n "/^\.Sh SYNOPSIS/,/^\.Sh DESC/{/^\.Cm $verb/,/^\.Nm/p;}" \
	    docs/domferry.8 | tr ' ' '\n' | sed -n '/^\.*Fl$/{n;p;}' | sort -u)
	[ "$wanted" = "$found" ] || {
		echo "help and synopsis of $verb differ:"
		printf '%s\n' "$wanted" "$found" | sort | uniq -u
		exit 1
	}
done

# All checks of a live site, in their order.
wanted=$("$B"/domferry explain -j |
    sed -n 's/.*"type":"check","name":"\([^"]*\)".*/\1/p')
found=$(sed -n '/^The checks are:/,/^\.El/s/^\.It Cm //p' docs/domferry.8)
[ "$wanted" = "$found" ] || {
	echo "checks and manual differ:"
	printf '%s\n' "$wanted" "$found" | sort | uniq -u
	exit 1
}

# All findings of the watch.
wanted=$("$B"/domferry explain -j |
    sed -n 's/.*"type":"finding","name":"\([^"]*\)".*/\1/p')
found=$(sed -n '/^The findings are:/,/^\.El/s/^\.It Cm //p' docs/domferry.8)
[ "$wanted" = "$found" ] || {
	echo "findings and manual differ:"
	printf '%s\n' "$wanted" "$found" | sort | uniq -u
	exit 1
}

here=$(pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/scenarios"
cd "$dir"
# The examples of the manual, without its sessions.
awk '/^\.Sh EXAMPLES/ { on = 1 } /^\.Sh DIAG/ { on = 0 }
	/example: session/ { session = 1 } /^\.Ed/ { session = 0 }
	on && !session && /^domferry /' "$here/docs/domferry.8" >lines
[ "$(wc -l <lines)" -ge 7 ]
ln -s "$here/scenarios/sites" scenarios/sites
ln -s "$here/scenarios/hostid-while-active.json" scenarios/one.json
sed "s|^domferry|$here/$B/domferry|" lines >session
while read -r line; do
	status=0
	sh -c "$line" >out 2>&1 || status=$?
	case $line in
	*refuse*) [ "$status" = 1 ] ;;
	*) [ "$status" = 0 ] ;;
	esac || {
		echo "$line: status $status"
		cat out
		exit 1
	}
done <session
