/*
 * Programs that change files, operand by operand: mkdir, rm, mount.
 */
#include <string.h>

#include "backends/sim/shell/mounted.h"

/* The same program with one operand, and with that option if it is not
 * NULL. */
static void
one_add(struct call *call, const char *option, const char *operand)
{
	char text[PATH_BYTES];
	struct typed_line line = { .whole = call->line.whole,
	    .program = call->line.program, .input = call->line.input,
	    .output = call->line.output, .folder = call->line.folder,
	    .makes = call->line.makes };

	line.word[line.count++] = call->line.word[0];
	if (option != NULL)
		line.word[line.count++] = option;
	line.word[line.count++] = path_whole(call, operand, text);
	change_read(call, &line);
}

void
mkdir_run(struct call *call)
{
	struct given given;

	if (!given_read(&given, &call->line, 1, "pm:") || given.count == 0)
		call_misused(call, 2, "usage: mkdir [-m mode] [-p] "
		    "dirname ...");
	else if (given_has(&given, 'm'))
		call_not_simulated(call);
	for (unsigned i = 0; call->status == 0 && i < given.count; i++)
		one_add(call, given_has(&given, 'p') ? "-p" : NULL,
		    given.operand[i]);
}

/* -f is silent about what is not there. */
static void
looked_remove(struct call *call, const char *word, bool forced)
{
	char text[PATH_BYTES];
	struct looked looked;

	path_look(call, word, text, &looked);
	if (looked.kind == PATH_ABSENT && !forced)
		call_fail(call, 2, "%s: No such file or directory", word);
	else if (looked.kind == PATH_FOLDER)
		call_fail(call, 2, "rm: %s is a directory", word);
	else if (looked.kind != PATH_ABSENT)
		one_add(call, NULL, word);
}

void
rm_run(struct call *call)
{
	struct given given;

	if (!given_read(&given, &call->line, 1, "fiRr") || given.count == 0) {
		call_misused(call, 2, "usage: rm [-fiRr] file ...");
		return;
	}
	if (given_has(&given, 'i') || given_has(&given, 'r') ||
	    given_has(&given, 'R')) {
		call_not_simulated(call);
		return;
	}
	for (unsigned i = 0; i < given.count &&
	    call->status != STATUS_NOT_SIMULATED; i++)
		looked_remove(call, given.operand[i], given_has(&given, 'f'));
}

/* A share is found to be of NFS by its name. */
void
mount_run(struct call *call)
{
	struct given given;

	if (call->line.count == 2 && strcmp(call->line.word[1], "-p") == 0) {
		mounted_print(call);
		return;
	}
	if (!given_read(&given, &call->line, 1, "F:o:mOpvra") ||
	    given.count != 2 || given_has(&given, 'o') ||
	    call->line.count != 3 + (given_has(&given, 'F') ? 2 : 0) ||
	    (given_has(&given, 'F') &&
	    strcmp(given.option['F'], "nfs") != 0)) {
		call_not_simulated(call);
		return;
	}
	one_add(call, given.operand[0], given.operand[1]);
}
