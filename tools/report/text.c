#include "tools/report/text.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/visible.h"
#include "tools/report/columns.h"
#include "tools/say.h"

/* Where words are put: each line but the first after indent blanks, the first
 * from the column first on. */
struct block {
	FILE		*out;
	unsigned	 indent, first, columns;
};

const char *
text_clock(int64_t ms, char *room, size_t size)
{
	long long s = (long long)(ms / 1000);

	snprintf(room, size, "+%02lld:%02lld:%02lld", s / 3600, s / 60 % 60,
	    s % 60);
	return room;
}

const char *
text_span(int64_t ms, char *room, size_t size)
{
	long long s = (long long)((ms + 500) / 1000);

	if (s >= 3600)
		snprintf(room, size, "%lldh%02lldm", s / 3600, s / 60 % 60);
	else if (s >= 60)
		snprintf(room, size, "%lldm%02llds", s / 60, s % 60);
	else
		snprintf(room, size, "%llds", s);
	return room;
}

/* A setting is printed with its value, except the properties of a resource and
 * the content of a file, which are too long. */
static bool
is_printed(const struct op *op, enum kind kind)
{
	return op->value != 0 && kind != KIND_TEXT &&
	    op_table[op->kind].value == KIND_TEXT &&
	    !op_table[op->kind].long_value;
}

const char *
text_op(const struct names *names, const struct op *op, char *room,
    size_t size)
{
	enum kind kind;
	uint32_t name = op_object(op, &kind);

	snprintf(room, size, "%s %s%s%s%s%s", op_table[op->kind].name,
	    names_text(names, kind == KIND_NONE ? KIND_TEXT : kind, name),
	    is_printed(op, kind) ? " " : "", is_printed(op, kind) ?
	    names_text(names, KIND_TEXT, op->value) : "",
	    op->to != 0 && kind != KIND_NONE ? " to " : "",
	    op->to != 0 ? names_text(names, KIND_NODE, op->to) : "");
	return room;
}

static void
wrap(const struct block *block, const char *words)
{
	struct arena arena = { 0 };
	unsigned column = block->first;
	bool begun = false;

	words = visible_text(&arena, words);
	while (*(words += strspn(words, " ")) != '\0') {
		unsigned n = (unsigned)strcspn(words, " ");

		if (begun && column + 1 + n > block->columns - 1) {
			say_to(block->out, "\n%*s", (int)block->indent, "");
			column = block->indent;
		} else if (begun) {
			say_to(block->out, " ");
			column++;
		}
		say_to(block->out, "%.*s", (int)n, words);
		column += n;
		words += n;
		begun = true;
	}
	say_to(block->out, "\n");
	arena_drop(&arena);
}

void
text_wrap_to(FILE *out, const char *words, unsigned indent, unsigned first)
{
	wrap(&(struct block){ out, indent, first, COLUMNS_USUAL }, words);
}

void
text_wrap(const char *words, unsigned indent, unsigned first)
{
	wrap(&(struct block){ stdout, indent, first, columns() }, words);
}

unsigned
text_to_column(unsigned at, unsigned column)
{
	unsigned to = columns_text(column);

	if (to < column || at > to)
		say("\n%*s", (int)to, "");
	else
		say("%*s", (int)(to - at), "");
	return to;
}

void
text_column(const char *words, unsigned at, unsigned column)
{
	unsigned to = text_to_column(at, column);

	text_wrap(words, to, to);
}
