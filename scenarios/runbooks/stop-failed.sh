#!/usr/bin/ksh
# stop-failed.sh GROUP RESOURCE GUEST: a guest did not stop in time, and its group
# is in Error_stop_failed: nothing moves it any more, and nothing restarts it.
#
#	printf '%s\n' 'clrs set -p Stop_timeout=20 ldom1-ldom-rs' \
#	    'clrg switch -n node2 ldom1-rg' 'wait 10m' | domferry shell \
#	    -s scenarios/sites/posts.json --begin 'create ldom1' --state lab
#	domferry shell --state lab -- ksh scenarios/runbooks/stop-failed.sh \
#	    ldom1-rg ldom1-ldom-rs ldom1
#
# The flag says that nobody knows whether the guest is down.  So it is brought
# down first, and looked at, and only then the flag is cleared.
PATH=/usr/bin:/usr/sbin:/usr/cluster/bin:/opt/SUNWldm/bin
export PATH
group=${1:?} resource=${2:?} guest=${3:?}

clrs status $resource
node=$(clrs status $resource | sed -n "s/^ *\($resource\)* *\([^ ]*\)  *Stop_failed.*/\2/p")
[ -n "$node" ] || { echo "$resource is not Stop_failed"; exit 1; }
echo "Stop_failed on $node"

# 1. Is it down?  If not it is stopped the hard way.
ssh $node ldm ls $guest
if ssh $node ldm ls $guest | grep "^$guest  *active" >/dev/null; then
	ssh $node /opt/SUNWldm/bin/ldm stop -f $guest
fi
if ssh $node ldm ls $guest | grep "^$guest  *bound" >/dev/null; then
	ssh $node /opt/SUNWldm/bin/ldm unbind $guest
fi
ssh $node ldm ls $guest
ssh $node ldm ls $guest | grep "^$guest  *\(active\|bound\)" >/dev/null && {
	echo "$guest is not down on $node: the flag stays"
	exit 1
}

# 2. The flag, and a time that is long enough.
/usr/cluster/bin/clrs clear -n $node $resource
/usr/cluster/bin/clrs set -p Stop_timeout=900 $resource
/usr/cluster/bin/clrs status $resource

# 3. The group comes back where it was.
/usr/cluster/bin/clrg switch -n $node $group
/usr/cluster/bin/clrg status $group
n=0
until ssh $node ldm ls $guest | grep "^$guest  *active  *-n" >/dev/null; do
	n=$((n + 1))
	[ $n -lt 30 ] || { echo "$guest does not come up"; exit 1; }
	sleep 20
done
echo "$guest is up on $node"
