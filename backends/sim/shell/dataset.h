/*
 * dataset.h: the file systems of a node's pools, as zfs sees them; inside
 * backends/sim/shell only.
 *
 * A pool is a file system itself; the world has no volumes and no snapshots.
 */
#ifndef SIM_DATASET_H
#define SIM_DATASET_H

#include "backends/sim/shell/pooled.h"

struct dataset {
	const char	*name;
	uint32_t	 file;		/* 0: the pool itself */
	struct pooled	 pool;
};

/* Which of them are meant. */
struct dataset_choice {
	const char *const *words;	/* names or mount points */
	unsigned	 count;		/* 0: all of the node */
	bool		 recursive;	/* and those below them */
};

/* Call each for those that are meant, pool by pool, in order of name.  A word
 * that names none is told on standard error, with status 1, before that.
 * Returns for how many it was called. */
unsigned	 dataset_each(struct call *, const struct dataset_choice *,
		    void (*each)(struct call *, const struct dataset *,
		    void *), void *);
/* Is it a file system that exists at the node of the call? */
bool		 dataset_exists(struct call *, const char *name);
/* Bytes of what is in it, without and with what is below it. */
int64_t		 dataset_referenced(struct call *, const struct dataset *);
int64_t		 dataset_used(struct call *, const struct dataset *);

void		 zfs_get_run(struct call *, const struct given *);
void		 zfs_list_run(struct call *, const struct given *);
void		 zfs_rollback_run(struct call *, const struct given *);
void		 zfs_snapshot_run(struct call *, const struct given *);

#endif
