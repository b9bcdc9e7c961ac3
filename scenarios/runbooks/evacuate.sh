#!/bin/sh
# evacuate.sh FROM TO: switch every group that is online on FROM to TO.
#
#	domferry shell -s scenarios/sites/three.json \
#	    -- sh scenarios/runbooks/evacuate.sh alpha beta
#
# A group that has no TO in its list stays where it is, and is named.
from=${1:?evacuate.sh FROM TO}
to=${2:?evacuate.sh FROM TO}
left=0

for group in $(clrg list); do
	clrg status "$group" | grep "$from  *No  *Online" >/dev/null || continue
	echo "$group: from $from to $to"
	if ! clrg switch -n "$to" "$group"; then
		echo "$group: stays on $from"
		left=$((left + 1))
	fi
done
clrg status
[ "$left" -eq 0 ]
