/*
 * df: a line for each file system that the operands name, or for all of a node.
 */
#include <stdio.h>
#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/dataset.h"
#include "backends/sim/shell/mounted.h"
#include "backends/sim/shell/rooted.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/simulation.h"

enum { NAME_WIDTH = 20, SCALED_BYTES = 24 };

/* One file system, in bytes. */
struct space {
	int64_t		 size, used, available;
};

/* A size as -h has it: one digit after the point below ten. */
static const char *
scaled_print(int64_t bytes, char text[SCALED_BYTES])
{
	const char *unit = "KMGTPE";
	int64_t number = bytes / 1024, before = 0;

	while (number >= 1024) {
		before = number;
		number = (number + 512) / 1024;
		unit++;
	}
	if (before != 0 && before / 1024 < 10)
		snprintf(text, SCALED_BYTES, "%2.1f%c",
		    (double)before / 1024, *unit);
	else
		snprintf(text, SCALED_BYTES, "%4lld%c", (long long)number,
		    *unit);
	return text;
}

/* Rounded up. */
static unsigned
capacity_of(const struct space *space)
{
	int64_t used = space->used / 1024;
	int64_t whole = used + space->available / 1024;

	return whole == 0 ? 0 : (unsigned)((used * 100 + whole - 1) / whole);
}

static void
line_print(struct call *call, const char *name, const char *mountpoint,
    const struct space *space, bool human)
{
	char size[SCALED_BYTES], used[SCALED_BYTES], available[SCALED_BYTES];

	if (human)
		buffer_print(&call->out, "%-*s%s%*s %6s %6s %6s", NAME_WIDTH,
		    name, strlen(name) > NAME_WIDTH ? "\n" : "",
		    strlen(name) > NAME_WIDTH ? NAME_WIDTH : 0, "",
		    scaled_print(space->size, size),
		    scaled_print(space->used, used),
		    scaled_print(space->available, available));
	else
		buffer_print(&call->out, "%-*s %7lld %7lld %7lld", NAME_WIDTH,
		    name, (long long)space->size / 1024,
		    (long long)space->used / 1024,
		    (long long)space->available / 1024);
	buffer_print(&call->out, " %5u%%    %s\n", capacity_of(space),
	    mountpoint);
}

/* The size is that of the pool, whatever lies in its other file systems. */
static void
dataset_print(struct call *call, const struct dataset *dataset, void *context)
{
	const bool *human = context;
	char mountpoint[PATH_BYTES];
	struct space space = {
		.used = dataset_referenced(call, dataset),
		.available = pooled_available(call, &dataset->pool),
	};

	space.size = pooled_used(&dataset->pool) + space.available;
	snprintf(mountpoint, sizeof(mountpoint), "/%s", dataset->name);
	line_print(call, dataset->name, mountpoint, &space, *human);
}

static void
rooted_print(struct call *call, const struct rooted *rooted, bool human)
{
	struct space space = { rooted->size, rooted_used(call, rooted),
	    rooted_left(call, rooted) };

	line_print(call, rooted->special, rooted->mountpoint, &space, human);
}

static void
title_print(struct call *call, bool human)
{
	if (human)
		buffer_print(&call->out, "%-*s %6s %6s %6s %8s  %s\n",
		    NAME_WIDTH, "Filesystem", "size", "used", "avail",
		    "capacity", "Mounted on");
	else
		buffer_print(&call->out, "%-*s %7s %7s %7s %8s  %s\n",
		    NAME_WIDTH, "Filesystem", "kbytes", "used", "avail",
		    "capacity", "Mounted on");
}

/* Of what is mounted from a server nothing more is known. */
static bool
is_shared(struct call *call, const char *path)
{
	struct sim *sim = call->shell->sim;
	uint32_t archive = place_share(sim, call->place);

	return archive != 0 && strcmp(path, call_name(call, KIND_FILE,
	    declared_archive(sim, archive)->mount)) == 0;
}

static void
looked_print(struct call *call, const char *word, bool human, bool *titled)
{
	struct dataset_choice choice = { .count = 1 };
	char text[PATH_BYTES];
	struct looked looked;

	path_look(call, word, text, &looked);
	if (looked.kind == PATH_ABSENT) {
		call_fail(call, 1, "df: (%-10s) not a block device, directory "
		    "or mounted resource", word);
		return;
	}
	if (looked.dataset == NULL && (looked.kind != PATH_UNKNOWN ||
	    *text != '/' || call_node(call) == 0 || is_shared(call, text))) {
		call_not_simulated(call);
		return;
	}
	if (!*titled)
		title_print(call, human);
	*titled = true;
	if (looked.dataset == NULL) {
		rooted_print(call, rooted_of(text), human);
		return;
	}
	choice.words = &looked.dataset;
	dataset_each(call, &choice, dataset_print, &human);
}

static void
all_print(struct call *call, bool human)
{
	struct dataset_choice choice = { .count = 0 };
	const struct rooted *rooted;

	title_print(call, human);
	for (unsigned i = 0; (rooted = rooted_at(i)) != NULL; i++)
		rooted_print(call, rooted, human);
	dataset_each(call, &choice, dataset_print, &human);
}

void
df_run(struct call *call)
{
	struct given given;
	bool titled = false;

	if (call->line.count > 1 && strcmp(call->line.word[1], "-n") == 0) {
		mounted_types(call);
		return;
	}
	if (!given_read(&given, &call->line, 1, "kh") ||
	    given_has(&given, 'k') == given_has(&given, 'h') ||
	    (given.count == 0 && call_node(call) == 0)) {
		call_not_simulated(call);
		return;
	}
	if (given.count == 0 && call_answers(call))
		all_print(call, given_has(&given, 'h'));
	for (unsigned i = 0; call_answers(call) && i < given.count; i++) {
		looked_print(call, given.operand[i], given_has(&given, 'h'),
		    &titled);
		if (call->status == STATUS_NOT_SIMULATED)
			return;
	}
}
