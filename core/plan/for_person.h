/*
 * for_person.h: what a person is asked to type, with the names of the site.
 */
#ifndef PLAN_FOR_PERSON_H
#define PLAN_FOR_PERSON_H

#include <stdint.h>

struct arena;
struct site;

struct of_person {
	uint32_t	guest, node;
};

/* The text with {guest}, {group}, {pool}, {agent} and {node} filled in, in the
 * arena. */
const char	*for_person(struct arena *, const struct site *,
		    const struct of_person *, const char *text);

#endif
