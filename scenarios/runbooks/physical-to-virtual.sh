#!/bin/sh
# The post on the conversion of a physical machine, command by command, typed on
# node1.
#
#	domferry shell -s scenarios/sites/posts.json \
#	    -- sh scenarios/runbooks/physical-to-virtual.sh
#
# It leaves the world of this job:
#
#	domferry rehearse p2v system1 --keep-iso -s scenarios/sites/posts.json
#
# "post:" marks what the post does in another way, or does not say; "more:" what
# the job does beyond it, and what is needed for the same world.  The world does
# not compare what can be read but is no object of it: /etc/ldmp2v.conf, the
# scripts on the share, the dependency of the resource, its Stop_timeout.
set -eu
. "${0%/*}/waits.sh"
share=${0%/*}/../../share
iso=/export/home/ldoms/iso/sol-10-u9-ga-sparc-dvd.iso

# Collection.  post: ldmp2v is copied to the source; more: it is run from the
# share, beside two scripts of domferry, and nothing is written on the source.
mount Archive_System:/share /mnt
mkdir -p /mnt/tools
cp /usr/sbin/ldmp2v /mnt/tools/ldmp2v
tee /mnt/tools/sums <"$share/sums" >/dev/null
tee /mnt/tools/data-disk <"$share/data-disk" >/dev/null
ssh system1 mount Archive_System:/share /mnt
ssh system1 'mkdir /mnt/$(hostname)'
# more: the owner stops the applications, for good.  The post copies the files
# of a database that may be in use.
person source-freeze system1
ssh system1 touch /mnt/system1/.frozen
ssh system1 '/mnt/tools/ldmp2v collect -d /mnt/$(hostname) -x /data'
# post: tar cvf /mnt/data.tar /data/*, without what begins with a dot, and with
# absolute names.
ssh system1 tar cEpf /mnt/system1/data.tar -C /data .
ssh system1 ksh /mnt/tools/sums /data /mnt/system1/data.cksum

# Preparation.  1. The pool.  post: "allocating the entire space of the Device
# to the slice 6".
printf '%b' '2 5 00 0 209715200\n6 4 00 0 209715200\n' |
    fmthard -s - /dev/did/rdsk/d11s2
zpool create zpool_system1 /dev/did/dsk/d11s6

# 2. The group.  more: it is suspended, so that nothing moves the pool away.
clrg create -n node1,node2 system1-rg
clrs create -g system1-rg -t HAStoragePlus -p Zpools=zpool_system1 \
    system1-fs-rs
clrg online -M system1-rg
zpool list
clrg suspend system1-rg

# 3. The configuration.  post: only that there is one.
printf '%s\n' 'VSW="primary-vsw0"' 'VDS="primary-vds0"' \
    'VCC="primary-vcc0"' 'BACKEND_TYPE="file"' 'BACKEND_SPARSE="no"' \
    'BACKEND_PREFIX="/zpool_system1/"' 'BOOT_TIMEOUT="60"' |
    tee /etc/ldmp2v.conf >/dev/null
cat /etc/ldmp2v.conf

# 4. The restoration.  more: master, auto-boot?, and a disk for /data.
ldmp2v prepare -vvv -b file -d /mnt/system1 -m /:15g system1
ldm set-domain master=primary system1
ldm set-variable auto-boot\?=false system1
mkfile -v 15g /zpool_system1/system1/disk1
ldm add-vdsdev //zpool_system1//system1/disk1 system1-vol1@primary-vds0
ldm add-vdisk disk1 system1-vol1@primary-vds0 system1

# Conversion.  "It's better to stop the source system."  more: a person sees to
# it that it stays off.
ssh system1 shutdown -y -g0 -i0
person source-off system1
# It reports a timeout, and the installer waits on the console all the same; it
# is F2_Upgrade that is chosen there.
ldmp2v convert -i $iso -d /mnt/system1/ -v system1 && exit 1
ldm ls
telnet localhost "$(port_of system1)"
# more: the first boot from its own disk, and the data, which the post restores
# "separately".
ldm stop system1
ldm set-variable boot-device=disk0:a system1
ldm set-variable auto-boot\?=true system1
ldm unbind system1
ldm bind system1
ldm start system1
up_on node1 system1
ssh system1 mount Archive_System:/share /mnt
ssh system1 ksh /mnt/tools/data-disk disk1 /data
ssh system1 'cd /data && tar xEpf /mnt/system1/data.tar'
# not simulated, because a site does not say how many files there are:
#	ssh system1 ksh /mnt/tools/sums -c /data /mnt/system1/data.cksum
ssh system1 umount /mnt

# Clustering.  Node 1.  post: the domain is stopped only; a bound one holds its
# disks open.
zpool list
ldm ls
ssh system1 shutdown -y -g0 -i0
ok_on node1 system1
ldm stop system1
ldm unbind system1
ldm ls -l primary
clrg switch -n node2 system1-rg

# Node 2.  post: the volume is named itsmserver-vol0 here, and no volume follows
# the path of the image.
ssh node2 zpool list
ssh node2 ldm add-vdsdev //zpool_system1//system1/disk0 \
    system1-vol0@primary-vds0
ssh node2 ldm add-vdsdev //zpool_system1//system1/disk1 \
    system1-vol1@primary-vds0
ssh node2 ldm add-vdsdev options=ro $iso system1-solarisdvd@primary-vds0
ssh node2 ldm ls -l primary
# more: saved while no guest is bound there.
ssh node2 ldm add-spconfig ha-base-1
ssh node2 clrg switch -n node1 system1-rg
ldm bind system1
ldm start system1
up_on node1 system1

# The agent.
clrs create -g system1-rg -t SUNW.ldom -p Domain_name=system1 \
    -p Password_file=/migrate/noninteractive \
    -p Resource_dependencies=system1-fs-rs \
    -p Migration_type=NORMAL system1-ldom-rs
clrg resume system1-rg
# "A failover could be initiated by clrg switch", with the guest at its ok
# prompt.  more: node1 is saved meanwhile, and it comes back.
ssh system1 shutdown -y -g0 -i0
ok_on node1 system1
clrg switch -n node2 system1-rg
up_on node2 system1
ldm add-spconfig ha-base-1
ssh system1 shutdown -y -g0 -i0
ok_on node2 system1
clrg switch -n node1 system1-rg
up_on node1 system1
umount /mnt
