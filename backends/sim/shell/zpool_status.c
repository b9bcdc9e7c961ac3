/*
 * zpool status.
 */
#include "backends/sim/shell/zpool_status.h"

#include <stdlib.h>
#include <string.h>

#include "backends/sim/shell/release.h"
#include "backends/sim/shell/zfs_usage.h"
#include "backends/sim/text/lines.h"

enum { NAME_LEAST = 10, INDENT = 2 };

/* A state of a pool other than sound, as it is explained. */
struct trouble {
	const char	*state, *device_state;
	const char	*pool_note, *device_note;
	const char	*status, *action, *see;
};

static const struct trouble unavailable = {
	"UNAVAIL", "UNAVAIL", "  insufficient replicas", "  cannot open",
	"One or more devices could not be opened.  There are insufficient\n"
	"\treplicas for the pool to continue functioning.",
	"Attach the missing device and online it using 'zpool online'.",
	"ZFS-8000-3C",
};

static const struct trouble corrupt = {
	"ONLINE", "ONLINE", "", "",
	"One or more devices has experienced an error resulting in data\n"
	"\tcorruption.  Applications may be affected.",
	"Restore the file in question if possible.  Otherwise restore the\n"
	"\tentire pool from backup.",
	"ZFS-8000-8A",
};

static const struct trouble sound = { "ONLINE", "ONLINE", "", "", NULL, NULL,
    NULL };

static const struct trouble *
trouble_of(struct call *call, const struct pooled *pooled)
{
	if (!pooled_opens(call, pooled))
		return &unavailable;
	return pooled->row->damaged != 0 ? &corrupt : &sound;
}

int
zpool_name_width(const struct pooled *pooled, const char *device)
{
	int width = (int)strlen(pooled->name);

	if (width < (int)strlen(device) + INDENT)
		width = (int)strlen(device) + INDENT;
	return width < NAME_LEAST ? NAME_LEAST : width;
}

/* The files that two nodes have written; each has its error. */
static unsigned
spoilt_each(struct call *call, const struct pooled *pooled, bool print)
{
	struct sim *sim = call->shell->sim;
	uint32_t files = sim->world->table[T_FILE].count;
	struct named *sorted = text_sorted(sim, KIND_FILE, files);
	unsigned count = 0;

	for (uint32_t i = 0; i < files; i++) {
		const struct file_row *file = world_file(sim->world,
		    sorted[i].number);

		if (file->pool != pooled->pool || file->content == 0 ||
		    pooled->row->damaged == 0)
			continue;
		count++;
		if (print)
			buffer_print(&call->out, "        %s\n",
			    sorted[i].name);
	}
	free(sorted);
	return count;
}

static void
config_print(struct call *call, const struct pooled *pooled,
    const struct trouble *trouble, unsigned errors)
{
	char device[DEVICE_BYTES];
	int width = zpool_name_width(pooled, pooled_device(call, pooled,
	    device));

	buffer_print(&call->out, "config:\n\n\t%-*s  %-8s %5s %5s %5s\n",
	    width, "NAME", "STATE", "READ", "WRITE", "CKSUM");
	buffer_print(&call->out, "\t%-*s  %-8s %5u %5u %5u%s\n", width,
	    pooled->name, trouble->state, 0, 0, errors, trouble->pool_note);
	buffer_print(&call->out, "\t  %-*s  %-8s %5u %5u %5u%s\n",
	    width - INDENT, device, trouble->device_state, 0, 0, errors,
	    trouble->device_note);
}

static void
errors_print(struct call *call, const struct pooled *pooled, unsigned errors,
    bool verbose)
{
	if (errors == 0) {
		buffer_print(&call->out, "\nerrors: No known data errors\n");
	} else if (!verbose) {
		buffer_print(&call->out, "\nerrors: %u data errors, use '-v' "
		    "for a list\n", errors);
	} else {
		buffer_print(&call->out, "\nerrors: Permanent errors have "
		    "been detected in the following files:\n\n");
		spoilt_each(call, pooled, true);
	}
}

static void
pool_print(struct call *call, const struct pooled *pooled,
    const struct trouble *trouble, bool verbose)
{
	unsigned errors = spoilt_each(call, pooled, false);

	buffer_print(&call->out, "  pool: %s\n state: %s\n", pooled->name,
	    trouble->state);
	if (trouble->status != NULL)
		buffer_print(&call->out, "status: %s\naction: %s\n   see: "
		    "http://www.sun.com/msg/%s\n", trouble->status,
		    trouble->action, trouble->see);
	scrub_print(call, pooled, errors);
	config_print(call, pooled, trouble, errors);
	/* Nothing is known of the data of a pool that cannot be opened. */
	if (trouble != &unavailable)
		errors_print(call, pooled, errors, verbose);
}

struct status {
	const struct given *given;
	unsigned	 printed;	/* with trouble, or all of them */
};

static void
status_each(struct call *call, const struct pooled *pooled, void *context)
{
	struct status *status = context;
	const struct trouble *trouble = trouble_of(call, pooled);

	if (given_has(status->given, 'x') && trouble == &sound) {
		if (status->given->count != 0)
			buffer_print(&call->out, "pool '%s' is healthy\n",
			    pooled->name);
		return;
	}
	buffer_print(&call->out, "%s", status->printed++ != 0 ? "\n" : "");
	pool_print(call, pooled, trouble, given_has(status->given, 'v'));
}

void
zpool_status_run(struct call *call, const struct given *given)
{
	struct status status = { .given = given };
	unsigned found = pooled_each(call, given->operand, given->count,
	    status_each, &status);

	if (given->count != 0)
		return;
	if (found == 0)
		buffer_print(&call->out, "no pools available\n");
	else if (status.printed == 0)
		buffer_print(&call->out, "all pools are healthy\n");
}
