#include "tests/play_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tests/posts_fixture.h"
#include "tools/scenario/happened.h"

static void
job_find(struct play *play, const char *line)
{
	struct err err = { 0 };

	play->site = posts_site(&play->arena);
	if (!job_read_line(&play->arena, play->site, line, &play->job, &err))
		fail_msg("%s: %s", line, err.text);
}

void
play_begin(struct play *play, const char *line)
{
	const struct procedure *procedure;
	struct branch *branch = &play->branch;
	struct err err = { 0 };

	memset(play, 0, sizeof(*play));
	job_find(play, line);
	procedure = play->job.procedure;
	sandbox_make(&play->sandbox, &play->arena, play->site,
	    procedure->begin, 1);
	branch->sandbox = &play->sandbox;
	branch->sim = play->sandbox.simulated.sim;
	if (procedure->guest_begin != NOW_ABSENT)
		sim_put(branch->sim, play->job.guest, procedure->guest_begin,
		    1);
	assert_true(happened_play(&play->sandbox, &play->job, &err));
	branch->plan = session_plan(&play->sandbox.session, &play->job, &err);
	if (branch->plan == NULL)
		fail_msg("%s: %s", line, err.text);
	session_ask_bottom(&play->sandbox.session);
	sandbox_zero(&play->sandbox);
	drive_begin(branch->plan, &branch->run, 0, NULL);
}

void
play_end(struct play *play)
{
	sandbox_drop(&play->sandbox);
	arena_drop(&play->arena);
}
