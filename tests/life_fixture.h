/*
 * life_fixture.h: a site that is drawn, and a life of it that is drawn.
 *
 * Guests are where they may be, people type, machines fail, and half of what
 * happens is still under way when the next thing does.
 */
#ifndef TESTS_LIFE_FIXTURE_H
#define TESTS_LIFE_FIXTURE_H

#include "core/base/arena.h"
#include "tests/prompt_fixture.h"
#include "tools/swarm/draw.h"

struct life {
	struct arena	 arena;
	uint64_t	 seed;
	struct draw	 draw;
	struct site	*site;
	struct prompt	 prompt;
	struct sim	*sim;
	struct sink	 heard;		/* of the stage: what commands print by
					   themselves, which is lost */
	/* the test's own */
	const char	*command;	/* the last one that it has typed */
	uint32_t	 node;		/* and where */
	unsigned	 facts;		/* that it has found */
};

/* Nothing has happened yet on that site.  The same for the rest. */
void		 life_begin_at(struct life *, uint64_t seed,
		    struct site *(*site)(struct arena *));
/* All that happens in it until now.  What others print is lost.  Give it back
 * with life_end; it must not be moved. */
void		 life_begin(struct life *, uint64_t seed);
void		 life_end(struct life *);
/* The same site, begun from what a start text tells; the caller gives it back,
 * too. */
void		 life_begin_from(struct life *, uint64_t seed,
		    const char *text);
/* Something that is drawn happens, and some time passes.  Returns what. */
const char	*life_act(struct life *, struct draw);
/* Hours pass.  Is there nothing to come then? */
bool		 life_rests(struct life *);
/* A line that another person may type at a node now. */
const char	*life_line(struct life *, struct draw);
/* The name of a thing of its site. */
const char	*life_name(const struct life *, enum kind, uint32_t number);
/* How many lives, and the first of them: numbers of the environment, or as
 * given. */
uint64_t	 life_number(const char *variable, uint64_t otherwise);

#endif
