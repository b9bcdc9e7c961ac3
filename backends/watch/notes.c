#include "backends/watch/notes.h"

#include <assert.h>
#include <string.h>

static const char *
copied(struct notes *notes, const char *text)
{
	return arena_text(&notes->arena, text, strlen(text));
}

struct noted *
notes_find(const struct notes *notes, const char *key)
{
	for (uint32_t i = 0; i < notes->count; i++)
		if (strcmp(notes->list[i].key, key) == 0)
			return &notes->list[i];
	return NULL;
}

struct noted *
notes_add(struct notes *notes, const char *key)
{
	if (notes->count == notes->capacity) {
		uint32_t capacity = notes->capacity * 2 + 32;
		struct noted *list = arena_take(&notes->arena, capacity,
		    sizeof(*list));

		if (notes->count != 0)
			memcpy(list, notes->list, notes->count *
			    sizeof(*list));
		notes->list = list;
		notes->capacity = capacity;
	}
	notes->list[notes->count] = (struct noted){ .key =
	    copied(notes, key) };
	return &notes->list[notes->count++];
}

void
notes_drop(struct notes *notes)
{
	arena_drop(&notes->arena);
	*notes = (struct notes){ .count = 0 };
}

/* Those that were over are gone, and with them their memory: a watch goes on
 * for years. */
static void
notes_renew(struct notes *notes)
{
	struct notes old = *notes;

	*notes = (struct notes){ .survey_ms = old.survey_ms };
	for (uint32_t i = 0; i < old.count; i++) {
		struct noted *was = &old.list[i], *noted;

		if (was->became == BECAME_OVER)
			continue;
		noted = notes_add(notes, was->key);
		was->key = noted->key;
		*noted = *was;
		noted->on = copied(notes, was->on);
		noted->text = copied(notes, was->text);
		noted->advice = copied(notes, was->advice);
		noted->became = BECAME_NOTHING;
		noted->unknown = false;
		noted->watched = NULL;
		noted->concerns = false;
	}
	arena_drop(&old.arena);
}

bool
noted_stands(const struct noted *noted, int64_t now_ms)
{
	return noted->seen >= noted->row->in_a_row && (!noted->row->patient ||
	    (noted->until_ms != 0 && now_ms >= noted->until_ms));
}

static void
found_take(struct notes *notes, const struct watch_finding *watched,
    int64_t now_ms)
{
	struct noted *noted = notes_find(notes, watched->key);

	if (noted == NULL) {
		noted = notes_add(notes, watched->key);
		noted->first_ms = now_ms;
		noted->until_ms = watched->within_ms == 0 ? 0 : now_ms +
		    watched->within_ms;
	}
	noted->row = watched->row;
	noted->on = copied(notes, watched->on);
	noted->text = copied(notes, watched->text);
	noted->advice = copied(notes, watched->advice);
	noted->seen++;
	noted->watched = watched;
	if (!noted_stands(noted, now_ms))
		return;
	if (!noted->reported)
		noted->became = BECAME_NEW;
	else if (!noted->overdue && noted->until_ms != 0 && now_ms >=
	    noted->until_ms)
		noted->became = BECAME_OVERDUE;
	noted->reported = true;
	noted->overdue |= noted->until_ms != 0 && now_ms >= noted->until_ms;
}

/* What was not found again is over, if nobody had to say "unknown".  Before it
 * was reported nothing is said of it. */
static void
missing_take(struct noted *noted)
{
	if (noted->watched != NULL || noted->unknown)
		return;
	noted->became = BECAME_OVER;
}

/* Of drift a whole node is not known, or all of the cluster. */
static void
unknown_take(struct notes *notes, const struct watch_finding *watched)
{
	for (uint32_t i = 0; i < notes->count; i++) {
		struct noted *noted = &notes->list[i];

		noted->unknown |= watched->row->of != OF_DRIFT ?
		    strcmp(noted->key, watched->key) == 0 :
		    noted->row == watched->row && (*watched->on == '\0' ||
		    strcmp(noted->on, watched->on) == 0);
	}
}

void
notes_take(struct notes *notes, const struct watch_findings *watch,
    int64_t now_ms)
{
	notes_renew(notes);
	for (uint32_t i = 0; i < watch->count; i++)
		if (watch->list[i].verdict == WATCH_FOUND)
			found_take(notes, &watch->list[i], now_ms);
		else
			unknown_take(notes, &watch->list[i]);
	for (uint32_t i = 0; i < notes->count; i++)
		missing_take(&notes->list[i]);
	notes->survey_ms = now_ms;
}

uint32_t
notes_standing(const struct notes *notes)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < notes->count; i++)
		count += notes->list[i].became != BECAME_OVER &&
		    noted_stands(&notes->list[i], notes->survey_ms);
	return count;
}

/* One that is not sure yet is looked at again soon, if that is so for less than
 * a minute. */
bool
notes_wants_look(const struct notes *notes)
{
	for (uint32_t i = 0; i < notes->count; i++) {
		const struct noted *noted = &notes->list[i];

		if (noted->became != BECAME_OVER && !noted->unknown &&
		    !noted_stands(noted, notes->survey_ms) &&
		    (noted->seen < noted->row->in_a_row || noted->until_ms -
		    notes->survey_ms <= NOTES_SOON_MS))
			return true;
	}
	return false;
}
