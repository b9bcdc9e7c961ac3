#include "tools/endured.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/formats/json/units.h"
#include "core/policy/policy_words.h"
#include "tools/report/text.h"
#include "tools/say.h"

enum { SIZES_MOST = 5, NAMES_MOST = 8, STATE_COLUMN = 38 };

static uint64_t
bit(uint32_t node)
{
	return (uint64_t)1 << node;
}

static const char *
text_of(struct enduring *enduring, struct buffer *buffer)
{
	const char *text = arena_format(enduring->arena, "%s",
	    buffer_text(buffer));

	buffer_drop(buffer);
	return text;
}

static const char *
nodes_text(struct enduring *enduring, uint64_t nodes)
{
	struct buffer text = { 0 };

	for (uint32_t n = 1; n <= enduring->scene->node_count; n++)
		if ((nodes & bit(n)) != 0)
			buffer_print(&text, "%s%s", text.size != 0 ? "," : "",
			    names_text(enduring->scene->names, KIND_NODE, n));
	return text_of(enduring, &text);
}

static void
row_add(struct enduring *enduring, struct standing_row row)
{
	struct standing *rows = &enduring->rows;

	if (rows->count == rows->capacity) {
		struct standing_row *more;

		rows->capacity = rows->capacity != 0 ? 2 * rows->capacity : 64;
		more = arena_take(enduring->arena, rows->capacity,
		    sizeof(*more));
		if (rows->count != 0)
			memcpy(more, rows->row, rows->count * sizeof(*more));
		rows->row = more;
	}
	rows->row[rows->count++] = row;
}

/* Why not each other node: "node2: 8 of 24 vcpus are missing; node3: …". */
static const char *
reasons_text(struct enduring *enduring, const struct placement *placement)
{
	const struct scene *scene = enduring->scene;
	struct buffer text = { 0 };

	for (uint32_t i = 0; i < placement->count; i++) {
		const struct candidate *candidate = &placement->candidates[i];

		if (candidate->reason == REASON_DIES)
			continue;
		buffer_print(&text, "%s%s: %s", text.size != 0 ? "; " : "",
		    names_text(scene->names, KIND_NODE, candidate->node),
		    candidate_words(enduring->arena, scene, candidate));
	}
	if (text.size == 0)
		buffer_print(&text, "no other node");
	return text_of(enduring, &text);
}

static const char *
homeless_text(struct enduring *enduring, const struct losses *losses)
{
	const struct scene *scene = enduring->scene;
	struct buffer text = { 0 };

	for (uint32_t i = 0; i < losses->count && i < NAMES_MOST; i++)
		buffer_print(&text, "%s%s", i != 0 ? ", " : "",
		    names_text(scene->names, KIND_GUEST, scene->groups[
		    losses->homeless[i].group].guest));
	if (losses->count > NAMES_MOST)
		buffer_print(&text, " and %u more",
		    (unsigned)(losses->count - NAMES_MOST));
	return text_of(enduring, &text);
}

static void
death_row(struct enduring *enduring, const struct losses *losses, bool pair)
{
	const char *moved = arena_format(enduring->arena, "%u move%s",
	    (unsigned)losses->moved, losses->moved == 1 ? "s" : "");
	struct standing_row row = { .kind = pair ? "pair" : "death",
	    .name = nodes_text(enduring, losses->nodes), .on = "",
	    .state = "endured", .detail = moved, .stands = STANDS_WELL };

	if (losses->count != 0) {
		row.state = arena_format(enduring->arena, "no home for %u",
		    (unsigned)losses->count);
		row.detail = arena_format(enduring->arena, "%s; %s",
		    homeless_text(enduring, losses), moved);
		row.stands = pair ? STANDS_NOTED : STANDS_BADLY;
	}
	row_add(enduring, row);
}

static void
guest_row(struct enduring *enduring, const struct losses *losses,
    const struct placement *placement, bool pair)
{
	const struct scene *scene = enduring->scene;

	row_add(enduring, (struct standing_row){ .kind = "guest",
	    .name = names_text(scene->names, KIND_GUEST,
	    scene->groups[placement->group].guest),
	    .on = nodes_text(enduring, losses->nodes), .state = "no home",
	    .detail = reasons_text(enduring, placement),
	    .stands = pair ? STANDS_NOTED : STANDS_BADLY });
}

/* Of pairs only those that are not endured have rows: there are many. */
static void
death(struct enduring *enduring, uint64_t nodes, bool pair)
{
	struct losses losses = losses_of(enduring->arena, enduring->scene,
	    nodes);

	enduring->pairs += pair;
	enduring->pairs_endured += pair && losses.count == 0;
	enduring->deaths_lost += !pair && losses.count != 0;
	if (pair && losses.count == 0)
		return;
	death_row(enduring, &losses, pair);
	for (uint32_t i = 0; i < losses.count; i++)
		guest_row(enduring, &losses, &losses.homeless[i], pair);
}

/* Two of two nodes would be the whole cluster. */
static void
deaths(struct enduring *enduring)
{
	const struct scene *scene = enduring->scene;
	uint32_t members = 0;

	for (uint32_t n = 1; n <= scene->node_count; n++) {
		if (!scene->nodes[n].member)
			continue;
		members++;
		death(enduring, bit(n), false);
	}
	for (uint32_t n = 1; members > 2 && n <= scene->node_count; n++)
		for (uint32_t k = n + 1; k <= scene->node_count; k++)
			if (scene->nodes[n].member && scene->nodes[k].member)
				death(enduring, bit(n) | bit(k), true);
}

static void
together(struct enduring *enduring)
{
	uint64_t sets[SCENE_NODES];
	uint32_t count = losses_together(enduring->scene, sets);
	struct arena scratch = { 0 };

	for (uint32_t i = 0; i < count; i++) {
		bool endured = losses_of(&scratch, enduring->scene,
		    sets[i]).count == 0;

		row_add(enduring, (struct standing_row){ .kind = "together",
		    .name = nodes_text(enduring, sets[i]), .on = "",
		    .state = endured ? "may be down" : "not without loss",
		    .detail = "", .stands = endured ? STANDS_WELL :
		    STANDS_NOTED });
	}
	arena_drop(&scratch);
}

bool
endured_size_read(const char *text, struct endured_size *size, struct err *err)
{
	const char *comma = strchr(text, ',');
	char vcpus[UNITS_BYTES] = "";

	*size = (struct endured_size){ 0 };
	size->needs[CAPACITY_PORTS] = 1;
	if (comma != NULL && (size_t)(comma - text) < sizeof(vcpus))
		memcpy(vcpus, text, (size_t)(comma - text));
	if (comma == NULL || !units_read_number(vcpus, UINT32_MAX,
	    &size->needs[CAPACITY_VCPUS]) ||
	    size->needs[CAPACITY_VCPUS] == 0 || !units_read_size(comma + 1,
	    &size->needs[CAPACITY_MEMORY]))
		return err_set(err, ERR_USAGE, "--size %.40s: it is VCPUS,"
		    "MEMORY, such as 8,16G", text);
	return true;
}

static void
room(struct enduring *enduring, const struct endured_size *size)
{
	uint32_t more = losses_more(enduring->scene, size->needs);
	char memory[UNITS_BYTES];

	row_add(enduring, (struct standing_row){ .kind = "room",
	    .name = arena_format(enduring->arena, "%lld,%s",
	    (long long)size->needs[CAPACITY_VCPUS], units_write_size(
	    size->needs[CAPACITY_MEMORY], memory)), .on = "",
	    .state = arena_format(enduring->arena, "%u more",
	    (unsigned)more), .detail = size->guests == 0 ? "" :
	    arena_format(enduring->arena, "%u guest%s of that size",
	    (unsigned)size->guests, plural(size->guests)),
	    .stands = STANDS_WELL });
}

static int
more_guests(const void *one, const void *other)
{
	const struct endured_size *a = one, *b = other;

	return (a->guests < b->guests) - (a->guests > b->guests);
}

/* Crypto units are left out: guests that have some are few, and each would be a
 * size of its own. */
static void
rooms(struct enduring *enduring)
{
	const struct scene *scene = enduring->scene;
	struct endured_size *sizes = arena_take(enduring->arena,
	    scene->group_count + (size_t)1, sizeof(*sizes));
	uint32_t count = 0;

	for (uint32_t g = 1; g <= scene->group_count; g++) {
		const int64_t *needs = scene->groups[g].needs;
		uint32_t i = 0;

		if (scene->groups[g].guest == 0)
			continue;
		while (i < count && (sizes[i].needs[CAPACITY_VCPUS] !=
		    needs[CAPACITY_VCPUS] || sizes[i].needs[CAPACITY_MEMORY] !=
		    needs[CAPACITY_MEMORY]))
			i++;
		memcpy(sizes[i].needs, needs, sizeof(sizes[i].needs));
		sizes[i].needs[CAPACITY_CRYPTO] = 0;
		sizes[i].guests++;
		count += i == count;
	}
	qsort(sizes, count, sizeof(*sizes), more_guests);
	for (uint32_t i = 0; i < count && i < SIZES_MOST; i++)
		room(enduring, &sizes[i]);
}

void
endured(struct enduring *enduring, const struct endured_size *size)
{
	enduring->rows.arena = enduring->arena;
	deaths(enduring);
	together(enduring);
	if (size != NULL)
		room(enduring, size);
	else
		rooms(enduring);
}

static const char *const marks[] = { [STANDS_BADLY] = "!!",
    [STANDS_NOTED] = "!", [STANDS_WELL] = "", [STANDS_UNKNOWN] = "?",
    [STANDS_AWAY] = "" };

static void
row_print(const struct enduring *enduring, const struct standing_row *row)
{
	const char *text = *row->detail == '\0' ? row->state : arena_format(
	    enduring->arena, "%s: %s", row->state, row->detail);

	text_column(text, say("%-2s %-8s %-14s %-9s ", marks[row->stands],
	    row->kind, row->name, row->on), STATE_COLUMN);
}

void
endured_print(const struct enduring *enduring)
{
	for (uint32_t i = 0; i < enduring->rows.count; i++)
		row_print(enduring, &enduring->rows.row[i]);
	if (enduring->pairs != 0)
		say("%u of %u pairs of nodes are endured\n",
		    enduring->pairs_endured, enduring->pairs);
}
