/*
 * cldevice and scdidadm: the shared devices, by their DID.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/chosen.h"
#include "backends/sim/shell/cluster.h"
#include "backends/sim/shell/cluster_says.h"
#include "backends/sim/shell/cluster_table.h"
#include "backends/sim/shell/hardware.h"
#include "backends/sim/shell/shown.h"
#include "backends/sim/world/fencing.h"
#include "backends/sim/world/simulation.h"

enum { DID_BYTES = 128 };

static const struct layout status_layout = {
	.title = "Cluster DID Devices",
	.header = { "Device Instance", "Node", "Status", NULL },
	.last = 48, .width = { 28, 20 }, .parted = true,
};

static const struct layout list_layout = {
	.header = { "DID Device", "Full Device Path", NULL },
	.width = { TABLE_LIST },
};

/* A device that was chosen. */
struct did {
	uint32_t	 number;
	const char	*name;
};

/* The devices that the operands name. */
struct dids {
	struct arena	 arena;
	struct did	*did;
	unsigned	 count;
};

static unsigned long
instance(const char *name)
{
	return strtoul(name + strcspn(name, "0123456789"), NULL, 10);
}

static int
by_instance(const void *a, const void *b)
{
	const struct did *one = a, *two = b;
	unsigned long i = instance(one->name), j = instance(two->name);

	return i != j ? (i > j) - (i < j) : strcmp(one->name, two->name);
}

static int
by_text(const void *a, const void *b)
{
	const struct did *one = a, *two = b;

	return strcmp(one->name, two->name);
}

/* "d14", "/dev/did/rdsk/d14" or "/dev/did/rdsk/d14s2" is the device d14. */
static bool
is_did(const char *text, const char *name)
{
	const char *slash = strrchr(text, '/');
	size_t n = strlen(name);

	text = slash != NULL ? slash + 1 : text;
	return strncmp(text, name, n) == 0 && (text[n] == '\0' ||
	    (slash != NULL && text[n] == 's' && text[n + 1] != '\0' &&
	    text[n + 2] == '\0'));
}

static bool
did_chosen(const struct given *given, const char *name)
{
	unsigned i = 0;

	while (i < given->count && strcmp(given->operand[i], "+") != 0 &&
	    !is_did(given->operand[i], name))
		i++;
	return i < given->count || given->count == 0;
}

/* Choose devices, in that order; a name that is none is refused. */
static void
dids_choose(struct call *call, const struct given *given,
    int (*order)(const void *, const void *), struct dids *dids)
{
	const struct site *site = call->shell->site;

	*dids = (struct dids){ .count = 0 };
	dids->did = arena_take(&dids->arena, site->device_count + 1,
	    sizeof(*dids->did));
	for (uint32_t d = 1; d <= site->device_count; d++) {
		const char *name = call_name(call, KIND_DEVICE, d);

		if (did_chosen(given, name))
			dids->did[dids->count++] = (struct did){ d, name };
	}
	for (unsigned i = 0; i < given->count; i++) {
		uint32_t d = 1;

		while (d <= site->device_count && !is_did(given->operand[i],
		    call_name(call, KIND_DEVICE, d)))
			d++;
		if (d > site->device_count &&
		    strcmp(given->operand[i], "+") != 0)
			cluster_fail(call, CL_ENOENT, "there is no device %s",
			    given->operand[i]);
	}
	qsort(dids->did, dids->count, sizeof(*dids->did), order);
}

/* A path that is cut fails; of a node that is no member nothing is known. */
static const char *
path_word(struct call *call, uint32_t device, uint32_t node)
{
	struct sim *sim = call->shell->sim;

	if ((node_counted(sim) & bit(node)) == 0)
		return "Unknown";
	return (world_device(sim->world, device)->nodes & bit(node)) != 0 ?
	    "Ok" : "Fail";
}

static void
status_rows(struct call *call, const struct given *given,
    const struct did *did, uint64_t nodes, struct table *table)
{
	const struct site *site = call->shell->site;
	char name[DID_BYTES];

	snprintf(name, sizeof(name), "/dev/did/rdsk/%s", did->name);
	for (uint32_t n = 1; n <= site->node_count; n++) {
		const char *word = path_word(call, did->number, n);
		const char *cell[] = { name, call_name(call, KIND_NODE, n),
		    word };

		if ((site->devices[did->number].nodes & nodes & bit(n)) == 0 ||
		    !list_has(given->option['s'], word))
			continue;
		table_row(table, cell, 3);
		name[0] = '\0';
	}
}

void
cldevice_status(struct call *call, const struct given *given)
{
	struct table table = { .layout = &status_layout };
	struct dids dids;
	uint64_t nodes;

	if (!chosen_nodes(call, given, &nodes))
		return;
	dids_choose(call, given, by_text, &dids);
	for (unsigned i = 0; i < dids.count; i++)
		status_rows(call, given, &dids.did[i], nodes, &table);
	if (dids.count != 0 || given->count == 0)
		table_print(call, &table);
	arena_drop(&dids.arena);
}

/* "node1:/dev/rdsk/c4t…d0", in the arena. */
static const char *
full_path(struct call *call, struct arena *arena, uint32_t device,
    uint32_t node)
{
	char path[HARDWARE_PATH];

	return arena_format(arena, "%s:%s", call_name(call, KIND_NODE, node),
	    hardware_path(call->shell->site, device, path));
}

/* Call each for every path of the devices on the nodes of a set. */
static void
paths_each(struct call *call, struct dids *dids, uint64_t nodes,
    struct table *table, void (*each)(struct call *, const struct did *,
    const char *path, struct table *))
{
	const struct site *site = call->shell->site;

	for (unsigned i = 0; i < dids->count; i++)
		for (uint32_t n = 1; n <= site->node_count; n++)
			if ((site->devices[dids->did[i].number].nodes &
			    nodes & bit(n)) != 0)
				each(call, &dids->did[i], full_path(call,
				    &dids->arena, dids->did[i].number, n),
				    table);
}

static void
list_row(struct call *call, const struct did *did, const char *path,
    struct table *table)
{
	const char *cell[] = { did->name, path };

	(void)call;
	table_row(table, cell, 2);
}

void
cldevice_list(struct call *call, const struct given *given)
{
	struct table table = { .layout = &list_layout };
	struct dids dids;
	uint64_t nodes;

	if (!chosen_nodes(call, given, &nodes))
		return;
	dids_choose(call, given, by_instance, &dids);
	if (!given_has(given, 'v')) {
		for (unsigned i = 0; i < dids.count; i++)
			buffer_print(&call->out, "%s\n", dids.did[i].name);
	} else {
		paths_each(call, &dids, nodes, &table, list_row);
		if (dids.count != 0)
			table_print(call, &table);
	}
	arena_drop(&dids.arena);
}

static void
show_line(struct call *call, const struct did *did, const char *path,
    struct table *table)
{
	(void)did;
	(void)table;
	shown_line(call, 1, "Full Device Path", path);
}

/* The number of the LUN, and its beginning as far as that is a text. */
static void
disk_id_show(struct call *call, uint32_t device)
{
	char text[HARDWARE_PATH], ascii[HARDWARE_PATH];
	const char *id = hardware_disk_id(call->shell->site, device, text);
	size_t n = 0;

	for (size_t i = 0; id[i] != '\0'; i += 2) {
		char pair[3] = { id[i], id[i + 1], '\0' };
		long c = strtol(pair, NULL, 16);

		if (c <= ' ' || c >= 0x7f)
			break;
		ascii[n++] = (char)c;
	}
	ascii[n] = '\0';
	shown_line(call, 1, "Disk ID", shown_value(id));
	shown_line(call, 1, "Ascii Disk ID", shown_value(ascii));
}

static void
did_show(struct call *call, struct dids *dids, unsigned at, bool verbose)
{
	const struct device_row *row = world_device(call->shell->sim->world,
	    dids->did[at].number);
	struct dids one = { .did = &dids->did[at], .count = 1 };

	shown_line(call, 0, "DID Device Name", arena_format(&one.arena,
	    "/dev/did/rdsk/%s", dids->did[at].name));
	paths_each(call, &one, ~(uint64_t)0, NULL, show_line);
	shown_line(call, 1, "Replication", "none");
	shown_line(call, 1, "default_fencing", fencing_word(row->fencing));
	if (verbose)
		disk_id_show(call, dids->did[at].number);
	buffer_print(&call->out, "\n");
	arena_drop(&one.arena);
}

void
cldevice_show(struct call *call, const struct given *given)
{
	struct dids dids;

	dids_choose(call, given, by_text, &dids);
	if (given_has(given, 'n')) {
		call_not_simulated(call);
	} else if (dids.count != 0) {
		shown_title(call, "DID Device Instances");
		for (unsigned i = 0; i < dids.count; i++)
			did_show(call, &dids, i, given_has(given, 'v'));
	}
	arena_drop(&dids.arena);
}

/* FENCINGS: it is none of them. */
static uint32_t
fencing_given(const struct given *given)
{
	static const char key[] = "default_fencing=";
	const char *word = given_has(given, 'p') ? given->option['p'] : "";
	uint32_t fencing = 0;

	if (strncmp(word, key, strlen(key)) != 0)
		return FENCINGS;
	while (fencing < FENCINGS && strcmp(word + strlen(key),
	    fencing_word(fencing)) != 0)
		fencing++;
	return fencing;
}

/* It is kept and shown, and has no effect here. */
void
cldevice_set(struct call *call, const struct given *given)
{
	uint32_t fencing = fencing_given(given);
	struct dids dids;

	if (given->count == 0 || given_has(given, 'n') ||
	    fencing == FENCINGS) {
		call_not_simulated(call);
		return;
	}
	if (!call_is_bare(call))
		return;
	dids_choose(call, given, by_text, &dids);
	for (unsigned i = 0; i < dids.count; i++)
		world_device(call->shell->sim->world,
		    dids.did[i].number)->fencing = (uint16_t)fencing;
	arena_drop(&dids.arena);
}

static void
instance_line(struct call *call, const struct did *did, const char *path,
    struct table *table)
{
	(void)table;
	buffer_print(&call->out, "%-8lu %-30s /dev/did/rdsk/%s\n",
	    instance(did->name), path, did->name);
}

/* Nothing is new, and nothing is stale: -r finds nothing, and -C only tells the
 * nodes. */
static bool
dids_update(struct call *call, const struct given *given)
{
	const struct site *site = call->shell->site;
	bool clear = given_has(given, 'C');

	if ((!clear && !given_has(given, 'r')) || given->count != 0 ||
	    given_has(given, 'l') || given_has(given, 'L'))
		return false;
	for (uint32_t n = 1; clear && n <= site->node_count; n++)
		buffer_print(&call->out, "Updating shared devices on node "
		    "%u\n", (unsigned)n);
	return true;
}

/* An instance is a number too. */
static void
instance_name(struct given *given, char text[DID_BYTES])
{
	if (given->count != 1 || *given->operand[0] < '0' ||
	    *given->operand[0] > '9')
		return;
	snprintf(text, DID_BYTES, "d%.100s", given->operand[0]);
	given->operand[0] = text;
}

/* -L lists the paths of all nodes, -l those of this one. */
void
scdidadm_run(struct call *call)
{
	char text[DID_BYTES];
	struct given given;
	struct dids dids;

	if (!cluster_answers(call))
		return;
	if (!given_read(&given, &call->line, 1, "lLrC") || given.count > 1) {
		call_not_simulated(call);
		return;
	}
	if (dids_update(call, &given))
		return;
	if (given_has(&given, 'l') == given_has(&given, 'L')) {
		call_not_simulated(call);
		return;
	}
	instance_name(&given, text);
	dids_choose(call, &given, by_instance, &dids);
	paths_each(call, &dids, given_has(&given, 'L') ? ~(uint64_t)0 :
	    bit(call_node(call)), NULL, instance_line);
	arena_drop(&dids.arena);
}
