/*
 * find -newer on a source, and share/sums -c in a guest.
 */
#include <stdio.h>
#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/p2v/restore.h"
#include "backends/sim/p2v/share.h"
#include "backends/sim/p2v/source.h"
#include "backends/sim/shell/archived.h"
#include "backends/sim/sim.h"

/* What find is asked for: a mark, what is newer, and the mark itself. */
static bool
is_newer(const struct typed_line *line, unsigned at)
{
	const char *mark = line->word[at - 1];
	const char *slash = strrchr(mark, '/');
	const char *const words[] = { "-mount", "(", "-newer", mark, "-o",
	    "-name", slash != NULL ? slash + 1 : mark, ")", "-type", "f",
	    "-print" };
	unsigned count = sizeof(words) / sizeof(words[0]);

	if (line->count != at + count)
		return false;
	for (unsigned i = 0; i < count; i++)
		if (strcmp(line->word[at + i], words[i]) != 0)
			return false;
	return true;
}

/* Every login writes there; which files applications have written is not
 * kept. */
static void
newer_print(struct call *call, const char *folder, const char *mark)
{
	const struct op ask = { .kind = OP_FRESH_STATE,
	    .source = call->place & PLACE_ID, .file = names_find(sim_names(
	    call->shell->sim), KIND_FILE, mark) };
	struct answer answer = { .state = STATE_ABSENT };

	if (!ask_fresh(call->shell->sim, &ask, &answer)) {
		call_not_simulated(call);
		return;
	}
	buffer_print(&call->out, "/var/adm/wtmpx\n");
	if (answer.state == STATE_NEWER)
		buffer_print(&call->out, "%s/written\n",
		    strcmp(folder, "/") == 0 ? "" : folder);
	buffer_print(&call->out, "%s\n", mark);
}

void
find_run(struct call *call)
{
	const struct typed_line *line = &call->line;
	char text[PATH_BYTES];
	struct looked looked;
	unsigned at = 1;

	while (at < line->count && line->word[at][0] == '/')
		at++;
	if (at < 3 || !is_newer(line, at)) {
		call_not_simulated(call);
		return;
	}
	if (!call_answers(call))
		return;
	path_look(call, line->word[at - 1], text, &looked);
	if (archived_hangs(call, text))
		return;
	if (looked.kind != PATH_FILE)
		call_fail(call, 1, "find: stat() error %s: No such file or "
		    "directory", line->word[at - 1]);
	else
		newer_print(call, line->word[at - 2], line->word[at - 1]);
}

/* The archive whose checksums those are; 0: none. */
static uint32_t
tar_of(const struct call *call, const char *sums)
{
	const char *dot = strrchr(sums, '.');
	char path[PATH_BYTES];

	if (dot == NULL || strcmp(dot, ".cksum") != 0)
		return 0;
	snprintf(path, sizeof(path), "%.*s.tar", (int)(dot - sums), sums);
	return names_find(sim_names(call->shell->sim), KIND_FILE, path);
}

/* The node on which the guest of the call runs; 0: none. */
static uint32_t
guest_on(const struct call *call)
{
	struct sim *sim = call->shell->sim;
	uint32_t n = sim->world->table[T_NODE].count;

	while (n != 0 && !place_runs(sim, call->place & PLACE_ID, n))
		n--;
	return n;
}

/* Compared with the folder where the data are mounted; elsewhere there is
 * nothing to compare. */
static void
sums_compare(struct call *call, const char *folder, const char *sums)
{
	const struct op ask = { .kind = OP_SUMS_STATE, .on = guest_on(call),
	    .guest = call->place & PLACE_ID, .file = tar_of(call, sums),
	    .value = names_find(sim_names(call->shell->sim), KIND_TEXT,
	    folder) };
	char text[PATH_BYTES];
	struct looked looked;
	struct answer answer = { .state = STATE_ABSENT };

	path_look(call, sums, text, &looked);
	if (!data_is_mounted(call->shell->sim, ask.guest, ask.on, ask.value)) {
		call_fail(call, 1, "sums: not every file under %s could be "
		    "read", folder);
	} else if (looked.kind != PATH_FILE || world_file(
	    call->shell->sim->world, looked.file)->type != FILE_SHARED ||
	    ask.file == 0 || !ask_sums(call->shell->sim, &ask, &answer)) {
		call_fail(call, 1, "sums: %s is missing, or not whole: take "
		    "the checksums again", sums);
	} else if (answer.state == STATE_EQUAL) {
		buffer_print(&call->out, "equal: 3 files\n");
	} else {
		buffer_print(&call->out, "different, < on the source, > "
		    "here:\n< 1 1 ./a\n> 4294967295 0 ./a\n");
		call->status = 1;
	}
}

static void
sums_run(struct call *call)
{
	const char *const *word = call->line.word;
	struct err err;

	if (!call_answers(call))
		return;
	if (call->line.count != 5 || (call->place & PLACE_GUEST) == 0 ||
	    call->line.output != NULL) {
		call_not_simulated(call);
		return;
	}
	if (archived_hangs(call, word[1]))
		return;
	if (!share_script(call->shell->sim, call->place, SCRIPT_SUMS, &err))
		call_fail(call, 127, "%s", err.text);
	else
		sums_compare(call, word[3], word[4]);
}

void
ksh_run(struct call *call)
{
	const char *slash = call->line.count > 2 ?
	    strrchr(call->line.word[1], '/') : NULL;

	if (slash != NULL && strcmp(slash, "/sums") == 0 &&
	    strcmp(call->line.word[2], "-c") == 0)
		sums_run(call);
	else
		change_run(call);
}
