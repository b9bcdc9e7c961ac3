/*
 * refusal_rows.h: what programs say when they refuse, and what it means.
 *
 * A message is found by its words, whatever the release puts before and after
 * them; see saying.h.  The first line that has a row decides; of several rows
 * for one line, the first.
 */
#ifndef ANSWERS_REFUSAL_ROWS_H
#define ANSWERS_REFUSAL_ROWS_H

#include "core/op/backend.h"

struct refusal_row {
	enum err_code	 code;
	enum outcome	 outcome;	/* FAILED: nothing has changed */
	enum op_kind	 op;		/* OP_NONE: any of the program's */
	const char	*words;
};

/* What a documented status says without any words. */
struct refusal_status {
	int		 status;
	enum err_code	 code;
};

/* By program; each ends with ERR_NONE. */
extern const struct refusal_row ldm_refusals[], cluster_refusals[],
    pool_refusals[], file_refusals[], p2v_refusals[], console_refusals[],
    power_refusals[], own_refusals[], any_refusals[];
/* Ends with ERR_NONE; each means that nothing has changed. */
extern const struct refusal_status cluster_statuses[];

#endif
