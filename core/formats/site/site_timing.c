/*
 * How long things take, as measured on the operator's machines.
 */
#include "core/formats/site/site_parts.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/units.h"

/* Operations that files may already give times for. */
static const char *const later[] = { "node-power-off", "node-power-on",
    NULL };

static bool
is_later(const char *name)
{
	for (size_t i = 0; later[i] != NULL; i++)
		if (strcmp(later[i], name) == 0)
			return true;
	return false;
}

static void
unknown_entry(struct reader *reader, const struct value *value)
{
	const char *quoted = mistakes_quote(reader->arena, value->key);
	const char *near = NULL;

	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++)
		mistakes_nearer(value->key, op_table[kind].name, &near);
	for (size_t i = 0; later[i] != NULL; i++)
		mistakes_nearer(value->key, later[i], &near);
	mistakes_add(reader->arena, reader->mistakes, &value->key_spot, quoted,
	    near == NULL ? "an operation that changes something, guest-boot, "
	    "media-boot, agent-call, node-boot, person, request or profile" :
	    arena_format(reader->arena, "an operation; did you mean \"%s\"?",
	    near));
}

/* A profile comes first, wherever it stands: entries say more than it does. */
static void
profile_read(struct reader *reader, const struct value *value)
{
	for (; value != NULL; value = value->next)
		if (strcmp(value->key, "profile") == 0 &&
		    (value->type != VALUE_TEXT || !timing_profile(
		    &reader->site->timing, value->text)))
			reader_wrong(reader, value, "one of ssh");
}

static void
entry_read(struct reader *reader, const struct value *part)
{
	struct duration *entry = timing_find(&reader->site->timing, part->key);
	struct duration unused;

	if (entry == NULL && !is_later(part->key))
		unknown_entry(reader, part);
	if (entry == NULL)
		entry = &unused;
	if (part->type != VALUE_TEXT || !units_read_formula(part->text,
	    &entry->fixed_ms, &entry->per_gib_ms))
		reader_wrong(reader, part, "a duration such as \"95s\" or "
		    "\"2s + 14s/G\"");
}

/*
 * An unknown name is a mistake: a time that is never used would be believed.
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
