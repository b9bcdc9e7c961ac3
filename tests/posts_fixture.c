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

uint32_t
posts_step(const struct plan *plan, const char *name)
{
	for (uint32_t i = 0; i < plan->step_count; i++)
		if (strcmp(plan->steps[i].name, name) == 0)
			return i;
	fail_msg("no step %s", name);
	return 0;
}
