/*
 * subjects.h: what a check is about: its names, its properties, and where it
 * is.
 */
#ifndef READINESS_SUBJECTS_H
#define READINESS_SUBJECTS_H

#include "backends/readiness/judging.h"

/* Names of what it is about. */
const char	*node_of(const struct judging *, uint32_t node);
const char	*guest_of(const struct judging *);
const char	*name_of(const struct judging *, enum kind, uint32_t number);
const struct site_guest *row_of(const struct judging *);
/* The property of a resource, or of the guest's group (NULL): its value is
 * quoted; NULL: it is missing. */
const char	*property_said(struct judging *, const char *resource,
		    const char *name);
/* Is it one of the words of a list that has blanks or commas? */
bool		 is_among(const char *list, const char *word);
/* The domain's line in the list of a node. */
const struct fact_row *domain_said(struct judging *, uint32_t node,
		    const char *domain);
/* Where the guest is, as two nodes or none may list it: what is said of its
 * parts is then not sure, and missing. */
const struct surveyed *home(struct judging *);
const struct fact_row *guest_said(struct judging *);
/* A named part of it. */
const struct fact_row *part_said(struct judging *, const char *kind,
		    const char *name);
/* The node at which a guest is, and another one that lists it; 0: none. */
uint32_t	 guest_node(const struct survey *, const struct site *,
		    uint32_t guest, uint32_t *twin);
/* The node that has imported the guest's pool; it is quoted; 0: nobody lists
 * it; or two do, and nothing is sure. */
uint32_t	 pool_node(struct judging *, const struct fact_row **);

#endif
