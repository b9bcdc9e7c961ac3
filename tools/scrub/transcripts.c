#include "tools/scrub/transcripts.h"

#include <stdlib.h>
#include <string.h>

#include "tools/scrub/learned.h"
#include "tools/scrub/scrubbed.h"

/* Everything that stands there, as deep as it is. */
static void
json_see(struct dictionary *dictionary, const json_t *json)
{
	json_t *object = (json_t *)(uintptr_t)json;
	void *at;

	if (json_is_string(json))
		dictionary_see(dictionary, json_string_value(json),
		    json_string_length(json));
	for (size_t i = 0; i < json_array_size(json); i++)
		json_see(dictionary, json_array_get(json, i));
	for (at = json_object_iter(object); at != NULL;
	    at = json_object_iter_next(object, at))
		json_see(dictionary, json_object_iter_value(at));
}

static const char *
text_at(const json_t *json, const char *key)
{
	const char *text = json_string_value(json_object_get(json, key));

	return text != NULL ? text : "";
}

/* What a lock says of its holder. */
static void
holder_learn(struct dictionary *dictionary, const char *says)
{
	json_t *json = json_loads(says, JSON_REJECT_DUPLICATES, NULL);

	dictionary_add(dictionary, SCRUB_USER, text_at(json, "who"));
	dictionary_add(dictionary, SCRUB_HOST, text_at(json, "host"));
	json_decref(json);
}

/* The number of a change is a name, too. */
static void
words_learn(struct dictionary *dictionary, const json_t *words)
{
	bool change = false;

	for (size_t i = 0; i < json_array_size(words); i++) {
		const char *word = json_string_value(json_array_get(words, i));

		if (change)
			dictionary_insist(dictionary, word);
		change = strcmp(word, "--change") == 0;
	}
}

void
transcripts_learn(struct dictionary *dictionary,
    const struct recorded *recorded)
{
	for (unsigned i = 0; i < recorded->count; i++) {
		const struct recorded_line *line = &recorded->line[i];

		json_see(dictionary, line->whole);
		learned_place(dictionary, line->on);
		if (line->command != NULL)
			learned_output(dictionary, line->command,
			    line->status != 0, line->out, line->out_size);
		learned_op(dictionary, line->question);
		words_learn(dictionary, line->words);
		holder_learn(dictionary, text_at(line->whole, "says"));
	}
}

static int
line_compare(const void *one, const void *other)
{
	const struct recorded_line *const *a = one, *const *b = other;

	return (*a)->number < (*b)->number ? -1 :
	    (*a)->number > (*b)->number;
}

void
transcripts_put(struct dictionary *dictionary,
    const struct recorded *recorded, struct text *text)
{
	const struct recorded_line **lines = arena_take(dictionary->arena,
	    recorded->count + 1, sizeof(*lines));

	for (unsigned i = 0; i < recorded->count; i++)
		lines[i] = &recorded->line[i];
	qsort(lines, recorded->count, sizeof(*lines), line_compare);
	for (unsigned i = 0; i < recorded->count; i++) {
		scrubbed_json(dictionary, text, NULL, lines[i]->whole);
		text_put(text, "\n", 1);
	}
}
