#include "tools/capture/things.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"

/* Key NULL: all of such a fact. */
static const struct {
	const char	*fact, *key;
} expected[] = {
	/* time, and what follows from it */
	{ "domain", "uptime_s" }, { "domain", "util" },
	{ "domain", "norm_util" }, { "file", "month" }, { "file", "day" },
	{ "file", "time" }, { "file", "year" },
	{ "date", NULL },
	{ "filesystem", "used" }, { "filesystem", "available" },
	{ "filesystem", "capacity" },
	/* who and what is at work now */
	{ "visitor", NULL }, { "process", NULL },
	/* it says that there are none */
	{ "no-pools", NULL }, { "no-datasets", NULL },
	/* who is connected to a service follows from the domains */
	{ "client", NULL }, { "peer", NULL }, { "vcc", "clients" },
	{ "vds", "clients" }, { "vsw", "clients" },
	/* where a domain lies is decided anew whenever it is bound; how much it
	 * has is in its own line */
	{ "vcpu", NULL }, { "strand", NULL }, { "core", NULL },
	{ "crypto", NULL }, { "memory", NULL }, { "domain", "console" },
	{ "console", "port" },
};

bool
thing_expected(const char *fact, const char *key)
{
	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++)
		if (strcmp(expected[i].fact, fact) == 0 &&
		    (expected[i].key == NULL || (key != NULL &&
		    strcmp(expected[i].key, key) == 0)))
			return true;
	return false;
}

static bool
is_name(const struct detail *detail)
{
	return detail->identity && strcmp(detail->key, "name") == 0;
}

/* A name speaks for itself. */
const char *
thing_details(struct arena *arena, const struct fact_row *fact, bool identity)
{
	const struct detail *detail = fact->first;
	struct buffer text = { 0 };
	const char *kept;

	for (; detail != NULL; detail = detail->next)
		if (detail->identity == identity && (identity ||
		    !thing_expected(fact->kind, detail->key)))
			buffer_print(&text, "%s%s%s%s", text.size != 0 ?
			    ", " : "", is_name(detail) ? "" : detail->key,
			    is_name(detail) ? "" : " ", detail->text);
	if (fact->why != NULL && identity)
		buffer_put(&text, fact->text, fact->size);
	kept = arena_text(arena, buffer_text(&text), text.size);
	buffer_drop(&text);
	return kept;
}

int
thing_order(const void *one, const void *other)
{
	const struct thing *a = one, *b = other;
	int order = strcmp(a->fact->kind, b->fact->kind);

	if (order == 0)
		order = strcmp(a->name, b->name);
	if (order != 0)
		return order;
	return a->number < b->number ? -1 : a->number > b->number;
}

/* A domain that only the other survey has stands for all that is in it. */
static bool
is_implied(const struct fact_row *fact, const struct reading *other)
{
	static const char key[] = "domain";
	const struct detail *owner = fact_detail(fact, key);

	if (owner == NULL || !owner->identity)
		return false;
	for (uint32_t i = 0; i < other->count; i++)
		if (strcmp(other->fact[i].kind, key) == 0 && strcmp(fact_word(
		    &other->fact[i], "name"), owner->text) == 0)
			return false;
	return true;
}

struct things
things_of(struct arena *arena, const struct reading *reading,
    const struct reading *other)
{
	struct things things = { arena_take(arena, reading->count + 1,
	    sizeof(struct thing)), 0 };

	for (uint32_t i = 0; i < reading->count; i++) {
		const struct fact_row *fact = &reading->fact[i];

		if (!thing_expected(fact->kind, NULL) &&
		    !is_implied(fact, other))
			things.list[things.count++] = (struct thing){ fact,
			    thing_details(arena, fact, true), i };
	}
	qsort(things.list, things.count, sizeof(struct thing), thing_order);
	for (uint32_t i = 0; i < things.count; i++) {
		struct thing *thing = &things.list[i];

		thing->number = i == 0 || strcmp(thing[-1].name,
		    thing->name) != 0 || strcmp(thing[-1].fact->kind,
		    thing->fact->kind) != 0 ? 0 : thing[-1].number + 1;
	}
	return things;
}
