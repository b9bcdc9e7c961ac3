/*
 * cat and fuser.
 */
#include <string.h>

#include "backends/sim/p2v/source.h"
#include "backends/sim/shell/archived.h"
#include "backends/sim/shell/messages.h"
#include "backends/sim/shell/system_file.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/simulation.h"

/* The number of a process that the world only counts as one. */
enum { PROCESS_FIRST = 2000 };

/* A password is simulated, too: whoever brings it away from its node is found
 * by it. */
static bool
is_password(struct call *call, uint32_t file)
{
	const struct site_file *row = declared_file(call->shell->sim, file);

	return row != NULL && row->use == FILE_PASSWORD &&
	    world_file(call->shell->sim->world, file)->type == FILE_OTHER;
}

/* Only what somebody has written as a text is known. */
static void
looked_cat(struct call *call, const char *word)
{
	char text[PATH_BYTES];
	struct looked looked;
	const struct file_row *row;

	path_look(call, word, text, &looked);
	if (archived_hangs(call, text))
		return;
	if (is_messages(call, text)) {
		messages_print(call, &call->out);
		return;
	}
	if (system_file_print(call, text))
		return;
	row = world_file(call->shell->sim->world, looked.file);
	if (looked.kind == PATH_ABSENT)
		call_fail(call, 2, "cat: cannot open %s", word);
	else if (row->type == FILE_WRITTEN || row->type == FILE_SCRIPT)
		buffer_print(&call->out, "%s", call_name(call, KIND_TEXT,
		    (uint32_t)row->content));
	else if (is_password(call, looked.file))
		buffer_print(&call->out, "secret-of-%s\n",
		    call_name(call, KIND_FILE, looked.file));
	else
		call_not_simulated(call);
}

void
cat_run(struct call *call)
{
	if (call->line.count < 2 || call->line.word[1][0] == '-' ||
	    call->line.output != NULL || call->line.input != NULL) {
		call_not_simulated(call);
		return;
	}
	for (unsigned i = 1; call_answers(call) && i < call->line.count; i++) {
		looked_cat(call, call->line.word[i]);
		if (call->status == STATUS_NOT_SIMULATED)
			return;
	}
}

/* The virtual disk server is no process: what it holds is not shown. */
static void
looked_use(struct call *call, const char *word)
{
	struct world *world = call->shell->sim->world;
	char text[PATH_BYTES];
	struct looked looked;
	uint32_t pool;

	path_look(call, word, text, &looked);
	if (looked.kind == PATH_UNKNOWN) {
		call_not_simulated(call);
		return;
	}
	if (looked.kind == PATH_ABSENT) {
		call_fail(call, 1, "%s: fuser: No such file or directory",
		    word);
		return;
	}
	pool = names_find(sim_names(call->shell->sim), KIND_POOL,
	    looked.dataset);
	if (pool != 0 && (world_pool(world, pool)->busy &
	    bit(call_node(call))) != 0) {
		buffer_print(&call->out, " %7u",
		    (unsigned)(PROCESS_FIRST + pool));
		buffer_print(&call->err, "%s: c\n", word);
	} else {
		buffer_print(&call->err, "%s: \n", word);
	}
}

/* Applications of a source have files of its data open, until they are
 * stopped. */
static void
data_use(struct call *call, const char *word)
{
	const struct site_source *source = declared_source(call->shell->sim,
	    call->place & PLACE_ID);
	uint32_t i = 0;

	while (i < source->exclude_count && strcmp(call_name(call, KIND_TEXT,
	    source->exclude[i]), word) != 0)
		i++;
	if (i == source->exclude_count) {
		call_not_simulated(call);
		return;
	}
	if (source_writes(call->shell->sim, call->place & PLACE_ID))
		buffer_print(&call->out, " %7u", (unsigned)PROCESS_FIRST + i);
	buffer_print(&call->err, "%s: %s\n", word, source_writes(
	    call->shell->sim, call->place & PLACE_ID) ? "o" : "");
}

/* A process that makes a pool busy has its current folder there, in the one of
 * the pool itself. */
void
fuser_run(struct call *call)
{
	struct given given;

	if (!given_read(&given, &call->line, 1, "cfdkns:u")) {
		call_misused(call, 1, "Usage:  fuser [-[k|s sig]un[c|f|d]] "
		    "files [-[[k|s sig]un[c|f|d]] files]..");
		return;
	}
	if (given.count == 0 || call->line.count != given.count + 2 ||
	    !given_has(&given, 'c')) {
		call_not_simulated(call);
		return;
	}
	for (unsigned i = 0; call_answers(call) && i < given.count; i++) {
		if ((call->place & PLACE_SOURCE) != 0)
			data_use(call, given.operand[i]);
		else
			looked_use(call, given.operand[i]);
		if (call->status == STATUS_NOT_SIMULATED)
			return;
	}
}
