/*
 * mkfile: each file is an operation of its own.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/shell/files.h"

enum { SIZE_TEXT = 32 };

static void
usage(struct call *call)
{
	call_misused(call, 1, "Usage: mkfile [-nv] <size>[g|k|b|m] <name1> "
	    "[<name2>] ...");
}

/* The size in kilobytes, as the table of commands reads it; false: it is told,
 * or it is not simulated, since the world counts in those. */
static bool
size_read(struct call *call, const char *word, char text[SIZE_TEXT],
    long long *bytes)
{
	static const struct {
		char		 letter;
		long long	 bytes;
	} units[] = { { 'k', 1 << 10 }, { 'b', 512 }, { 'm', 1 << 20 },
	    { 'g', 1 << 30 }, { '\0', 1 } };
	size_t i = 0;
	char *end;

	errno = 0;
	*bytes = strtoll(word, &end, 10);
	while (i < 4 && units[i].letter != (*end | 0x20))
		i++;
	if (end == word || (*end != '\0' && (i == 4 || end[1] != '\0'))) {
		call_fail(call, 1, "unknown size %s", word);
		usage(call);
		return false;
	}
	if (errno != 0 || *bytes <= 0 || *bytes > INT64_MAX / units[i].bytes ||
	    *bytes * units[i].bytes % 1024 != 0) {
		call_not_simulated(call);
		return false;
	}
	*bytes *= units[i].bytes;
	snprintf(text, SIZE_TEXT, "%lldk", *bytes / 1024);
	return true;
}

static void
file_add(struct call *call, const char *size, const char *file)
{
	char text[PATH_BYTES];
	struct typed_line line = { .whole = call->line.whole,
	    .program = call->line.program, .word = { call->line.word[0], size,
	    path_whole(call, file, text) }, .count = 3 };

	if (*text == '/')
		change_read(call, &line);
	else
		call_not_simulated(call);
}

/* A file that is not filled (-n) has no size in the world. */
void
mkfile_run(struct call *call)
{
	struct given given;
	char size[SIZE_TEXT];
	long long bytes;

	if (!given_read(&given, &call->line, 1, "nv") || given.count < 2) {
		usage(call);
		return;
	}
	if (given_has(&given, 'n')) {
		call_not_simulated(call);
		return;
	}
	if (!size_read(call, given.operand[0], size, &bytes))
		return;
	for (unsigned i = 1; i < given.count && call->status == 0; i++) {
		file_add(call, size, given.operand[i]);
		if (given_has(&given, 'v') && call->status == 0)
			buffer_print(&call->out, "%s %lld bytes\n",
			    given.operand[i], bytes);
	}
}
