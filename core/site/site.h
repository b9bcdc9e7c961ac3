/*
 * site.h: what the operator declares: nodes, devices, services, guests,
 * sources.
 *
 * A site is read once (core/formats/site/site_file.h) and not changed after
 * that; only its names may grow.  The n-th node of the file has number n and is
 * nodes[n]; the same holds for guests, sources, devices and services, and row
 * 0 is empty.  The names of a guest (its pool, its group, …) are interned; for
 * those that the file leaves out the reader fills in defaults.  Sizes are in
 * bytes, times in milliseconds.
 */
#ifndef CORE_SITE_H
#define CORE_SITE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/names.h"
#include "core/op/timing.h"
#include "core/site/affinity.h"
#include "core/site/cores.h"
#include "core/site/hooks.h"
#include "core/site/load.h"
#include "core/site/scripts.h"

enum { SITE_NODES = 32, SITE_DISKS = 16, SITE_NETS = 16, SITE_VARIABLES = 24,
    SITE_PROPERTIES = 16, SITE_MOUNTS = 16, SITE_ADAPTERS = 6 };

/* The first release of ldm that changes the crypto units of an active domain,
 * its memory, and that migrates it live: 201 is 2.1. */
enum { LDM_CRYPTO = 103, LDM_MEMORY = 200, LDM_QUICK = 200, LDM_LIVE = 201 };

/* What is only read by people and checks is kept as the file has it: a text,
 * or NULL where the file leaves it out. */
struct site_reach {
	const char	*by, *host, *user, *become;
	const char	*file;		/* a transcript that answers */
};

struct site_releases {
	const char	*solaris, *cluster, *ldm, *parseable;
};

/* A service processor.  The credentials are a file of who runs domferry: of
 * ipmitool the password, of ilom a private key for ssh. */
struct site_sp {
	const char	*host, *user, *credentials, *by;
	uint32_t	 pdom;		/* 1 + the number of the physical domain
					   of that machine; 0: it has none */
};

/* A target of ILOM. */
enum { SP_TARGET = 64 };

struct site_node {
	struct site_reach reach;
	struct site_releases releases;
	struct site_sp	 sp;
	int64_t		 memory, control_memory, reserved_memory;
	int64_t		 blocks_memory;	/* the sum of its free blocks */
	int64_t		 largest_block;
	const int64_t	*block;		/* each of them */
	uint32_t	 block_count;	/* 0: not declared */
	uint32_t	 vcpus, control_vcpus, reserved_vcpus;
	uint32_t	 hostid;
	uint32_t	 ldm;		/* release of ldm */
	uint32_t	 load_limit[LOADS]; /* TEXT "guests=2:3" */
	uint32_t	 load_count;
	const char	*model;
};

struct site_device {
	int64_t		 size;
	uint64_t	 nodes;		/* bit n: node n sees it */
	uint32_t	 slice;		/* where a pool goes; 2 is the whole */
	uint32_t	 guid;		/* TEXT: the LUN's serial, or 0 */
	uint32_t	 votes;		/* of a quorum device; 0: the default */
	uint32_t	 label;		/* TEXT_SMI, _EFI, _UNLABELLED */
	uint32_t	 guest;		/* the first one whose pool is there */
	bool		 quorum;
	const char	*path;		/* "/dev/rdsk/c3t…d0", or NULL */
};

enum service_kind { SERVICE_VSW, SERVICE_VDS, SERVICE_VCC };

struct site_service {
	enum service_kind kind;
	/* per node, a TEXT: net-dev of a vsw, ports of a vcc */
	uint32_t	 value[SITE_NODES + 1];
};

enum file_use { FILE_PLAIN, FILE_PASSWORD, FILE_IMAGE };

struct site_file {
	uint32_t	 file;		/* KIND_FILE */
	enum file_use	 use;
	int64_t		 size;
	uint64_t	 nodes;		/* bit n: it exists on node n */
	const char	*owner, *mode;
};

/* A network of a source. */
struct site_source_net {
	const char	*name, *address;
};

/* A physical machine to convert. */
struct site_source {
	uint32_t	 vcpus;
	int64_t		 memory;
	uint32_t	 hostid;
	uint32_t	 archive;	/* row of archives, or 0 */
	uint32_t	 flar;		/* KIND_FILE: of its system */
	uint32_t	 mark;		/* KIND_FILE: of the freeze, on the
					   share; or 0 */
	uint32_t	 image;		/* KIND_FILE: install medium, or 0 */
	uint32_t	 release;	/* TEXT "10u6", or 0 */
	uint32_t	 exclude[SITE_MOUNTS]; /* TEXT "/data" */
	int64_t		 exclude_used[SITE_MOUNTS]; /* bytes of each */
	uint32_t	 exclude_count;
	uint32_t	 resize[SITE_MOUNTS]; /* TEXT "/:15g" */
	uint32_t	 resize_count;
	int64_t		 used;		/* bytes that an archive holds */
	int64_t		 excluded;	/* bytes of what is excluded */
	int64_t		 archive_blocks; /* of 512 bytes, as cpio counts */
	int64_t		 disk[SITE_DISKS]; /* sizes of the virtual disks */
	uint32_t	 disk_name[SITE_DISKS]; /* TEXT "c1t0d0" */
	uint32_t	 disk_count;
	/* file systems that are archived, in order of mount */
	uint32_t	 mount[SITE_MOUNTS]; /* TEXT "/var" */
	uint32_t	 mount_slice[SITE_MOUNTS], mount_disk[SITE_MOUNTS];
	uint32_t	 mount_count;
	const struct site_source_net *nets;
	uint32_t	 net_count;
	struct site_reach reach;
	const char	*arch;		/* "sun4u" */
	int64_t		 boot_timeout_ms;
	bool		 keep_hostid, keep_mac;
	bool		 zones;		/* has non-global zones */
	bool		 svm;		/* under Solaris Volume Manager */
	bool		 power_sp;	/* its service processor says whether
					   it is off; else a person does */
	struct site_sp	 sp;
};

/* A server that keeps the archives while machines are converted. */
struct site_archive {
	uint32_t	 share;		/* TEXT "Archive_System:/share" */
	uint32_t	 mount;		/* KIND_FILE "/mnt" */
	int64_t		 size;		/* 0: unknown */
	uint32_t	 script[SCRIPTS]; /* KIND_FILE: on the share */
	uint32_t	 script_text[SCRIPTS]; /* TEXT */
};

struct site_disk {
	uint32_t	 disk;		/* the vdisk's name in the guest */
	uint32_t	 volume;
	uint32_t	 vds;		/* a service */
	uint32_t	 file;		/* whole path, /POOL/FILESYSTEM/FILE */
	uint32_t	 options;	/* TEXT: "ro", or 0 */
	uint32_t	 mount;		/* TEXT: where a disk for data that the
					   archive excludes is mounted; or 0 */
	int64_t		 size;
};

struct site_net {
	uint32_t	 net;
	uint32_t	 vsw;		/* a service */
	int64_t		 mac;		/* 0: given by the hypervisor */
};

enum migration_type { MIGRATION_NORMAL, MIGRATION_MIGRATE };

struct site_agent {
	bool		 present;	/* "agent": null means none */
	uint32_t	 resource;
	enum migration_type migration_type;
	uint32_t	 password_file;	/* KIND_FILE, 0 if none */
	bool		 plugin_probe;
	bool		 probe_known;	/* its command is in properties */
	/* TEXT "Name=value"; the probe is one more */
	uint32_t	 properties[SITE_PROPERTIES + 1];
	uint32_t	 property_count;
	int64_t		 stop_timeout_ms; /* Stop_timeout, default 1 h */
};

/* Whom to ask about a guest, what they type inside it, and how one gets there:
 * each a text, or NULL. */
struct site_contact {
	const char	*owner, *phone;
	const char	*stop, *start, *well;
	struct site_reach reach;
};

enum guest_now { NOW_ABSENT, NOW_DEFINED, NOW_RUNNING, NOW_CLUSTERED };

struct site_guest {
	uint32_t	 source;	/* "from", or 0 */
	uint32_t	 vcpus;
	uint32_t	 crypto;	/* units, each on a core of its own */
	int64_t		 memory;
	uint32_t	 pool, device;
	uint32_t	 group;
	uint32_t	 node[SITE_NODES]; /* of the group, in order of
					      preference */
	uint32_t	 node_count;
	uint32_t	 node_list;	/* TEXT "node1,node2" */
	struct affinity	 affinity[AFFINITIES]; /* of the group */
	uint32_t	 affinity_count;
	/* by neighbours_index: for each affinity the guest of its group, and
	   the next guest that has one to this group; and the first guest that
	   has one to the group of this guest.  0 is none. */
	uint32_t	 affinity_guest[AFFINITIES];
	uint32_t	 affinity_next[AFFINITIES];
	uint32_t	 named_by;
	uint32_t	 affinities;	/* TEXT "RG_affinities=++db-rg,-a-rg" */
	uint32_t	 load_factors;	/* TEXT "Load_factors=guests@1", or 0 */
	bool		 failback;
	uint32_t	 storage;	/* the HAStoragePlus resource */
	uint32_t	 filesystem;	/* KIND_FILE "POOL/FILESYSTEM" */
	/* A guest that is converted from a source has first the disks that
	 * ldmp2v creates, then one for each excluded file system. */
	struct site_disk disk[SITE_DISKS];
	uint32_t	 disk_count;
	struct site_net	 net[SITE_NETS];
	uint32_t	 net_count;
	uint32_t	 variable[SITE_VARIABLES]; /* TEXT "name=value" */
	uint32_t	 variable_count;
	uint32_t	 hostid;	/* 0: from the MAC */
	/* "maintain": what to set; 0: not given */
	uint32_t	 maintain_hostid, maintain_vcpus;
	int64_t		 maintain_memory;
	uint32_t	 maintain_crypto;
	bool		 maintain_sets_crypto;	/* perhaps to 0 */
	struct site_agent agent;
	const struct site_contact *contact;
	bool		 watch_act;
	bool		 foreign;	/* "ours": false: no job takes it */
	bool		 objective;	/* a limit for its downtime, of */
	int64_t		 objective_ms;
	enum guest_now	 now;
	uint32_t	 now_on;	/* a node */
};

/* The commands of a blackout of the monitoring (blackout.h), and how many words
 * a command of the operator may have. */
enum blackout_part { BLACKOUT_OPEN, BLACKOUT_CLOSE, BLACKOUT_STATE,
    BLACKOUT_PARTS };
enum { SITE_WORDS = 32 };

enum site_now { SITE_READY, SITE_BARE, SITE_UNSPECIFIED };

struct site {
	const char	*name;
	const char	*about;
	const char	*config;	/* "ha-base" */
	const char	*cluster;	/* its name, or NULL */
	const char	*fencing;
	const char	*adapter[SITE_ADAPTERS]; /* of the private links, the
						    same on all nodes; NULL */
	bool		 simulated;
	struct names	 names[1];	/* an array, so that a const site gives
					   const names */
	struct site_node *nodes;	/* 1 … node_count */
	struct site_device *devices;
	struct site_service *services;
	struct site_file *files;	/* 0 … file_count - 1 */
	struct site_guest *guests;
	struct site_source *sources;
	struct site_archive *archives;
	uint32_t	 archive_count;
	uint32_t	 node_count, device_count, service_count, file_count,
			 guest_count, source_count;
	bool		 storage_type;	/* SUNW.HAStoragePlus registered */
	bool		 agent_type;	/* SUNW.ldom registered */
	int64_t		 heartbeat_timeout_ms;
	enum site_now	 now;
	struct timing	 timing;
	struct site_hooks hooks;
	/* each NULL, or a path first; NULL ends them */
	const char	*const *blackout[BLACKOUT_PARTS];
	/* Who may approve a plan that is applied; NULL ends them; NULL: nobody
	 * has to. */
	const char	*const *approvers;
	/* So many times its estimate is too long for a step of a real run; 0:
	 * nobody is asked. */
	uint32_t	 overrun;
	/* A group may be suspended so long before the watch says so; 0: it is
	 * not declared. */
	int64_t		 suspended_ms;
};

/* Write a place into the buffer, which is returned: "node1", "sp:node1",
 * "guest:ldom1", "source:system1", "sp:source:system1". */
const char	*site_place(const struct names *, uint32_t place, char *buffer,
		    size_t size);
/* Does a person do it: always, or because the node has no service processor? */
bool		 site_by_hand(const struct site *, const struct op *);
/* The service processor of a machine, which is a node, or a source with
 * PLACE_SOURCE: its host is NULL if none is declared. */
const struct site_sp *site_sp_of(const struct site *, uint32_t machine);
/* Why it cannot be asked, in a few words; NULL: it can. */
const char	*site_sp_lacks(const struct site *, uint32_t machine);
/* Is it asked by ipmitool?  Else by ILOM's own words, over ssh. */
bool		 site_sp_by_ipmi(const struct site *, uint32_t machine);
/* The hostid that is declared for the machine, or 0. */
uint32_t	 site_machine_hostid(const struct site *, uint32_t machine);
/* Write the target of ILOM that has the host's own properties, and the one that
 * is stopped and started, into the buffer, which is returned. */
const char	*site_sp_host(const struct site *, uint32_t machine,
		    char buffer[SP_TARGET]);
const char	*site_sp_power(const struct site *, uint32_t machine,
		    char buffer[SP_TARGET]);
/* All places one after the other, from 0 on; 0: there are no more. */
uint32_t	 site_place_next(const struct site *, uint32_t place);
/* How one gets to a place, as the site file says it: "by" is NULL where it does
 * not. */
const struct site_reach *site_reach_at(const struct site *, uint32_t place);
/* Does one get there that way?  Place 0 is none, and a service processor has
 * ways of its own. */
bool		 site_reach_is(const struct site *, uint32_t place,
		    const char *by);
/* The file that the site declares under that path, or NULL. */
const struct site_file *site_file_find(const struct site *, uint32_t file);
/* The oldest release of ldm on the nodes of the guest's group. */
uint32_t	 site_guest_ldm(const struct site *, uint32_t guest);
/* The node's load limit of that name (a TEXT): a TEXT "guests=2:3"; 0: it has
 * none. */
uint32_t	 site_load_limit(const struct site *, uint32_t node,
		    uint32_t name);
/* The guest with that group; 0 if there is none. */
uint32_t	 site_guest_of_group(const struct site *, uint32_t group);

#endif
