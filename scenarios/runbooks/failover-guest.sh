#!/bin/sh
# The post on a failover guest domain, command by command, typed on node1.
#
#	domferry shell -s scenarios/sites/posts.json --begin bare \
#	    -- sh scenarios/runbooks/failover-guest.sh
#
# It leaves the world of these jobs:
#
#	domferry rehearse maintain ldom1 -s scenarios/sites/posts.json \
#	    --begin services --begin 'create ldom1'
#
# "post:" marks what the post does in another way, or does not say; "more:" what
# the jobs do beyond it, and what is needed for the same world.  The world does
# not compare what can be read but is no object of it: here the dependency of
# the resource is as in the post, and Stop_timeout is the default.
set -eu
. "${0%/*}/waits.sh"

# 1. The pool.  post: "better to partition the shared LUN and allocate all
# available space to slice 6".
printf '%b' '2 5 00 0 536870912\n6 4 00 0 536870912\n' |
    fmthard -s - /dev/did/rdsk/d14s2
zpool create zpool_ldom1 /dev/did/dsk/d14s6

# 2. The group and its storage.  more: the type is registered.
clrg create -n node1,node2 ldom1-rg
clrt register SUNW.HAStoragePlus
clrs create -g ldom1-rg -t HAStoragePlus -p Zpools=zpool_ldom1 ldom1-fs-rs
clrg online -M ldom1-rg
zpool list
ssh node2 zpool list

# 3. The services, the same on both nodes.  more: a console concentrator, a
# failure-policy (else guests go on without their disks when their control
# domain dies), and a configuration on the service processor.
for node in node1 node2; do
	ssh $node ldm add-vswitch net-dev=nxge0 primary-vsw0 primary
	ssh $node ldm add-vswitch net-dev=nxge2 primary-vsw1 primary
	ssh $node ldm add-vdiskserver primary-vds0 primary
	ssh $node ldm add-vconscon port-range=5000-5100 primary-vcc0 primary
	ssh $node ldm set-domain failure-policy=reset primary
	ssh $node ldm add-spconfig ha-base-1
done

# 4. The disks.
zfs create zpool_ldom1/ldom1
cd /zpool_ldom1/ldom1
date && mkfile -v 100G disk0 && date
date && mkfile -v 100G disk1 && date
cd /

ldm add-vdsdev //zpool_ldom1//ldom1/disk0 ldom1-vol0@primary-vds0
ldm add-vdsdev //zpool_ldom1//ldom1/disk1 ldom1-vol1@primary-vds0
clrg switch -n node2 ldom1-rg
ssh node2 ldm add-vdsdev //zpool_ldom1//ldom1/disk0 ldom1-vol0@primary-vds0
ssh node2 ldm add-vdsdev //zpool_ldom1//ldom1/disk1 ldom1-vol1@primary-vds0
# more: the volumes are kept over a power cycle; no guest is bound on node2.
ssh node2 ldm add-spconfig ha-base-2
clrg switch -n node1 ldom1-rg

# 5. The guest.  more: its master is the domain that serves its disks.
ldm add-domain ldom1
ldm set-domain master=primary ldom1
ldm add-vcpu 8 ldom1
ldm add-memory 16G ldom1
ldm add-vdisk vdisk0 ldom1-vol0@primary-vds0 ldom1
ldm add-vdisk vdisk1 ldom1-vol1@primary-vds0 ldom1
ldm add-vnet vnet0 primary-vsw0 ldom1
ldm add-vnet vnet1 primary-vsw1 ldom1
ldm set-variable auto-boot\?=false ldom1
ldm set-variable local-mac-address\?=true ldom1
ldm set-variable \
    boot-device=/virtual-devices@100/channel-devices@200/disk@0 ldom1
ldm bind-domain ldom1
ldm start ldom1
# The installer on the console ends with the call; what is typed there is not
# simulated.  more: auto-boot? is true from now on, for the agent.
telnet localhost "$(port_of ldom1)"
ldm set-variable auto-boot\?=true ldom1

# 6. A test migration without the agent, there and back.  more: the group is
# suspended, and the guest's Solaris is shut down before the domain is stopped.
clrg suspend ldom1-rg
ssh ldom1 shutdown -y -g0 -i0
ok_on node1 ldom1
ldm stop ldom1
ldm unbind ldom1
clrg switch -n node2 ldom1-rg
ldm migrate-domain -p /pfile ldom1 node2
ssh node2 ldm bind ldom1
ssh node2 ldm start ldom1
up_on node2 ldom1
ssh ldom1 shutdown -y -g0 -i0
ok_on node2 ldom1
ssh node2 ldm stop ldom1
ssh node2 ldm unbind ldom1
ssh node2 clrg switch -n node1 ldom1-rg
ssh node2 ldm migrate-domain -p /pfile ldom1 node1
# more: it runs again before its resource is created.
ldm bind ldom1
ldm start ldom1
up_on node1 ldom1
clrg resume ldom1-rg

# 7. The agent.  post: password_file, and dashes of a word processor.  more: the
# type is registered.
clrt register SUNW.ldom
clrs create -g ldom1-rg -t SUNW.ldom -p Domain_name=ldom1 \
    -p Password_file=/pfile -p Resource_dependencies=ldom1-fs-rs \
    -p Migration_type=NORMAL ldom1-ldom-rs
# The test, with the guest at its ok prompt.  more: node1 is saved while no
# guest is bound there, and the guest comes back.
ssh ldom1 shutdown -y -g0 -i0
ok_on node1 ldom1
clrg switch -n node2 ldom1-rg
up_on node2 ldom1
ldm add-spconfig ha-base-2
ssh ldom1 shutdown -y -g0 -i0
ok_on node2 ldom1
clrg switch -n node1 ldom1-rg
up_on node1 ldom1

# 8. Maintenance: a new hostid.  It is refused while the guest is active.
ldm set-dom hostid=82a85641 ldom1 && exit 1
ldm ls
clrg suspend ldom1-rg
ldm ls
# more: its Solaris is shut down first.
ssh ldom1 shutdown -y -g0 -i0
ok_on node1 ldom1
ldm stop ldom1
ldm ls
ldm set-dom hostid=82a85641 ldom1
ldm ls
clrg resume ldom1-rg
up_on node1 ldom1
ldm ls
