/*
 * values.h: what the value of a key says; inside backends/sim/start only.
 *
 * What returns false has said why.
 */
#ifndef SIM_START_VALUES_H
#define SIM_START_VALUES_H

#include "backends/sim/start/starting.h"

/* It cannot be so: "start:17: ...".  Returns false. */
bool		 start_wrong(struct starting *, const char *format, ...)
		    __attribute__((format(printf, 2, 3)));
/* The value of a key of a line, "" for a word alone; NULL if it has none, or
 * nobody could tell. */
const char	*start_value(const struct start_line *, const char *key);
/* Is it the only line about that thing? */
bool		 start_once(struct starting *);
/* The number of a name, which may be new: then all rows move.  0 for "". */
uint32_t	 start_name(struct starting *, enum kind, const char *);
/* The number of a name that the site has. */
bool		 start_known(struct starting *, enum kind, const char *,
		    uint32_t *);
bool		 start_number(struct starting *, const char *, uint64_t most,
		    uint64_t *);
/* A number with digits of base 16. */
bool		 start_hex(struct starting *, const char *, uint64_t most,
		    uint64_t *);
bool		 start_yes(struct starting *, const char *, bool *);
/* The number of one of those words, from 0. */
bool		 start_choice(struct starting *, const char *,
		    const char *const *words, uint32_t count, uint32_t *);
/* "node1,node2", bit n: node n. */
bool		 start_nodes(struct starting *, const char *, uint64_t *);

#endif
