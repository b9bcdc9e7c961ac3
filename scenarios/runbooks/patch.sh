#!/usr/bin/ksh
# patch.sh NODE: empty NODE, patch its control domain, boot it, fill it again.
# To be typed on another node.
#
#	echo 'fault reboot node1, at 30m' | domferry shell \
#	    -s scenarios/sites/posts.json --begin 'create ldom1' --state lab
#	domferry shell --state lab -N node2 -- \
#	    ksh scenarios/runbooks/patch.sh node1
#
# Its configuration is saved while no guest is bound on it: what is not saved is
# gone after a power cycle.  Somebody else patches it, on its console.
clrg=/usr/cluster/bin/clrg
clnode=/usr/cluster/bin/clnode
node=${1:?patch.sh NODE}
here=$(/usr/bin/hostname)
work=/var/tmp/patch.$node

[ "$node" != "$here" ] || { echo "patch.sh: not from $node itself"; exit 2; }
set -e
mkdir -p $work

echo "1. What runs on $node, to bring it back afterwards"
for group in $($clrg list); do
	if $clrg status $group | grep "$node  *No  *Online" >/dev/null; then
		echo $group
	fi
done >$work/groups
cat $work/groups

echo "2. $node is emptied"
while read -r group; do
	$clrg switch -n $here $group </dev/null
done <$work/groups
if ssh $node /usr/sbin/ldm ls -p </dev/null | grep 'name=' |
    grep -v 'name=primary' | grep 'state=active\|state=bound'; then
	echo "a guest is bound on $node yet"
	exit 1
fi

echo "3. Its configuration is saved"
ssh $node /usr/sbin/ldm ls-spconfig </dev/null
ssh $node /usr/sbin/ldm add-spconfig before-patch </dev/null
ssh $node /usr/sbin/ldm ls-spconfig </dev/null

echo "4. The patches, in single user mode, and a boot: from its console"
echo "(patchadd -M /var/spool/patch patch_order; then init 6)"
until $clnode status $node | grep "^$node  *Offline" >/dev/null; do
	sleep 60
done
echo "$node is away"
until $clnode status $node | grep "^$node  *Online" >/dev/null; do
	sleep 60
done
$clnode status
ssh $node /usr/sbin/ldm ls-spconfig </dev/null
ssh $node /usr/sbin/ldm ls-services </dev/null | grep primary-vds0

echo "5. What ran there goes back"
while read -r group; do
	$clrg switch -n $node $group </dev/null
	$clrg status $group
done <$work/groups
rm -r $work
