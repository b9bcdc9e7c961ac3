#include "tools/live/silent.h"

#include <string.h>

#include "tools/say.h"

/* The first line of what is known of it. */
static void
reason_say(const struct surveyed *one)
{
	const char *why = one->output.lost ? one->why :
	    one->output.ended.err;
	int n = (int)strcspn(why, "\n");

	if (n != 0)
		say(" (%.*s)", n, why);
}

/* A place that answers nothing is one line; of others each question is. */
static void
place_say(struct arena *arena, const struct survey *survey, uint32_t place,
    bool (*is_missing)(const struct surveyed *))
{
	const struct surveyed *first = NULL;
	unsigned asked = 0, missing = 0;

	for (uint32_t i = 0; i < survey->count; i++)
		if (surveyed_place(survey->list[i]) == place) {
			asked++;
			missing += is_missing(survey->list[i]);
			if (first == NULL && is_missing(survey->list[i]))
				first = survey->list[i];
		}
	if (missing != 0 && missing == asked) {
		say("%s does not answer", surveyed_where(arena, survey,
		    first));
		reason_say(first);
		say("\n");
		return;
	}
	for (uint32_t i = 0; missing != 0 && i < survey->count; i++) {
		const struct surveyed *one = survey->list[i];

		if (surveyed_place(one) != place || !is_missing(one))
			continue;
		say("%s has not answered: %s", surveyed_where(arena, survey,
		    one), one->output.line);
		reason_say(one);
		say("\n");
	}
}

void
silent_say(const struct survey *survey,
    bool (*is_missing)(const struct surveyed *))
{
	struct arena arena = { 0 };

	for (uint32_t n = 1; n <= survey->nodes; n++) {
		place_say(&arena, survey, n, is_missing);
		place_say(&arena, survey, PLACE_SP | n, is_missing);
	}
	arena_drop(&arena);
}
