/*
 * What long commands print: the output of ldmp2v and the dialogue of the
 * installer.
 *
 * The lines are those that posts by users of the real programs show.
 */
#include "backends/sim/p2v/narration.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "backends/sim/p2v/ldmp2v.h"
#include "backends/sim/world/declared.h"

enum { MIB = 1 << 20, LINE_BYTES = 200 };

static void narrate(struct sim *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

/* Is there a sink? */
static bool
narration_heard(const struct sim *sim)
{
	return sim->sink != NULL;
}

/* Emit one line as EVENT_OUTPUT; without effect when there is no sink. */
static void
narrate(struct sim *sim, const char *format, ...)
{
	struct event event = { .type = EVENT_OUTPUT, .cause = sim->cause };
	char text[LINE_BYTES];
	va_list list;

	if (sim->sink == NULL)
		return;
	va_start(list, format);
	vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	event.at_ms = world_now_ms(sim->world);
	event.word = "narration";
	event.text = text;
	sim->sink->emit(sim->sink, &event);
}

static const char *
guest_name(const struct sim *sim, const struct op *op)
{
	return sim_name(sim, KIND_GUEST, op->guest);
}

static void
narrate_disks(struct sim *sim, const struct op *op)
{
	const struct site_guest *guest = declared_guest(sim, op->guest);
	const struct site_source *source = declared_source(sim, op->source);

	narrate(sim, "Creating vdisks ...");
	if (source->resize_count != 0)
		narrate(sim, "Resizing partitions ...");
	for (uint32_t i = 0; i < source->resize_count; i++) {
		const char *text = sim_name(sim, KIND_TEXT,
		    source->resize[i]);

		narrate(sim, "Resize %.*s", (int)strcspn(text, ":"), text);
	}
	for (uint32_t i = 0; i < p2v_disks(sim, op->guest); i++) {
		const struct site_disk *disk = &guest->disk[i];

		if (source->resize_count != 0)
			narrate(sim, "Partition(s) on disk /dev/dsk/%s were "
			    "resized, adjusting disksize ...",
			    sim_name(sim, KIND_TEXT, source->disk_name[i]));
		narrate(sim, "Creating vdisk %s-%s ...", guest_name(sim, op),
		    sim_name(sim, KIND_DISK, disk->disk));
		narrate(sim, "Creating volume %s@%s (%lld MB)...",
		    sim_name(sim, KIND_VOLUME, disk->volume),
		    sim_name(sim, KIND_SERVICE, disk->vds),
		    (long long)(disk->size / MIB));
		narrate(sim, "Creating file //%s//%s/disk%u ...",
		    sim_name(sim, KIND_POOL, guest->pool),
		    guest_name(sim, op), (unsigned)i);
		narrate(sim, "Creating VTOC on /dev/rdsk/c6d%us2 (%s) ...",
		    (unsigned)i, sim_name(sim, KIND_DISK, disk->disk));
	}
}

/* The order that the posts show: the root file system first, the others in the
 * order of their slices. */
static void
narrate_filesystems(struct sim *sim, const struct op *op)
{
	const struct site_source *source = declared_source(sim, op->source);

	narrate(sim, "Creating file systems ...");
	for (uint32_t i = 0; i < source->mount_count; i++)
		narrate(sim, "Creating UFS file system on "
		    "/dev/rdsk/c6d%us%u ...",
		    (unsigned)source->mount_disk[i],
		    (unsigned)source->mount_slice[i]);
	narrate(sim, "Populating file systems ...");
	for (uint32_t i = 0; i < source->mount_count; i++) {
		const char *mount = sim_name(sim, KIND_TEXT,
		    source->mount[i]);

		narrate(sim, "Mounting /var/run/ldmp2v/%s%s ...",
		    guest_name(sim, op), mount[1] != '\0' ? mount : "");
	}
	narrate(sim, "Extracting Flash archive %s/%s.flar to "
	    "/var/run/ldmp2v/%s ...", sim_name(sim, KIND_FILE, op->file),
	    sim_name(sim, KIND_SOURCE, op->source), guest_name(sim, op));
	narrate(sim, "%lld blocks", (long long)source->archive_blocks);
}

static const char *const modified[] = {
	"Modifying guest OS image ...",
	"Modifying SVM configuration ...",
	"Modifying /etc/vfstab ...",
	"Modifying network interfaces ...",
	"Modifying /devices ...",
	"Modifying /dev ...",
	"Creating disk device links ...",
	"Cleaning /var/fm/fmd ...",
	"Modifying platform specific services ...",
	"Modifying /etc/path_to_inst ...",
	"Unmounting file systems ...",
};

void
narrate_prepare(struct sim *sim, const struct op *op)
{
	const struct site_guest *guest = declared_guest(sim, op->guest);
	const struct site_source *source = declared_source(sim, op->source);
	const struct node_row *node = world_node(sim->world, op->on);

	if (!narration_heard(sim))
		return;
	narrate(sim, "Available VCPUs: %u", (unsigned)node->free_vcpus);
	narrate(sim, "Available memory: %lld MB",
	    (long long)(node->free_memory / MIB));
	narrate_disks(sim, op);
	narrate_filesystems(sim, op);
	for (size_t i = 0; i < sizeof(modified) / sizeof(modified[0]); i++) {
		narrate(sim, "%s", modified[i]);
		if (i == 0 && source->svm)
			narrate(sim, "Modifying file systems on SVM devices "
			    "...");
	}
	for (uint32_t i = source->mount_count; i-- > 0;) {
		const char *mount = sim_name(sim, KIND_TEXT,
		    source->mount[i]);

		narrate(sim, "Unmounting /var/run/ldmp2v/%s%s ...",
		    guest_name(sim, op), mount[1] != '\0' ? mount : "");
	}
	narrate(sim, "Creating domain ...");
	narrate(sim, "Attaching vdisks to domain %s ...", guest_name(sim, op));
	for (uint32_t i = 0; i < p2v_disks(sim, op->guest); i++)
		narrate(sim, "Attaching volume %s@%s as vdisk %s ...",
		    sim_name(sim, KIND_VOLUME, guest->disk[i].volume),
		    sim_name(sim, KIND_SERVICE, guest->disk[i].vds),
		    sim_name(sim, KIND_DISK, guest->disk[i].disk));
	narrate(sim, "Setting boot-device to disk0:a");
}

void
narrate_convert(struct sim *sim, const struct op *op, bool timeout)
{
	narrate(sim, "LDom %s started", guest_name(sim, op));
	narrate(sim, "Waiting for Solaris to come up ...");
	if (!timeout)
		return;
	narrate(sim, "ldmp2v: ERROR: Timeout waiting for Solaris to come up.");
	narrate(sim, "The Solaris install image %s cannot be booted.",
	    sim_name(sim, KIND_FILE, op->file));
}

static const char *const dialogue[] = {
	"Press ~? for control options ..",
	"Skipped interface vnet0",
	"Reading ZFS config: * done.",
	"Setting up Java. Please wait...",
	"Serial console, reverting to text install",
	"Beginning system identification...",
	"Select a Language",
	"Please make a choice (0 - 10), or press h or ? for help: 0",
	"- Solaris Interactive Installation",
	("This system is upgradable, so there are two ways to install the "
	    "Solaris"),
	"F2_Upgrade F3_Go Back F4_Initial F5_Exit F6_Help",
};

void
narrate_upgrade(struct sim *sim, const struct op *op)
{
	if (!narration_heard(sim))
		return;
	narrate(sim, "Connected to localhost.");
	narrate(sim, "Escape character is '^]'.");
	narrate(sim, "Connecting to console \"%s\" in group \"%s\" ....",
	    guest_name(sim, op), guest_name(sim, op));
	for (size_t i = 0; i < sizeof(dialogue) / sizeof(dialogue[0]); i++)
		narrate(sim, "%s", dialogue[i]);
	narrate(sim, "%s", op->value == sim->index.initial ? "F4_Initial" :
	    "F2_Upgrade");
}
