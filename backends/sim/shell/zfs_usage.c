#include "backends/sim/shell/zfs_usage.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { USAGE_STATUS = 2 };

bool
zfs_speaks(const struct program *program)
{
	return program->subcommands == zpool_subcommands ||
	    program->subcommands == zfs_subcommands;
}

static bool
is_zfs(const struct call *call)
{
	return strcmp(call->line.word[0], "zpool") != 0;
}

/* Forms of the subcommand that follow the first begin a line of their own. */
static void
form_print(struct call *call, const struct subcommand *row)
{
	buffer_print(&call->err, "\t%s%s%s\n", row->name,
	    *row->operands == '\n' ? "" : " ", row->operands);
}

/* Those that take properties would name them all after this; those of zfs say
 * elsewise where the names are. */
static void
way_print(struct call *call, const struct subcommand *row)
{
	buffer_print(&call->err, "usage:\n");
	form_print(call, row);
	if (is_zfs(call) && strcmp(row->name, "get") != 0 &&
	    strcmp(row->name, "list") != 0)
		buffer_print(&call->err, "\nFor the property list, run: zfs "
		    "set|get\n\nFor the delegated permission list, run: zfs "
		    "allow|unallow\n");
	call->status = USAGE_STATUS;
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
	char text[LINE_BYTES + 64];
	va_list list;

	va_start(list, format);
	vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	buffer_print(&call->err, "%s%s", text, *text != '\0' ? "\n" : "");
	way_print(call, row_of(call));
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

void
zfs_misread(struct call *call, const struct subcommand *row, const char *word)
{
	const char *letter = word != NULL ? word + 1 : "";

	while (*letter != '\0' && *letter != ':' &&
	    strchr(row->letters, *letter) != NULL &&
	    strchr(row->letters, *letter)[1] != ':')
		letter++;
	if (word == NULL)
		buffer_print(&call->err, "missing %s argument\n",
		    operand_of(call, row));
	else if (*letter != '\0' && *letter != ':' &&
	    strchr(row->letters, *letter) != NULL)
		buffer_print(&call->err, "missing argument for '%c' option\n",
		    *letter);
	else
		buffer_print(&call->err, "invalid option '%c'\n", *letter);
	way_print(call, row);
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

void
zfs_lost(struct call *call, const struct program *program)
{
	const struct subcommand *row = program->subcommands;

	if (call->line.count > 1)
		buffer_print(&call->err, "unrecognized command '%s'\n",
		    call->line.word[1]);
	else
		buffer_print(&call->err, "missing command\n");
	buffer_print(&call->err, "usage: %s command args ...\nwhere 'command' "
	    "is one of the following:\n\n", program->name);
	for (; row->name != NULL; row++) {
		form_print(call, row);
		if (ends_group(call, row->name))
			buffer_print(&call->err, "\n");
	}
	if (is_zfs(call))
		buffer_print(&call->err, "\nEach dataset is of the form: "
		    "pool/[dataset/]*dataset[@name]\n");
	call->status = USAGE_STATUS;
}
