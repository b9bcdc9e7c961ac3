/*
 * What the plans of conversions, migrations, maintenance and retirements are
 * made of.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "backends/commands/commands.h"
#include "core/plan/precondition.h"
#include "tests/posts_fixture.h"

/* Nothing to set: the guest is stopped and started all the same. */
static void
maintenance_that_sets_nothing_stops_and_starts(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan;

	(void)state;
	site->guests[1].maintain_hostid = 0;
	plan = posts_plan(&arena, site, "maintain ldom1");
	assert_true(posts_has_step(plan, "halt"));
	assert_true(posts_has_step(plan, "start"));
	assert_false(posts_has_step(plan, "unbind"));
	assert_false(posts_has_step(plan, "hostid"));
	assert_false(posts_has_step(plan, "vcpus"));
	assert_false(posts_has_step(plan, "memory"));
	arena_drop(&arena);
}

/* The value of a step's operation, as text. */
static const char *
value_of(struct arena *arena, struct site *site, const char *step)
{
	struct plan *plan = posts_plan(arena, site, "p2v system1");

	return names_text(site->names, KIND_TEXT,
	    plan->steps[posts_step(plan, step)].op.value);
}

static void
ldmp2v_is_given_what_differs_from_the_source(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct site_source *source = &site->sources[1];

	(void)state;
	assert_string_equal(value_of(&arena, site, "prepare"), "-m /:15g");
	site->guests[2].vcpus = 4;
	site->guests[2].memory = (int64_t)12 << 30;
	source->keep_hostid = true;
	assert_string_equal(value_of(&arena, site, "prepare"),
	    "-m /:15g -c 4 -M 12288m -o keep-hostid");
	source->resize_count = 0;
	source->keep_hostid = false;
	source->keep_mac = true;
	assert_string_equal(value_of(&arena, site, "prepare"),
	    "-c 4 -M 12288m -o keep-mac");
	source->exclude[1] = names_put(site->names, KIND_TEXT, "/var");
	source->exclude_count = 2;
	assert_string_equal(value_of(&arena, site, "collect"),
	    "-x /data -x /var");
	arena_drop(&arena);
}

/* The first of each kind, in whatever order the site has them. */
static void
ldmp2v_takes_the_first_service_of_each_kind(void **state)
{
	static const enum service_kind kinds[] = { SERVICE_VCC, SERVICE_VDS,
	    SERVICE_VCC, SERVICE_VSW };
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);

	(void)state;
	assert_string_equal(value_of(&arena, site, "conf"),
	    "VSW=\"primary-vsw0\"\nVDS=\"primary-vds0\"\n"
	    "VCC=\"primary-vcc0\"\nBACKEND_TYPE=\"file\"\n"
	    "BACKEND_SPARSE=\"no\"\nBACKEND_PREFIX=\"/zpool_system1/\"\n"
	    "BOOT_TIMEOUT=\"60\"\n");
	for (uint32_t i = 0; i < 4; i++)
		site->services[i + 1].kind = kinds[i];
	assert_non_null(strstr(value_of(&arena, site, "conf"),
	    "VSW=\"primary-vcc0\"\nVDS=\"primary-vsw1\"\n"
	    "VCC=\"primary-vsw0\"\n"));
	arena_drop(&arena);
}

static void
data_are_kept_in_a_file_that_is_named_by_their_mount(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan;

	(void)state;
	for (uint32_t i = 0; i < site->guests[2].disk_count; i++)
		if (site->guests[2].disk[i].mount != 0)
			site->guests[2].disk[i].mount = names_put(site->names,
			    KIND_TEXT, "/var/lib/data");
	plan = posts_plan(&arena, site, "p2v system1");
	assert_string_equal(names_text(site->names, KIND_FILE,
	    plan->steps[posts_step(plan, "data")].op.file),
	    "/mnt/system1/var-lib-data.tar");
	site->guests[2].disk[0].mount = names_put(site->names, KIND_TEXT,
	    "/export");
	plan = posts_plan(&arena, site, "p2v system1");
	assert_true(posts_has_step(plan, "data:/export"));
	assert_true(posts_has_step(plan, "data:/var/lib/data"));
	arena_drop(&arena);
}

/* Nobody works while a conversion goes on, though machines may be up. */
static void
a_conversion_is_down_from_the_freeze_to_the_word(void **state)
{
	static const struct {
		const char	*job, *step;
		bool		 down;
	} steps[] = {
		{ "migrate ldom1", "suspend", false },
		{ "migrate ldom1", "pool", true },
		{ "p2v system1", "directory", false },
		{ "p2v system1", "freeze", true },
		{ "p2v system1", "label", true },
		{ "p2v system1", "restore", true },
		{ "p2v system1", "resume", true },
		{ "p2v system1", "accept", true },
		{ "p2v system1 --phase prepare", "label", true },
		{ "p2v system1 --phase convert", "source-stop", true },
		{ "p2v system1 --phase convert", "restore", true },
		{ "p2v system1 --phase cluster", "resume", true },
	};
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);

	(void)state;
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		struct plan *plan = posts_plan(&arena, site, steps[i].job);
		const struct step *step = &plan->steps[posts_step(plan,
		    steps[i].step)];

		assert_int_equal(step->downtime_ms,
		    steps[i].down ? step->expected_ms : 0);
	}
	arena_drop(&arena);
}

static enum err_code
refused(struct arena *arena, struct site *site, const char *line)
{
	struct err err = { 0 };
	struct job job;

	if (job_read_line(arena, site, line, &job, &err))
		assert_null(plan_make(arena, site, &job, NULL, &err));
	return err.code;
}

static void
what_cannot_be_converted_is_refused_before_anything_is_done(void **state)
{
	struct arena arena = { 0 };
	struct site *site;

	(void)state;
	site = posts_site(&arena);
	site->sources[1].zones = true;
	assert_int_equal(refused(&arena, site, "p2v system1"),
	    ERR_UNSUPPORTED);
	site = posts_site(&arena);
	site->sources[1].archive = 0;
	assert_int_equal(refused(&arena, site, "p2v system1"),
	    ERR_JOB_INVALID);
	site = posts_site(&arena);
	site->sources[1].image = 0;
	assert_int_equal(refused(&arena, site, "p2v system1"),
	    ERR_JOB_INVALID);
	site = posts_site(&arena);
	site->guests[2].device = 0;
	assert_int_equal(refused(&arena, site, "p2v system1"),
	    ERR_JOB_INVALID);
	for (uint32_t s = 3; s <= 4; s++) {
		site = posts_site(&arena);
		site->services[s].kind = SERVICE_VSW;
		assert_int_equal(refused(&arena, site, "p2v system1"),
		    ERR_JOB_INVALID);
	}
	arena_drop(&arena);
}

static void
a_guest_with_one_node_is_migrated_nowhere(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);

	(void)state;
	site->guests[1].node_count = 1;
	assert_int_equal(refused(&arena, site, "migrate ldom1"),
	    ERR_JOB_INVALID);
	arena_drop(&arena);
}

static void
without_an_agent_a_guest_is_stopped_and_unbound_by_hand(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan;

	(void)state;
	site->guests[1].agent.present = false;
	plan = posts_plan(&arena, site, "retire ldom1");
	assert_true(posts_step(plan, "stop") < posts_step(plan, "unbind"));
	assert_true(posts_step(plan, "unbind") < posts_step(plan, "remove"));
	assert_false(posts_has_step(plan, "agent-off"));
	assert_false(posts_has_step(plan, "pool-destroy"));
	arena_drop(&arena);
}

/* A person who types the serial has looked at the LUN. */
static void
data_are_destroyed_by_the_serial_of_their_disk(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	uint32_t device = site->guests[1].device;

	(void)state;
	posts_plan(&arena, site, "retire ldom1 --destroy-data d14");
	assert_int_equal(refused(&arena, site,
	    "retire ldom1 --destroy-data d11"), ERR_JOB_INVALID);
	site->devices[device].guid = names_put(site->names, KIND_TEXT,
	    "600A0B80");
	posts_plan(&arena, site, "retire ldom1 --destroy-data 600A0B80");
	assert_int_equal(refused(&arena, site,
	    "retire ldom1 --destroy-data d14"), ERR_JOB_INVALID);
	arena_drop(&arena);
}

static void
a_medium_that_stays_is_offered_on_every_node(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan = posts_plan(&arena, site,
	    "p2v system1 --keep-iso");
	const struct op *op = &plan->steps[posts_step(plan, "iso@node2")].op;

	(void)state;
	assert_false(posts_has_step(plan, "iso-disk"));
	assert_false(posts_has_step(plan, "iso-volume"));
	assert_int_equal(op_place(op), 2);
	assert_string_equal(command_text(&arena, site, op),
	    "ldm add-vdsdev options=ro /export/home/ldoms/iso/"
	    "sol-10-u9-ga-sparc-dvd.iso system1-solarisdvd@primary-vds0");
	arena_drop(&arena);
}

/* P10: the names of the questions that prove a change of a conversion. */
static void
each_change_of_a_conversion_is_proved(void **state)
{
	static const struct {
		enum op_kind	 kind, asks[5];
	} rows[] = {
		{ OP_SOURCE_COLLECT, { OP_SHARE_STATE, OP_SOURCE_STATE } },
		{ OP_SOURCE_SAVE, { OP_SHARE_STATE, OP_SOURCE_STATE } },
		{ OP_SOURCE_STOP, { OP_FRESH_STATE } },
		{ OP_SOURCE_START, { OP_GUEST_STATE, OP_GUEST_STATE } },
		{ OP_P2V_PREPARE, { OP_POOL_STATE, OP_GUEST_STATE,
		    OP_SHARE_STATE } },
		{ OP_P2V_CONVERT, { OP_POOL_STATE, OP_GUEST_STATE,
		    OP_SHARE_STATE, OP_SOURCE_STATE } },
		{ OP_DATA_RESTORE, { OP_SHARE_STATE } },
	};
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct fact room[PRECONDITIONS];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct op op = { .kind = rows[i].kind, .on = 1, .guest = 2 };
		uint32_t n = precondition_list(site,
		    &(struct proving){ 2, 1, PRECONDITION_CONVERTS }, &op,
		    room);

		for (uint32_t j = 0; j < n; j++)
			assert_int_equal(room[j].ask.kind, rows[i].asks[j]);
		assert_int_equal(rows[i].asks[n], OP_NONE);
		if (rows[i].kind == OP_DATA_RESTORE)
			assert_int_equal(room[0].ask.on, PLACE_GUEST | 2);
		if (rows[i].kind == OP_SOURCE_START)
			assert_int_equal(room[0].want.states &
			    STATE_BIT(STATE_RUNNING), 0);
	}
	arena_drop(&arena);
}

static const struct fact *
asked_by(const struct plan *plan, const char *step)
{
	return &plan->proofs[plan->steps[posts_step(plan,
	    step)].preconditions.first];
}

static void
what_a_conversion_leaves_and_asks_is_known(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan = posts_plan(&arena, site, "p2v system1");

	(void)state;
	/* The domain, and the file and the volume of the disk. */
	assert_int_equal(plan->steps[posts_step(plan,
	    "prepare")].decide.count, 3);
	assert_int_equal(plan->steps[posts_step(plan,
	    "convert")].expected_ms, 65000);
	assert_int_equal(plan->steps[posts_step(plan, "image")].limit_ms,
	    60000);
	assert_true(plan->facts[plan->steps[posts_step(plan,
	    "restore")].decide.first].inside);
	assert_true(asked_by(plan, "image")->want.states ==
	    (STATE_BIT(STATE_UPGRADABLE) | STATE_BIT(STATE_INTERRUPTED) |
	    STATE_BIT(STATE_UPGRADED)));
	plan = posts_plan(&arena, site, "migrate ldom1");
	assert_int_equal(asked_by(plan, "dry-run")->ask.file,
	    site->guests[1].agent.password_file);
	plan = posts_plan(&arena, site, "retire ldom1 --destroy-data d14");
	assert_string_equal(names_text(site->names, KIND_TEXT,
	    plan->steps[posts_step(plan, "pool-destroy")].op.value), "d14");
	arena_drop(&arena);
}

#define T(test)	cmocka_unit_test(test)

/* Is the text of that script a precondition of the step? */
static bool
proves_script(const struct plan *plan, const char *name, enum script script)
{
	const struct site_archive *archive = &plan->site->archives[1];
	const struct step *step = &plan->steps[posts_step(plan, name)];

	for (uint32_t i = 0; i < step->preconditions.count; i++) {
		const struct fact *fact =
		    &plan->proofs[step->preconditions.first + i];

		if (fact->ask.kind == OP_DISK_STATE &&
		    fact->ask.file == archive->script[script] &&
		    fact->want.value == archive->script_text[script] &&
		    (fact->want.cares & WANT_VALUE) != 0)
			return true;
	}
	return false;
}

static void
a_script_is_proved_where_it_runs(void **state)
{
	struct arena arena = { 0 };
	struct site *site = posts_site(&arena);
	struct plan *plan = posts_plan(&arena, site, "p2v system1");

	(void)state;
	assert_true(proves_script(plan, "sums", SCRIPT_SUMS));
	assert_true(proves_script(plan, "data-filesystem", SCRIPT_DATA_DISK));
	assert_false(proves_script(plan, "data", SCRIPT_SUMS));
	arena_drop(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_script_is_proved_where_it_runs),
		T(maintenance_that_sets_nothing_stops_and_starts),
		T(ldmp2v_is_given_what_differs_from_the_source),
		T(ldmp2v_takes_the_first_service_of_each_kind),
		T(data_are_kept_in_a_file_that_is_named_by_their_mount),
		T(a_conversion_is_down_from_the_freeze_to_the_word),
		T(what_cannot_be_converted_is_refused_before_anything_is_done),
		T(a_guest_with_one_node_is_migrated_nowhere),
		T(without_an_agent_a_guest_is_stopped_and_unbound_by_hand),
		T(data_are_destroyed_by_the_serial_of_their_disk),
		T(each_change_of_a_conversion_is_proved),
		T(what_a_conversion_leaves_and_asks_is_known),
		T(a_medium_that_stays_is_offered_on_every_node),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
