#include "backends/real/inquiry.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void
inquiry_lost(const struct inquiry *inquiry, uint32_t place, const char *why,
    struct result *res)
{
	char text[256];

	res->outcome = UNKNOWN;
	err_set(&res->err, ERR_NO_ANSWER, "%s does not answer%s%s",
	    site_place(inquiry->names, place, text, sizeof(text)),
	    why != NULL ? ": " : "", why != NULL ? why : "");
}

void
inquiry_hear(struct asking *asking, struct output *output,
    const struct heard *heard)
{
	if (heard->lost)
		asking_lost(asking, output, heard->why);
	else
		asking_heard(asking, output, &heard->ended);
}

uint64_t
inquiry_type(struct reach *reach, struct asking *asking,
    struct output *output)
{
	const struct order order = { .place = output->place,
	    .line = output->line };
	struct heard heard = { .lost = false };
	uint64_t handle = reach->begin(reach, &order, &heard);

	if (handle == HANDLE_OVER)
		inquiry_hear(asking, output, &heard);
	return handle;
}

/* The latest first, if they are too many. */
static void
outputs_take(struct inquiry *inquiry)
{
	const struct inquiry_output *at = inquiry->shared;

	for (unsigned n = 0; at != NULL && n < ASKING_KEPT; at = at->next, n++)
		asking_keep(&inquiry->asking, &at->output);
}

static bool
is_shared(const struct inquiry *inquiry, const struct output *output)
{
	const struct inquiry_output *at = inquiry->shared;

	while (at != NULL && (at->output.place != output->place ||
	    strcmp(at->output.line, output->line) != 0))
		at = at->next;
	return at != NULL;
}

/* The question has its answer: others may use the outputs. */
static void
outputs_share(struct inquiry *inquiry)
{
	for (unsigned i = 0; i < inquiry->asking.count; i++) {
		const struct output *output = &inquiry->asking.output[i];
		struct inquiry_output *shared;

		if (!output->over || output->lost ||
		    is_shared(inquiry, output))
			continue;
		shared = arena_take(&inquiry->arena, 1, sizeof(*shared));
		*shared = (struct inquiry_output){ inquiry->shared, *output };
		inquiry->shared = shared;
	}
}

static void
found_add(struct inquiry *inquiry, uint32_t object,
    const struct answer *answer)
{
	if (inquiry->all.count == inquiry->found_capacity) {
		inquiry->found_capacity = 2 * inquiry->found_capacity + 16;
		inquiry->found = realloc(inquiry->found,
		    inquiry->found_capacity * sizeof(*inquiry->found));
		if (inquiry->found == NULL)
			abort();
		inquiry->all.list = inquiry->found;
	}
	inquiry->found[inquiry->all.count++] = (struct found){
	    .object = object, .answer = *answer };
}

/* Each name is asked about; what exists is listed. */
static bool
all_answer(struct inquiry *inquiry)
{
	enum kind kind = field_kind[op_all_field((enum op_kind)
	    inquiry->ask.kind)];

	inquiry->asking.of_all = true;
	inquiry->all.count = 0;
	if (!question_names(&inquiry->asking, &inquiry->ask))
		return false;
	for (uint32_t i = 1; i <= names_count(inquiry->names, kind); i++) {
		struct op one = op_of_one(&inquiry->ask, i);
		struct answer answer;

		if (!question_answer(&inquiry->asking, &one, &answer))
			return false;
		if (answer.state != STATE_ABSENT &&
		    answer.state != STATE_MISSING)
			found_add(inquiry, i, &answer);
	}
	return true;
}

static bool
is_answered(struct inquiry *inquiry, struct result *res)
{
	if (!op_of_all(&inquiry->ask))
		return question_answer(&inquiry->asking, &inquiry->ask,
		    &res->answer);
	if (!all_answer(inquiry))
		return false;
	res->all = &inquiry->all;
	return true;
}

/* Who keeps or knows what no command tells: true, if that is an answer. */
static bool
kept_answer(struct inquiry *inquiry, struct result *res)
{
	result_clear(res);
	return inquiry->reach->kept(inquiry->reach, &inquiry->ask,
	    &res->answer);
}

/* No command is wanted, and there is no answer: a person may have one.  If not,
 * the outputs are of no use. */
static void
unanswered(struct inquiry *inquiry, struct result *res)
{
	if (inquiry->asking.by_person && kept_answer(inquiry, res))
		return;
	inquiry_forget(inquiry);
	res->outcome = UNKNOWN;
	res->err = inquiry->asking.err;
	res->answer = (struct answer){ 0 };
}

/* Go on with the question; true: it is over. */
static bool
ask_on(struct inquiry *inquiry, struct result *res)
{
	result_clear(res);
	while (!is_answered(inquiry, res)) {
		inquiry->output = asking_wanted(&inquiry->asking);
		if (inquiry->output == NULL) {
			unanswered(inquiry, res);
			return true;
		}
		inquiry->handle = inquiry_type(inquiry->reach,
		    &inquiry->asking, inquiry->output);
		if (inquiry->handle != HANDLE_OVER)
			return false;
	}
	inquiry->output = NULL;
	outputs_share(inquiry);
	return true;
}

bool
inquiry_begin(struct inquiry *inquiry, const struct op *ask,
    struct result *res)
{
	assert(inquiry->output == NULL);
	inquiry->ask = *ask;
	/* No command of its place answers it. */
	if (!question_is_answered(ask)) {
		if (!kept_answer(inquiry, res))
			inquiry_lost(inquiry, op_asked_at(ask), NULL, res);
		return true;
	}
	if (ask->forced != 0)
		inquiry_forget(inquiry);
	if (inquiry->shared == NULL)
		arena_drop(&inquiry->arena);
	asking_begin(&inquiry->asking, &inquiry->arena, inquiry->site,
	    inquiry->names);
	outputs_take(inquiry);
	return ask_on(inquiry, res);
}

bool
inquiry_wait(struct inquiry *inquiry, int64_t until_ms, struct result *res)
{
	struct heard heard = { .lost = false };

	assert(inquiry->output != NULL);
	do {
		if (!inquiry->reach->wait(inquiry->reach, inquiry->handle,
		    until_ms, &heard))
			return false;
		inquiry_hear(&inquiry->asking, inquiry->output, &heard);
		inquiry->output = NULL;
	} while (!ask_on(inquiry, res));
	return true;
}

uint64_t
inquiry_leave(struct inquiry *inquiry)
{
	inquiry->output = NULL;
	return inquiry->handle;
}

void
inquiry_forget(struct inquiry *inquiry)
{
	inquiry->shared = NULL;
}

void
inquiry_make(struct inquiry *inquiry, const struct site *site,
    struct names *names, struct reach *reach)
{
	assert(site != NULL && names != NULL && reach != NULL);
	*inquiry = (struct inquiry){ .site = site, .names = names,
	    .reach = reach };
}

void
inquiry_drop(struct inquiry *inquiry)
{
	arena_drop(&inquiry->arena);
	free(inquiry->found);
	inquiry->found = NULL;
}
