#include "backends/real/answers/reading.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char strange_kind[] = "strange";

static void
room_make(struct reading *reading)
{
	uint32_t capacity = reading->capacity != 0 ? 2 * reading->capacity :
	    16;
	struct fact_row *fact = arena_take(reading->arena, capacity,
	    sizeof(*fact));

	if (reading->count != 0)
		memcpy(fact, reading->fact, reading->count * sizeof(*fact));
	reading->fact = fact;
	reading->capacity = capacity;
}

struct fact_row *
reading_add(struct reading *reading, const char *kind,
    const struct line *line)
{
	struct fact_row *fact;

	assert(reading->arena != NULL && kind != NULL && line->number != 0);
	if (reading->count == READING_FACTS) {
		reading->full = true;
		return NULL;
	}
	if (reading->count == reading->capacity)
		room_make(reading);
	fact = &reading->fact[reading->count++];
	*fact = (struct fact_row){ .kind = kind, .line = line->number,
	    .text = line->text, .size = line->size };
	return fact;
}

void
fact_estrange(struct reading *reading, struct fact_row *fact, const char *why)
{
	assert(why != NULL);
	if (fact->why != NULL)
		return;
	fact->kind = strange_kind;
	fact->why = why;
	fact->first = fact->last = NULL;
	reading->strange++;
}

void
reading_strange(struct reading *reading, const struct line *line,
    const char *why)
{
	struct fact_row *fact = reading_add(reading, strange_kind, line);

	if (fact != NULL)
		fact_estrange(reading, fact, why);
}

static struct detail *
detail_add(struct reading *reading, struct fact_row *fact, const char *key)
{
	struct detail *detail = arena_take(reading->arena, 1, sizeof(*detail));

	assert(is_detail_key(key, strlen(key)) && fact->why == NULL);
	detail->key = key;
	if (fact->last == NULL)
		fact->first = detail;
	else
		fact->last->next = detail;
	fact->last = detail;
	return detail;
}

struct detail *
fact_text(struct reading *reading, struct fact_row *fact, const char *key,
    const char *text, size_t size)
{
	struct detail *detail = detail_add(reading, fact, key);

	detail->text = arena_text(reading->arena, text, size);
	return detail;
}

struct detail *
fact_number(struct reading *reading, struct fact_row *fact, const char *key,
    int64_t number)
{
	struct detail *detail = detail_add(reading, fact, key);

	detail->kind = DETAIL_NUMBER;
	detail->number = number;
	detail->text = arena_format(reading->arena, "%lld",
	    (long long)number);
	return detail;
}

bool
is_detail_key(const char *text, size_t size)
{
	static const char signs[] = " %_-./?@+";

	for (size_t i = 0; i < size; i++)
		if (!(text[i] >= 'a' && text[i] <= 'z') &&
		    !(text[i] >= 'A' && text[i] <= 'Z') &&
		    !(text[i] >= '0' && text[i] <= '9') &&
		    memchr(signs, text[i], sizeof(signs) - 1) == NULL)
			return false;
	return size != 0;
}

const struct detail *
fact_detail(const struct fact_row *fact, const char *key)
{
	const struct detail *detail = fact->first;

	while (detail != NULL && (detail->unknown ||
	    strcmp(detail->key, key) != 0))
		detail = detail->next;
	return detail;
}

const char *
fact_word(const struct fact_row *fact, const char *key)
{
	const struct detail *detail = fact_detail(fact, key);

	return detail != NULL ? detail->text : "";
}

/* The next detail that says which thing is meant, or that does not. */
static const struct detail *
detail_of(const struct detail *detail, bool identity)
{
	while (detail != NULL && detail->identity != identity)
		detail = detail->next;
	return detail;
}

static int
details_order(const struct fact_row *a, const struct fact_row *b,
    bool identity)
{
	const struct detail *one = detail_of(a->first, identity);
	const struct detail *other = detail_of(b->first, identity);
	int order = 0;

	while (order == 0 && one != NULL && other != NULL) {
		order = strcmp(one->key, other->key);
		if (order == 0)
			order = strcmp(one->text, other->text);
		one = detail_of(one->next, identity);
		other = detail_of(other->next, identity);
	}
	return order != 0 ? order : (one != NULL) - (other != NULL);
}

/* The same thing is meant. */
static int
thing_order(const struct fact_row *a, const struct fact_row *b)
{
	int order = strcmp(a->kind, b->kind);

	return order != 0 ? order : details_order(a, b, true);
}

static int
order(const void *one, const void *other)
{
	const struct fact_row *a = *(struct fact_row *const *)one;
	const struct fact_row *b = *(struct fact_row *const *)other;
	int thing = thing_order(a, b);

	return thing != 0 ? thing : (a->line > b->line) - (a->line < b->line);
}

/* The facts from there on that are about one thing. */
static uint32_t
things_count(struct fact_row *const *fact, uint32_t most)
{
	uint32_t n = 1;

	while (n < most && thing_order(fact[0], fact[n]) == 0)
		n++;
	return n;
}

static void
things_judge(struct reading *reading, struct fact_row **fact, uint32_t n)
{
	bool same = true;

	for (uint32_t i = 1; i < n; i++)
		same &= details_order(fact[0], fact[i], false) == 0;
	for (uint32_t i = 0; i < n && !same; i++)
		fact_estrange(reading, fact[i], arena_format(reading->arena,
		    "it contradicts line %u", (unsigned)fact[i == 0]->line));
}

void
reading_end(struct reading *reading)
{
	struct fact_row **fact = arena_take(reading->arena,
	    reading->count + 1u, sizeof(struct fact_row *));
	uint32_t count = 0, n;

	for (uint32_t i = 0; i < reading->count; i++)
		if (reading->fact[i].why == NULL &&
		    detail_of(reading->fact[i].first, true) != NULL)
			fact[count++] = &reading->fact[i];
	qsort(fact, count, sizeof(struct fact_row *), order);
	for (uint32_t i = 0; i < count; i += n) {
		n = things_count(fact + i, count - i);
		things_judge(reading, fact + i, n);
	}
}
