#include "backends/real/inquiry.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/op/request.h"

/* Questions that may be asked together. */
enum { AHEAD = 256 };

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

/* The commands that it wants now. */
static void
wants_type(struct inquiry *inquiry, const struct asking *asking)
{
	for (unsigned i = 0; i < asking->count; i++)
		fetch_type(&inquiry->fetch, &asking->output[i], false);
}

/* Those that it will want, as far as they are known and cost little. */
static void
soon_type(struct inquiry *inquiry, const struct op *ask,
    const struct asking *asking)
{
	struct output wanted = { .place = op_asked_at(ask) };

	for (unsigned i = 0; i < asking->count; i++)
		if (asked_is_quick(asking->output[i].asks))
			fetch_type(&inquiry->fetch, &asking->output[i], true);
	for (unsigned n = 0; (wanted.asks = asked_always(ask, n)) != LINE_END;
	    n++) {
		wanted.line = asked_line(&inquiry->fetch.arena, inquiry->site,
		    wanted.asks, ask);
		if (wanted.place != 0 && wanted.line != NULL &&
		    asked_is_quick(wanted.asks))
			fetch_type(&inquiry->fetch, &wanted, true);
	}
}

static void
asking_anew(struct inquiry *inquiry, struct asking *asking)
{
	asking_begin(asking, &inquiry->fetch.arena, inquiry->site,
	    inquiry->names);
	asking->kept = inquiry->fetch.kept;
	asking->macs = inquiry->fetch.macs;
}

/* What a later question needs goes along; its answer waits for its turn. */
static void
next_type(struct inquiry *inquiry, const struct op *next)
{
	struct op ask = *next;
	struct answer answer;

	if (op_table[ask.kind].asked == ASKED_OF_CLUSTER && ask.on == 0)
		ask.on = inquiry->member;
	if (!question_is_answered(&ask) || op_asked_at(&ask) == 0)
		return;
	asking_anew(inquiry, &inquiry->next);
	inquiry->next.of_all = op_of_all(&ask);
	if (!(op_of_all(&ask) ? question_names(&inquiry->next, &ask) :
	    question_answer(&inquiry->next, &ask, &answer)))
		soon_type(inquiry, &ask, &inquiry->next);
}

static void
ahead_type(struct inquiry *inquiry)
{
	struct op next[AHEAD];
	uint32_t count;

	if (inquiry->ask.forced != 0)
		return;
	soon_type(inquiry, &inquiry->ask, &inquiry->asking);
	if (inquiry->ahead == NULL)
		return;
	count = inquiry->ahead->asks(inquiry->ahead, next, AHEAD);
	for (uint32_t i = 0; i < count; i++)
		next_type(inquiry, &next[i]);
}

/* Has all come that the question wants now? */
static bool
has_wanted(const struct inquiry *inquiry)
{
	const struct asking *asking = &inquiry->asking;

	for (unsigned i = 0; i < asking->count; i++)
		if (!fetch_has(&inquiry->fetch, &asking->output[i]))
			return false;
	return true;
}

/* Go on with the question; true: it is over. */
static bool
ask_on(struct inquiry *inquiry, struct result *res)
{
	do {
		result_clear(res);
		asking_anew(inquiry, &inquiry->asking);
		if (is_answered(inquiry, res))
			return true;
		if (asking_wanted(&inquiry->asking) == NULL) {
			unanswered(inquiry, res);
			return true;
		}
		inquiry->rounds++;
		wants_type(inquiry, &inquiry->asking);
		ahead_type(inquiry);
	} while (has_wanted(inquiry));
	return false;
}

bool
inquiry_begin(struct inquiry *inquiry, const struct op *ask,
    struct result *res)
{
	assert(!inquiry->going);
	inquiry->ask = *ask;
	/* No command of its place answers it. */
	if (!question_is_answered(ask)) {
		if (!kept_answer(inquiry, res))
			inquiry_lost(inquiry, op_asked_at(ask), NULL, res);
		return true;
	}
	if (op_table[ask->kind].asked == ASKED_OF_CLUSTER)
		inquiry->member = ask->on;
	if (ask->forced != 0)
		inquiry_forget(inquiry);
	fetch_forget_lost(&inquiry->fetch);
	if (asked_has(ask, LINE_SP_HOST))
		fetch_forget_power(&inquiry->fetch);
	if (inquiry->fetch.kept == NULL)
		arena_drop(&inquiry->fetch.arena);
	inquiry->going = !ask_on(inquiry, res);
	return !inquiry->going;
}

bool
inquiry_wait(struct inquiry *inquiry, int64_t until_ms, struct result *res)
{
	const struct asking *asking = &inquiry->asking;

	assert(inquiry->going);
	do {
		for (unsigned i = 0; i < asking->count; i++)
			if (!fetch_wait(&inquiry->fetch, &asking->output[i],
			    until_ms))
				return false;
	} while (!ask_on(inquiry, res));
	inquiry->going = false;
	return true;
}

void
inquiry_leave(struct inquiry *inquiry)
{
	assert(inquiry->going);
	for (unsigned i = 0; i < inquiry->asking.count; i++)
		fetch_leave(&inquiry->fetch, &inquiry->asking.output[i]);
	inquiry->going = false;
}

void
inquiry_forget(struct inquiry *inquiry)
{
	fetch_forget(&inquiry->fetch);
}

void
inquiry_make(struct inquiry *inquiry, const struct site *site,
    struct names *names, struct reach *reach)
{
	assert(site != NULL && names != NULL && reach != NULL);
	memset(inquiry, 0, sizeof(*inquiry));
	inquiry->site = site;
	inquiry->names = names;
	inquiry->reach = reach;
	inquiry->member = 1;
	fetch_make(&inquiry->fetch, reach);
}

void
inquiry_drop(struct inquiry *inquiry)
{
	fetch_drop(&inquiry->fetch);
	free(inquiry->found);
	inquiry->found = NULL;
}
