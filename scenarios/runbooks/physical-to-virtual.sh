#!/bin/sh
set -eu
here=$(dirname "$0")

# wait FLAGS GUEST...
is() {
	for node in node1 node2; do
		ssh $node ldm ls "$2" 2>/dev/null
	done | grep "^$2 *active *$1" >/dev/null
}
running() {
	until is -n "$1"; do
		sleep 120
	done
}
at_ok() {
	until is -t "$1"; do
		sleep 60
	done
}
mount Archive_System:/share /mnt
mkdir -p /mnt/tools
cp /usr/sbin/ldmp2v /mnt/tools/ldmp2v
tee /mnt/tools/sums < "$here/../../share/sums" >/dev/null
tee /mnt/tools/data-disk < "$here/../../share/data-disk" >/dev/null
ssh system1 mount Archive_System:/share /mnt
ssh system1 'mkdir /mnt/$(hostname)'
person source-freeze system1
ssh system1 touch /mnt/system1/.frozen
ssh system1 '/mnt/tools/ldmp2v collect -d /mnt/$(hostname) -x /data'
ssh system1 tar cEpf /mnt/system1/data.tar -C /data .
ssh system1 ksh /mnt/tools/sums /data /mnt/system1/data.cksum
printf '%b' '2 5 00 0 209715200\n6 4 00 0 209715200\n' |
    fmthard -s - /dev/did/rdsk/d11s2
zpool create zpool_system1 /dev/did/dsk/d11s6
clrg create -n node1,node2 system1-rg
clrs create -g system1-rg -t HAStoragePlus -p Zpools=zpool_system1 \
    system1-fs-rs
clrg online -M system1-rg
zpool list
clrg suspend system1-rg
printf '%s\n' 'VSW="primary-vsw0"' 'VDS="primary-vds0"' \
    'VCC="primary-vcc0"' 'BACKEND_TYPE="file"' 'BACKEND_SPARSE="no"' \
    'BACKEND_PREFIX="/zpool_system1/"' 'BOOT_TIMEOUT="60"' |
    tee /etc/ldmp2v.conf
cat /etc/ldmp2v.conf
ldmp2v prepare -vvv -b file -d /mnt/system1 -m /:15g system1
ldm set-domain master=primary system1
ldm set-variable auto-boot\?=false system1
mkfile -v 15g /zpool_system1/system1/disk1
ldm add-vdsdev //zpool_system1//system1/disk1 system1-vol1@primary-vds0
ldm add-vdisk disk1 system1-vol1@primary-vds0 system1
ssh system1 shutdown -y -g0 -i0
person source-off system1
iso=/export/home/ldoms/iso/sol-10-u9-ga-sparc-dvd.iso
ldmp2v convert -i $iso -d /mnt/system1/ -v system1 || echo status $?
ldm ls
port=$(ldm list-domain -p system1 | sed -n 's/.*|cons=\([0-9]*\).*/\1/p')
telnet localhost "$port"
ldm stop system1
ldm set-variable boot-device=disk0:a system1
ldm set-variable auto-boot\?=true system1
ldm unbind system1
ldm bind system1
ldm start system1
running system1
ssh system1 mount Archive_System:/share /mnt
ssh system1 ksh /mnt/tools/data-disk disk1 /data
ssh system1 'cd /data && tar xEpf /mnt/system1/data.tar'
# ssh system1 ksh /mnt/tools/sums -c /data /mnt/system1/data.cksum
ssh system1 umount /mnt

zpool list
ldm ls
ssh system1 shutdown -y -g0 -i0
at_ok system1
ldm stop system1
ldm unbind system1
ldm ls -l primary
clrg switch -n node2 system1-rg
ssh node2 zpool list
ssh node2 ldm add-vdsdev //zpool_system1//system1/disk0 \
    system1-vol0@primary-vds0
ssh node2 ldm add-vdsdev //zpool_system1//system1/disk1 \
    system1-vol1@primary-vds0
ssh node2 ldm add-vdsdev options=ro $iso system1-solarisdvd@primary-vds0
ssh node2 ldm ls -l primary
ssh node2 ldm add-spconfig ha-base-1
ssh node2 clrg switch -n node1 system1-rg
ldm bind system1
ldm start system1
running system1

clrs create -g system1-rg -t SUNW.ldom -p Domain_name=system1 \
    -p Password_file=/migrate/noninteractive \
    -p Resource_dependencies=system1-fs-rs \
    -p Migration_type=NORMAL system1-ldom-rs
clrg resume system1-rg
ssh system1 shutdown -y -g0 -i0
at_ok system1
clrg switch -n node2 system1-rg
running system1
ldm add-spconfig ha-base-1
ssh system1 shutdown -y -g0 -i0
at_ok system1
clrg switch -n node1 system1-rg
running system1
umount /mnt
