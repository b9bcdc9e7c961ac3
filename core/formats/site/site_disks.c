/*
 * A guest's disks, the volumes that offer them, and its networks.
 */
#include "core/formats/site/site_guest.h"

#include <stddef.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/formats/json/units.h"

struct disk_entry {
	const struct value *mount, *name, *volume, *vds, *file, *options;
	int64_t		 size;
};

static void
options(struct reader *reader, const struct value *value, void *target)
{
	static const char *const known[] = { "ro", "slice", "excl" };
	const char *at = value->text;

	(void)target;
	for (;; at++) {
		size_t n = strcspn(at, ","), i = 0;

		while (i < 3 && (strlen(known[i]) != n ||
		    strncmp(at, known[i], n) != 0))
			i++;
		if (i == 3) {
			reader_wrong(reader, value, "options of a volume: ro, "
			    "slice, excl, by commas");
			return;
		}
		at += n;
		if (*at == '\0')
			return;
	}
}

static const struct row disk_rows[] = {
	{ "name", ROW_NAME, .place = 1 + offsetof(struct disk_entry, name) },
	{ "volume", ROW_NAME,
	    .place = 1 + offsetof(struct disk_entry, volume) },
	{ "vds", ROW_NAME, .place = 1 + offsetof(struct disk_entry, vds) },
	{ "file", ROW_NAME, .place = 1 + offsetof(struct disk_entry, file) },
	{ "size", ROW_SIZE, .required = true, .minimum = 1 << 20,
	    .place = 1 + offsetof(struct disk_entry, size) },
	{ "options", ROW_TEXT, .read = options,
	    .place = 1 + offsetof(struct disk_entry, options) },
	{ .key = NULL },
};
static const struct shape disk_shape = { "a disk", disk_rows };

/* What the source excluded, each on a disk of its own. */
static const struct row extra_rows[] = {
	{ "mount", ROW_PATH, .required = true,
	    .place = 1 + offsetof(struct disk_entry, mount) },
	{ "name", ROW_NAME, .place = 1 + offsetof(struct disk_entry, name) },
	{ "volume", ROW_NAME,
	    .place = 1 + offsetof(struct disk_entry, volume) },
	{ "vds", ROW_NAME, .place = 1 + offsetof(struct disk_entry, vds) },
	{ "file", ROW_NAME, .place = 1 + offsetof(struct disk_entry, file) },
	{ "size", ROW_SIZE, .required = true, .minimum = 1 << 20,
	    .place = 1 + offsetof(struct disk_entry, size) },
	{ .key = NULL },
};
static const struct shape extra_shape = { "a disk of \"data\"", extra_rows };

/* Its own, or the first of the site. */
static uint32_t
vds_of(struct reader *reader, const struct disk_entry *disk,
    const struct value *at)
{
	const struct site *site = reader->site;

	if (disk->vds != NULL)
		return site_service(reader, disk->vds, SERVICE_VDS);
	for (uint32_t i = 1; i <= site->service_count; i++)
		if (site->services[i].kind == SERVICE_VDS)
			return i;
	reader_add(reader, at, "a disk needs a vds: expected one in "
	    "\"services\"");
	return 0;
}

static void
data_fits_disk(struct reader *reader, const struct disk_entry *disk,
    int64_t used)
{
	char has[UNITS_BYTES], wants[UNITS_BYTES];

	if (disk->size != 0 && disk->size < used)
		reader_add(reader, disk->mount, "a disk of %s: expected at "
		    "least the %s that \"%s\" of the source holds",
		    units_write_size(disk->size, has),
		    units_write_size(used, wants), disk->mount->text);
}

/*
 * Where a disk of "data" takes what was left out of the archive.  A source that
 * excludes nothing may be one whose list has a mistake.
 */
static void
data_fits(struct reader *reader, const struct guest_entry *entry,
    const struct disk_entry *disk)
{
	const struct site_source *source =
	    &reader->site->sources[entry->row.source];
	uint32_t text = names_put(reader->site->names, KIND_TEXT,
	    disk->mount->text);

	if (entry->row.source == 0 ||
	    (source->exclude_count == 0 && reader->mistakes->count != 0))
		return;
	for (uint32_t i = 0; i < source->exclude_count; i++)
		if (source->exclude[i] == text) {
			data_fits_disk(reader, disk, source->exclude_used[i]);
			return;
		}
	reader_wrong(reader, disk->mount, "a mount that the guest's source "
	    "excludes");
}

/*
 * Volumes have names of their own on the whole site, because every node must
 * offer each of them under the same one.
 */
static void
disk_fill(struct reader *reader, struct guest_entry *entry,
    const struct disk_entry *disk, const struct value *at, uint32_t number)
{
	struct names *names = reader->site->names;
	struct site_disk *row = &entry->row.disk[entry->row.disk_count];
	const char *name = disk->name != NULL ? disk->name->text :
	    arena_format(reader->arena, entry->from != NULL ? "disk%u" :
	    "vdisk%u", (unsigned)number);
	const char *volume = disk->volume != NULL ? disk->volume->text :
	    arena_format(reader->arena, "%s-vol%u", entry->known_as,
	    (unsigned)number);
	const char *file = disk->file != NULL ? disk->file->text :
	    arena_format(reader->arena, "disk%u", (unsigned)number);

	row->disk = names_put(names, KIND_DISK, name);
	row->volume = site_declare(reader, KIND_VOLUME, volume,
	    disk->volume != NULL ? disk->volume : at);
	row->vds = vds_of(reader, disk, at);
	row->file = site_declare(reader, KIND_FILE, arena_format(
	    reader->arena, "/%s/%s", names_text(names, KIND_FILE,
	    entry->row.filesystem), file),
	    disk->file != NULL ? disk->file : at);
	row->size = disk->size;
	if (disk->mount != NULL) {
		row->mount = names_put(names, KIND_TEXT, disk->mount->text);
		data_fits(reader, entry, disk);
	}
	if (disk->options != NULL)
		row->options = names_put(names, KIND_TEXT,
		    disk->options->text);
	for (uint32_t i = 0; i < entry->row.disk_count; i++)
		if (entry->row.disk[i].disk == row->disk)
			reader_add(reader, disk->name != NULL ? disk->name :
			    at, "disk \"%s\" is declared twice: expected a "
			    "name of its own", name);
	entry->row.disk_count++;
}

static void
disks_fill(struct reader *reader, struct guest_entry *entry,
    const struct value *list, const struct shape *shape, uint32_t number)
{
	const struct row each = { .type = ROW_OBJECT, .shape = shape };

	for (const struct value *part = list->first; part != NULL;
	    part = part->next, number++) {
		struct disk_entry disk = { .size = 0 };

		if (entry->row.disk_count == SITE_DISKS) {
			reader_add(reader, part, "too many disks: expected at "
			    "most %d in a guest", SITE_DISKS);
			return;
		}
		if (reader_value(reader, &each, part, &disk))
			disk_fill(reader, entry, &disk, part, number);
	}
}

/* The pool is no larger than its device. */
static void
disks_fit(struct reader *reader, const struct guest_entry *entry,
    const struct value *at)
{
	const struct site *site = reader->site;
	char all[UNITS_BYTES], has[UNITS_BYTES];
	int64_t sum = 0, device = site->devices[entry->row.device].size;

	for (uint32_t i = 0; i < entry->row.disk_count; i++)
		sum += entry->row.disk[i].size;
	if (entry->row.device != 0 && device != 0 && sum > device)
		reader_add(reader, at, "disks of %s: expected at most the "
		    "%s of device \"%s\"", units_write_size(sum, all),
		    units_write_size(device, has), names_text(site->names,
		    KIND_DEVICE, entry->row.device));
}

/* What is left out of the archive is lost unless a disk takes it. */
static void
data_whole(struct reader *reader, const struct guest_entry *entry)
{
	const struct site_source *source =
	    &reader->site->sources[entry->row.source];

	for (const struct value *part = entry->extra != NULL ?
	    entry->extra->first : NULL; part != NULL; part = part->next)
		if (value_get(part, "mount") == NULL)
			return;		/* reported already */
	for (uint32_t i = 0; i < source->exclude_count; i++) {
		bool taken = false;

		for (uint32_t d = 0; d < entry->row.disk_count; d++)
			taken |= entry->row.disk[d].mount ==
			    source->exclude[i];
		if (!taken)
			reader_add(reader, guest_spot(entry, entry->extra),
			    "%s is excluded by the source and no disk of "
			    "\"data\" takes it", names_text(
			    reader->site->names, KIND_TEXT,
			    source->exclude[i]));
	}
}

/* What ldmp2v makes: a disk for each of the source's. */
static void
disks_copied(struct reader *reader, struct guest_entry *entry)
{
	const struct site_source *source =
	    &reader->site->sources[entry->row.source];

	for (uint32_t i = 0; i < source->disk_count; i++) {
		struct disk_entry disk = { .size = source->disk[i] };

		disk_fill(reader, entry, &disk, entry->from, i);
	}
}

/* A guest has disks of its own, or a source that has some; those of one that no
 * job takes need not be known. */
static void
disks_missing(struct reader *reader, const struct guest_entry *entry)
{
	if (value_get(entry->whole, "disks") != NULL ||
	    (!entry->ours && entry->from == NULL))
		return;
	if (entry->from == NULL)
		reader_add(reader, entry->whole, "\"disks\" is missing in a "
		    "guest that comes from no source");
	else if (entry->row.source != 0 &&
	    reader->site->sources[entry->row.source].disk_count == 0)
		reader_add(reader, entry->from, "\"disks\" is missing in a "
		    "guest whose source has none");
}

void
guest_disks(struct reader *reader, struct guest_entry *entry)
{
	const struct value *at = entry->disks != NULL ? entry->disks :
	    entry->extra;
	uint32_t first;

	if (entry->disks != NULL)
		disks_fill(reader, entry, entry->disks, &disk_shape, 0);
	else if (entry->row.source != 0)
		disks_copied(reader, entry);
	first = entry->row.disk_count;
	if (entry->extra != NULL)
		disks_fill(reader, entry, entry->extra, &extra_shape, first);
	if (entry->row.source != 0)
		data_whole(reader, entry);
	if (entry->row.disk_count != 0)
		disks_fit(reader, entry, at != NULL ? at : entry->from);
	disks_missing(reader, entry);
}
