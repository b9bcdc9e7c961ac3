/*
 * play.h: a scenario that is being played; shared by scenario.c and judge.c.
 */
#ifndef SCENARIO_PLAY_H
#define SCENARIO_PLAY_H

#include "core/run/run.h"
#include "tools/scenario/person.h"
#include "tools/scenario/sandbox.h"
#include "tools/scenario/scenario.h"

enum { PLAY_SAVES = LIMIT_SAVES, PLAY_EXPECTS = SIMULATED_WATCHES };

struct saved {
	const char	*name;
	struct world	*world;
};

struct play {
	struct sandbox	 sandbox;
	struct person	 person;	/* on top of its session */
	struct sim	*sim;		/* of the sandbox */
	struct site	*site;
	struct sink	*sink;		/* of the events, or NULL */
	struct arena	*arena;
	const struct scenario *scenario;
	struct plan	*plan;		/* of the last run */
	struct run	*run;		/* the last one */
	bool		 lost;		/* its last answer: domferry ended */
	struct campaigning *campaign;	/* that the last run is a part of; or
					   NULL */
	bool		 ran;
	const struct scenario_play *how;
	bool		 script_failed;	/* the last thing that ended was a
					   script, with a status */
	bool		 refused_job;	/* the last job did not fit the site */
	bool		*unknown;	/* by entry: a command that is timed and
					   was not understood */
	int64_t		 effect_ms;	/* first entry that took effect; -1 */
	int64_t		 stop_ms;	/* the scenario ends there; -1 */
	bool		 cut;		/* it did: more was to come */
	uint32_t	 watch[PLAY_EXPECTS];
	struct saved	 saves[PLAY_SAVES];
	uint32_t	 save_count;
	struct scenario_result *result;
};

/* The first thing that went wrong stays. */
void	 play_fail(struct play *, enum err_code, int exit,
	    const char *format, ...) __attribute__((format(printf, 4, 5)));
/* The same, at the place of the entry in its file. */
void	 play_fail_at(struct play *, const struct scenario_entry *,
	    enum err_code, int exit, const char *text);
/* Put everything where the start text of the scenario says, if it has one;
 * false: it fails, because no state of this site is like that. */
bool	 play_start(struct play *);
/* Is it time to stop, with more to come?  Then it is cut. */
bool	 play_stops(struct play *);
/* Run a job to its ending, or until a fault ends domferry; has it arrived? */
bool	 play_run(struct play *, const struct job *, struct sink *);
/* Resume the last run; false when nothing is left to do. */
bool	 play_resume(struct play *, enum decision, struct sink *,
	    struct err *);
/* The same two of a single job, and of a campaign, whose jobs these are. */
bool	 play_job(struct play *, const struct job *, struct sink *);
bool	 play_job_resume(struct play *, enum decision, struct sink *,
	    struct err *);
bool	 play_campaign(struct play *, const struct job *, struct sink *);
bool	 play_campaign_resume(struct play *, enum decision, struct sink *,
	    struct err *);
/* Time passes, but not past the end that somebody wants. */
void	 play_pass(struct play *, int64_t until_ms);
/* Play what an entry types, until it is over; its script. */
void	 play_type(struct play *, const struct scenario_entry *);
void	 play_script(struct play *, const struct scenario_entry *);
/* Judge every expectation, the invariants and the faults. */
void	 play_judge(struct play *);

#endif
