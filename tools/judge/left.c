#include "tools/judge/left.h"

#include <string.h>

/* A word of a line that should not stay: what it means for the thing that
 * the line is about, and what puts it right. */
static const struct {
	const char	*kind;		/* the line's first word, and a blank */
	const char	*word;		/* with blanks around it */
	const char	*words;		/* after the name of the thing */
	const char	*types;		/* before it; or NULL */
	const char	*expect;	/* after it: a condition; or NULL */
} rows[] = {
	{ "group ", " suspended=yes ", "stays suspended, and its guest does "
	    "not fail over until somebody types", "clrg resume", "resumed" },
	{ "group ", " online= ", "is online nowhere", NULL, "online" },
	{ "resource ", " enabled=no ", "stays disabled until somebody types",
	    "clrs enable", "online" },
	{ "resource ", " monitored=no ", "stays without its monitor until "
	    "somebody types", "clrs monitor", NULL },
	{ "resource ", " failed=yes ", "has failed; once its cause is known:",
	    "clrs clear -f STOP_FAILED", "online" },
	{ "pool ", " imported= ", "is imported nowhere", NULL, "imported" },
	{ "pool ", " damaged=yes ", "is damaged", NULL, NULL },
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]), LINE_BYTES = 4096 };

/* The line with blanks around it; empty if it is too long. */
static size_t
line_take(const char *text, char line[LINE_BYTES])
{
	size_t n = strcspn(text, "\n");

	line[0] = '\0';
	if (n + 2 < LINE_BYTES) {
		memcpy(line, text, n);
		memcpy(line + n, " ", 2);
	}
	return n + (text[n] == '\n');
}

/* "group NAME " with which the line begins, as long as it is. */
static size_t
head(const char *line)
{
	size_t n = strcspn(line, " ");

	n += line[n] == ' ';
	return n + strcspn(line + n, " ") + 1;
}

/* Has the text the word in the line that begins so? */
static bool
has(const char *text, const char *line, const char *word)
{
	char other[LINE_BYTES];
	size_t n = head(line);

	while (*text != '\0') {
		text += line_take(text, other);
		if (strncmp(other, line, n) == 0 &&
		    strstr(other, word) != NULL)
			return true;
	}
	return false;
}

static void
left_set(struct arena *arena, const char *line, unsigned row,
    struct left *left)
{
	size_t kind = strlen(rows[row].kind);
	const char *name = arena_text(arena, line + kind,
	    strcspn(line + kind, " "));
	const char *types = rows[row].types, *expect = rows[row].expect;

	left->subject = arena_format(arena, "%s%s%s", rows[row].kind, name,
	    rows[row].word);
	left->text = arena_format(arena, "%s%s %s%s%s%s%s", rows[row].kind,
	    name, rows[row].words, types != NULL ? " " : "", types != NULL ?
	    types : "", types != NULL ? " " : "", types != NULL ? name : "");
	left->expect = expect == NULL ? NULL : arena_format(arena, "%s%s %s",
	    rows[row].kind, name, expect);
}

bool
left_find(struct arena *arena, unsigned n, const struct left_of *of,
    struct left *left)
{
	const char *now = of->now;
	char line[LINE_BYTES];

	while (*now != '\0') {
		now += line_take(now, line);
		for (unsigned i = 0; i < ROWS; i++) {
			if (strncmp(line, rows[i].kind,
			    strlen(rows[i].kind)) != 0 ||
			    strstr(line, rows[i].word) == NULL ||
			    has(of->before, line, rows[i].word) ||
			    has(of->wanted, line, rows[i].word) || n-- != 0)
				continue;
			left_set(arena, line, i, left);
			return true;
		}
	}
	return false;
}
