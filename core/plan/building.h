/*
 * building.h: a plan while it is built; for the files that build it.
 *
 * The rows of a procedure are added one after the other; the building keeps
 * what they change: where group and guest are, whether the guest is up.
 */
#ifndef PLAN_BUILDING_H
#define PLAN_BUILDING_H

#include "core/plan/plan.h"
#include "core/plan/recovered.h"
#include "core/procedures/procedure.h"
#include "core/site/neighbours.h"

/* The disk number of the install medium, past all others. */
enum { MEDIUM_ID = SITE_DISKS - 1 };

struct building {
	struct arena		*arena;
	struct plan		*plan;
	const struct site	*site;
	struct names		*names;	/* of the site: texts are added */
	const struct job	*job;
	const struct site_guest	*row;	/* of the job's guest; row 0 if none */
	uint32_t		 home;	/* the first node of the group */
	uint32_t		 here;	/* the group's node at this step */
	uint32_t		 guest_at; /* the guest's node at this step */
	uint32_t		 node;	/* of the block */
	bool			 later;	/* it is not the block's first node */
	const char		*phase;	/* of the row */
	uint32_t		 follower[FOLLOWERS]; /* guests that come along
						 when the job moves its own */
	uint32_t		 followers;
	uint32_t		 saved[SITE_NODES + 1];	/* last N of CONFIG-N */
	bool			 guarded; /* the agent is enabled */
	bool			 up;	/* the guest's service is up */
	bool			 counted; /* its downtime counts: it was up */
	bool			 frozen; /* users must stay out */
	struct recovery		 recovery; /* if the procedure recovers */
	const struct leftover	*twin;	/* of the step, or NULL */
	unsigned		 cure;	/* set of CURE_, of a stuck group */
	bool			 full;	/* a limit was exceeded */
};

/* A plan without steps, with memory for all of them, in the arena. */
struct plan	*plan_empty(struct arena *, const struct site *);
/* Append an empty row to a table of the plan; NULL: its limit is reached.  The
 * rows before it may move. */
struct known	*building_known(struct arena *, struct plan *);
struct fact	*building_proof(struct arena *, struct plan *);
struct check	*building_check(struct arena *, struct plan *);
/* The first service of a kind, which ldmp2v.conf names; 0: there is none. */
uint32_t	 building_service(const struct building *, enum service_kind);
/* Does the plan leave out that node, because the cluster has given it up? */
bool		 building_left_out(const struct building *, uint32_t node);
/* The first node of the group that is not left out. */
uint32_t	 building_first_left(const struct building *);
/* Decide what is wrong, and so what has to be done; if nobody was asked, what
 * is assumed is wrong.  false, and an error: it is for a person. */
bool		 building_recover(struct building *, bool asked, struct err *);
/* The place that a row's "where" means at this step; 0 for ON_NONE. */
uint32_t	 building_node(const struct building *, enum where);
/*
 * The operation of a row.  thing is what a repeated row is about this time: a
 * row of the guest's disks, nets or variables, or a service.
 */
struct op	 building_op(struct building *, const struct procedure_step *,
		    uint32_t thing);
/* The disk that a repeated row is about this time. */
const struct site_disk *building_disk(const struct building *,
		    const struct procedure_step *, uint32_t thing);
/* The source of the job's guest; an empty row if it has none. */
const struct site_source *building_source(const struct building *);
/* Set value, file and number of a row's operation. */
void		 building_fill(struct building *, const struct procedure_step *,
		    uint32_t thing, struct op *);
/* The saved definition from which a guest is recovered: a KIND_FILE. */
uint32_t	 building_copy(const struct building *);
/* Set volume, service and disk to those of the install medium; only for a guest
 * that is converted from a source. */
void		 building_medium(const struct building *, struct op *);
/* The number of a KIND_TEXT, which is added to the site's names. */
uint32_t	 building_put(const struct building *, const char *text);
/* The name of the configuration that the plan has saved last on a node. */
uint32_t	 building_config(const struct building *, uint32_t node);
/* The text of a name of the site. */
const char	*building_text(const struct building *, enum kind,
		    uint32_t name);
/* Does the job need the row (its "when")? */
bool		 building_wants(const struct building *,
		    const struct procedure_step *);
/* Find the guests that come along when the job moves its own; ERR_TOO_MANY. */
bool		 building_followers(struct building *, struct err *);
/* The expected time of a step by itself, in milliseconds. */
int64_t		 building_expected(const struct building *,
		    const struct step *);
/* Why the step of a row is there: the row's words, and what the owner of the
 * guest has to do with it. */
const char	*building_why(struct building *,
		    const struct procedure_step *, const struct step *);
/* Append the step of a row, and its phase if it is the first of it. */
void		 building_step(struct building *, const struct procedure_step *,
		    uint32_t thing);
/* May the steps take so long together?  No clock counts further than some
 * years, and nobody means them.  ERR_TOO_MANY if not. */
bool		 building_time_fits(const struct plan *, struct err *);
/* Finish a plan that has all its steps: link its facts, count its locks. */
void		 building_finish(struct plan *);
/* Set the step's facts, proofs and limit. */
void		 building_facts(struct building *, struct step *, enum asks);
/* Set the fact that makes a row's step unnecessary, if it has one. */
void		 building_skip(struct building *, struct step *,
		    const struct procedure_step *);
/* Link the facts with the same question, and parts with their whole. */
void		 building_link(struct plan *);

#endif
