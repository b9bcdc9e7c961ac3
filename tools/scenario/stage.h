/*
 * stage.h: a simulated site on which a story is played.
 *
 * The engine's operations pass a door at which faults strike; world faults come
 * at their time, also in the middle of an operation; after every event the
 * conditions that somebody watches are looked at.  Time passes nowhere but in
 * stage_advance.
 */
#ifndef HARNESS_STAGE_H
#define HARNESS_STAGE_H

#include "backends/sim/sim.h"
#include "core/base/arena.h"
#include "core/formats/scenario/phrase.h"
#include "core/run/event.h"
#include "tools/report/downtime.h"

enum { STAGE_FAULTS = 64, STAGE_WATCHES = 128, STAGE_LATE = 16,
    STAGE_LATER = 64, STAGE_ANSWERS = 16 };

/* A fault of the story, armed or not yet. */
struct armed {
	struct fault	 fault;
	int64_t		 matched;	/* operations that it fits */
	int64_t		 struck;
	bool		 over;		/* a world fault has come, or mended */
};

/* A condition that is looked at after every event. */
struct watched {
	struct condition condition;
	int64_t		 first_ms;	/* it held for the first time; -1 */
	int64_t		 broken_ms;	/* it did not hold; -1 */
};

/* An operation that comes about later than it was asked. */
struct late {
	struct op	 op;
	int64_t		 due_ms;
};

/* What was said, and what was typed where. */
struct line {
	struct line	*next;
	uint32_t	 place;
	const char	*text;
};

/* A person types something at a time of the story. */
struct later {
	int64_t		 at_ms;
	uint32_t	 place;
	const char	*text;
};

/* What a person says when the step of that name asks. */
struct reply {
	const char	*step;
	const char	*with;		/* "yes", "no", "initial" */
	bool		 given;
};

struct stage {
	struct backend	 door;		/* first: the engine's way in */
	struct sink	 ear;		/* hears the sim and the engine */
	struct arena	*arena;
	struct site	*site;		/* people may type new names */
	struct sim	*sim;
	struct sink	*sink;		/* who is told, or NULL */
	struct armed	 faults[STAGE_FAULTS];
	uint32_t	 fault_count;
	struct watched	 watches[STAGE_WATCHES];
	uint32_t	 watch_count;
	struct late	 late[STAGE_LATE];
	uint32_t	 late_count;
	uint32_t	 partial_group;	/* the last that was struck so */
	struct line	*said, *typed;
	struct downtime	 downtime;
	struct later	 later[STAGE_LATER];
	uint32_t	 later_count;
	const struct plan *plan;	/* of the run that is under way */
	struct reply	 replies[STAGE_ANSWERS];
	uint32_t	 reply_count;
	bool		 disturbed;	/* a person or a world fault acted */
	bool		 ended;		/* domferry has, as a fault says */
	bool		 quiet;		/* what is said or typed is not kept */
	bool		 keeps;		/* the world before the last change: */
	struct world	*before;	/* owned */
};

void		 stage_make(struct stage *, struct arena *,
		    struct site *, enum site_now, uint64_t seed,
		    struct sink *);
void		 stage_drop(struct stage *);
/* Time zero is now: what was said, typed, and down before is forgotten. */
void		 stage_zero(struct stage *);
/* Let time pass until then, event by event. */
void		 stage_advance(struct stage *, int64_t until_ms);
/* Arm a fault; false when there are too many. */
bool		 stage_arm(struct stage *, const struct fault *,
		    struct err *);
/* End a world fault; false when no such fault is there. */
bool		 stage_mend(struct stage *, const struct fault *);
/* The first fault that never struck and had to, or NULL. */
const struct fault *stage_idle_fault(const struct stage *);
/* Watch a condition; returns its number. */
uint32_t	 stage_watch(struct stage *, const struct condition *);
int64_t		 stage_downtime(const struct stage *, uint32_t guest);
/* Somebody said something, or typed something at a place. */
void		 stage_say(struct stage *, const char *text);
void		 stage_type(struct stage *, uint32_t place,
		    const char *text);

/*
 * A person types a command at a place, now: what it says at once, or a handle
 * for sim_ended.  What cannot be understood is said, and nothing happens.
 */
void		 stage_person(struct stage *, uint32_t place,
		    const char *text, struct result *, uint32_t *handle);
void		 stage_answered(struct stage *, uint32_t place,
		    const struct result *);
/* The same, at a time of the story; nobody waits for it. */
void		 stage_later(struct stage *, int64_t at_ms, uint32_t place,
		    const char *text);
/* The next moment at which anything happens, or -1. */
int64_t		 stage_next(const struct stage *);

/* The operation comes about, and nobody waits for its answer. */
void		 stage_lose(struct stage *, const struct op *);
/* The record of the journal before or after which domferry ends; -1: none. */
int64_t		 stage_crash_record(const struct stage *, bool before);

/* That fault has struck. */
void		 stage_crash_struck(struct stage *);

/*
 * The next time that the step of that name asks a person, this is said: yes, no
 * or, of an installer, initial.  false for anything else.
 */
bool		 stage_reply(struct stage *, const char *step,
		    const char *with, struct err *);
/* The step that was never asked, or NULL. */
const char	*stage_idle_reply(const struct stage *);
/* Has a person answered the operation?  Then what came of it; an installer is
 * told another word. */
bool		 stage_replied(struct stage *, struct op *, struct result *);

/* stage.c, door.c, strike.c: inside the harness only. */
void		 stage_look(struct stage *);
void		 stage_moment(struct stage *, int64_t until_ms);
int64_t		 stage_now_ms(struct backend *);
uint64_t	 stage_begin(struct backend *, const struct op *,
		    struct result *);
bool		 stage_wait(struct backend *, uint64_t handle,
		    int64_t until_ms, struct result *);
void		 stage_leave(struct backend *, uint64_t handle);
enum strike { STRIKE_NONE, STRIKE_REFUSE, STRIKE_LOSE, STRIKE_LATE,
    STRIKE_LIE, STRIKE_HANG, STRIKE_PARTIAL, STRIKE_STALE,
    STRIKE_CRASH_BEFORE, STRIKE_CRASH_AFTER };
enum strike	 stage_strike(struct stage *, const struct op *,
		    int64_t *amount);
bool		 stage_fits(const struct fault *, const struct op *);
void		 stage_disasters(struct stage *);
int64_t		 stage_next_disaster(const struct stage *);

#endif
