/*
 * zpool_status.h: zpool status, zpool import and zpool scrub; inside
 * backends/sim/shell only.
 */
#ifndef SIM_ZPOOL_STATUS_H
#define SIM_ZPOOL_STATUS_H

#include "backends/sim/shell/pooled.h"

/* How wide the names of a pool and of its device stand in its
 * configuration. */
int		 zpool_name_width(const struct pooled *, const char *device);

/* What zpool status says of the last scrub, which found so many errors. */
void		 scrub_print(struct call *, const struct pooled *,
		    unsigned errors);

void		 zpool_import_run(struct call *, const struct given *);
void		 zpool_scrub_run(struct call *, const struct given *);
void		 zpool_status_run(struct call *, const struct given *);

#endif
