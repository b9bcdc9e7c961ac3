/*
 * site_guest.h: a guest on its way from the file to its row.
 *
 * What the file has, by keys; what it leaves out is filled in with defaults.
 * Shared by the files that read guests.
 */
#ifndef CORE_FORMATS_SITE_GUEST_H
#define CORE_FORMATS_SITE_GUEST_H

#include "core/formats/site/site_parts.h"

struct guest_entry {
	const struct value *whole;	/* the object, for what it lacks */
	const struct value *name, *from;
	const struct value *pool, *device;
	const struct value *group, *nodes, *loads;
	const struct value *storage, *filesystem;
	const struct value *disks, *extra, *nets, *variables;
	const struct value *agent, *now;
	const char	*known_as;	/* the name, or a stand-in */
	unsigned	 watch;
	bool		 ours;
	struct site_guest row;
};

/* The text, or one made of the guest's name: "zpool_%s". */
const char *guest_custom(struct reader *, const struct guest_entry *,
	    const struct value *, const char *before, const char *after);
/* Where a mistake in a text stands: there, or at the guest itself. */
const struct value *guest_spot(const struct guest_entry *,
	    const struct value *);

/* Each fills in a part of the row. */
void	 guest_group(struct reader *, struct guest_entry *);
void	 guest_loads(struct reader *, struct guest_entry *);
void	 guest_disks(struct reader *, struct guest_entry *);
void	 guest_nets(struct reader *, struct guest_entry *);
void	 guest_agent(struct reader *, struct guest_entry *);
void	 guest_now(struct reader *, struct guest_entry *);
/* Read the affinities of all guests, once all groups are known. */
void	 guests_affinities(struct reader *, const struct value *guests);
/* No node begins with more load than its hard limits take. */
void	 guests_loads(struct reader *, const struct value *guests);

#endif
