/*
 * body.h: what went wrong, in lines of a word and what it is, for the failure
 * of a test: all that its reader has.
 */
#ifndef REPORT_BODY_H
#define REPORT_BODY_H

#include <stdint.h>

struct arena;
struct scenario_play;

/* Zeroed but for the arena to begin with. */
struct body {
	struct arena	*arena;
	const char	*text;
};

void	 body_add(struct body *, const char *key, const char *value);
/* The simulated time; nothing when it is -1. */
void	 body_add_time(struct body *, int64_t at_ms);
/* The command that plays the scenario of that file so again. */
void	 body_add_again(struct body *, const char *file,
	    const struct scenario_play *);

#endif
