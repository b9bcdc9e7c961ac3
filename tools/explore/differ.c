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

/* Does "on=NODE", and what follows, stand in the line? */
static bool
is_on(const char *line, size_t n, const char *node, const char *more)
{
	const char *at = memchr(line, '=', n);
	size_t length = strlen(node);

	return at != NULL && (size_t)(line + n - at) > length + strlen(more) &&
	    strncmp(at + 1, node, length) == 0 &&
	    strncmp(at + 1 + length, more, strlen(more)) == 0;
}

/* The line of that node, of a volume there, or of a definition that nobody
 * runs: what it is found with depends on which configuration it has booted. */
static bool
is_of_node(const char *line, size_t n, const char *node)
{
	size_t length = strlen(node);

	if (n > 5 + length && strncmp(line, "node ", 5) == 0)
		return strncmp(line + 5, node, length) == 0 &&
		    line[5 + length] == ' ';
	if (n > 7 && strncmp(line, "volume ", 7) == 0)
		return is_on(line, n, node, " ");
	return n > 6 && strncmp(line, "guest ", 6) == 0 &&
	    is_on(line, n, node, " state=inactive ");
}

/* A node that the plan leaves out may be back by then. */
static bool
is_left_out(const struct plan *plan, const char *line, size_t n)
{
	for (uint32_t i = 1; i <= plan->site->node_count; i++)
		if ((plan->left_out >> i & 1) != 0 && is_of_node(line, n,
		    names_text(plan->site->names, KIND_NODE, i)))
			return true;
	return false;
}

static const char *
line_next(const struct plan *plan, const char *text, size_t *n)
{
	for (*n = strcspn(text, "\n"); is_saved(plan, text, *n) ||
	    is_left_out(plan, text, *n);
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
