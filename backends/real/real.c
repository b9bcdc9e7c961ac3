#include "backends/real/real.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/commands/commands.h"
#include "backends/real/answers/refusal.h"

/* Of a question, which may take several commands; no reach has this one. */
#define HANDLE_ASKING	(HANDLE_FILTER - 1)

static int64_t
now_ms(struct backend *backend)
{
	struct real *real = (struct real *)backend;

	return real->reach->now_ms(real->reach);
}

/* What is typed for a change; NULL: a person does it. */
static const char *
change_line(struct real *real, const struct op *op)
{
	if (op_table[op->kind].person)
		return NULL;
	return command_is_comment(op) ? command_bare(&real->arena, real->site,
	    op) : command_text(&real->arena, real->site, op);
}

static void
lost_result(const struct real *real, uint32_t place, struct result *res)
{
	char text[256];

	res->outcome = UNKNOWN;
	err_set(&res->err, ERR_NO_ANSWER, "%s does not answer",
	    site_place(real->names, place, text, sizeof(text)));
}

static void
change_result(const struct real *real, const struct op *op,
    const struct heard *heard, struct result *res)
{
	const struct ended ended = { heard->status, heard->out, heard->err,
	    heard->out_size, heard->err_size };

	result_clear(res);
	if (heard->lost)
		lost_result(real, op_place(op), res);
	else
		res->outcome = refusal_read(op, &ended, &res->err);
}

static struct real_change *
change_find(struct real *real, uint64_t handle)
{
	for (unsigned i = 0; i < REAL_CHANGES; i++)
		if (real->change[i].handle == handle)
			return &real->change[i];
	return NULL;
}

/* One more than fit is not begun: nobody could say what came of it. */
static uint64_t
change_begin(struct real *real, const struct op *op, struct result *res)
{
	struct order order = { .place = op_place(op), .change = true };
	struct real_change *free = change_find(real, HANDLE_OVER);
	struct heard heard = { .status = 0 };

	order.line = change_line(real, op);
	if (order.line == NULL || free == NULL) {
		res->outcome = FAILED;
		err_set(&res->err, ERR_UNSUPPORTED, order.line == NULL ?
		    "%s is done by a person, who cannot be asked here" :
		    "%s is one command too many", op_table[op->kind].name);
		return HANDLE_OVER;
	}
	free->op = *op;
	free->handle = real->reach->begin(real->reach, &order, &heard);
	if (free->handle == HANDLE_OVER)
		change_result(real, op, &heard, res);
	return free->handle;
}

/* The output that was waited for has come, or never will. */
static void
output_take(struct real *real, const struct heard *heard)
{
	if (heard->lost)
		asking_lost(&real->asking, real->output);
	else
		asking_heard(&real->asking, real->output, heard->status,
		    heard->out, heard->out_size, heard->err);
	real->output = NULL;
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
	struct heard heard = { .status = 0 };

	result_clear(res);
	while (!is_answered(real, res)) {
		real->output = asking_wanted(&real->asking);
		if (real->output == NULL) {
			res->outcome = UNKNOWN;
			res->err = real->asking.err;
			res->answer = (struct answer){ 0 };
			return true;
		}
		real->handle = real->reach->begin(real->reach,
		    &(struct order){ .place = real->output->place,
		    .line = real->output->line }, &heard);
		if (real->handle != HANDLE_OVER)
			return false;
		output_take(real, &heard);
	}
	return true;
}

/* What the places keep for this run is not asked by a command of theirs. */
static bool
is_kept(const struct op *ask)
{
	return ask->kind == OP_COMMAND_STATE || ask->kind == OP_LOCK_STATE ||
	    ask->kind == OP_WORD_STATE;
}

static uint64_t
question_begin(struct real *real, const struct op *ask, struct result *res)
{
	if (is_kept(ask)) {
		result_clear(res);
		if (!real->reach->kept(real->reach, ask, &res->answer))
			lost_result(real, op_asked_at(ask), res);
		return HANDLE_OVER;
	}
	assert(real->output == NULL);
	arena_drop(&real->arena);
	asking_begin(&real->asking, &real->arena, real->site, real->names);
	real->ask = *ask;
	return ask_on(real, res) ? HANDLE_OVER : HANDLE_ASKING;
}

static uint64_t
begin(struct backend *backend, const struct op *op, struct result *res)
{
	struct real *real = (struct real *)backend;

	if (op->kind == OP_PAUSE)
		return real->reach->pause(real->reach, op->number);
	return op_table[op->kind].question ? question_begin(real, op, res) :
	    change_begin(real, op, res);
}

static bool
wait(struct backend *backend, uint64_t handle, int64_t until_ms,
    struct result *res)
{
	struct real *real = (struct real *)backend;
	struct heard heard = { .status = 0 };
	struct real_change *change;

	if (handle == HANDLE_ASKING) {
		if (!real->reach->wait(real->reach, real->handle, until_ms,
		    &heard))
			return false;
		output_take(real, &heard);
		return ask_on(real, res);
	}
	if (!real->reach->wait(real->reach, handle, until_ms, &heard))
		return false;
	change = change_find(real, handle);
	if (change == NULL)
		return true;
	change->handle = HANDLE_OVER;
	change_result(real, &change->op, &heard, res);
	return true;
}

static void
leave(struct backend *backend, uint64_t handle)
{
	struct real *real = (struct real *)backend;
	struct real_change *change = change_find(real, handle);

	if (handle == HANDLE_ASKING) {
		real->output = NULL;
		handle = real->handle;
	}
	if (change != NULL)
		change->handle = HANDLE_OVER;
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
	arena_drop(&real->arena);
	free(real->found);
	real->found = NULL;
}
