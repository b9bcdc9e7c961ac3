/*
 * building.h: a plan that is being built; shared by the files that build it.
 */
#ifndef PLAN_BUILDING_H
#define PLAN_BUILDING_H

#include "core/plan/plan.h"
#include "core/procedures/procedure.h"

/* The disk number of the install medium, past all others. */
enum { MEDIUM_ID = SITE_DISKS - 1 };

struct building {
	struct arena		*arena;
	struct plan		*plan;
	const struct site	*site;
	struct names		*names;	/* of the site: texts are added */
	const struct job	*job;
	const struct site_guest	*row;	/* of the job's guest; row 0 if none */
	uint32_t		 home;
	uint32_t		 here;	/* where the group is at this step */
	uint32_t		 guest_at;
	uint32_t		 node;	/* of the block */
	const char		*phase;	/* of the row */
	uint32_t		 saved[SITE_NODES + 1];	/* last N of CONFIG-N */
	bool			 guarded; /* the agent is enabled */
	bool			 up;	/* the guest's service */
	bool			 counted; /* it has been up before */
	bool			 frozen; /* no user is let in */
	bool			 full;
};

/* A plan without steps, to be built or read. */
struct plan	*plan_empty(struct arena *, const struct site *);
/* The first service of a kind: what ldmp2v.conf names; 0 if there is none. */
uint32_t	 building_service(const struct building *, enum service_kind);
/* The node that a row's "where" means now; 0 for ON_NONE. */
uint32_t	 building_node(const struct building *, enum where);
/* The operation of a row, for its thing (a row of the guest or a service). */
struct op	 building_op(struct building *, const struct procedure_step *,
		    uint32_t thing);
/* The source of the job's guest; the row of none, which is zero. */
const struct site_source *building_source(const struct building *);
/* The value, file and number of a row's operation, for its thing. */
void		 building_fill(struct building *, const struct procedure_step *,
		    uint32_t thing, struct op *);
/* The install medium's volume and disk; the guest has a source. */
void		 building_medium(const struct building *, struct op *);
/* The number of a text, which is added to the site's names; and back. */
uint32_t	 building_put(const struct building *, const char *text);
const char *building_text(const struct building *, enum kind, uint32_t name);
/* Does the job need the row, for what it changes? */
bool		 building_wants(const struct building *,
		    const struct procedure_step *);
/* How long a step is expected to take by itself. */
int64_t building_expected(const struct building *, const struct step *);
/* Append the step of a row, for its thing; its phase if it is the first. */
void		 building_step(struct building *, const struct procedure_step *,
		    uint32_t thing);
/* The first steps of a plan take locks, and the last ones release them. */
void		 building_locks(struct building *, bool take);
/* Once all steps are there: their facts are linked, the locks counted. */
void		 building_finish(struct plan *);
/* Fill in the step's facts, proofs and limit. */
void		 building_facts(struct building *, struct step *, enum asks);
/* Link the facts of one question once all steps are there. */
void		 building_link(struct plan *);

#endif
