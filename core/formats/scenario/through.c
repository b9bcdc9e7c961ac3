#include "core/formats/scenario/through.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "core/formats/json/reader.h"

const char *const through_words[THROUGHS + 1] = {
	[THROUGH_OP] = "op",
	[THROUGH_SHELL] = "shell",
	[THROUGH_PROCESS] = "process",
};

static const struct row through_each = { .type = ROW_WORD,
    .words = through_words };

bool
through_find(const char *word, enum through *through)
{
	assert(word != NULL);
	for (unsigned i = 0; i < THROUGHS; i++)
		if (strcmp(word, through_words[i]) == 0) {
			*through = (enum through)i;
			return true;
		}
	return false;
}

bool
through_option(const char *word, enum through *through, struct err *err)
{
	char words[64] = "";

	if (through_find(word, through))
		return true;
	for (unsigned i = 0; i < THROUGHS; i++)
		snprintf(words + strlen(words), sizeof(words) - strlen(words),
		    "%s%s", i == 0 ? "" : i + 1 == THROUGHS ? " or " : ", ",
		    through_words[i]);
	return err_set(err, ERR_USAGE, "--through needs %s, not \"%s\"",
	    words, word);
}

bool
through_has(const struct throughs *throughs, enum through through)
{
	for (unsigned i = 0; i < throughs->count; i++)
		if (throughs->way[i] == through)
			return true;
	return false;
}

static void
through_add(struct reader *reader, const struct value *value,
    struct throughs *throughs)
{
	enum through through;

	if (!reader_value(reader, &through_each, value, NULL) ||
	    !through_find(value->text, &through))
		return;
	if (through_has(throughs, through))
		reader_wrong(reader, value, "a way that is not in the list "
		    "yet");
	else
		throughs->way[throughs->count++] = through;
}

void
through_read(struct reader *reader, const struct value *value,
    struct throughs *throughs)
{
	throughs->count = 0;
	if (value == NULL) {
		while (throughs->count < THROUGHS) {
			throughs->way[throughs->count] =
			    (enum through)throughs->count;
			throughs->count++;
		}
		return;
	}
	if (value->type != VALUE_LIST) {
		through_add(reader, value, throughs);
		return;
	}
	if (value->count == 0)
		reader_wrong(reader, value, "a way, or a list of ways that is "
		    "not empty");
	for (value = value->first; value != NULL; value = value->next)
		through_add(reader, value, throughs);
}
