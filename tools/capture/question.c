#include "tools/capture/question.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char cluster[] = "cluster";

static void
text_put(struct reading *reading, struct fact_row *fact, const char *key,
    const char *text)
{
	if (*text != '\0')
		fact_text(reading, fact, key, text, strlen(text));
}

static void
number_put(struct reading *reading, struct fact_row *fact, const char *key,
    int64_t number)
{
	if (number != 0)
		fact_number(reading, fact, key, number);
}

static void
hex_put(struct reading *reading, struct fact_row *fact, const char *key,
    int64_t number)
{
	if (number != 0)
		text_put(reading, fact, key, arena_format(reading->arena,
		    "0x%llx", (unsigned long long)number));
}

static void
part_put(struct reading *reading, const struct constraint *part)
{
	static const char *const kinds[] = {
		[CONSTRAINT_DISK] = "defined-disk",
		[CONSTRAINT_NET] = "defined-net",
		[CONSTRAINT_VARIABLE] = "defined-variable",
	};
	const struct line line = { .text = "", .number = 1 };
	struct fact_row *fact = reading_add(reading, kinds[part->kind],
	    &line);

	assert(fact != NULL);
	fact_text(reading, fact, "name", part->name,
	    strlen(part->name))->identity = true;
	text_put(reading, fact, "service", part->service);
	text_put(reading, fact, "volume", part->volume);
	text_put(reading, fact, "value", part->value);
	hex_put(reading, fact, "mac", part->mac);
	number_put(reading, fact, "timeout", part->timeout);
}

/* A definition is a document; as facts it is compared like all else. */
static const struct reading *
definition_facts(struct arena *arena, const struct constraints *from)
{
	struct reading *reading = arena_take(arena, 1, sizeof(*reading));
	const struct line line = { .text = "", .number = 1 };
	struct fact_row *fact;

	reading->arena = arena;
	fact = reading_add(reading, "definition", &line);
	assert(fact != NULL);
	fact_text(reading, fact, "name", from->name,
	    strlen(from->name))->identity = true;
	text_put(reading, fact, "master", from->master);
	number_put(reading, fact, "vcpus", from->vcpus);
	number_put(reading, fact, "crypto", from->crypto);
	number_put(reading, fact, "memory", from->memory);
	hex_put(reading, fact, "mac", from->mac);
	hex_put(reading, fact, "hostid", from->hostid);
	number_put(reading, fact, "port", from->port);
	for (unsigned i = 0; i < from->part_count; i++)
		part_put(reading, &from->part[i]);
	return reading;
}

static const struct reading *
reading_of(struct arena *arena, const struct surveyed *one)
{
	if (!surveyed_answered(one))
		return NULL;
	if (one->line != SURVEY_DEFINITION)
		return &one->output.reading;
	return one->definition == NULL ? NULL : definition_facts(arena,
	    one->definition);
}

int
question_order(const void *one, const void *other)
{
	const struct question *a = one, *b = other;
	int order = strcmp(a->on, b->on);

	/* What is said for all comes first. */
	if (order != 0)
		return a->on == cluster ? -1 : b->on == cluster ? 1 : order;
	return strcmp(a->command, b->command);
}

/* Those that are answered before those that are not. */
static int
answered_order(const void *one, const void *other)
{
	const struct question *a = one, *b = other;
	int order = question_order(a, b);

	return order != 0 ? order : (a->reading == NULL) -
	    (b->reading == NULL);
}

/* Each of them once: at a node two lines may be the same command. */
void
questions_make(struct arena *arena, const struct survey *survey,
    struct questions *questions)
{
	struct question *list = arena_take(arena, survey->count + 1,
	    sizeof(*list));
	uint32_t count = 0;

	for (uint32_t i = 0; i < survey->count; i++) {
		const struct surveyed *one = survey->list[i];

		list[i] = (struct question){
			.on = survey_row(one->line)->one ? cluster :
			    survey->node[one->output.place],
			.command = one->output.line, .one = one,
			.reading = reading_of(arena, one),
		};
	}
	qsort(list, survey->count, sizeof(*list), answered_order);
	for (uint32_t i = 0; i < survey->count; i++)
		if (count == 0 || question_order(&list[count - 1],
		    &list[i]) != 0)
			list[count++] = list[i];
	*questions = (struct questions){ list, count };
}
