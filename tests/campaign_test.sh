#!/bin/sh
# campaign: a rehearsed campaign that is cut off anywhere is resumed, and the
# site is then that of one that was not.
set -u
B=${B:-build}
df=$PWD/$B/domferry
site=$PWD/scenarios/sites/three.json
bad=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1

wrong() {
	echo "campaign_test: $*"
	bad=1
}

# says FILE TEXT
says() {
	grep -qF -e "$2" "$1" || {
		wrong "$1 does not say: $2"
		sed 's/^/  | /' "$1" | tail -n 12
	}
}

world() {
	sed -n 's/^world  *//p' "$1"
}

"$df" rehearse evacuate beta -s "$site" --locks -r whole >whole.out 2>&1 ||
    wrong "it does not arrive: $(tail -n 1 whole.out)"
for name in 01-switch-test 02-switch-web1 03-migrate-old 04-sweep-beta; do
	"$B/journal-check" "whole/$name/journal.jsonl" >/dev/null 2>&1 ||
	    [ -s "whole/$name/journal.jsonl" ] || wrong "no journal of $name"
done

n=0
for fault in 'crash after lock-take' 'crash before group-switch test-rg' \
    'crash after group-switch test-rg' 'crash after guest-halt web1' \
    'crash before guest-bind old' 'crash after guest-start old' \
    'crash after config-save' 'crash after node-evacuate'; do
	n=$((n + 1))
	"$df" rehearse evacuate beta -s "$site" --locks -F "$fault" -r "cut$n" \
	    >cut.out 2>&1
	status=$?
	[ $status -eq 6 ] || wrong "$fault: status $status, not 6"
	says cut.out "domferry resume cut$n"
	"$df" resume "cut$n" >resumed.out 2>&1 ||
	    wrong "$fault: not resumed: $(tail -n 2 resumed.out)"
	[ "$(world resumed.out)" = "$(world whole.out)" ] ||
	    wrong "$fault: the site is another one"
	"$df" resume "cut$n" >again.out 2>&1 ||
	    wrong "$fault: once more: $(tail -n 2 again.out)"
	[ "$(wc -l <"cut$n/campaign.jsonl")" -eq \
	    "$(wc -l <whole/campaign.jsonl)" ] ||
	    wrong "$fault: its record has other lines"
done

"$df" report whole >report.out 2>&1 || wrong "no report"
says report.out 'domferry report whole/03-migrate-old'
says report.out 'beta         sweep'
"$df" report --json whole >report.out 2>&1 || wrong "no report in JSON"
says report.out '"type":"choice"'
"$df" report whole/01-switch-test >report.out 2>&1 ||
    wrong "no report of a job"
says report.out 'arrived after 3m15s'
"$df" rollback whole >out 2>&1
[ $? -eq 4 ] || wrong "a campaign is rolled back"
says out 'nothing takes all of it back'

# Whom it has moved goes back.
"$df" plan return beta -s "$site" --begin 'evacuate beta' >out 2>&1
"$df" rehearse return beta -s "$site" --begin 'evacuate beta' >back.out 2>&1 ||
    wrong "they do not come back"
says back.out 'those that the evacuation has moved'
says back.out '01-migrate-old'

# A record that was changed is not gone on with.
sed 's/"job":"switch web1/"job":"switch web2/' cut3/campaign.jsonl >changed
cp changed cut3/campaign.jsonl
"$df" resume cut3 >out 2>&1
[ $? -eq 6 ] || wrong "a damaged record is taken"
says out 'journal-damaged'
exit $bad
