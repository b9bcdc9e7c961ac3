/*
 * policy_words.h: what a person reads of a placement.
 */
#ifndef CORE_POLICY_WORDS_H
#define CORE_POLICY_WORDS_H

#include "core/policy/policy.h"

struct arena;

/* The code of a reason ("vcpus", "not-member"), of what becomes of a group
 * ("nowhere"), and of an occasion. */
const char	*reason_code(enum reason);
const char	*placing_code(enum placing);
const char	*occasion_code(enum occasion_kind);
/* "8 of 24 vcpus are missing": what is said of a node after its name; the
 * arena owns it. */
const char	*candidate_words(struct arena *, const struct scene *,
		    const struct candidate *);
/* "app-rg goes to node2", "app-rg is offline: no node is left". */
const char	*placement_words(struct arena *, const struct scene *,
		    const struct placement *);

#endif
