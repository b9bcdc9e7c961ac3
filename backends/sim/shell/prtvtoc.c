/*
 * prtvtoc: the partition table of a shared LUN.
 */
#include <stdio.h>
#include <string.h>

#include "backends/sim/shell/files.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"

/* The geometry of a LUN is not in the world: this one is made up. */
enum { SECTOR = 512, TRACK_SECTORS = 128, CYLINDER_TRACKS = 64,
    CYLINDER_SECTORS = TRACK_SECTORS * CYLINDER_TRACKS, SPARE_CYLINDERS = 2 };

enum { TAG_USR = 4, TAG_BACKUP = 5, WHOLE = 2, NAME_BYTES = 300,
    EFI_SLICE = 8, EFI_TAG = 11, EFI_FIRST = 34, EFI_OWN = 16384 };

#define HEADING \
	"*                          First     Sector    Last\n" \
	"* Partition  Tag  Flags    Sector     Count    Sector  Mount " \
	"Directory\n"

/* The device of "/dev/did/rdsk/d14s2"; 0: it is none that the node sees. */
static uint32_t
device_find(struct call *call, const char *path)
{
	static const char *const folders[] = { "/dev/did/rdsk/",
	    "/dev/did/dsk/" };
	struct sim *sim = call->shell->sim;
	char name[NAME_BYTES];
	uint32_t device = 0;
	size_t n = strlen(path);

	if (n >= NAME_BYTES || n < 3 || path[n - 2] != 's' ||
	    path[n - 1] < '0' || path[n - 1] > '7')
		return 0;
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		if (strncmp(path, folders[i], strlen(folders[i])) == 0) {
			snprintf(name, sizeof(name), "%.*s", (int)(n - 2 -
			    strlen(folders[i])), path + strlen(folders[i]));
			device = names_find(sim_names(sim), KIND_DEVICE, name);
		}
	return device <= sim->world->table[T_DEVICE].count &&
	    (world_device(sim->world, device)->nodes & bit(call_node(call)))
	    != 0 ? device : 0;
}

static void
dimensions_print(struct call *call, const char *path, int64_t sectors)
{
	long long cylinders = sectors / CYLINDER_SECTORS;

	buffer_print(&call->out, "* %s partition map\n*\n* Dimensions:\n"
	    "* %7u bytes/sector\n* %7u sectors/track\n"
	    "* %7u tracks/cylinder\n* %7u sectors/cylinder\n"
	    "* %7lld cylinders\n* %7lld accessible cylinders\n*\n"
	    "* Flags:\n*   1: unmountable\n*  10: read-only\n*\n", path,
	    SECTOR, TRACK_SECTORS, CYLINDER_TRACKS, CYLINDER_SECTORS,
	    cylinders + SPARE_CYLINDERS, cylinders);
}

static void
slice_print(struct call *call, unsigned slice, unsigned tag, int64_t sectors)
{
	buffer_print(&call->out, "%8u %6u    %02x %10u %9lld %9lld\n", slice,
	    tag, 0, 0, (long long)sectors, (long long)sectors - 1);
}

/* Slice 2 is the whole LUN, and one other may be. */
static void
table_print(struct call *call, const struct given *given, uint32_t device,
    unsigned slice)
{
	int64_t sectors = world_device(call->shell->sim->world,
	    device)->size / SECTOR;

	if (!given_has(given, 'h') && !given_has(given, 's'))
		dimensions_print(call, given->operand[0], sectors);
	if (!given_has(given, 'h'))
		buffer_print(&call->out, HEADING);
	if (slice < WHOLE)
		slice_print(call, slice, TAG_USR, sectors);
	slice_print(call, WHOLE, TAG_BACKUP, sectors);
	if (slice > WHOLE)
		slice_print(call, slice, TAG_USR, sectors);
}

/* An EFI label has no slice 2; slice 8 is its own. */
static void
efi_print(struct call *call, const struct given *given, uint32_t device)
{
	int64_t sectors = world_device(call->shell->sim->world,
	    device)->size / SECTOR;
	long long last = sectors - EFI_OWN - EFI_FIRST;

	if (!given_has(given, 'h') && !given_has(given, 's'))
		buffer_print(&call->out, "* %s partition map\n*\n"
		    "* Dimensions:\n* %7u bytes/sector\n* %lld sectors\n"
		    "* %lld accessible sectors\n*\n* Flags:\n"
		    "*   1: unmountable\n*  10: read-only\n*\n",
		    given->operand[0], SECTOR, (long long)sectors, last);
	if (!given_has(given, 'h'))
		buffer_print(&call->out, HEADING);
	buffer_print(&call->out, "%8u %6u    %02x %10u %9lld %9lld\n", 0,
	    TAG_USR, 0, EFI_FIRST, last - EFI_FIRST, last - 1);
	buffer_print(&call->out, "%8u %6u    %02x %10lld %9u %9lld\n",
	    EFI_SLICE, EFI_TAG, 0, last, EFI_OWN, last + EFI_OWN - 1);
}

void
prtvtoc_run(struct call *call)
{
	struct given given;
	const char *label;
	uint32_t device;

	if (!given_read(&given, &call->line, 1, "hs") || given.count != 1) {
		call_not_simulated(call);
		return;
	}
	if (!call_answers(call))
		return;
	if (strncmp(given.operand[0], "/dev/did/", 9) != 0) {
		call_not_simulated(call);
		return;
	}
	device = device_find(call, given.operand[0]);
	label = call_name(call, KIND_TEXT, world_device(
	    call->shell->sim->world, device)->label);
	if (device == 0)
		call_fail(call, 1, "prtvtoc: %s: No such file or directory",
		    given.operand[0]);
	else if (world_device(call->shell->sim->world, device)->label ==
	    TEXT_UNLABELLED)
		call_fail(call, 1, "prtvtoc: %s: Unable to read Disk geometry "
		    "errno = 0x16", given.operand[0]);
	else if (world_device(call->shell->sim->world, device)->label ==
	    TEXT_EFI)
		efi_print(call, &given, device);
	else if (strncmp(label, "slice", 5) == 0 && label[5] >= '0' &&
	    label[5] <= '7')
		table_print(call, &given, device, (unsigned)(label[5] - '0'));
	else
		call_not_simulated(call);
}
