#include "backends/real/real.h"

#include <assert.h>
#include <stdlib.h>
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
is_by_hand(const struct op *op)
{
	return op_table[op->kind].person || op_table[op->kind].at_console;
}

static void
lost_result(const struct real *real, uint32_t place, const char *why,
    struct result *res)
{
	char text[256];

	res->outcome = UNKNOWN;
	err_set(&res->err, ERR_NO_ANSWER, "%s does not answer%s%s",
	    site_place(real->names, place, text, sizeof(text)),
	    why != NULL ? ": " : "", why != NULL ? why : "");
}

static void
change_result(const struct real *real, const struct op *op,
    const struct heard *heard, struct result *res)
{
	result_clear(res);
	if (heard->lost) {
		lost_result(real, op_place(op), heard->why, res);
	} else if (!is_by_hand(op)) {
		res->outcome = refusal_read(op, &heard->ended, &res->err);
	} else if (heard->ended.status != 0) {
		res->outcome = FAILED;
		err_set(&res->err, ERR_PERSON_REFUSED, "%.*s",
		    (int)strcspn(heard->ended.err, "\n"), heard->ended.err);
	}
}

/* The output that was waited for has come, or never will. */
static void
output_take(struct asking *asking, struct output *output,
    const struct heard *heard)
{
	if (heard->lost)
		asking_lost(asking, output, heard->why);
	else
		asking_heard(asking, output, &heard->ended);
}

/* Carry out the command of an output that is wanted; HANDLE_OVER: it is
 * there. */
static uint64_t
output_begin(struct real *real, struct asking *asking, struct output *output)
{
	const struct order order = { .place = output->place,
	    .line = output->line };
	struct heard heard = { .lost = false };
	uint64_t handle = real->reach->begin(real->reach, &order, &heard);

	if (handle == HANDLE_OVER)
		output_take(asking, output, &heard);
	return handle;
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
	return command_is_comment(op) ? command_bare(&change->arena,
	    real->site, op) : command_text(&change->arena, real->site, op);
}

static bool
change_type(struct real *real, struct real_change *change, const char *line,
    struct result *res)
{
	const struct op *op = &change->op;
	const struct order order = { .place = op_place(op), .line = line,
	    .change = true, .op = op, .by_hand = is_by_hand(op) ? op : NULL };
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
			res->outcome = FAILED;
			res->err = change->asking->err;
			return true;
		}
		change->handle = output_begin(real, change->asking,
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
			output_take(change->asking, change->output, &heard);
			over = change_on(real, change, res);
		}
	}
	change_drop(change);
	return true;
}

static void
found_add(struct real *real, uint32_t object, const struct answer *answer)
{
	if (real->all.count == real->found_capacity) {
		real->found_capacity = 2 * real->found_capacity + 16;
		real->found = realloc(real->found, real->found_capacity *
		    sizeof(*real->found));
		if (real->found == NULL)
			abort();
		real->all.list = real->found;
	}
	real->found[real->all.count++] = (struct found){ .object = object,
	    .answer = *answer };
}

/* Each name is asked about; what exists is listed. */
static bool
all_answer(struct real *real)
{
	enum kind kind = field_kind[op_all_field((enum op_kind)
	    real->ask.kind)];

	real->asking.of_all = true;
	real->all.count = 0;
	if (!question_names(&real->asking, &real->ask))
		return false;
	for (uint32_t i = 1; i <= names_count(real->names, kind); i++) {
		struct op one = op_of_one(&real->ask, i);
		struct answer answer;

		if (!question_answer(&real->asking, &one, &answer))
			return false;
		if (answer.state != STATE_ABSENT &&
		    answer.state != STATE_MISSING)
			found_add(real, i, &answer);
	}
	return true;
}

static bool
is_answered(struct real *real, struct result *res)
{
	if (!op_of_all(&real->ask))
		return question_answer(&real->asking, &real->ask,
		    &res->answer);
	if (!all_answer(real))
		return false;
	res->all = &real->all;
	return true;
}

/* Go on with the question; true: it is over. */
static bool
ask_on(struct real *real, struct result *res)
{
	result_clear(res);
	while (!is_answered(real, res)) {
		real->output = asking_wanted(&real->asking);
		if (real->output == NULL) {
			res->outcome = UNKNOWN;
			res->err = real->asking.err;
			res->answer = (struct answer){ 0 };
			return true;
		}
		real->handle = output_begin(real, &real->asking,
		    real->output);
		if (real->handle != HANDLE_OVER)
			return false;
	}
	real->output = NULL;
	return true;
}

static uint64_t
question_begin(struct real *real, const struct op *ask, struct result *res)
{
	/* No command of its place answers it. */
	if (!question_is_answered(ask)) {
		result_clear(res);
		if (!real->reach->kept(real->reach, ask, &res->answer))
			lost_result(real, op_asked_at(ask), NULL, res);
		return HANDLE_OVER;
	}
	assert(real->output == NULL);
	arena_drop(&real->arena);
	asking_begin(&real->asking, &real->arena, real->site, real->names);
	real->ask = *ask;
	return ask_on(real, res) ? HANDLE_OVER : HANDLE_ASKING;
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

	if (op_is_change((enum op_kind)op->kind))
		return change_begin(real, op, res);
	return op_table[op->kind].question ? question_begin(real, op, res) :
	    pause_begin(real, op->number);
}

static bool
question_wait(struct real *real, int64_t until_ms, struct result *res)
{
	struct heard heard = { .lost = false };

	do {
		if (!real->reach->wait(real->reach, real->handle, until_ms,
		    &heard))
			return false;
		output_take(&real->asking, real->output, &heard);
		real->output = NULL;
	} while (!ask_on(real, res));
	return true;
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
		return question_wait(real, until_ms, res);
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
		real->output = NULL;
		handle = real->handle;
	} else if (is_change(handle)) {
		struct real_change *change = change_of(real, handle);

		handle = change->handle;
		change_drop(change);
	} else {
		handle = real->pausing;
		real->pausing = HANDLE_OVER;
	}
	real->reach->leave(real->reach, handle);
}

void
real_make(struct real *real, const struct site *site, struct names *names,
    struct reach *reach)
{
	assert(site != NULL && names != NULL && reach != NULL);
	memset(real, 0, sizeof(*real));
	real->backend = (struct backend){ "real", now_ms, begin, wait, leave,
	    NULL };
	real->site = site;
	real->names = names;
	real->reach = reach;
}

void
real_drop(struct real *real)
{
	for (unsigned n = 0; n < REAL_CHANGES; n++)
		if (real->change[n].used)
			change_drop(&real->change[n]);
	arena_drop(&real->arena);
	free(real->found);
	real->found = NULL;
}
