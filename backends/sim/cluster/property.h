/*
 * property.h: the properties with which a resource is created.
 *
 * "-d Domain_name=ldom1 Stop_timeout=900": a list (core/base/list.h), as clrs
 * create was given them.  Their names are read without regard to case.
 */
#ifndef SIM_PROPERTY_H
#define SIM_PROPERTY_H

#include "backends/sim/world/simulation.h"

/* The value of the property of that name, in the arena; "" if it is not
 * there. */
const char	*property_text(struct arena *, const struct sim *,
		    uint32_t properties, const char *name);
/* Is the property of that name given, with that value? */
bool		 property_is(const struct sim *, uint32_t properties,
		    const char *name, const char *value);
/* The properties with another value of one of them, in the arena. */
const char	*property_with(struct arena *, const struct sim *,
		    uint32_t properties, const char *name, const char *value);
/* What the properties say about a resource of its type, and what it is without
 * them: pool, guest, password file, kind of migration, time to stop.  Refuse a
 * value that the type does not take. */
bool		 properties_read(const struct sim *, uint32_t properties,
		    struct resource_row *, struct err *);

#endif
