/*
 * Physical machines to convert, and how long things take.
 */
#include "core/formats/site_parts.h"

#include <stddef.h>
#include <string.h>

#include "core/arena.h"
#include "core/formats/units.h"

enum { VCPUS = 4096, SLICES = 16 };

static const struct row text_each = { .type = ROW_TEXT };
static const struct row path_each = { .type = ROW_PATH };

static const struct row slice_rows[] = {
	{ "slice", ROW_COUNT, .required = true, .minimum = 0, .maximum = 15 },
	{ "mount", ROW_TEXT, .required = true },
	{ "size", ROW_SIZE, .required = true },
	{ "used", .type = ROW_SIZE },
	{ .key = NULL },
};
static const struct shape slice_shape = { "a slice", slice_rows };
static const struct row slice_each =
    { .type = ROW_OBJECT, .shape = &slice_shape };

static const struct row disk_rows[] = {
	{ "name", ROW_NAME, .required = true },
	{ "slices", ROW_LIST, .minimum = 1, .maximum = SLICES,
	    .each = &slice_each },
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
static const struct row power_rows[] = {
	{ "by", ROW_WORD, .required = true, .words = powers },
	{ .key = NULL },
};
static const struct shape power_shape = { "\"power\"", power_rows };

static const char *const keeps[] = { "hostid", "mac", NULL };
static const struct row keep_each = { .type = ROW_WORD, .words = keeps };

/* An archive that is declared. */
static void
archive(struct reader *reader, const struct value *value, void *target)
{
	const struct value *list = value_get(reader->root, "archives");
	const char *known = NULL;

	(void)target;
	for (list = list != NULL ? list->first : NULL; list != NULL;
	    list = list->next) {
		const struct value *name = value_get(list, "name");

		if (name == NULL || name->type != VALUE_TEXT)
			continue;
		if (strcmp(name->text, value->text) == 0)
			return;
		known = known == NULL ? name->text : arena_format(
		    reader->arena, "%s, %s", known, name->text);
	}
	reader_wrong(reader, value, arena_format(reader->arena, "a name of "
	    "an archive declared in \"archives\" (%s)",
	    known != NULL ? known : "none"));
}

/* Paths and their new sizes. */
static void
resize(struct reader *reader, const struct value *value, void *target)
{
	static const struct row size = { .type = ROW_SIZE };

	(void)target;
	for (const struct value *part = value->first; part != NULL;
	    part = part->next) {
		if (part->key[0] != '/')
			mistakes_add(reader->arena, reader->mistakes,
			    &part->key_spot,
			    mistakes_quote(reader->arena, part->key),
			    "a mount such as \"/\" or \"/var\"");
		reader_value(reader, &size, part, NULL);
	}
}

struct source_entry {
	struct source_size size;
};

static const struct row source_rows[] = {
	{ "name", ROW_NAME, .required = true },
	{ "release", .type = ROW_TEXT },
	{ "arch", .type = ROW_NAME },
	{ "vcpus", ROW_COUNT, .minimum = 1, .maximum = VCPUS,
	    .place = 1 + offsetof(struct source_entry, size.vcpus) },
	{ "memory", ROW_SIZE,
	    .place = 1 + offsetof(struct source_entry, size.memory) },
	{ "hostid", .type = ROW_HOSTID },
	{ "disks", ROW_LIST, .each = &disk_each },
	{ "archive_blocks", ROW_COUNT, .minimum = 1, .maximum = UINT32_MAX },
	{ "nets", ROW_LIST, .each = &net_each },
	{ "zones", ROW_LIST, .each = &text_each },
	{ "svm", .type = ROW_BOOL },
	{ "archive", ROW_NAME, .read = archive },
	{ "exclude", ROW_LIST, .each = &path_each },
	{ "resize", ROW_OBJECT, .read = resize },
	{ "image", .type = ROW_PATH },
	{ "boot_timeout", ROW_DURATION, .minimum = 1 },
	{ "keep", ROW_LIST, .each = &keep_each },
	{ "reach", ROW_OBJECT, .shape = &site_reach },
	{ "power", ROW_OBJECT, .shape = &power_shape },
	{ .key = NULL },
};
static const struct shape source_shape = { "a source", source_rows };
static const struct row source_each =
    { .type = ROW_OBJECT, .shape = &source_shape };

void
site_sources(struct reader *reader, const struct value *list, void *target)
{
	(void)target;
	for (const struct value *part = list->first; part != NULL;
	    part = part->next) {
		struct source_entry entry;

		reader_value(reader, &source_each, part, &entry);
	}
}

/* Whatever is wrong there has been told when the source was read. */
void
site_source_size(struct reader *reader, const struct value *sources,
    uint32_t source, struct source_size *size)
{
	const char *wanted = names_text(reader->site->names, KIND_SOURCE,
	    source);
	const struct value *name, *vcpus, *memory;

	for (sources = sources->first; sources != NULL;
	    sources = sources->next) {
		name = value_get(sources, "name");
		if (name == NULL || name->type != VALUE_TEXT ||
		    strcmp(name->text, wanted) != 0)
			continue;
		vcpus = value_get(sources, "vcpus");
		if (vcpus != NULL && vcpus->type == VALUE_INTEGER)
			size->vcpus = (uint32_t)vcpus->number;
		memory = value_get(sources, "memory");
		if (memory != NULL && memory->type == VALUE_TEXT)
			units_read_size(memory->text, &size->memory);
		return;
	}
}

/* Operations that files may already give times for. */
static const char *const later[] = { "guest-upgrade", "source-collect",
    "source-save", "source-stop", "source-start", "source-off",
    "source-freeze", "sums-take", "share-mount", "share-unmount",
    "directory-make", "file-copy", "file-write", "archive-remove",
    "p2v-prepare", "p2v-clean", "p2v-convert",
    "data-filesystem", "data-restore", "guest-vnet-set", "node-power-off",
    "node-power-on", "ask", NULL };

static bool
is_later(const char *name)
{
	for (size_t i = 0; later[i] != NULL; i++)
		if (strcmp(later[i], name) == 0)
			return true;
	return false;
}

static void
unknown_entry(struct reader *reader, const struct value *value)
{
	const char *quoted = mistakes_quote(reader->arena, value->key);
	const char *near = NULL;

	for (enum op_kind kind = OP_NONE + 1; kind < OP_KINDS; kind++)
		mistakes_nearer(value->key, op_table[kind].name, &near);
	for (size_t i = 0; later[i] != NULL; i++)
		mistakes_nearer(value->key, later[i], &near);
	mistakes_add(reader->arena, reader->mistakes, &value->key_spot, quoted,
	    near == NULL ? "an operation that changes something, guest-boot, "
	    "media-boot, agent-call, node-boot or person" :
	    arena_format(reader->arena, "an operation; did you mean \"%s\"?",
	    near));
}

/*
 * An unknown name is a mistake: a time that is never used would be believed.
 */
void
site_timing(struct reader *reader, const struct value *value, void *target)
{
	(void)target;
	for (const struct value *part = value->first; part != NULL;
	    part = part->next) {
		struct duration *entry = timing_find(&reader->site->timing,
		    part->key), unused;

		if (entry == NULL && !is_later(part->key))
			unknown_entry(reader, part);
		if (entry == NULL)
			entry = &unused;
		if (part->type != VALUE_TEXT || !units_read_takes(part->text,
		    &entry->fixed_ms, &entry->per_gib_ms))
			reader_wrong(reader, part, "a duration such as "
			    "\"95s\" or \"2s + 14s/G\"");
	}
}
