#!/bin/sh
set -eu

# wait FLAGS GUEST...
is() {
	for node in node1 node2; do
		ssh $node ldm ls "$2" 2>/dev/null
	done | grep "^$2 *active *$1" >/dev/null
}
running() {
	until is -n "$1"; do
		sleep 10
	done
}
at_ok() {
	until is -t "$1"; do
		sleep 10
	done
}
printf '%b' '2 5 00 0 536870912\n6 4 00 0 536870912\n' |
    fmthard -s - /dev/did/rdsk/d14s2
zpool create zpool_ldom1 /dev/did/dsk/d14s6
clrg create -n node1,node2 ldom1-rg
clrt register SUNW.HAStoragePlus
clrs create -g ldom1-rg -t HAStoragePlus -p Zpools=zpool_ldom1 ldom1-fs-rs
clrg online -M ldom1-rg
zpool list
ssh node2 zpool list
for node in node1 node2; do
	ssh $node ldm add-vswitch net-dev=nxge0 primary-vsw0 primary
	ssh $node ldm add-vswitch net-dev=nxge2 primary-vsw1 primary
	ssh $node ldm add-vdiskserver primary-vds0 primary
	ssh $node ldm add-vconscon port-range=5000-5100 primary-vcc0 primary
	ssh $node ldm set-domain failure-policy=reset primary
	ssh $node ldm add-spconfig ha-base-1
done
zfs create zpool_ldom1/ldom1
date && mkfile -v 100G /zpool_ldom1/ldom1/disk0 && date
date && mkfile -v 100G /zpool_ldom1/ldom1/disk1 && date
ldm add-vdsdev //zpool_ldom1//ldom1/disk0 ldom1-vol0@primary-vds0
ldm add-vdsdev //zpool_ldom1//ldom1/disk1 ldom1-vol1@primary-vds0
clrg switch -n node2 ldom1-rg
ssh node2 ldm add-vdsdev //zpool_ldom1//ldom1/disk0 ldom1-vol0@primary-vds0
ssh node2 ldm add-vdsdev //zpool_ldom1//ldom1/disk1 ldom1-vol1@primary-vds0
clrg switch -n node1 ldom1-rg
ssh node2 ldm add-spconfig ha-base-2
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
ldm set-variable boot-device=/virtual-devices@100/channel-devices@200/disk@0 ldom1
ldm bind-domain ldom1
ldm start ldom1

port=$(ldm list-domain -p ldom1 | sed -n 's/.*|cons=\([0-9]*\).*/\1/p')
telnet localhost "$port"
ldm set-variable auto-boot\?=true ldom1
running ldom1
ldm ls

# 6
clrg suspend ldom1-rg
ssh ldom1 shutdown -y -g0 -i0
at_ok ldom1
ldm stop ldom1
ldm unbind ldom1
clrg switch -n node2 ldom1-rg
ldm migrate-domain -p /pfile ldom1 node2
ssh node2 ldm bind ldom1
ssh node2 ldm start ldom1
running ldom1
ssh ldom1 shutdown -y -g0 -i0
at_ok ldom1
ssh node2 ldm stop ldom1
ssh node2 ldm unbind ldom1
ssh node2 clrg switch -n node1 ldom1-rg
ssh node2 ldm migrate-domain -p /pfile ldom1 node1
ldm bind ldom1
ldm start ldom1
running ldom1
clrg resume ldom1-rg

# 7
clrt register SUNW.ldom
clrs create -g ldom1-rg -t SUNW.ldom -p Domain_name=ldom1 \
    -p Password_file=/pfile -p Resource_dependencies=ldom1-fs-rs \
    -p Migration_type=NORMAL ldom1-ldom-rs
ssh ldom1 shutdown -y -g0 -i0
at_ok ldom1
clrg switch -n node2 ldom1-rg
running ldom1
ldm add-spconfig ha-base-2
ssh ldom1 shutdown -y -g0 -i0
at_ok ldom1
clrg switch -n node1 ldom1-rg
running ldom1

# 8
ldm set-dom hostid=82a85641 ldom1 || true
ldm ls
clrg suspend ldom1-rg
ldm ls
ssh ldom1 shutdown -y -g0 -i0
at_ok ldom1
ldm stop ldom1
ldm ls
ldm set-dom hostid=82a85641 ldom1
ldm ls
clrg resume ldom1-rg
running ldom1
ldm ls
