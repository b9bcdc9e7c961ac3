/*
 * values.h: what the value of a key says; inside backends/sim/told only.
 *
 * What returns false has said why.
 */
#ifndef SIM_TOLD_VALUES_H
#define SIM_TOLD_VALUES_H

#include "backends/sim/told/telling.h"

/* It cannot be so: "start:17: ...".  Returns false. */
bool		 told_wrong(struct telling *, const char *format, ...)
		    __attribute__((format(printf, 2, 3)));
/* The value of a key of a line, "" for a word alone; NULL if it has none, or
 * nobody could tell. */
const char	*told_value(const struct told_line *, const char *key);
/* Is it the only line about that thing? */
bool		 told_once(struct telling *);
/* The number of a name, which may be new: then all rows move.  0 for "". */
uint32_t	 told_name(struct telling *, enum kind, const char *);
/* The number of a name that the site has. */
bool		 told_known(struct telling *, enum kind, const char *,
		    uint32_t *);
bool		 told_number(struct telling *, const char *, uint64_t most,
		    uint64_t *);
/* A number with digits of base 16. */
bool		 told_hex(struct telling *, const char *, uint64_t most,
		    uint64_t *);
bool		 told_yes(struct telling *, const char *, bool *);
/* The number of one of those words, from 0. */
bool		 told_choice(struct telling *, const char *,
		    const char *const *words, uint32_t count, uint32_t *);
/* "node1,node2", bit n: node n. */
bool		 told_nodes(struct telling *, const char *, uint64_t *);

#endif
