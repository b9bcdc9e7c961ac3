#include "tests/posts_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/formats/site/site_file.h"

enum { ROOM = 65536 };

const struct posts_job posts_jobs[POSTS_JOBS] = {
	{ NULL, "create ldom1" },
	{ "create ldom1", "switch ldom1" },
	{ "create ldom1", "maintain ldom1 --set vcpus=4" },
	{ "create ldom1", "retire ldom1" },
	{ NULL, "p2v system1" },
	{ NULL, "services" },
};

static struct site *
site_of(struct arena *arena, const char *path)
{
	char *text = arena_take(arena, ROOM, 1);
	FILE *file = fopen(path, "r");
	struct mistakes mistakes = { 0 };
	struct site *site;
	size_t n;

	assert_non_null(file);
	n = fread(text, 1, ROOM, file);
	fclose(file);
	site = site_read(arena, path, text, n, &mistakes);
	assert_non_null(site);
	return site;
}

struct site *
posts_site(struct arena *arena)
{
	return site_of(arena, "scenarios/sites/posts.json");
}

struct site *
three_site(struct arena *arena)
{
	return site_of(arena, "scenarios/sites/three.json");
}

struct plan *
posts_plan(struct arena *arena, struct site *site, const char *line)
{
	struct err err = { 0 };
	struct plan *plan;
	struct job job;

	if (!job_read_line(arena, site, line, &job, &err))
		fail_msg("%s", err.text);
	plan = plan_make(arena, site, &job, NULL, &err);
	if (plan == NULL)
		fail_msg("%s", err.text);
	return plan;
}

struct err
posts_refused(struct arena *arena, struct site *site, const char *line)
{
	struct err err = { 0 };
	struct job job;

	if (!job_read_line(arena, site, line, &job, &err))
		fail_msg("%s", err.text);
	assert_null(plan_make(arena, site, &job, NULL, &err));
	return err;
}

static uint32_t
step_find(const struct plan *plan, const char *name)
{
	uint32_t i = 0;

	while (i < plan->step_count && strcmp(plan->steps[i].name, name) != 0)
		i++;
	return i;
}

uint32_t
posts_step(const struct plan *plan, const char *name)
{
	uint32_t step = step_find(plan, name);

	if (step == plan->step_count)
		fail_msg("no step %s", name);
	return step;
}

bool
posts_has_step(const struct plan *plan, const char *name)
{
	return step_find(plan, name) < plan->step_count;
}

const char *
posts_checks(struct arena *arena, struct site *site, const char *job,
    const char *name)
{
	const struct plan *plan = posts_plan(arena, site, job);
	const char *text = "";

	for (uint32_t i = 0; i < plan->check_count; i++)
		if (strcmp(plan->checks[i].name, name) == 0)
			text = arena_format(arena, "%s%c %s\n", text,
			    plan->checks[i].warns ? '?' : '!',
			    plan->checks[i].expect);
	return text;
}
