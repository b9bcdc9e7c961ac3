/*
 * view.h: the state of a site, as far as a plan depends on it.
 */
#ifndef CORE_VIEW_H
#define CORE_VIEW_H

#include "core/op/backend.h"
#include "core/plan/ends.h"
#include "core/plan/job.h"
#include "core/plan/seen.h"
#include "core/site/site.h"

/* More than a plan has steps for. */
enum { VIEW_MISSING = 513 };

/* A volume of a guest that a node of its group does not have. */
struct missing {
	uint32_t	guest;
	uint16_t	disk, node;
};

enum { VIEW_TWINS = 100 };

/* Of a guest that was on a node which has failed, and runs elsewhere by now:
 * what is left of it there. */
struct leftover {
	uint32_t	guest;
	uint16_t	state;		/* enum state */
	uint16_t	at;		/* where it runs */
};

/* Has the node of a job come back that had failed? */
enum back_now { BACK_MEMBER, BACK_OFF, BACK_OUTSIDE };

struct view {
	/* the highest N of CONFIG-N that each node has saved */
	uint32_t	saved[SITE_NODES + 1];
	/* the lowest such N that may be removed, 0 for none: it is neither the
	   last one of ours, nor what runs, nor what boots next */
	uint32_t	oldest[SITE_NODES + 1];
	/* free slots of each node's service processor */
	uint32_t	slots[SITE_NODES + 1];
	/* volumes that nodes lack of guests that are in use; at most so many
	   are counted, and only for a job without a guest */
	struct missing	missing[VIEW_MISSING];
	uint32_t	missing_count;
	uint32_t	group_at;	/* the node where the guest's group is
					   online, 0 for none */
	struct leftover	twin[VIEW_TWINS];
	uint32_t	twin_count;	/* of a job that brings a node back */
	uint32_t	back;		/* enum back_now */
	struct stuck	seen;		/* of a job that takes a group */
	uint64_t	gone;		/* bit n: node n, of those that were
					   asked, or asked about, is none of
					   the cluster any more */
	struct ends	ends;		/* of the guest, for a procedure that
					   depends on them */
};

/*
 * Ask the backend for what a plan for that job depends on: only nodes that the
 * job touches are asked.  The backend may add names of saved configurations to
 * the site's.  false, and the error of the question, if one is not answered.
 */
bool	 view_ask(struct backend *, struct site *, const struct job *,
	    struct view *, struct err *);
#endif
