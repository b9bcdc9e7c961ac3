#include "backends/sim/shell/zfs_usage.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { USAGE_STATUS = 2, WRONG_BYTES = 64 };

static bool
is_zfs(const struct call *call)
{
	return strcmp(call->line.word[0], "zpool") != 0;
}

/* Forms of the subcommand that follow the first begin a line of their own. */
static void
form_print(struct buffer *text, const struct subcommand *row)
{
	buffer_print(text, "\n\t%s%s%s", row->name,
	    *row->operands == '\n' ? "" : " ", row->operands);
}

/* Those that take properties would name them all after this; those of zfs say
 * elsewise where the names are. */
static void
way_tell(struct call *call, const struct subcommand *row, const char *wrong)
{
	struct buffer text = { .bytes = NULL };

	buffer_print(&text, "%s%susage:", wrong, *wrong != '\0' ? "\n" : "");
	form_print(&text, row);
	if (is_zfs(call) && strcmp(row->name, "get") != 0 &&
	    strcmp(row->name, "list") != 0)
		buffer_print(&text, "\n\nFor the property list, run: zfs "
		    "set|get\n\nFor the delegated permission list, run: zfs "
		    "allow|unallow");
	call_misused(call, USAGE_STATUS, buffer_text(&text));
	buffer_drop(&text);
}

static const struct subcommand *
row_of(const struct call *call)
{
	const struct subcommand *row = is_zfs(call) ? zfs_subcommands :
	    zpool_subcommands;

	assert(call->line.count > 1);
	while (row->name != NULL && strcmp(row->name, call->line.word[1]) != 0)
		row++;
	assert(row->name != NULL);
	return row;
}

void
zfs_usage(struct call *call, const char *format, ...)
{
	char text[LINE_BYTES + WRONG_BYTES];
	va_list list;

	va_start(list, format);
	vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	way_tell(call, row_of(call), text);
}

/* What the operand is that is missing. */
static const char *
operand_of(const struct call *call, const struct subcommand *row)
{
	if (is_zfs(call))
		return strcmp(row->name, "create") == 0 ? "filesystem" :
		    strcmp(row->name, "destroy") == 0 ? "path" : "snapshot";
	return strcmp(row->name, "create") == 0 ? "pool name" : "pool";
}

/* The letter of the word that getopt would stop at. */
static char
letter_of(const struct subcommand *row, const char *word)
{
	const char *letter = word + 1;

	while (*letter != '\0' && *letter != ':' &&
	    strchr(row->letters, *letter) != NULL &&
	    strchr(row->letters, *letter)[1] != ':')
		letter++;
	return *letter;
}

static void
zfs_misread(struct call *call, const struct subcommand *row, const char *word)
{
	char letter = word != NULL ? letter_of(row, word) : '\0';
	bool known = letter != '\0' && letter != ':' &&
	    strchr(row->letters, letter) != NULL;
	char text[WRONG_BYTES];

	if (word == NULL)
		snprintf(text, sizeof(text), "missing %s argument",
		    operand_of(call, row));
	else if (known)
		snprintf(text, sizeof(text), "missing argument for '%c' "
		    "option", letter);
	else
		snprintf(text, sizeof(text), "invalid option '%c'", letter);
	way_tell(call, row, text);
}

/* In the list of all of them an empty line stands after these. */
static bool
ends_group(const struct call *call, const char *name)
{
	static const char *const ends[2][8] = {
		{ "destroy", "remove", "status", "clear", "replace", "scrub",
		    "upgrade", NULL },
		{ "destroy", "rename", "list", "upgrade", "unshare", NULL },
	};

	for (unsigned i = 0; ends[is_zfs(call)][i] != NULL; i++)
		if (strcmp(ends[is_zfs(call)][i], name) == 0)
			return true;
	return false;
}

static void
zfs_lost(struct call *call, const struct program *program)
{
	const struct subcommand *row = program->subcommands;
	struct buffer text = { .bytes = NULL };

	if (call->line.count > 1)
		buffer_print(&text, "unrecognized command '%s'\n",
		    call->line.word[1]);
	else
		buffer_print(&text, "missing command\n");
	buffer_print(&text, "usage: %s command args ...\nwhere 'command' "
	    "is one of the following:\n", program->name);
	for (; row->name != NULL; row++) {
		form_print(&text, row);
		if (ends_group(call, row->name))
			buffer_print(&text, "\n");
	}
	if (is_zfs(call))
		buffer_print(&text, "\n\nEach dataset is of the form: "
		    "pool/[dataset/]*dataset[@name]");
	call_misused(call, USAGE_STATUS, buffer_text(&text));
	buffer_drop(&text);
}

static void
usage(struct call *call, const struct program *program,
    const struct subcommand *row, const char *wrong)
{
	if (row != NULL)
		zfs_misread(call, row, wrong);
	else
		zfs_lost(call, program);
}

const struct manner zfs_manner = { usage, NULL, plain_allows, plain_done,
    plain_failed };
