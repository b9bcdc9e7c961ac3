#include "backends/real/real.h"

#include <assert.h>
#include <string.h>

#include "backends/commands/commands.h"
#include "backends/real/answers/refusal.h"

/* Of a question, which may take several commands; no reach has this one. */
#define HANDLE_ASKING	(HANDLE_FILTER - 1)
/* Of the pause; a run makes one at a time. */
#define HANDLE_PAUSE	(HANDLE_FILTER - 2)

static int64_t
now_ms(struct backend *backend)
{
	struct real *real = (struct real *)backend;

	return real->reach->now_ms(real->reach);
}

/* A person does it, or types at the console that its command opens. */
static bool
is_by_hand(const struct real *real, const struct op *op)
{
	return site_by_hand(real->site, op) ||
	    op_table[op->kind].at_console;
}

static void
change_result(const struct real *real, const struct op *op,
    const struct heard *heard, struct result *res)
{
	result_clear(res);
	if (heard->lost) {
		inquiry_lost(&real->inquiry, op_place(op), heard->why, res);
	} else if (heard->locked) {
		res->outcome = FAILED;
		err_set(&res->err, ERR_LOCK_LOST, "nothing was typed: %s",
		    heard->why);
	} else if (!is_by_hand(real, op)) {
		res->outcome = refusal_read(op, &heard->ended, &res->err);
	} else if (heard->ended.status != 0) {
		res->outcome = FAILED;
		err_set(&res->err, ERR_PERSON_REFUSED, "%.*s",
		    (int)strcspn(heard->ended.err, "\n"), heard->ended.err);
	}
}

/* Changes have handles from 1 on. */
static bool
is_change(uint64_t handle)
{
	return handle <= REAL_CHANGES;
}

static struct real_change *
change_of(struct real *real, uint64_t handle)
{
	assert(is_change(handle) && real->change[handle - 1].used);
	return &real->change[handle - 1];
}

static void
change_drop(struct real_change *change)
{
	arena_drop(&change->arena);
	change->used = false;
}

/* The command as it is typed; NULL: an output is wanted first, or there is
 * none, and the asking says why. */
static const char *
change_line(struct real *real, struct real_change *change)
{
	const struct op *op = &change->op;

	if (command_needs_port(op))
		return port_line(change->asking, op);
	if (op_table[op->kind].at_sp && !is_by_hand(real, op) &&
	    !power_proved(change->asking, op))
		return NULL;
	return command_is_comment(op) || site_by_hand(real->site, op) ?
	    command_bare(&change->arena, real->site, op) :
	    command_text(&change->arena, real->site, op);
}

static bool
change_type(struct real *real, struct real_change *change, const char *line,
    struct result *res)
{
	const struct op *op = &change->op;
	const struct order order = { .place = op_place(op), .line = line,
	    .change = true, .op = op,
	    .by_hand = is_by_hand(real, op) ? op : NULL };
	struct heard heard = { .lost = false };

	change->handle = real->reach->begin(real->reach, &order, &heard);
	if (change->handle != HANDLE_OVER)
		return false;
	change_result(real, op, &heard, res);
	return true;
}

/* Go on with a change; true: it is over. */
static bool
change_on(struct real *real, struct real_change *change, struct result *res)
{
	const char *line;

	while ((line = change_line(real, change)) == NULL) {
		change->output = asking_wanted(change->asking);
		if (change->output == NULL) {
			/* Whose power it is that would go is not known. */
			res->outcome = op_table[change->op.kind].at_sp ?
			    UNKNOWN : FAILED;
			res->err = change->asking->err;
			return true;
		}
		change->handle = fetch_begin(real->reach, &change->arena,
		    change->output);
		if (change->handle != HANDLE_OVER)
			return false;
	}
	change->output = NULL;
	return change_type(real, change, line, res);
}

/* One more than fit is not begun: nobody could say what came of it. */
static uint64_t
change_begin(struct real *real, const struct op *op, struct result *res)
{
	struct real_change *change;
	unsigned n = 0;

	while (n < REAL_CHANGES && real->change[n].used)
		n++;
	if (n == REAL_CHANGES) {
		res->outcome = FAILED;
		err_set(&res->err, ERR_TOO_MANY, "%s is one command too many: "
		    "%u are under way", op_table[op->kind].name, n);
		return HANDLE_OVER;
	}
	change = &real->change[n];
	*change = (struct real_change){ .used = true, .op = *op };
	change->asking = arena_take(&change->arena, 1,
	    sizeof(*change->asking));
	asking_begin(change->asking, &change->arena, real->site,
	    real->names);
	change->asking->macs = real->inquiry.fetch.macs;
	if (!change_on(real, change, res))
		return 1 + n;
	change_drop(change);
	return HANDLE_OVER;
}

/* One command after the other; the last one is the change. */
static bool
change_wait(struct real *real, struct real_change *change, int64_t until_ms,
    struct result *res)
{
	struct heard heard = { .lost = false };
	bool over = false;

	while (!over) {
		if (!real->reach->wait(real->reach, change->handle, until_ms,
		    &heard))
			return false;
		over = change->output == NULL;
		if (over) {
			change_result(real, &change->op, &heard, res);
		} else {
			fetch_hear(&change->arena, change->output, &heard);
			over = change_on(real, change, res);
		}
	}
	change_drop(change);
	return true;
}

static uint64_t
pause_begin(struct real *real, int64_t ms)
{
	assert(real->pausing == HANDLE_OVER);
	real->pausing = real->reach->pause(real->reach, ms);
	return real->pausing != HANDLE_OVER ? HANDLE_PAUSE : HANDLE_OVER;
}

static uint64_t
begin(struct backend *backend, const struct op *op, struct result *res)
{
	struct real *real = (struct real *)backend;

	if (op_table[op->kind].question)
		return inquiry_begin(&real->inquiry, op, res) ? HANDLE_OVER :
		    HANDLE_ASKING;
	/* From now on outputs may be other ones. */
	inquiry_forget(&real->inquiry);
	return op_is_change((enum op_kind)op->kind) ? change_begin(real, op,
	    res) : pause_begin(real, op->number);
}

static bool
pause_wait(struct real *real, int64_t until_ms)
{
	struct heard heard = { .lost = false };

	if (!real->reach->wait(real->reach, real->pausing, until_ms, &heard))
		return false;
	real->pausing = HANDLE_OVER;
	return true;
}

static bool
wait(struct backend *backend, uint64_t handle, int64_t until_ms,
    struct result *res)
{
	struct real *real = (struct real *)backend;

	if (handle == HANDLE_ASKING)
		return inquiry_wait(&real->inquiry, until_ms, res);
	if (is_change(handle))
		return change_wait(real, change_of(real, handle), until_ms,
		    res);
	return pause_wait(real, until_ms);
}

static void
leave(struct backend *backend, uint64_t handle)
{
	struct real *real = (struct real *)backend;

	if (handle == HANDLE_ASKING) {
		inquiry_leave(&real->inquiry);
		return;
	}
	if (is_change(handle)) {
		struct real_change *change = change_of(real, handle);

		handle = change->handle;
		change_drop(change);
	} else {
		handle = real->pausing;
		real->pausing = HANDLE_OVER;
	}
	real->reach->leave(real->reach, handle);
}

static void
forget(struct backend *backend)
{
	inquiry_forget(&((struct real *)backend)->inquiry);
}

static void
follow(struct backend *backend, const struct ahead *ahead)
{
	((struct real *)backend)->inquiry.ahead = ahead;
}

void
real_make(struct real *real, const struct site *site, struct names *names,
    struct reach *reach)
{
	assert(site != NULL && names != NULL && reach != NULL);
	memset(real, 0, sizeof(*real));
	real->backend = (struct backend){ .name = "real", .now_ms = now_ms,
	    .begin = begin, .wait = wait, .leave = leave,
	    .forget = forget, .follow = follow };
	real->site = site;
	real->names = names;
	real->reach = reach;
	inquiry_make(&real->inquiry, site, names, reach);
}

void
real_drop(struct real *real)
{
	for (unsigned n = 0; n < REAL_CHANGES; n++)
		if (real->change[n].used)
			change_drop(&real->change[n]);
	inquiry_drop(&real->inquiry);
}
