/*
 * Faults of the world: each is a form of words, and the vocabulary has which of
 * them can be played and ended.
 */
#include "core/formats/scenario/form.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/mistakes.h"

/* A row of the vocabulary that a phrase is most like. */
struct match {
	const char	*form;		/* its phrase or its sentence; NULL */
	bool		 sentence;
	unsigned	 row, can;
};

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
static struct match
form_best(const struct words *words)
{
	struct match best = { .form = NULL };
	unsigned most = 0, can;
	const char *form;

	for (unsigned n = 0; (form = form_at(words, n, &can)) != NULL; n++) {
		unsigned found = !begins(form, words_ahead(words, 0)) ? 0 :
		    alike(words, form);

		if (found <= most)
			continue;
		most = found;
		best = (struct match){ form, false, n, can };
	}
	return best;
}

/* Does the phrase have each small word of the sentence in its place, up to what
 * is optional? */
static bool
speaks(const struct words *words, const char *sentence)
{
	uint32_t at = 0;
	size_t n;

	for (; *sentence != '\0' && *sentence != '['; at++) {
		const char *word = words_ahead(words, at);

		n = strcspn(sentence, " ");
		if ((*sentence < 'A' || *sentence > 'Z') &&
		    (strlen(word) != n || strncmp(word, sentence, n) != 0))
			return false;
		sentence += n;
		sentence += *sentence == ' ';
	}
	return true;
}

/* Two things may do the same: a node hangs, and so does a guest.  Then the name
 * decides. */
static struct match
sentence_best(const struct words *words)
{
	const struct vocabulary *vocabulary = words->language->vocabulary;
	struct match best = { .form = NULL };
	unsigned can;

	for (unsigned n = 0; form_at(words, n, &can) != NULL; n++) {
		const char *sentence = vocabulary->world_sentence(n);
		bool named = sentence != NULL && names_find(words_names(words),
		    form_kind(sentence), words_ahead(words, 0)) != 0;

		if (sentence == NULL || !speaks(words, sentence) ||
		    (best.form != NULL && !named))
			continue;
		best = (struct match){ sentence, true, n, can };
		if (named)
			break;
	}
	return best;
}

static struct match
match_best(const struct words *words)
{
	struct match best = form_best(words);

	return best.form != NULL ? best : sentence_best(words);
}

bool
words_is_world_fault(const struct words *words)
{
	return match_best(words).form != NULL;
}

/* Reported at the first word: the phrase as a whole cannot be played. */
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
	struct match match = match_best(words);
	const char *form = match.form;

	assert(form != NULL);
	fault->world = match.row;
	if ((match.can & wanted) == 0)
		return cannot(words, wanted, match.can);
	if (!match.sentence) {
		words->next++;
		form += strcspn(form, " ");
	}
	if (!form_read(words, form, &values))
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

/* The same faults as sentences. */
static const char *
sentences_add(const struct words *words, unsigned can, const char *list)
{
	const struct vocabulary *vocabulary = words->language->vocabulary;
	const char *sentence;
	unsigned able;

	for (unsigned n = 0; form_at(words, n, &able) != NULL; n++) {
		sentence = vocabulary->world_sentence(n);
		if (sentence != NULL && (able & can) != 0)
			list = arena_format(words_arena(words), "%s; %s", list,
			    sentence);
	}
	return list;
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
	return sentences_add(words, can, list);
}
