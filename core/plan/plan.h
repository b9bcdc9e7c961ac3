/*
 * plan.h: a job as a list of complete steps.
 *
 * A plan is built from procedure, job, site and view.  Everything that depends
 * on the site is decided when it is built, so that a run needs nothing else.  A
 * plan has no branches and no pointers into a world; to print it is the dry
 * run.
 */
#ifndef CORE_PLAN_H
#define CORE_PLAN_H

#include "core/base/err.h"
#include "core/op/op.h"
#include "core/plan/job.h"
#include "core/plan/view.h"
#include "core/site/site.h"

enum { STEP_SKIPS = 2 };
enum { PLAN_STEPS = 512, PLAN_FACTS = 1024, PLAN_CHECKS = 1024,
    PLAN_PROOFS = 4096, PLAN_PHASES = 16, PLAN_DECIDES = SITE_NODES + 1 };
#define PLAN_NONE	UINT32_MAX

enum step_kind {
	STEP_CHANGE,
	STEP_WAIT,		/* asks its facts until they are met */
	STEP_CHECK,		/* asks its facts once; if one is not met, the
				   run turns back */
};

/*
 * A fact that a step leaves.  Facts with the same question are linked in the
 * order of their steps, so that verification finds the one that holds now.
 */
struct known {
	struct fact	fact;
	uint32_t	step;
	uint32_t	next, before;	/* facts with the same question, or
					   PLAN_NONE */
	uint32_t	check;		/* the check with the same question, if
					   it can refuse; or PLAN_NONE */
	uint32_t	pool;		/* can be asked only while that pool is
					   imported on fact.ask.on; or 0 */
	uint32_t	whole;		/* first fact about the object that it
					   is a part of; or PLAN_NONE */
	uint32_t	share;		/* first fact about the mount of the
					   share it is on; or PLAN_NONE */
	bool		inside;		/* asked inside the guest: only while
					   its system runs */
	bool		of_source;	/* asked on the source: the same */
};

/* Rows of plan->facts, or of plan->proofs. */
struct span {
	uint32_t	first, count;
};

struct step {
	const char	*name;		/* unique: "volume:ldom1-vol0@node2" */
	const char	*why;
	uint32_t	 phase;		/* row of plan->phases */
	enum step_kind	 kind;
	struct op	 op;		/* STEP_CHANGE */
	struct span	 decide;	/* facts that settle it */
	struct span	 leave;		/* further facts that it leaves */
	struct span	 preconditions;	/* proofs before each try */
	struct span	 skip_if;	/* one of these: it is not needed */
	const char	*skip_why[STEP_SKIPS]; /* for each of them */
	bool		 guarded;	/* the agent has the guest now */
	bool		 always;	/* closes a debt */
	bool		 savepoint;	/* going back ends after it */
	bool		 destroys;	/* existing data may be lost */
	bool		 no_return;	/* after it the run only goes forward */
	int64_t		 limit_ms;
	int64_t		 expected_ms;
	int64_t		 downtime_ms;	/* of the guest, expected */
};

struct phase {
	const char	*name;
	const char	*why;
	uint32_t	 first;		/* its first step */
};

struct check {
	const char	*name;		/* "room", "password" */
	const char	*expect;	/* in words */
	struct fact	 fact;
	enum err_code	 code;		/* when it is not met */
	bool		 warns;		/* then it is only said */
};

struct plan {
	const struct site *site;
	const struct procedure *procedure;
	const char	*job;		/* as typed */
	bool		 asked;		/* made from a view: the site was
					   asked */
	struct view	 view;
	const char	*view_digest;	/* of a plan that was read; NULL: of
					   view */
	uint32_t	 guest;		/* of the job, or 0 */
	uint32_t	 from, to;	/* nodes, or 0 */
	uint64_t	 left_out;	/* bit n: node n is none of the cluster
					   any more; what the job would do there
					   is owed by the site */
	struct step	*steps;
	uint32_t	 step_count;
	struct known	*facts;
	uint32_t	 fact_count;
	struct fact	*proofs;
	uint32_t	 proof_count;
	struct phase	*phases;
	uint32_t	 phase_count;
	struct check	*checks;
	uint32_t	 check_count;
	uint32_t	 no_return_step; /* the point of no return; or
					    step_count */
	uint32_t	 locks;		/* the number of steps at the beginning
					   that take locks or open a blackout */
	uint32_t	 lock_steps;	/* those of them that take locks: the
					   first ones */
	uint32_t	 verified;	/* the first step that releases a lock
					   or closes a blackout: the run is
					   verified before it */
	uint32_t	 changes;	/* steps that type a command */
	int64_t		 expected_ms;
	int64_t		 downtime_ms;	/* of plan->guest */
};

/* The place where a step without a command asks; or 0. */
uint32_t	 step_asks(const struct plan *, const struct step *);
/*
 * The n-th node (from 0) that the plan leaves out and where something is owed
 * when it is back, and what; NULL: there are no more.  Work of the site, not of
 * a run.
 */
const char	*plan_owes(const struct plan *, unsigned n, uint32_t *node);
/*
 * Build the plan of a job, in the arena.  New texts are added to the names of
 * the site, which is not changed otherwise.  If view is NULL, the plan assumes
 * the state in which the procedure begins.  NULL, and an error, if the job does
 * not fit the site: ERR_JOB_INVALID, ERR_UNSUPPORTED, ERR_TOO_MANY.
 */
struct plan	*plan_make(struct arena *, struct site *,
		    const struct job *, const struct view *, struct err *);
/*
 * A plan that was made without a view counts configurations from 1.  Give those
 * that it saves the numbers after the saved ones of the view, which becomes the
 * plan's; for a plan that was made from one, nothing is changed.
 */
void		 plan_number(struct arena *, struct plan *, struct names *,
		    const struct view *);

#endif
