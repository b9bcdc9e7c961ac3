/*
 * Whatever goes wrong while a stuck group is cured, or a node is brought back:
 * no promise is broken.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/sim/sim.h"
#include "core/plan/stuck_group.h"
#include "core/procedures/procedure.h"
#include "tests/posts_fixture.h"
#include "tests/sparse.h"
#include "tests/stuck_fixture.h"
#include "tools/explore/explore.h"
#include "tools/explore/schedule.h"
#include "tools/scenario/scenario.h"

/* An exploration keeps so many findings; in parts, all of them. */
enum { SHARDS_ALL = 60 };

struct place {
	struct arena	 arena;
	struct site	*site;
	struct sandbox	*sandbox;
};

/* A person has done it, and waited for it. */
static void
done(struct place *place, enum op_kind kind)
{
	const struct site_guest *row = &place->site->guests[1];
	struct op op = { .kind = kind, .on = 1, .guest = 1,
	    .group = row->group };
	struct result res;

	for (unsigned f = 0; f < FIELDS; f++)
		if ((op_table[kind].takes & TAKES(f)) == 0)
			op.field[f] = 0;
	backend_execute(&place->sandbox->simulated.backend, &op, 3600000,
	    &res);
	assert_int_equal(res.outcome, DONE);
}

/* As the manager leaves a group that the agent could not stop on node1. */
static void
fail_stop(struct place *place)
{
	const struct site_guest *row = &place->site->guests[1];

	stuck_put(place->sandbox->simulated.sim, row->group,
	    row->agent.resource, 1);
}

static void
runs_on(struct place *place)
{
	fail_stop(place);
}

static void
halted(struct place *place)
{
	fail_stop(place);
	done(place, OP_GUEST_HALT);
}

/* As it leaves one whose pool was busy: the guest may be bound still. */
static void
bound(struct place *place)
{
	const struct site_guest *row = &place->site->guests[1];

	done(place, OP_GUEST_HALT);
	stuck_put(place->sandbox->simulated.sim, row->group, row->storage, 1);
	done(place, OP_GUEST_STOP);
}

static void
busy(struct place *place)
{
	bound(place);
	done(place, OP_GUEST_UNBIND);
}

static void
offline(struct place *place)
{
	done(place, OP_GROUP_OFFLINE);
}

static void
at_ok(struct place *place)
{
	done(place, OP_GUEST_HALT);
}

static const struct {
	void		(*begin)(struct place *);
	const char	*row;
} begins[] = {
	{ runs_on, "agent-runs" }, { halted, "agent-at-ok" },
	{ bound, "storage-bound" }, { busy, "storage-busy" },
	{ offline, "offline" }, { at_ok, "at-ok" },
};

/* When the node of the error dies, the manager starts the group nowhere: the
 * guest is down until the job is typed again.  A guest that was found at ok
 * stays there when the job is refused, and runs when the way back has started
 * it. */
static bool
is_known(const char *invariant)
{
	return strcmp(invariant, "guest-comes-back") == 0 ||
	    strcmp(invariant, "online-is-up") == 0 ||
	    strcmp(invariant, "nothing-left") == 0;
}

/* No finding is hidden behind those that are kept. */
static unsigned
judged(const char *row, struct explore *all)
{
	char phrases[CHOICE_PATH][PHRASE_BYTES];

	assert_int_equal(all->violations, all->finding_count);
	for (unsigned i = 0; i < all->finding_count; i++)
		if (!is_known(all->finding[i].invariant)) {
			schedule_phrases(all, &all->finding[i].path, phrases);
			fail_msg("%s: %s: %s: %s", row, phrases[0],
			    all->finding[i].invariant, all->finding[i].text);
		}
	return all->finding_count;
}

static void
explored(unsigned which)
{
	uint64_t executed = 0;
	unsigned known = 0;
	struct place place = { 0 };
	struct err err = { 0 };
	struct explore *all;
	struct plan *plan;
	struct job job;

	place.site = posts_site(&place.arena);
	place.sandbox = arena_take(&place.arena, 1, sizeof(*place.sandbox));
	all = arena_take(&place.arena, 1, sizeof(*all));
	assert_true(job_read_line(&place.arena, place.site,
	    "unstick ldom1-rg --locks", &job, &err));
	sandbox_make(place.sandbox, &place.arena, place.site, SITE_READY, 1);
	sim_put(place.sandbox->simulated.sim, 1, NOW_CLUSTERED, 1);
	begins[which].begin(&place);
	plan = session_plan(&place.sandbox->session, &job, &err);
	if (plan == NULL)
		fail_msg("%s: %s", begins[which].row, err.text);
	assert_string_equal(stuck_find(&plan->view.seen)->name,
	    begins[which].row);
	sandbox_zero(place.sandbox);
	for (unsigned part = 1; part <= SHARDS_ALL; part++) {
		*all = (struct explore){ .sandbox = place.sandbox,
		    .plan = plan, .faults = 1, .shard = part,
		    .shards = SHARDS_ALL };
		explore(all);
		assert_int_equal(all->plain, ARRIVED);
		known += judged(begins[which].row, all);
		executed += all->executed;
	}
	print_message("unstick, %s: %llu schedules executed, %u violations "
	    "that are known\n", begins[which].row,
	    (unsigned long long)executed, known);
	sandbox_drop(place.sandbox);
	arena_drop(&place.arena);
}

static void
no_single_fault_of_a_cure_breaks_a_promise(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof(begins) / sizeof(begins[0]); i += FEW)
		explored(i);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_single_fault_of_a_cure_breaks_a_promise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
