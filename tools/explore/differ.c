/*
 * Is a site as another one, line by line?
 */
#include <string.h>

#include "core/procedures/procedure.h"
#include "tools/explore/inside.h"

/* A definition that was saved may stay: its file is not compared. */
static bool
is_saved(const struct plan *plan, const char *line, size_t n)
{
	if (strncmp(line, "file ", 5) != 0)
		return false;
	for (uint32_t i = 0; i < plan->step_count; i++) {
		const struct op *op = &plan->steps[i].op;
		const char *name;
		size_t length;

		if (op->kind != OP_GUEST_SAVE)
			continue;
		name = names_text(plan->site->names, KIND_FILE, op->file);
		length = strlen(name);
		if (n > 5 + length && strncmp(line + 5, name, length) == 0)
			return true;
	}
	return false;
}

static const char *
line_next(const struct plan *plan, const char *text, size_t *n)
{
	for (*n = strcspn(text, "\n"); is_saved(plan, text, *n);
	    *n = strcspn(text, "\n"))
		text += *n + (text[*n] == '\n');
	return text;
}

/* So much of a line is compared: a source that was released and frozen again
 * has other data. */
static size_t
compared(const char *line, size_t n, bool later)
{
	static const char content[] = " content=";
	const char *at = later ? strstr(line, content) : NULL;

	return at != NULL && at < line + n ? (size_t)(at - line) : n;
}

const char *
walk_differs(const struct walk *walk, const char *text, const char **wanted)
{
	const struct plan *plan = walk->branch.plan;
	bool later = walk->stays && plan->procedure->takes_source;
	const char *want = *wanted;
	size_t n, m;

	/* Most often nothing differs at all. */
	if (strcmp(text, want) == 0)
		return NULL;
	for (;;) {
		text = line_next(plan, text, &n);
		want = line_next(plan, want, &m);
		*wanted = want;
		if (compared(text, n, later) != compared(want, m, later) ||
		    memcmp(text, want, compared(text, n, later)) != 0)
			return text;
		if (*text == '\0')
			return NULL;
		text += n + (text[n] == '\n');
		want += m + (want[m] == '\n');
	}
}
