/*
 * resource_property.h: the properties of resources that are printed and set;
 * inside backends/sim/shell only.
 *
 * They are those that the references know; a real type has more.
 */
#ifndef SIM_RESOURCE_PROPERTY_H
#define SIM_RESOURCE_PROPERTY_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct sim;

/* What "clrs set" does with it: what the world keeps it changes, what only
 * create may set it refuses; the others are not simulated. */
enum property_set { SET_UNKNOWN, SET_DONE, SET_REFUSED };

struct resource_property {
	const char	*name;
	unsigned	 types;		/* bit n: of type n */
	bool		 extension;	/* of the type, not of every resource */
	enum property_set set;
	const char	*value;		/* the default; NULL: none */
};

/* Ends with a NULL name. */
extern const struct resource_property resource_properties[];
/* The row of that name, whatever its case, or NULL. */
const struct resource_property *resource_property_find(const char *name);
bool		 property_of_type(const struct resource_property *,
		    uint32_t type);
/* What the property of a resource is, in the arena; "" for nothing. */
const char	*resource_property_value(struct arena *, struct sim *,
		    uint32_t resource, const struct resource_property *);
/* All that is known of its properties, as a TEXT (cluster/property.h); texts
 * are added to the names. */
uint32_t	 resource_properties_whole(struct sim *, uint32_t resource);

#endif
