/*
 * founding.h: a found site while it is made; inside backends/survey only.
 */
#ifndef SURVEY_FOUNDING_H
#define SURVEY_FOUNDING_H

#include "backends/survey/found.h"

/* The next fact of that kind in a reading, from *at on, which goes on; a kind
 * of NULL is any.  NULL: there is none. */
const struct fact_row *found_next(const struct reading *, uint32_t *at,
	    const char *kind);
/* As fact_find and fact_find_two, of an answer that may be missing. */
const struct fact_row *found_fact(const struct reading *, const char *kind,
	    const char *key, const char *text);
const struct fact_row *found_fact_two(const struct reading *,
	    const char *kind, const char *const pair[4]);
/* The text of a detail, if it may stand in a site file; NULL: there is none, it
 * is empty, or it may not. */
const char *found_text(const struct fact_row *, const char *key);
bool	 found_is_text(const char *);
/* Add it at the end of a list. */
void	 found_pair(struct found_site *, struct found_pair **, const char *name,
	    const char *value);
/* The evidence of what was asked: "node1: zpool status"; and why there is no
 * answer: "node1: zpool status: no route to host". */
const char *found_from(struct found_site *, uint32_t node, enum survey_line);
const char *found_why(struct found_site *, uint32_t node, enum survey_line,
	    const char *about);
/* An answer is missing without which the thing is less than it is. */
void	 found_lack(struct found_site *, struct found_item *, enum found_as,
	    const char *what, const char *why);

void	 found_nodes(struct found_site *);
void	 found_devices(struct found_site *);
/* Devices of one node's own that no guest has are no business of a cluster. */
void	 found_own_devices(struct found_site *);
void	 found_services(struct found_site *);
void	 found_cluster(struct found_site *);
void	 found_guests(struct found_site *);
void	 found_files(struct found_site *);
void	 found_pools(struct found_site *);

/* The guest's group, storage and agent; its disks, nets and variables. */
void	 found_group(struct found_site *, struct found_guest *);
void	 found_now(struct found_site *, struct found_guest *,
	    const char *state);
void	 found_parts(struct found_site *, struct found_guest *,
	    const struct constraints *);
void	 found_guest_pool(struct found_site *, struct found_guest *);
/* What no site file can say of it. */
void	 found_beyond(struct found_site *, struct found_guest *);
/* The property of a group, or of a resource of it (NULL: of the group); ""
 * without it. */
const char *found_property(const struct found_site *, const char *group,
	    const char *resource, const char *name);
/* The device of that path or name; NULL: none. */
struct found_device *found_device_of(const struct found_site *,
	    const char *path);

#endif
