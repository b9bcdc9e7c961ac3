/*
 * failures.h: what can fail at a site, each thing by itself.
 */
#ifndef WHATIF_FAILURES_H
#define WHATIF_FAILURES_H

#include "core/base/err.h"
#include "core/site/site.h"
#include "core/stack/fault.h"

struct arena;

enum failure_kind { FAILURE_NODE, FAILURE_DEVICE, FAILURE_PATH,
    FAILURE_SWITCH, FAILURE_INTERCONNECT, FAILURE_KINDS };

struct failure {
	enum failure_kind kind;
	uint32_t	 object;
	uint32_t	 on;		/* a node, or 0 */
};

struct failures {
	struct failure	*list;		/* by kind */
	uint32_t	 count[FAILURE_KINDS];
	uint32_t	 all;
};

/* The set of kinds (bit n: kind n) that the words name, or all without words.
 * false: a word that names none. */
bool		 failures_chosen(const char *const *words, int count,
		    unsigned *kinds, struct err *);
/* All failures of those kinds.  A path that is the only one of its device fails
 * with the device; a node's interconnects are its links to all others. */
void		 failures_make(struct failures *, struct arena *,
		    const struct site *, unsigned kinds);
/* The failure as something that happens; without a text. */
struct fault	 failure_fault(const struct failure *);
/* As a sentence that events_read takes, in the arena. */
const char	*failure_text(struct arena *, const struct site *,
		    const struct failure *);

#endif
