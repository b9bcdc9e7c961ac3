#!/usr/bin/ksh
# replace-lun.sh OLD NEW: the LUN OLD of ldom1 is taken away, and the guest is
# made again on NEW, which is smaller, up to its ok prompt: from there it is
# installed, and its data come from a backup.  To be typed on node1, where it
# runs.
#
#	domferry shell -s scenarios/sites/posts.json --begin 'create ldom1' \
#	    -- ksh scenarios/runbooks/replace-lun.sh d14 d11
#
# The definition is kept in a file, to compare, and made by hand.
PATH=/usr/bin:/usr/sbin:/usr/cluster/bin:/opt/SUNWldm/bin
export PATH
old=${1:?replace-lun.sh OLD NEW}
new=${2:?replace-lun.sh OLD NEW}
pool=zpool_ldom1 group=ldom1-rg guest=ldom1
set -e
. "${0%/*}/waits.sh"

echo "1. Both nodes see $new, and nobody uses it"
for node in node1 node2; do
	ssh $node "[ -e /dev/did/rdsk/${new}s2 ]" || exit 1
	ssh $node zpool list | sed "s/^/$node: /"
done
/usr/cluster/bin/cldevice list -v $old $new
prtvtoc /dev/did/rdsk/${new}s2

echo "2. The guest is taken down, and out of the cluster"
ldm ls-constraints -x $guest >/var/tmp/$guest.xml
[ -s /var/tmp/$guest.xml ]
/usr/cluster/bin/clrs disable ldom1-ldom-rs
/usr/cluster/bin/clrs delete ldom1-ldom-rs
ldm ls $guest | grep "^$guest  *active\|^$guest  *bound" && exit 1
/usr/sbin/ldm rm-dom $guest
for node in node1 node2; do
	for volume in ldom1-vol0 ldom1-vol1; do
		ssh $node /usr/sbin/ldm rm-vdsdev $volume@primary-vds0
	done
done

echo "3. The old pool goes"
/usr/cluster/bin/clrg offline $group
/usr/cluster/bin/clrs disable ldom1-fs-rs
/usr/cluster/bin/clrs delete ldom1-fs-rs
[ -d /$pool ] || zpool import $pool
ls /$pool/$guest
/usr/sbin/zpool destroy $pool
[ ! -d /$pool ]

echo "4. The new one comes"
printf '%b' '2 5 00 0 209715200\n6 4 00 0 209715200\n' |
    /usr/sbin/fmthard -s - /dev/did/rdsk/${new}s2
/usr/sbin/zpool create $pool /dev/did/dsk/${new}s6
/usr/sbin/zfs create $pool/$guest
cd /$pool/$guest
mkfile 40g disk0
mkfile 40g disk1
cd /
/usr/cluster/bin/clrs create -g $group -t SUNW.HAStoragePlus \
    -p Zpools=$pool ldom1-fs-rs
/usr/cluster/bin/clrg online -M $group
for n in 0 1; do
	/usr/sbin/ldm add-vdsdev /$pool/$guest/disk$n ldom1-vol$n@primary-vds0
done
clrg switch -n node2 $group
[ ! -d /$pool ]
ssh node2 "cd /$pool/$guest && ls"
for n in 0 1; do
	ssh node2 /usr/sbin/ldm add-vdsdev /$pool/$guest/disk$n \
	    ldom1-vol$n@primary-vds0
done
clrg switch -n node1 $group
/usr/sbin/zpool list

echo "5. The guest is made again"
ldm add-domain $guest
ldm set-domain master=primary $guest
ldm add-vcpu 8 $guest
ldm add-memory 16G $guest
for n in 0 1; do
	ldm add-vdisk vdisk$n ldom1-vol$n@primary-vds0 $guest
	ldm add-vnet vnet$n primary-vsw$n $guest
done
ldm set-variable auto-boot\?=false $guest
ldm set-variable local-mac-address\?=true $guest
ldm set-variable \
    boot-device=/virtual-devices@100/channel-devices@200/disk@0 $guest
ldm bind-domain $guest
ldm start $guest
until ldm ls $guest | grep "^$guest  *active  *-t" >/dev/null; do
	sleep 5
done
echo "its definition, before and now:"
ldm ls-constraints -x $guest | diff /var/tmp/$guest.xml - && echo "the same"
clrg status $group
echo "Install it: telnet localhost $(port_of $guest).  Then auto-boot? is true"
echo "again, and ldom1-ldom-rs is created."
