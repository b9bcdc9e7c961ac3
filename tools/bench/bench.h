/*
 * bench.h: shared by the files that measure.
 */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include "core/base/arena.h"
#include "core/site/site.h"

struct sim;

/* Monotonic. */
double		 bench_seconds(void);
/* A line of JSON. */
void		 bench_print(const char *name, double value, const char *unit);
/* The same of a figure that may be small. */
void		 bench_print_part(const char *name, double value,
		    const char *unit);
enum { BENCH_TEXT = 4 << 20 };	/* bytes of a site file */
/* Read a site file; it has to be right. */
struct site	*bench_site(struct arena *, const char *text, size_t n);
/* scenarios/sites/posts.json */
struct site	*bench_posts(struct arena *);

/* Rehearsals a second, measured for so many seconds each; scenarios of the
 * library. */
void		 bench_rehearsals(double for_s);
void		 bench_library(double for_s);
/* What core/policy decides, measured for so many seconds each. */
void		 bench_policy(double for_s);
/* Requests that each procedure needs. */
void		 bench_requests(void);
/* The explorer, on one of so many shards of all pairs; and the journal. */
void		 bench_pairs(uint32_t shards);
void		 bench_journal(double for_s);
/* So many starts of the programs that are in that folder. */
void		 bench_starts(const char *folder, unsigned times);
/* crowded.c: a site file of so many nodes and guests, nearly full. */
const char	*bench_crowded(struct arena *, unsigned nodes,
		    unsigned guests);
/* The death of a node, so many times. */
void		 bench_deaths(unsigned times);
/* The program of that folder that plays it, as a process.  Before all others: a
 * process has the size of the one that it is forked from. */
void		 bench_whatif(const char *folder);
/* The way to a place, so many times. */
void		 bench_reach(unsigned times);

/* timers.c: let that many events pass through a queue with that many timers;
 * returns events. */
int64_t		 bench_timers(struct sim *, uint32_t timers, int64_t events);

#endif
