/*
 * scenario.h: play a scenario and judge it.
 */
#ifndef HARNESS_SCENARIO_H
#define HARNESS_SCENARIO_H

#include "core/base/err.h"
#include "core/formats/scenario/scenario_file.h"
#include "core/run/event.h"
#include "tools/scenario/scripted.h"

struct sandbox;

/* What can be played and judged here: scenarios and faults are read with it. */
extern const struct vocabulary scenario_vocabulary;

struct scenario_play {
	const struct scenario *scenario;
	uint64_t	 seed;
	struct sink	*sink;		/* of the events, or NULL */
	int64_t		 stop_at_ms;	/* end the scenario there; -1: do not */
	bool		 has_through;	/* not the first way that it names */
	enum through	 through;
	/* Called when the scenario begins and when it is over; or NULL. */
	void		(*begun)(void *, struct sandbox *);
	void		(*over)(void *, struct sandbox *);
	void		*with;		/* their first argument */
	/* Plays a script to its end; false, with the reason: it was not begun.
	 * NULL: none is played here. */
	bool		(*script)(struct sandbox *,
			    const struct scripted_from *, struct scripted *,
			    struct err *);
	struct scripted_hearing hearing;	/* of them */
	bool		 path_only;	/* see struct scripted_from */
};

struct scenario_result {
	bool		 passed;
	int64_t		 took_ms;	/* of simulated time */
	struct err	 err;		/* the first reason why not */
	const char	*unasked;	/* a step that never asked for its
					   reply, or NULL */
	int		 exit;		/* EXIT_OK, EXIT_NOT_MET, EXIT_FILE */
};

/* Read one from its text, and its site from the file that it names, with the
 * words that can be played here.  NULL when mistakes have been added. */
struct scenario	*scenario_load(struct arena *, const struct source *,
		    struct mistakes *);

/*
 * Play it on a simulated site of its own.  What fails it: an expectation that
 * is not met, an invariant broken that no expectation names, a job of "begin"
 * that does not arrive, a fault that never strikes.  Every expectation is
 * judged and emitted.  Nothing outlives the call but what the arena holds.
 */
void	 scenario_play(struct arena *, const struct scenario_play *,
	    struct scenario_result *);

/* Does an expectation say that the invariant is violated? */
bool	 scenario_violates(const struct scenario *, const char *invariant);

#endif
