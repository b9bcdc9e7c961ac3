#include "tools/apply/pasted.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "tools/say.h"

enum { MARK_BYTES = 24, STATUS_MOST = 255 };

const char *
pasted_line(struct arena *arena, const struct pasted *pasted,
    const char *command)
{
	return arena_format(arena, "echo \"begin %u\"; %s; echo \"end %u $?\"",
	    pasted->number, command, pasted->number);
}

/* As the second mark has it, behind what was printed without a newline; where
 * the mark begins.  NULL: there is none. */
static const char *
end_find(const struct pasted *pasted, const char *line, int *status)
{
	char mark[MARK_BYTES];
	const char *at = line, *found = NULL;
	unsigned value = 0;
	size_t n;

	snprintf(mark, sizeof(mark), "end %u ", pasted->number);
	for (; (at = strstr(at, mark)) != NULL; at++)
		found = at;
	if (found == NULL)
		return NULL;
	at = found + strlen(mark);
	n = strspn(at, "0123456789");
	if (n == 0 || n > 3 || at[n] != '\0')
		return NULL;
	for (size_t i = 0; i < n; i++)
		value = value * 10 + (unsigned)(at[i] - '0');
	*status = (int)value;
	return value <= STATUS_MOST ? found : NULL;
}

/* A line of what is pasted, by where the marks are. */
struct marks {
	bool	 begun, ended;
};

static void
line_take(struct pasted *pasted, struct marks *marks, const char *line)
{
	char mark[MARK_BYTES];
	const char *end;

	snprintf(mark, sizeof(mark), "begin %u", pasted->number);
	if (strcmp(line, mark) == 0) {
		/* Typed once more: the last time counts. */
		*marks = (struct marks){ .begun = true };
		buffer_drop(&pasted->text);
	} else if (marks->begun && !marks->ended) {
		end = end_find(pasted, line, &pasted->status);
		marks->ended = end != NULL;
		if (end != NULL)
			buffer_put(&pasted->text, line, (size_t)(end - line));
		else
			buffer_print(&pasted->text, "%s\n", line);
	}
}

/* What is said without a text. */
static bool
is_word(struct pasted *pasted, const char *line)
{
	if (!pasted->change || (strcmp(line, "done") != 0 &&
	    strcmp(line, "failed") != 0))
		return false;
	pasted->status = strcmp(line, "done") == 0 ? 0 : 1;
	return true;
}

enum taken { TAKEN_ALL, TAKEN_PART, TAKEN_NONE };

static enum taken
unknown(struct pasted *pasted, const char *why)
{
	pasted->why = why;
	return TAKEN_NONE;
}

/* Up to the dot. */
static enum taken
text_read(struct pasted *pasted, const struct ask *ask, struct buffer *line)
{
	struct marks marks = { .begun = false };
	bool first = true;

	buffer_drop(&pasted->text);
	for (; ask_line(ask, line); first = false) {
		const char *text = buffer_text(line);

		if (strcmp(text, "?") == 0)
			return unknown(pasted, "nobody knows");
		if (first && is_word(pasted, text))
			return TAKEN_ALL;
		if (strcmp(text, ".") == 0)
			return marks.ended ? TAKEN_ALL : TAKEN_PART;
		if (pasted->text.size + line->size > PASTED_MOST ||
		    line->size >= PASTED_LINE)
			return unknown(pasted, "what was pasted is too much");
		line_take(pasted, &marks, text);
	}
	return unknown(pasted, "nobody has said what came of it");
}

bool
pasted_read(struct pasted *pasted, const struct ask *ask)
{
	struct buffer line = { 0 };
	enum taken taken;

	assert(ask->can && pasted->number != 0);
	while ((taken = text_read(pasted, ask, &line)) == TAKEN_PART)
		say_to(ask->out, "Not taken: from the line \"begin %u\" to the "
		    "line \"end %u\" with a number.  Paste it again, or ?\n",
		    pasted->number, pasted->number);
	buffer_drop(&line);
	if (taken == TAKEN_NONE)
		buffer_drop(&pasted->text);
	return taken == TAKEN_ALL;
}
