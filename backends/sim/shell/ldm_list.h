/*
 * ldm_list.h: ldm list-domain and list-bindings; inside backends/sim/shell
 * only.
 */
#ifndef SIM_LDM_LIST_H
#define SIM_LDM_LIST_H

#include "backends/sim/shell/program.h"

struct listed;

void		 ldm_list_run(struct call *, const struct given *);
void		 ldm_bindings_run(struct call *, const struct given *);

/* The titles of the table, and the row of one domain; with is not used. */
void		 ldm_list_titles(struct call *);
void		 ldm_list_row(struct call *, const struct listed *,
		    void *with);
/* The same for -o domain, which has fewer columns. */
void		 ldm_list_short(struct call *, const struct listed *);
/* The parseable record of one domain, without the end of its line.  words: its
 * flags are words. */
void		 ldm_list_record(struct call *, const struct listed *,
		    bool words);

#endif
