/*
 * Faults of the world: each is a form of words, and whoever plays them says
 * which of the forms it can play and end.
 */
#include "core/formats/scenario/form.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/mistakes.h"

static const char *
form_at(const struct words *words, unsigned n, unsigned *can)
{
	return words->language->vocabulary->world_fault(n, can);
}

/* Does the form begin with that word? */
static bool
begins(const char *form, const char *word)
{
	size_t n = strlen(word);

	return n != 0 && strncmp(form, word, n) == 0 &&
	    (form[n] == ' ' || form[n] == '\0');
}

/* Does the phrase have that word, of n bytes, before its keys? */
static bool
has(const struct words *words, const char *word, size_t n)
{
	const char *ahead;

	for (uint32_t i = 0; *(ahead = words_ahead(words, i)) != '\0' &&
	    *ahead != ','; i++)
		if (strlen(ahead) == n && strncmp(ahead, word, n) == 0)
			return true;
	return false;
}

/* How many words of the form the phrase has, as they are spelt there. */
static unsigned
alike(const struct words *words, const char *form)
{
	unsigned count = 0;
	size_t n;

	for (; *form != '\0'; form += n) {
		form += strspn(form, " []");
		n = strcspn(form, " []");
		count += n != 0 && has(words, form, n);
	}
	return count;
}

/* Of the forms with that first word, the one most like the phrase. */
static const char *
form_best(const struct words *words, unsigned *row, unsigned *can)
{
	const char *form, *best = NULL;
	unsigned most = 0, able;

	for (unsigned n = 0; (form = form_at(words, n, &able)) != NULL; n++) {
		unsigned found = !begins(form, words_ahead(words, 0)) ? 0 :
		    alike(words, form);

		if (found <= most)
			continue;
		most = found;
		best = form;
		*row = n;
		*can = able;
	}
	return best;
}

bool
words_is_world_fault(const struct words *words)
{
	unsigned row, can;

	return form_best(words, &row, &can) != NULL;
}

/* Told at the first word: it is the phrase as a whole that cannot be done. */
static bool
cannot(struct words *words, unsigned wanted, unsigned can)
{
	const char *near = NULL;

	return words_wrong(words, arena_format(words_arena(words),
	    "a fault of the world that %s; one of: %s", (can & CAN_PLAY) ==
	    0 ? "this release can play" :
	    "can be ended",
	    words_world_faults(words, wanted, &near)));
}

bool
words_world_fault(struct words *words, unsigned wanted, struct fault *fault)
{
	struct form_values values = { .kind = KIND_NONE };
	unsigned can = 0;
	const char *form = form_best(words, &fault->world, &can);

	assert(form != NULL);
	if ((can & wanted) == 0)
		return cannot(words, wanted, can);
	words->next++;
	if (!form_read(words, form + strcspn(form, " "), &values))
		return false;
	fault->class = FAULT_WORLD;
	fault->kind = values.kind;
	fault->object = values.object;
	fault->other = values.other;
	fault->on = values.on;
	fault->amount = values.amount;
	return words->next == words->count || words_ahead(words, 0)[0] == ','
	    || words_wrong(words, "nothing more, or a comma and a key");
}

const char *
words_world_faults(struct words *words, unsigned can, const char **near)
{
	struct arena *arena = words_arena(words);
	const char *form, *list = NULL;
	unsigned able;

	for (unsigned n = 0; (form = form_at(words, n, &able)) != NULL; n++) {
		if ((able & can) == 0)
			continue;
		mistakes_nearer(words_ahead(words, 0),
		    arena_text(arena, form, strcspn(form, " ")), near);
		list = list == NULL ? form :
		    arena_format(arena, "%s; %s", list, form);
	}
	assert(list != NULL);
	return list;
}
