#include "tools/campaign/places.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/formats/journal/journal.h"
#include "tools/campaign/record.h"
#include "tools/file.h"

static const char *
text_of(const json_t *record, const char *key)
{
	const char *text = json_string_value(json_object_get(record, key));

	return text != NULL ? text : "";
}

/* Is the first record that of an evacuation of the node? */
static bool
is_evacuation(struct arena *arena, const struct site *site,
    const struct journal *journal, uint32_t node)
{
	const char *name = names_text(site->names, KIND_NODE, node);
	const char *job = journal->count == 0 ? "" :
	    text_of(journal->record[0], "job");
	const char *wanted = arena_format(arena, "evacuate %s", name);

	return strncmp(job, wanted, strlen(wanted)) == 0 &&
	    strchr(" ", job[strlen(wanted)]) != NULL;
}

static void
left_take(struct arena *arena, const struct site *site,
    const struct journal *journal, struct campaign_left *left)
{
	uint32_t *guests = arena_take(arena, journal->count + 1,
	    sizeof(*guests));

	for (size_t i = 0; i < journal->count; i++) {
		const json_t *record = journal->record[i];
		uint32_t guest = names_find(site->names, KIND_GUEST,
		    text_of(record, "guest"));

		if (strcmp(journal_type(journal, i), "ending") == 0 &&
		    strcmp(text_of(record, "ending"), "arrived") == 0 &&
		    guest != 0)
			guests[left->count++] = guest;
	}
	left->guests = guests;
}

bool
places_read(struct arena *arena, const struct site *site, const char *path,
    struct campaign_left *left, struct err *err)
{
	uint32_t node = left->node;
	struct journal journal = { .path = arena_format(arena, "%s/%s", path,
	    record_name) };
	struct err why = { 0 };
	size_t size;
	char *text = file_read(arena, journal.path, LIMIT_JOURNAL_BYTES, &size,
	    &why);
	bool read;

	if (text == NULL)
		return err_set(err, ERR_NOT_A_RUN, "--places %s: no "
		    "evacuation has been kept there: %s", path, why.text);
	read = journal_lines(arena, &journal, text, size, err);
	if (read && !is_evacuation(arena, site, &journal, node))
		read = err_set(err, ERR_NOT_A_RUN, "--places %s: that is no "
		    "evacuation of %s", path, names_text(site->names,
		    KIND_NODE, node));
	if (read)
		left_take(arena, site, &journal, left);
	journal_drop(&journal);
	return read;
}
