/*
 * A run over operations and the same run over the programs of the site: the same
 * plan, the same answers and outcomes at the same times, the same ending, and
 * the same world afterwards.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "backends/real/real.h"
#include "core/base/buffer.h"
#include "core/formats/site/site_file.h"
#include "core/plan/job.h"
#include "core/procedures/procedure.h"
#include "core/run/drive.h"
#include "tests/posts_fixture.h"
#include "tools/scenario/sandbox.h"
#include "tools/through/programs.h"

/* One way. */
struct route {
	struct arena	 arena;
	struct site	*site;
	struct sandbox	 sandbox;
	struct programs	 programs;
	struct real	 real;
	struct backend	 listening;	/* notes what goes through it */
	struct op	 op;		/* the last one */
	struct buffer	 noted;
	bool		 through;
};

static void
note(struct route *route, const struct op *op, const struct result *res)
{
	const struct names *names = route->site->names;
	enum kind kind;
	uint32_t object = op_object(op, &kind);

	buffer_print(&route->noted, "%lld %s %s on %u part %s: %s %s %s on %u "
	    "\"%s\" %lld\n", (long long)res->at_ms, op_table[op->kind].name,
	    names_text(names, kind, object), (unsigned)op->on, names_text(
	    names, op_table[op->kind].value, op->value),
	    res->outcome == DONE ? "done" : res->outcome == FAILED ?
	    "failed" : "unknown", err_table[res->err.code].name,
	    state_name((enum state)res->answer.state),
	    (unsigned)res->answer.on, op_table[op->kind].question ?
	    names_text(names, op_answer_kind(op), res->answer.value) : "",
	    (long long)res->answer.number);
}

static uint64_t
begin(struct backend *backend, const struct op *op, struct result *res)
{
	struct route *route = (struct route *)((char *)backend -
	    offsetof(struct route, listening));
	uint64_t handle = filter_begin(backend, op, res);

	route->op = *op;
	if (handle == HANDLE_OVER && op->kind != OP_PAUSE)
		note(route, op, res);
	return handle;
}

static bool
wait(struct backend *backend, uint64_t handle, int64_t until_ms,
    struct result *res)
{
	struct route *route = (struct route *)((char *)backend -
	    offsetof(struct route, listening));

	if (!filter_wait(backend, handle, until_ms, res))
		return false;
	if (route->op.kind != OP_PAUSE) {
		res->at_ms = backend_now_ms(backend);
		note(route, &route->op, res);
	}
	return true;
}

static void
route_begin(struct route *route, const char *const jobs[], bool through)
{
	struct session *session = &route->sandbox.session;
	struct err err;
	struct job job;
	unsigned n = 0;

	route->site = posts_site(&route->arena);
	while (jobs[n + 1] != NULL)
		n++;
	assert_true(job_read_line(&route->arena, route->site, jobs[0], &job,
	    &err));
	sandbox_make(&route->sandbox, &route->arena, route->site,
	    job.procedure->begin, 1);
	for (unsigned i = 0; i < n; i++)
		if (!sandbox_begin(&route->sandbox, jobs[i], &err))
			fail_msg("%s: %s", jobs[i], err.text);
	route->through = through;
	if (through) {
		programs_make(&route->programs, &route->sandbox.simulated);
		real_make(&route->real, route->site, route->site->names,
		    &route->programs.reach);
		route->listening = (struct backend){ "listening",
		    filter_now_ms, begin, wait, filter_leave,
		    &route->real.backend };
	} else {
		route->listening = (struct backend){ "listening",
		    filter_now_ms, begin, wait, filter_leave,
		    &route->sandbox.simulated.backend };
	}
	session_make(session, &route->arena, route->site, through ?
	    &route->real.backend : &route->sandbox.simulated.backend);
	session->requests.backend.below = &route->listening;
	sandbox_zero(&route->sandbox);
}

static void
route_end(struct route *route)
{
	if (route->through) {
		real_drop(&route->real);
		programs_drop(&route->programs);
	}
	buffer_drop(&route->noted);
	sandbox_drop(&route->sandbox);
	arena_drop(&route->arena);
}

static void
route_play(struct route *route, const char *line)
{
	struct session *session = &route->sandbox.session;
	char digest[SANDBOX_DIGEST];
	struct plan *plan;
	struct err err;
	struct job job;
	struct run run;

	assert_true(job_read_line(&route->arena, route->site, line, &job, &err));
	plan = session_plan(session, &job, &err);
	if (plan == NULL)
		fail_msg("%s: %s", line, err.text);
	drive_begin(plan, &run, 0, NULL);
	drive(plan, &run, session->top, NULL);
	sandbox_digest(&route->sandbox, digest);
	buffer_print(&route->noted, "ending %d %s at %lld, world %s\n",
	    (int)run.ending, run.why.text, (long long)session_now_ms(session),
	    digest);
}

/* The first line in which they differ. */
static void
compare(const char *job, const struct route *op, const struct route *through)
{
	const char *one = buffer_text(&op->noted);
	const char *other = buffer_text(&through->noted);
	size_t line = 0, at = 0;

	while (one[at] != '\0' && one[at] == other[at]) {
		if (one[at++] == '\n')
			line = at;
	}
	if (one[at] != other[at])
		fail_msg("%s:\nop:      %.*s\nprograms: %.*s", job,
		    (int)strcspn(one + line, "\n"), one + line,
		    (int)strcspn(other + line, "\n"), other + line);
	print_message("%s: %zu bytes of answers and outcomes\n", job, at);
}

static void
job_both_ways(const char *const jobs[])
{
	struct route *op = test_calloc(1, sizeof(*op));
	struct route *through = test_calloc(1, sizeof(*through));
	unsigned n = 0;

	while (jobs[n + 1] != NULL)
		n++;
	route_begin(op, jobs, false);
	route_begin(through, jobs, true);
	route_play(op, jobs[n]);
	route_play(through, jobs[n]);
	compare(jobs[n], op, through);
	route_end(op);
	route_end(through);
	test_free(op);
	test_free(through);
}

#define BOTH_WAYS(name, ...) \
	static void \
	name(void **state) \
	{ \
		(void)state; \
		job_both_ways((const char *const[]){ __VA_ARGS__, NULL }); \
	}

BOTH_WAYS(creating, "create ldom1")
BOTH_WAYS(switching, "create ldom1", "switch ldom1")
BOTH_WAYS(maintaining, "create ldom1", "maintain ldom1 --set vcpus=4")
BOTH_WAYS(retiring, "create ldom1", "retire ldom1")
BOTH_WAYS(services, "services")
BOTH_WAYS(locked, "create ldom1", "switch ldom1 --locks")
BOTH_WAYS(converting, "p2v system1")

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(services),
	    cmocka_unit_test(creating),
	    cmocka_unit_test(switching),
	    cmocka_unit_test(maintaining),
	    cmocka_unit_test(retiring),
	    cmocka_unit_test(locked),
	    cmocka_unit_test(converting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
