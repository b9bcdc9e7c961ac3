#!/usr/bin/ksh
# resize.sh GUEST GROUP MEMORY: give a guest under the agent another size of
# memory, while nothing starts or moves it.
#
#	domferry shell -s scenarios/sites/posts.json --begin 'create ldom1' \
#	    -- ksh scenarios/runbooks/resize.sh ldom1 ldom1-rg 24G
#
# The old definition is kept in the guest's pool, beside its disks: so it is at
# hand on whichever node that is.
ldm=/opt/SUNWldm/bin/ldm
clrg=/usr/cluster/bin/clrg
guest=${1:?} group=${2:?} memory=${3:?}
pool=/zpool_$guest

[ -d $pool/$guest ] || { echo "$pool is not here: type this where $guest runs"
    exit 1; }
cd $pool/$guest || exit 1
ls
$ldm ls -p $guest | grep 'state=active' >/dev/null || {
	echo "$guest does not run here"
	exit 1
}
$ldm ls-constraints -x $guest >../$guest.xml || exit 1
grep -c '<Item>' ../$guest.xml
cd /

$clrg suspend $group || exit 1
trap '$clrg resume $group' EXIT
ssh $guest /usr/sbin/shutdown -y -g0 -i0
until $ldm ls $guest | grep "^$guest  *active  *-t" >/dev/null; do
	/usr/bin/sleep 20
done
$ldm stop $guest && $ldm set-memory $memory $guest && $ldm start $guest ||
    exit 1
until $ldm ls $guest | grep "^$guest  *active  *-n" >/dev/null; do
	/usr/bin/sleep 20
done
$ldm ls $guest
[ -f $pool/$guest.xml ] && echo "the old definition is in $pool/$guest.xml"
