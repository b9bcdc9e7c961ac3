/*
 * Physical machines to convert: their disks, what is left out of the archive,
 * and how big ldmp2v makes the virtual ones.
 */
#include "core/formats/site/site_parts.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/limits.h"

enum { VCPUS = 4096, SLICES = 16, MIB = 1 << 20,
    BOOT_TIMEOUT_MS = 60 * 1000, POWER_SP = 1 };

static const struct row text_each = { .type = ROW_TEXT };
static const struct row path_each = { .type = ROW_PATH };

struct slice_entry {
	const struct value *mount;
	uint32_t	 slice;
	int64_t		 size, used;
};

static const struct row slice_rows[] = {
	{ "slice", ROW_COUNT, .required = true, .minimum = 0, .maximum = 15,
	    .place = 1 + offsetof(struct slice_entry, slice) },
	{ "mount", ROW_TEXT, .required = true,
	    .place = 1 + offsetof(struct slice_entry, mount) },
	{ "size", ROW_SIZE, .required = true,
	    .place = 1 + offsetof(struct slice_entry, size) },
	{ "used", ROW_SIZE,
	    .place = 1 + offsetof(struct slice_entry, used) },
	{ .key = NULL },
};
static const struct shape slice_shape = { "a slice", slice_rows };
static const struct row slice_each =
    { .type = ROW_OBJECT, .shape = &slice_shape };

struct disk_entry {
	const struct value *name, *slices;
};

static const struct row disk_rows[] = {
	{ "name", ROW_NAME, .required = true,
	    .place = 1 + offsetof(struct disk_entry, name) },
	{ "slices", ROW_LIST, .minimum = 1, .maximum = SLICES,
	    .place = 1 + offsetof(struct disk_entry, slices) },
	{ .key = NULL },
};
static const struct shape disk_shape = { "a source's disk", disk_rows };
static const struct row disk_each =
    { .type = ROW_OBJECT, .shape = &disk_shape };

static const struct row net_rows[] = {
	{ "name", ROW_NAME, .required = true },
	{ "address", .type = ROW_TEXT },
	{ .key = NULL },
};
static const struct shape net_shape = { "a source's net", net_rows };
static const struct row net_each =
    { .type = ROW_OBJECT, .shape = &net_shape };

static const char *const powers[] = { "hand", "sp", NULL };
static const char *const keeps[] = { "hostid", "mac", NULL };
static const struct row keep_each = { .type = ROW_WORD, .words = keeps };

struct source_entry {
	const struct value *name, *release, *disks, *nets, *zones, *archive,
			   *exclude, *resize, *image, *keep;
	int64_t		 boot_timeout_ms;
	uint32_t	 blocks;
	unsigned	 power;
	const struct value *mount[SITE_MOUNTS];
	int64_t		 size[SITE_MOUNTS], used[SITE_MOUNTS];
	uint32_t	 disk[SITE_MOUNTS];	/* the one that it lies on */
	uint32_t	 slice[SITE_MOUNTS];
	uint32_t	 mounts;
	struct site_source row;
};

static const struct row power_rows[] = {
	{ "by", ROW_WORD, .required = true, .words = powers,
	    .place = 1 + offsetof(struct source_entry, power) },
	{ .key = NULL },
};
static const struct shape power_shape = { "\"power\"", power_rows };

static const struct row source_rows[] = {
	{ "name", ROW_NAME, .required = true,
	    .place = 1 + offsetof(struct source_entry, name) },
	{ "release", ROW_TEXT,
	    .place = 1 + offsetof(struct source_entry, release) },
	{ "arch", .type = ROW_NAME },
	{ "vcpus", ROW_COUNT, .minimum = 1, .maximum = VCPUS,
	    .place = 1 + offsetof(struct source_entry, row.vcpus) },
	{ "memory", ROW_SIZE,
	    .place = 1 + offsetof(struct source_entry, row.memory) },
	{ "hostid", ROW_HOSTID,
	    .place = 1 + offsetof(struct source_entry, row.hostid) },
	{ "disks", ROW_LIST, .maximum = SITE_DISKS,
	    .place = 1 + offsetof(struct source_entry, disks) },
	{ "archive_blocks", ROW_COUNT, .minimum = 1, .maximum = UINT32_MAX,
	    .place = 1 + offsetof(struct source_entry, blocks) },
	{ "nets", ROW_LIST, .each = &net_each,
	    .place = 1 + offsetof(struct source_entry, nets) },
	{ "zones", ROW_LIST, .each = &text_each,
	    .place = 1 + offsetof(struct source_entry, zones) },
	{ "svm", ROW_BOOL,
	    .place = 1 + offsetof(struct source_entry, row.svm) },
	{ "archive", ROW_NAME,
	    .place = 1 + offsetof(struct source_entry, archive) },
	{ "exclude", ROW_LIST, .maximum = SITE_MOUNTS, .each = &path_each,
	    .place = 1 + offsetof(struct source_entry, exclude) },
	{ "resize", ROW_OBJECT,
	    .place = 1 + offsetof(struct source_entry, resize) },
	{ "image", ROW_PATH,
	    .place = 1 + offsetof(struct source_entry, image) },
	{ "boot_timeout", ROW_DURATION, .minimum = 1,
	    .place = 1 + offsetof(struct source_entry, boot_timeout_ms) },
	{ "keep", ROW_LIST, .each = &keep_each,
	    .place = 1 + offsetof(struct source_entry, keep) },
	{ "reach", ROW_OBJECT, .shape = &site_reach },
	{ "power", ROW_OBJECT, .shape = &power_shape },
	{ "sp", ROW_OBJECT, .shape = &site_sp },
	{ .key = NULL },
};
static const struct shape source_shape = { "a source", source_rows };
static const struct row source_each =
    { .type = ROW_OBJECT, .shape = &source_shape };

/* The row of a mount, or how many there are. */
static uint32_t
mount_find(const struct source_entry *entry, const char *mount)
{
	uint32_t i = 0;

	while (i < entry->mounts &&
	    strcmp(entry->mount[i]->text, mount) != 0)
		i++;
	return i;
}

static const char *
mounts_known(struct reader *reader, const struct source_entry *entry)
{
	const char *text = "";

	for (uint32_t i = 0; i < entry->mounts; i++)
		text = arena_format(reader->arena, "%s%s%s", text,
		    i != 0 ? ", " : "", entry->mount[i]->text);
	return arena_format(reader->arena, "a mount of this source (%s)",
	    text);
}

/* A new size for a mount; what is used has to fit. */
static void
resize(struct reader *reader, struct source_entry *entry)
{
	static const struct row row = { .type = ROW_SIZE, .place = 1 };
	int64_t size;

	for (const struct value *part = entry->resize != NULL ?
	    entry->resize->first : NULL; part != NULL; part = part->next) {
		uint32_t i = mount_find(entry, part->key);

		size = 0;
		if (i == entry->mounts)
			mistakes_add(reader->arena, reader->mistakes,
			    &part->key_spot,
			    mistakes_quote(reader->arena, part->key),
			    mounts_known(reader, entry));
		if (!reader_value(reader, &row, part, &size) ||
		    i == entry->mounts)
			continue;
		if (size < entry->used[i])
			reader_wrong(reader, part, arena_format(reader->arena,
			    "at least the %s that are used",
			    site_size_text(reader, entry->used[i])));
		entry->size[i] = size;
		if (entry->row.resize_count < SITE_MOUNTS)
			entry->row.resize[entry->row.resize_count++] =
			    names_put(reader->site->names, KIND_TEXT,
			    arena_format(reader->arena, "%s:%s", part->key,
			    site_size_text(reader, size)));
	}
}

static void
slice(struct reader *reader, struct source_entry *entry,
    const struct value *value, uint32_t disk)
{
	struct slice_entry at = { .mount = NULL };

	if (!reader_value(reader, &slice_each, value, &at) ||
	    at.mount == NULL)
		return;
	if (strcmp(at.mount->text, "swap") == 0) {
		entry->row.disk[disk] += at.size;
		return;
	}
	if (mount_find(entry, at.mount->text) < entry->mounts)
		reader_wrong(reader, at.mount, "a mount of its own");
	else if (entry->mounts == SITE_MOUNTS)
		reader_add(reader, value, "too many mounts: expected at most "
		    "%d in a source", SITE_MOUNTS);
	else {
		entry->mount[entry->mounts] = at.mount;
		entry->size[entry->mounts] = at.size;
		entry->disk[entry->mounts] = disk;
		entry->slice[entry->mounts] = at.slice;
		entry->used[entry->mounts++] = at.used != 0 ? at.used :
		    at.size;
	}
}

/* One that holds nothing is not copied. */
static void
disks(struct reader *reader, struct source_entry *entry)
{
	for (const struct value *part = entry->disks != NULL ?
	    entry->disks->first : NULL; part != NULL; part = part->next) {
		struct disk_entry disk = { .slices = NULL };

		reader_value(reader, &disk_each, part, &disk);
		if (disk.slices == NULL)
			continue;
		for (const struct value *at = disk.slices->first; at != NULL;
		    at = at->next)
			slice(reader, entry, at, entry->row.disk_count);
		if (disk.name != NULL)
			entry->row.disk_name[entry->row.disk_count] =
			    names_put(reader->site->names, KIND_TEXT,
			    disk.name->text);
		entry->row.disk_count++;
	}
}

/* In order of name, as ldmp2v goes through them: "/" comes first. */
static void
mount_add(struct reader *reader, struct source_entry *entry, uint32_t i)
{
	struct site_source *row = &entry->row;
	uint32_t at = row->mount_count++;

	for (; at > 0 && strcmp(names_text(reader->site->names, KIND_TEXT,
	    row->mount[at - 1]), entry->mount[i]->text) > 0; at--) {
		row->mount[at] = row->mount[at - 1];
		row->mount_slice[at] = row->mount_slice[at - 1];
		row->mount_disk[at] = row->mount_disk[at - 1];
	}
	row->mount[at] = names_put(reader->site->names, KIND_TEXT,
	    entry->mount[i]->text);
	row->mount_slice[at] = entry->slice[i];
	row->mount_disk[at] = entry->disk[i];
}

/* What an archive holds, and what it leaves out. */
static void
sums(struct reader *reader, struct source_entry *entry)
{
	struct site_source *row = &entry->row;
	bool out[SITE_MOUNTS] = { false };

	for (const struct value *part = entry->exclude != NULL ?
	    entry->exclude->first : NULL; part != NULL; part = part->next) {
		uint32_t i = part->type == VALUE_TEXT ?
		    mount_find(entry, part->text) : entry->mounts;

		if (i == entry->mounts && part->type == VALUE_TEXT &&
		    part->text[0] == '/')
			reader_wrong(reader, part,
			    mounts_known(reader, entry));
		if (i == entry->mounts)
			continue;
		out[i] = true;
		row->exclude_used[row->exclude_count] = entry->used[i];
		row->exclude[row->exclude_count++] = names_put(
		    reader->site->names, KIND_TEXT, part->text);
	}
	for (uint32_t i = 0; i < entry->mounts; i++) {
		row->disk[entry->disk[i]] += entry->size[i];
		*(out[i] ? &row->excluded : &row->used) += entry->used[i];
		if (!out[i])
			mount_add(reader, entry, i);
	}
	for (uint32_t i = 0; i < row->disk_count; i++)
		row->disk[i] = (row->disk[i] + MIB - 1) / MIB * MIB;
	row->archive_blocks = entry->blocks != 0 ? entry->blocks :
	    row->used / 512;
}

static void
size_fits(struct reader *reader, const struct value *at, int64_t size)
{
	if (size > LIMIT_SIZE)
		reader_add(reader, at, "expected at most 1024T in all");
}

static void
keep(struct source_entry *entry)
{
	for (const struct value *part = entry->keep != NULL ?
	    entry->keep->first : NULL; part != NULL; part = part->next) {
		entry->row.keep_hostid |= part->type == VALUE_TEXT &&
		    strcmp(part->text, "hostid") == 0;
		entry->row.keep_mac |= part->type == VALUE_TEXT &&
		    strcmp(part->text, "mac") == 0;
	}
}

static void
source(struct reader *reader, const struct value *value)
{
	struct source_entry entry = { .boot_timeout_ms = BOOT_TIMEOUT_MS };
	struct site *site = reader->site;

	reader_value(reader, &source_each, value, &entry);
	disks(reader, &entry);
	resize(reader, &entry);
	sums(reader, &entry);
	size_fits(reader, value, entry.row.used + entry.row.excluded);
	for (uint32_t i = 0; i < entry.row.disk_count; i++)
		size_fits(reader, value, entry.row.disk[i]);
	keep(&entry);
	if (entry.archive != NULL)
		site_source_archive(reader, entry.archive, entry.name,
		    &entry.row);
	entry.row.boot_timeout_ms = entry.boot_timeout_ms;
	entry.row.zones = entry.zones != NULL && entry.zones->count != 0;
	entry.row.net_count = entry.nets != NULL ?
	    (uint32_t)entry.nets->count : 0;
	if (entry.nets != NULL)
		entry.row.nets = site_source_nets(reader, entry.nets);
	entry.row.reach = site_reach_of(value);
	entry.row.arch = site_text(value, "arch");
	entry.row.power_sp = entry.power == POWER_SP;
	entry.row.sp = site_sp_read(reader, value_get(value, "sp"));
	if (entry.image != NULL)
		entry.row.image = names_put(site->names, KIND_FILE,
		    entry.image->text);
	if (entry.release != NULL)
		entry.row.release = names_put(site->names, KIND_TEXT,
		    entry.release->text);
	if (entry.name != NULL)
		site->sources[names_find(site->names, KIND_SOURCE,
		    entry.name->text)] = entry.row;
}

void
site_sources(struct reader *reader, const struct value *list, void *target)
{
	assert(target != NULL);
	(void)target;
	for (const struct value *part = list->first; part != NULL;
	    part = part->next)
		source(reader, part);
}
