/*
 * body.h: what went wrong, in lines of a word and what it is, for the failure
 * of a test: all that its reader has.
 */
#ifndef REPORT_BODY_H
#define REPORT_BODY_H

#include <stdint.h>

struct arena;

/* Zeroed but for the arena to begin with. */
struct body {
	struct arena	*arena;
	const char	*text;
};

void	 body_add(struct body *, const char *key, const char *value);
/* The simulated time; nothing when it is -1. */
void	 body_add_time(struct body *, int64_t at_ms);
/* The command that shows it again; stop_at_ms is -1 when it is played out. */
void	 body_add_again(struct body *, const char *file, uint64_t seed,
	    int64_t stop_at_ms);

#endif
