#!/bin/ksh
# move-by-hand.sh GUEST FROM TO: move a guest that no agent guards, with its
# pool.  It is typed on FROM.
#
#	domferry shell -s scenarios/sites/three.json -N beta \
#	    -- ksh scenarios/runbooks/move-by-hand.sh old beta alpha
set -e
guest=${1:?move-by-hand.sh GUEST FROM TO}
from=${2:?move-by-hand.sh GUEST FROM TO}
to=${3:?move-by-hand.sh GUEST FROM TO}

clrg suspend "$guest-rg"
ssh "$guest" shutdown -y -g0 -i0
until ssh "$from" ldm ls "$guest" | grep "^$guest  *active  *-t" >/dev/null; do
	sleep 10
done
ldm stop "$guest"
ldm unbind "$guest"
clrg switch -n "$to" "$guest-rg"
ldm migrate-domain -p /pfile "$guest" "$to"
ssh "$to" ldm bind "$guest"
ssh "$to" ldm start "$guest"
clrg resume "$guest-rg"
