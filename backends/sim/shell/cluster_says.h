/*
 * cluster_says.h: how the cluster's programs refuse, and with which status;
 * inside backends/sim/shell only.
 */
#ifndef SIM_CLUSTER_SAYS_H
#define SIM_CLUSTER_SAYS_H

#include "backends/sim/shell/program.h"

/* Exit statuses of the cl* commands; see cluster.md §1.4. */
enum { CL_EINVAL = 3, CL_ERECONF = 5, CL_EDEPEND = 8, CL_ESTATE = 9,
    CL_EMETHOD = 10, CL_EPROP = 15, CL_EINTERNAL = 18, CL_ENOENT = 36,
    CL_EOP = 37, CL_EBUSY = 38, CL_EEXIST = 39, CL_ETYPE = 41,
    CL_ECLMODE = 50 };

/* Print "PROGRAM:  text" on standard error.  The first refusal of a call is its
 * status; it goes on with its other operands. */
void		 cluster_fail(struct call *, int status, const char *format,
		    ...) __attribute__((format(printf, 3, 4)));
/* Is the node on which it was typed a member?  If not, the call has failed. */
bool		 cluster_answers(struct call *);
/* An option that is none, or no operands; then the usage.  row is NULL when
 * there is no such subcommand; wrong is NULL or the word. */
void		 cluster_usage(struct call *, const struct program *,
		    const struct subcommand *row, const char *wrong);

#endif
