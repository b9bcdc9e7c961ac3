/*
 * index.h: what follows from the names alone.
 *
 * The pool of a path, the MAC address of a guest, and the numbers of the texts
 * that the simulator itself uses.  None of it needs the world.
 */
#ifndef SIM_INDEX_H
#define SIM_INDEX_H

#include "core/base/names.h"

struct sim;

/* What a path says: "/POOL/FILESYSTEM/…", "POOL/FILESYSTEM". */
struct path {
	uint32_t	pool;
	uint32_t	filesystem;	/* its directory, if that is one */
	uint32_t	share;		/* archive under whose mount it is */
};

struct index {
	struct path	*path;		/* by file */
	uint32_t	*mac;		/* by guest: the low three bytes */
	uint32_t	 paths, guests;
	uint32_t	 failback, description, affinities, loads; /* keys */
	uint32_t	 auto_boot;	/* the same */
	uint32_t	 failback_off;	/* of a new group */
	uint32_t	 description_none, affinities_none, loads_none;
	uint32_t	 ignore;	/* failure policy of a new machine */
	uint32_t	 whole;		/* the label of a new LUN */
	uint32_t	 auto_boot_false, auto_boot_true, primary, reset;
	uint32_t	 read_only;	/* of a volume */
	uint32_t	 iso;		/* DISK: the medium's */
	uint32_t	 boot_disk;	/* TEXT boot-device=disk0:a */
	uint32_t	 boot_device;	/* its key */
	uint32_t	 initial;	/* TEXT: overwrite the disks */
	uint32_t	 conf;		/* FILE /etc/ldmp2v.conf */
};

/* Make the index for all names; index_drop frees it. */
void		 index_make(struct sim *);
/* Extend the index to the names that were interned since. */
void		 index_grow(struct sim *);
void		 index_drop(struct sim *);

#endif
