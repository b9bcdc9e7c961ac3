#include "tools/ways/recorded.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "core/formats/json/op_json.h"
#include "tools/ways/recorded_aside.h"
#include "tools/ways/recorded_file.h"

enum { PLACE_BYTES = 256 };

static struct recorded *
recorded_of(struct reach *reach)
{
	return (struct recorded *)reach;
}

static int64_t
now_ms(struct reach *reach)
{
	return recorded_of(reach)->now_ms;
}

void
recorded_forward(struct recorded *recorded, int64_t at_ms)
{
	if (at_ms > recorded->now_ms)
		recorded->now_ms = at_ms;
}

static bool
is_typed(const struct recorded_line *line)
{
	return line->kind == RECORDED_COMMAND ||
	    line->kind == RECORDED_QUESTION;
}

/* The next line of that place, or of any, that was recorded for this verb;
 * NULL: there is none. */
static struct recorded_line *
line_next(const struct recorded *recorded, const char *place)
{
	for (unsigned i = 0; i < recorded->count; i++) {
		struct recorded_line *line = &recorded->line[i];

		if (!line->used && is_typed(line) &&
		    line->part <= recorded->begun + 1 &&
		    (place == NULL || strcmp(line->on, place) == 0))
			return line;
	}
	return NULL;
}

static const char *
line_asks(const struct recorded_line *line)
{
	return line->command != NULL ? line->command :
	    recorded_question(line);
}

static void
differs(struct recorded *recorded, const struct recorded_line *line,
    const char *asked, const char *place)
{
	struct err *err = &recorded->otherwise;

	if (line == NULL)
		err_set(err, ERR_NOT_AS_RECORDED, "%.50s has nothing more for "
		    "%.40s, and \"%.90s\" was asked there", recorded->path,
		    place, asked);
	else
		err_set(err, ERR_NOT_AS_RECORDED, "%.50s:%u: \"%.60s\" was "
		    "expected on %.30s, and \"%.60s\" was asked",
		    recorded->path, line->number,
		    line_asks(line), place, asked);
}

/* Is it answered?  Once something else was asked, nothing is any more. */
static bool
is_answered(struct recorded *recorded, bool fits,
    const struct recorded_line *line, const char *asked, const char *place)
{
	if (recorded->otherwise.code == ERR_NONE && line == NULL &&
	    recorded->died != NULL && recorded_part(recorded, RECORDED_ENDS,
	    recorded->begun + 1) == NULL)
		recorded->died(recorded->with);
	if (recorded->otherwise.code == ERR_NONE && !fits)
		differs(recorded, line, asked, place);
	return recorded->otherwise.code == ERR_NONE;
}

/* It is carried out now, when it was then. */
static void
line_use(struct recorded *recorded, struct recorded_line *line)
{
	if (line->part > recorded->part) {
		const struct recorded_line *at = line;

		while (at->kind != RECORDED_BEGINS)
			at--;
		recorded->base_ms = recorded->now_ms - at->at_ms;
		recorded->part = line->part;
	}
	recorded_forward(recorded, recorded->base_ms + line->at_ms);
	line->used = true;
	line->ends_ms = recorded->now_ms + line->took_ms;
}

static bool
is_that(const struct recorded_line *line, const struct order *order)
{
	return line != NULL && line->command != NULL && !line->secret &&
	    strcmp(line->command, order->line) == 0 &&
	    order->change == (line->change != 0) &&
	    (order->by_hand != NULL) == (line->by_hand != 0);
}

static void
line_heard(const struct recorded_line *line, struct heard *heard)
{
	*heard = (struct heard){ .lost = line->lost != 0,
	    .locked = line->locked != 0, .why = line->why,
	    .ended = { .status = line->status, .out = line->out,
		.err = line->err, .out_size = line->out_size,
		.err_size = line->err_size } };
}

static uint64_t
begin(struct reach *reach, const struct order *order, struct heard *heard)
{
	struct recorded *recorded = recorded_of(reach);
	char text[PLACE_BYTES];
	const char *place = site_place(recorded->site->names, order->place,
	    text, sizeof(text));
	struct recorded_line *line = line_next(recorded, place);

	if (!is_answered(recorded, is_that(line, order), line, order->line,
	    place)) {
		*heard = (struct heard){ .lost = true,
		    .why = recorded->otherwise.text };
		return HANDLE_OVER;
	}
	line_use(recorded, line);
	if (!line->at_once)
		return (uint64_t)(line - recorded->line) + 1;
	recorded_forward(recorded, line->ends_ms);
	line_heard(line, heard);
	return HANDLE_OVER;
}

/* Of a pause; lines have theirs from 1 on. */
static uint64_t
pause_handle(const struct recorded *recorded)
{
	return recorded->count + 1;
}

static uint64_t
pause_begin(struct reach *reach, int64_t ms)
{
	struct recorded *recorded = recorded_of(reach);

	recorded->pause_ms = recorded->now_ms + ms;
	return pause_handle(recorded);
}

/* Whoever waited for it then has seen its end, whatever the time was: that of a
 * simulated site is known with its first answer, and leaps. */
static bool
wait(struct reach *reach, uint64_t handle, int64_t until_ms,
    struct heard *heard)
{
	struct recorded *recorded = recorded_of(reach);
	const struct recorded_line *line = handle != pause_handle(recorded) ?
	    &recorded->line[handle - 1] : NULL;
	bool over = line != NULL ? line->left == 0 :
	    recorded->pause_ms <= until_ms;

	assert(handle != HANDLE_OVER && handle <= pause_handle(recorded));
	if (!over)
		recorded_forward(recorded, until_ms);
	else if (line == NULL)
		recorded_forward(recorded, recorded->pause_ms);
	else {
		recorded_forward(recorded, line->ends_ms);
		line_heard(line, heard);
	}
	return over;
}

static void
leave(struct reach *reach, uint64_t handle)
{
	assert(handle <= pause_handle(recorded_of(reach)));
}

static bool
is_question(const struct recorded *recorded, const struct recorded_line *line,
    const struct op *ask)
{
	struct op op;

	return line != NULL && line->question != NULL &&
	    op_read(recorded->site->names, line->question, &op) &&
	    op_equal(&op, ask);
}

static bool
kept(struct reach *reach, const struct op *ask, struct answer *answer)
{
	struct recorded *recorded = recorded_of(reach);
	uint32_t at = op_asked_at(ask);
	char text[PLACE_BYTES];
	const char *place = at != 0 ? site_place(recorded->site->names, at,
	    text, sizeof(text)) : "";
	struct recorded_line *line = line_next(recorded, place);

	if (!is_answered(recorded, is_question(recorded, line, ask), line,
	    op_table[ask->kind].name, place))
		return false;
	line_use(recorded, line);
	recorded_forward(recorded, line->ends_ms);
	if (line->lost != 0)
		return false;
	return answer_read(recorded->site->names, ask, line->whole, answer) ||
	    err_set(&recorded->otherwise, ERR_NOT_AS_RECORDED, "%.50s:%u: "
	    "that is no answer to \"%.60s\"", recorded->path,
	    line->number, line_asks(line));
}

/* One has, where something was pasted. */
static bool
by_person(struct reach *reach, uint32_t place)
{
	const struct recorded *recorded = recorded_of(reach);
	char text[PLACE_BYTES];

	site_place(recorded->site->names, place, text, sizeof(text));
	for (unsigned i = 0; i < recorded->count; i++)
		if (recorded->line[i].pasted != 0 &&
		    strcmp(recorded->line[i].on, text) == 0)
			return true;
	return false;
}

/* If it was begun then: what a place had time for is not asked again. */
static enum soon
soon(struct reach *reach, const struct order *order)
{
	const struct recorded *recorded = recorded_of(reach);
	const struct recorded_line *line = line_next(recorded, NULL);
	char place[PLACE_BYTES];

	return is_that(line, order) && strcmp(line->on, site_place(
	    recorded->site->names, order->place, place, sizeof(place))) ==
	    0 ? SOON_NOW : SOON_NOT;
}

bool
recorded_is_spent(const struct recorded *recorded)
{
	return line_next(recorded, NULL) == NULL;
}

static void
reach_make(struct recorded *recorded, struct site *site, unsigned begun)
{
	memset(recorded, 0, sizeof(*recorded));
	recorded->reach = (struct reach){ now_ms, begin, pause_begin, wait,
	    leave, kept, recorded_holder, NULL, NULL, NULL, NULL, NULL, NULL,
	    NULL, NULL, by_person, soon, NULL, NULL };
	recorded->site = site;
	recorded->begun = begun;
}

/* What is recorded for verbs before this one is over. */
static void
begun_skip(struct recorded *recorded)
{
	unsigned first = 0;

	for (; first < recorded->count && recorded->begun != 0 &&
	    recorded->line[first].part <= recorded->begun; first++)
		recorded->line[first].used = true;
	if (first < recorded->count)
		recorded->now_ms = recorded->line[first].at_ms;
}

bool
recorded_open(struct recorded *recorded, struct site *site, const char *path,
    unsigned begun, struct err *err)
{
	reach_make(recorded, site, begun);
	recorded->path = path;
	if (!recorded_read(recorded, err))
		return false;
	begun_skip(recorded);
	return true;
}

bool
recorded_make(struct recorded *recorded, struct site *site,
    const char *beside, unsigned begun, struct err *err)
{
	reach_make(recorded, site, begun);
	if (!recorded_fits(recorded, err) || !recorded_look(recorded, beside,
	    err) || !recorded_read(recorded, err))
		return false;
	begun_skip(recorded);
	return true;
}

/* What other verbs have asked afterwards is theirs. */
bool
recorded_over(const struct recorded *recorded, bool ended, struct err *err)
{
	if (recorded->otherwise.code != ERR_NONE) {
		*err = recorded->otherwise;
		return false;
	}
	for (unsigned i = 0; ended && i < recorded->count; i++) {
		const struct recorded_line *line = &recorded->line[i];

		if (!line->used && is_typed(line) && line->part <=
		    recorded->part)
			return err_set(err, ERR_NOT_AS_RECORDED, "%.50s:%u: "
			    "\"%.90s\" was expected on %.40s, and the run has "
			    "ended", recorded->path, line->number,
			    line_asks(line),
			    line->on);
	}
	return true;
}
