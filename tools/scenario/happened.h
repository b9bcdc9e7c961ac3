/*
 * happened.h: what has happened at a simulated site before a job begins there.
 */
#ifndef SCENARIO_HAPPENED_H
#define SCENARIO_HAPPENED_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct job;
struct sandbox;
struct site;

/* More than any procedure has. */
enum { HAPPENED_MOST = 8 };

/* The n-th phrase (from 0) of what the job's procedure says has happened, with
 * the node that it concerns; NULL: there are no more. */
const char	*happened_phrase(struct arena *, const struct site *,
		    const struct job *, unsigned n);
/* Let all of it happen, and after each the site come to rest. */
bool		 happened_play(struct sandbox *, const struct job *,
		    struct err *);

#endif
