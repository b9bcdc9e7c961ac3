/*
 * Physical machines to convert.
 *
 * A machine that runs and is not frozen writes to its disks; each time that it
 * stops writing, its content is a new version.  Commands of a conversion only
 * read its disks.
 */
#include "backends/sim/p2v/source.h"

#include <assert.h>

#include "backends/sim/kernel/settle.h"
#include "backends/sim/kernel/work.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/draw.h"

bool
source_writes(struct sim *sim, uint32_t source)
{
	const struct source_row *row = world_source(sim->world, source);

	return row->power == SOURCE_RUNNING && row->frozen == 0;
}

static const char *
source_name(const struct sim *sim, uint32_t source)
{
	return sim_name(sim, KIND_SOURCE, source);
}

uint64_t
source_image(struct sim *sim, uint32_t source)
{
	return draw_mix(draw_name(DRAW_IMAGE, source_name(sim, source)),
	    world_source(sim->world, source)->version);
}

uint64_t
source_data(struct sim *sim, uint32_t source, uint32_t mount)
{
	return draw_mix(draw_mix(draw_name(DRAW_DATA, source_name(sim,
	    source)), draw_name(DRAW_DATA, sim_name(sim, KIND_TEXT, mount))),
	    world_source(sim->world, source)->version);
}

void
source_touch(struct sim *sim, uint32_t source)
{
	assert(source != 0);
	world_source(sim->world, source)->touched = 1;
	sim_touch(sim, KIND_SOURCE, source);
}

bool
ask_source(struct sim *sim, const struct op *op, struct answer *answer)
{
	static const enum state powers[] = {
		[SOURCE_RUNNING] = STATE_RUNNING,
		[SOURCE_STOPPED] = STATE_STOPPED,
		[SOURCE_OFF] = STATE_OFF,
	};
	static const enum state apps[] = {
		[APPS_STARTED] = STATE_WRITING,
		[APPS_STOPPED] = STATE_STOPPED,
		[APPS_DISABLED] = STATE_FROZEN,
	};
	const struct source_row *row = world_source(sim->world, op->source);

	answer->state = powers[row->power];
	if (op->value != TEXT_APPLICATIONS)
		return true;
	answer->state = apps[row->frozen];
	return row->power == SOURCE_RUNNING;
}

/* find -newer is typed on the source; the mark is a file on the share. */
bool
ask_fresh(struct sim *sim, const struct op *op, struct answer *answer)
{
	const struct source_row *row = world_source(sim->world, op->source);
	const struct file_row *mark = world_file(sim->world, op->file);

	if (row->power != SOURCE_RUNNING || row->share == 0 ||
	    row->share != sim->index.path[op->file].share)
		return false;
	answer->state = row->frozen != 0 && mark->type == FILE_SHARED &&
	    mark->content == (uint64_t)row->version + 1 ?
	    STATE_NOTHING_NEWER : STATE_NEWER;
	return true;
}

uint32_t
source_guest(const struct sim *sim, uint32_t source)
{
	for (uint32_t g = 1; g <= sim->declared.guest_count; g++)
		if (declared_guest(sim, g)->source == source)
			return g;
	return 0;
}

/* The guest's service and its addresses depend on the state of the source. */
static void
changed(struct sim *sim, uint32_t source, enum state was)
{
	struct answer answer = { 0 };
	const struct op ask = { .source = source };

	ask_source(sim, &ask, &answer);
	sim_touch(sim, KIND_SOURCE, source);
	sim_touch(sim, KIND_GUEST, source_guest(sim, source));
	sim_emit(sim, (struct thing){ KIND_SOURCE, source, 0 }, was,
	    answer.state);
}

static bool
not_running(struct sim *sim, uint32_t source, struct err *err)
{
	return err_set(err, ERR_NOT_RUNNING, "%s is not running",
	    source_name(sim, source));
}

bool
source_runs_allows(struct sim *sim, const struct op *op, struct err *err)
{
	return world_source(sim->world, op->source)->power ==
	    SOURCE_RUNNING || not_running(sim, op->source, err);
}

/* With a value, the owner only stops them. */
void
source_freeze(struct sim *sim, const struct op *op)
{
	struct source_row *row = world_source(sim->world, op->source);

	row->version += row->frozen == APPS_STARTED;
	row->frozen = op->value != 0 ? APPS_STOPPED : APPS_DISABLED;
	changed(sim, op->source, STATE_RUNNING);
}

static void
source_thaw(struct sim *sim, const struct op *op)
{
	world_source(sim->world, op->source)->frozen = APPS_STARTED;
	changed(sim, op->source, STATE_RUNNING);
}

/* Commands that were typed on the source end with it. */
static void
commands_end(struct sim *sim, uint32_t source)
{
	for (uint32_t i = 1; i <= sim->world->table[T_WORK].high; i++) {
		const struct work_row *work = world_work(sim->world, i);

		if (work->kind == WORK_OP && work->ended == 0 &&
		    work->place == (PLACE_SOURCE | source) &&
		    op_table[work->op.kind].downs != DOWNS_MACHINE)
			work_cut(sim, i, ERR_NO_ANSWER);
	}
}

static void
source_stop(struct sim *sim, const struct op *op)
{
	struct source_row *row = world_source(sim->world, op->source);

	row->version += source_writes(sim, op->source);
	row->power = SOURCE_STOPPED;
	row->share = 0;
	commands_end(sim, op->source);
	changed(sim, op->source, STATE_RUNNING);
}

static bool
source_off_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (world_source(sim->world, op->source)->power != SOURCE_RUNNING)
		return true;
	return err_set(err, ERR_WRONG_STATE, "%s is running: shut it down "
	    "first", source_name(sim, op->source));
}

static void
source_off(struct sim *sim, const struct op *op)
{
	struct source_row *row = world_source(sim->world, op->source);

	row->power = SOURCE_OFF;
	row->held = 1;
	changed(sim, op->source, STATE_STOPPED);
}

static bool
source_start_allows(struct sim *sim, const struct op *op, struct err *err)
{
	(void)sim;
	(void)op;
	(void)err;
	return true;
}

/* Its applications stay down if they are disabled, and the share is mounted
 * again. */
static void
source_start(struct sim *sim, const struct op *op)
{
	struct source_row *row = world_source(sim->world, op->source);
	enum state was = row->power == SOURCE_OFF ? STATE_OFF :
	    STATE_STOPPED;

	row->power = SOURCE_RUNNING;
	row->held = 0;
	if (row->frozen == APPS_STOPPED)
		row->frozen = APPS_STARTED;
	if (op->file != 0)
		row->share = declared_source(sim, op->source)->archive;
	changed(sim, op->source, was);
}

static bool
goes_down(struct sim *sim, uint32_t source)
{
	for (uint32_t i = 1; i <= sim->world->table[T_WORK].high; i++) {
		const struct work_row *work = world_work(sim->world, i);

		if (work->kind == WORK_OP && work->ended == 0 &&
		    op_table[work->op.kind].downs == DOWNS_MACHINE &&
		    work->op.source == source)
			return true;
	}
	return false;
}

static bool
is_held(const struct source_row *row)
{
	return row->held != 0 && row->power != SOURCE_RUNNING;
}

/* Somebody switches it on and enables its applications; a source whose
 * auto-boot? is false waits at the ok prompt. */
bool
source_up(struct sim *sim, uint32_t source)
{
	struct source_row *row = world_source(sim->world, source);
	enum state was = row->power == SOURCE_OFF ? STATE_OFF :
	    STATE_STOPPED;

	assert(source != 0);
	if (source_writes(sim, source) || goes_down(sim, source) ||
	    (is_held(row) && row->power == SOURCE_STOPPED))
		return false;
	sim->cause = CAUSE_FAULT;
	if (is_held(row)) {
		row->power = SOURCE_STOPPED;
	} else {
		row->power = SOURCE_RUNNING;
		row->frozen = APPS_STARTED;
	}
	changed(sim, source, was);
	sim_settle(sim);
	return true;
}

const struct act source_thaw_act = { .allows = source_runs_allows,
    .apply = source_thaw };

const struct act source_stop_act = { .allows = source_runs_allows,
    .apply = source_stop };

const struct act source_off_act = { .allows = source_off_allows,
    .apply = source_off };

const struct act source_start_act = { .allows = source_start_allows,
    .apply = source_start };
