/*
 * posts_fixture.h: the site of the posts, and one of three nodes, read from
 * their files, for tests.
 */
#ifndef TESTS_POSTS_FIXTURE_H
#define TESTS_POSTS_FIXTURE_H

#include "core/base/arena.h"
#include "core/plan/plan.h"
#include "core/site/site.h"

/* A job of each kind on that site, and what has to come before it, or NULL. */
struct posts_job {
	const char	*begin, *job;
};

enum { POSTS_JOBS = 6 };

extern const struct posts_job posts_jobs[POSTS_JOBS];

/* The site in scenarios/sites/posts.json; fails the test if it is not read. */
struct site	*posts_site(struct arena *);
/* The site in scenarios/sites/three.json: groups with affinities. */
struct site	*three_site(struct arena *);
/* The plan of a job on a site, made without a view. */
struct plan	*posts_plan(struct arena *, struct site *, const char *job);
/* Try to plan a job, which is well written; it has to be refused.  Returns the
 * error. */
struct err	 posts_refused(struct arena *, struct site *, const char *job);
/* The checks of that name of the job's plan, a line each: "! expected", or
 * "? expected" when it only warns. */
const char	*posts_checks(struct arena *, struct site *, const char *job,
		    const char *name);
/* The step of that name; fails the test if there is none. */
uint32_t	 posts_step(const struct plan *, const char *name);
bool		 posts_has_step(const struct plan *, const char *name);

#endif
