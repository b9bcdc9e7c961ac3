/*
 * A fault in an entry of a scenario: its phrase, and the keys beside it.
 */
#include "core/formats/scenario/scenario_parts.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/units.h"

static bool
text_fits(const struct value *part)
{
	int64_t ms;

	return strcmp(part->key, "at") == 0 ?
	    units_read_duration(part->text, &ms) : *part->text != '\0';
}

/* Is it what its row expects?  If not, that is reported. */
static bool
key_fits(const struct value *part)
{
	static const struct { const char *key; enum value_type type; }
	    fit[] = { { "times", VALUE_INTEGER }, { "nth", VALUE_INTEGER },
	    { "every", VALUE_INTEGER }, { "when", VALUE_TEXT },
	    { "at", VALUE_TEXT }, { "may", VALUE_BOOL } };

	if (part->type == VALUE_TEXT && strcmp(part->key, "times") == 0)
		return strcmp(part->text, "always") == 0;
	for (size_t i = 0; i < sizeof(fit) / sizeof(fit[0]); i++)
		if (strcmp(fit[i].key, part->key) == 0 &&
		    fit[i].type == part->type)
			return part->type == VALUE_TEXT ?
			    text_fits(part) : part->number >= 1 &&
			    part->number <= UINT32_MAX;
	return false;
}

static const char *
key_text(struct arena *arena, const struct value *part)
{
	if (part->type == VALUE_BOOL)
		return part->key;
	if (part->type == VALUE_INTEGER)
		return arena_format(arena, "%s %" PRId64, part->key,
		    part->number);
	return arena_format(arena, "%s %s", part->key, part->text);
}

/* A key outside the phrase is read as if it were part of it. */
static void
fault_key(struct reader *reader, const struct language *language,
    const struct value *part, struct fault *fault)
{
	struct wrong wrong;

	if (!key_fits(part) || phrase_fault_key(language,
	    key_text(reader->arena, part), fault, &wrong))
		return;
	wrong.at -= strlen(part->key) + 1;
	scenario_wrong(reader, part, &wrong);
}

void
scenario_fault(struct reader *reader, const struct language *language,
    const struct value *value, const struct value *entry, struct fault *fault)
{
	static const char *const keys[] = { "times", "nth", "every", "when",
	    "may", "at" };
	struct wrong wrong;

	if (!phrase_fault(language, value->text, fault, &wrong)) {
		scenario_wrong(reader, value, &wrong);
		return;
	}
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const struct value *part = value_get(entry, keys[i]);

		if (part != NULL)
			fault_key(reader, language, part, fault);
	}
}
