/*
 * service_section.h: what the sections of services share; inside
 * backends/sim/shell only.
 */
#ifndef SIM_SERVICE_SECTION_H
#define SIM_SERVICE_SECTION_H

#include "backends/sim/shell/listing.h"
#include "backends/sim/shell/widths.h"

/* In list-services each service says whose it is. */
enum { NAME_WIDTH = 16, NAMES_WIDTH = 33 };

/* Before 2.0 tables had fewer columns. */
bool		 service_is_old(const struct listing *);
const struct widths *service_columns(const struct listing *,
		    const struct widths *old, const struct widths *new,
		    const struct widths *named);
/* The first cell of a row: a name, or two. */
const char	*service_cell(struct listing *, const char *name,
		    const char *owner);
/* The titles of a section and of its columns; and its end. */
void		 service_begin(struct listing *, const char *name,
		    const struct widths *, const char *const cell[WIDTHS]);
void		 service_end(struct listing *);
/* How many disks or nets (enum part_kind) of bound domains use the service. */
unsigned	 service_clients(const struct listing *, uint32_t service,
		    unsigned kind);

#endif
