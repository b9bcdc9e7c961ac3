#include "backends/sim/session/translation.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/rare.h"

static void	 emit(struct sink *, const struct event *);

/* Make a list of numbers long enough for that one; what is added is zero. */
static void
list_grow(uint32_t **list, uint32_t *capacity, uint32_t number)
{
	uint32_t more = number + number / 2 + 16;

	if (number < *capacity)
		return;
	*list = realloc(*list, more * sizeof(**list));
	if (*list == NULL)
		abort();
	memset(*list + *capacity, 0, (more - *capacity) * sizeof(**list));
	*capacity = more;
}

static void
kind_learn(struct translation *translation, enum kind kind)
{
	struct translated *of = &translation->kind[kind];
	uint32_t count = names_count(translation->engine, kind);

	list_grow(&of->in, &of->in_capacity, count);
	while (of->known < count) {
		uint32_t n = ++of->known;

		of->in[n] = names_put(translation->world, kind,
		    names_text(translation->engine, kind, n));
		if (of->in[n] == n && of->same == n - 1)
			of->same = n;
	}
}

RARE static void
names_learn(struct translation *translation, size_t bytes)
{
	translation->bytes = bytes;
	for (enum kind kind = KIND_NODE; kind < KINDS; kind++)
		kind_learn(translation, kind);
	translation->unlike_count = 0;
	for (enum field f = 0; f < FIELDS; f++) {
		const struct translated *of =
		    &translation->kind[field_kind[f]];

		if (of->same != of->known)
			translation->unlike[translation->unlike_count++] =
			    (struct unlike){ f, of->same };
	}
}

/* The world learns what the engine has named since the last time. */
static void
learn(struct translation *translation)
{
	size_t bytes = names_bytes(translation->engine);

	if (bytes != translation->bytes)
		names_learn(translation, bytes);
}

void
translation_make(struct translation *translation, struct names *engine,
    struct names *world, struct sink *next)
{
	assert(engine != NULL && world != NULL && engine != world);
	*translation = (struct translation){ .sink = { emit }, .next = next,
	    .engine = engine, .world = world };
	learn(translation);
}

void
translation_drop(struct translation *translation)
{
	for (enum kind kind = 0; kind < KINDS; kind++) {
		free(translation->kind[kind].in);
		free(translation->kind[kind].out);
	}
	free(translation->found);
}

void
translation_return(struct translation *translation,
    const struct translation *was)
{
	assert(translation->engine == was->engine &&
	    translation->world == was->world);
	translation->bytes = was->bytes;
	translation->unlike_count = was->unlike_count;
	memcpy(translation->unlike, was->unlike, sizeof(was->unlike));
	for (enum kind kind = 0; kind < KINDS; kind++) {
		struct translated *of = &translation->kind[kind];

		of->same = was->kind[kind].same;
		of->known = was->kind[kind].known;
		/* It is found again by its text. */
		if (of->out != NULL)
			memset(of->out, 0, of->out_capacity *
			    sizeof(*of->out));
	}
}

/* The world's number of one of the engine's names. */
static uint32_t
translation_in(struct translation *translation, enum kind kind, uint32_t name)
{
	const struct translated *of = &translation->kind[kind];

	if (name <= of->same)
		return name;
	learn(translation);
	assert(name <= of->known);
	return of->in[name];
}

uint32_t
translation_out(struct translation *translation, enum kind kind, uint32_t name)
{
	struct translated *of = &translation->kind[kind];

	if (name <= of->same)
		return name;
	list_grow(&of->out, &of->out_capacity, name);
	if (of->out[name] == 0)
		of->out[name] = names_put(translation->engine, kind,
		    names_text(translation->world, kind, name));
	return of->out[name];
}

static enum kind
place_kind(uint32_t place)
{
	return (place & PLACE_SOURCE) != 0 ? KIND_SOURCE :
	    (place & PLACE_GUEST) != 0 ? KIND_GUEST : KIND_NODE;
}

uint32_t
translation_place(struct translation *translation, uint32_t place)
{
	return (place & ~(uint32_t)PLACE_ID) | translation_in(translation,
	    place_kind(place), place & PLACE_ID);
}

static uint32_t
place_out(struct translation *translation, uint32_t place)
{
	return (place & ~(uint32_t)PLACE_ID) | translation_out(translation,
	    place_kind(place), place & PLACE_ID);
}

RARE static const struct op *
op_in(struct translation *translation, const struct op *op, struct op *buffer)
{
	*buffer = *op;
	buffer->on = translation_place(translation, op->on);
	for (unsigned f = F_ON + 1; f < FIELDS; f++)
		buffer->field[f] = translation_in(translation, field_kind[f],
		    op->field[f]);
	return buffer;
}

/* Nearly always each name of an operation has the same number in both. */
const struct op *
translation_op(struct translation *translation, const struct op *op,
    struct op *buffer)
{
	bool same = true;

	learn(translation);
	for (uint32_t i = 0; i < translation->unlike_count; i++) {
		const struct unlike *unlike = &translation->unlike[i];

		same &= op->field[unlike->field] <= unlike->same;
	}
	return same ? op : op_in(translation, op, buffer);
}

struct condition
translation_condition(struct translation *translation, enum kind kind,
    const struct condition *condition)
{
	return (struct condition){ .state = condition->state,
	    .name = translation_in(translation, kind, condition->name),
	    .on = translation_in(translation, KIND_NODE, condition->on) };
}

struct fault
translation_fault(struct translation *translation, const struct fault *fault)
{
	struct fault to = *fault;

	to.object = translation_in(translation, fault->kind, fault->object);
	to.other = translation_in(translation, fault->kind, fault->other);
	to.on = translation_place(translation, fault->on);
	return to;
}

/* The answer to that question, or to a part of it. */
static void
answer_out(struct translation *translation, const struct op *ask,
    struct answer *answer)
{
	if (answer->on > translation->kind[KIND_NODE].same)
		answer->on = translation_out(translation, KIND_NODE,
		    answer->on);
	if (answer->value != 0)
		answer->value = translation_out(translation,
		    op_answer_kind(ask), answer->value);
}

/* In the order of the engine's numbers; the list is nearly in order. */
static void
found_put(struct translation *translation, struct found found)
{
	uint32_t at = translation->all.count++;

	for (; at > 0 && translation->found[at - 1].object > found.object; at--)
		translation->found[at] = translation->found[at - 1];
	translation->found[at] = found;
}

static void
all_out(struct translation *translation, const struct op *ask,
    struct result *res)
{
	enum kind kind = field_kind[op_all_field((enum op_kind)ask->kind)];
	uint32_t count = res->all->count;

	if (count > translation->found_capacity) {
		translation->found_capacity = 2 * count;
		translation->found = realloc(translation->found,
		    2 * (size_t)count * sizeof(*translation->found));
		if (translation->found == NULL)
			abort();
	}
	translation->all.count = 0;
	for (uint32_t i = 0; i < count; i++) {
		struct found found = res->all->list[i];

		found.object = translation_out(translation, kind,
		    found.object);
		answer_out(translation, ask, &found.answer);
		found_put(translation, found);
	}
	translation->all.list = translation->found;
	res->all = &translation->all;
}

void
translation_result(struct translation *translation, const struct op *ask,
    struct result *res)
{
	assert(ask->kind < OP_KINDS);
	if (res->outcome != DONE)
		return;
	if (res->all != NULL)
		all_out(translation, ask, res);
	else
		answer_out(translation, ask, &res->answer);
}

static void
emit(struct sink *sink, const struct event *event)
{
	struct translation *translation = (struct translation *)sink;
	struct event to = *event;

	to.name = translation_out(translation, event->kind, event->name);
	to.guest = translation_out(translation, KIND_GUEST, event->guest);
	to.on = place_out(translation, event->on);
	sink_emit(translation->next, &to);
}
