/*
 * How long things take, as measured on the operator's machines.
 */
#include "core/formats/site/site_parts.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/formats/json/units.h"

static void
unknown_entry(struct reader *reader, const struct value *value)
{
	const char *quoted = mistakes_quote(reader->arena, value->key);
	const char *near = NULL;

	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++)
		mistakes_nearer(value->key, op_table[kind].name, &near);
	mistakes_add(reader->arena, reader->mistakes, &value->key_spot, quoted,
	    near == NULL ? "an operation that changes something, guest-boot, "
	    "media-boot, agent-call, stop-at-ok, node-boot, person, request or "
	    "profile" :
	    arena_format(reader->arena, "an operation; did you mean \"%s\"?",
	    near));
}

/* A profile is read first, wherever it is: entries override it. */
static void
profile_read(struct reader *reader, const struct value *value)
{
	for (; value != NULL; value = value->next)
		if (strcmp(value->key, "profile") == 0 &&
		    (value->type != VALUE_TEXT || !timing_profile(
		    &reader->site->timing, value->text)))
			reader_wrong(reader, value, "one of ssh");
}

/* The most bytes that one operation of this site has to do with. */
static int64_t
largest(const struct site *site)
{
	int64_t most = 0;

	for (uint32_t g = 1; g <= site->guest_count; g++)
		for (uint32_t d = 0; d < site->guests[g].disk_count; d++)
			if (site->guests[g].disk[d].size > most)
				most = site->guests[g].disk[d].size;
	for (uint32_t s = 1; s <= site->source_count; s++) {
		const struct site_source *source = &site->sources[s];
		int64_t sum = source->used + source->excluded;

		for (uint32_t d = 0; d < source->disk_count; d++)
			sum += source->disk[d];
		if (sum > most)
			most = sum;
	}
	return most;
}

/* What takes so long for the largest thing that is declared is a mistake of
 * writing, and no clock could count it. */
static void
time_fits(struct reader *reader, const struct value *part,
    const struct duration *entry)
{
	int64_t most = largest(reader->site), gib = most >> 30;
	char size[UNITS_BYTES];

	if (entry->per_gib_ms == 0 || entry->fixed_ms + (gib + 1) *
	    entry->per_gib_ms <= LIMIT_DURATION_MS)
		return;
	reader_wrong(reader, part, arena_format(reader->arena, "a time of at "
	    "most 365d for %s, the largest here",
	    units_write_size(gib << 30, size)));
}

static void
entry_read(struct reader *reader, const struct value *part)
{
	struct duration *entry = timing_find(&reader->site->timing, part->key);
	struct duration unused;

	if (entry == NULL)
		unknown_entry(reader, part);
	if (entry == NULL)
		entry = &unused;
	if (part->type != VALUE_TEXT || !units_read_formula(part->text,
	    &entry->fixed_ms, &entry->per_gib_ms))
		reader_wrong(reader, part, "a duration such as \"95s\" or "
		    "\"2s + 14s/G\"");
	else
		time_fits(reader, part, entry);
}

/*
 * An unknown name is a mistake: the operator would believe in a time that is
 * never used.
 */
void
site_timing(struct reader *reader, const struct value *value, void *target)
{
	(void)target;
	profile_read(reader, value->first);
	for (const struct value *part = value->first; part != NULL;
	    part = part->next)
		if (strcmp(part->key, "profile") != 0)
			entry_read(reader, part);
}
