/*
 * Servers that lend their space while machines are converted.
 */
#include "core/formats/site/site_parts.h"

#include <stddef.h>

#include "core/base/arena.h"
#include "core/site/naming.h"

struct archive_entry {
	const struct value *name, *share, *mount;
	int64_t		 size;
};

static const struct row archive_rows[] = {
	{ "name", ROW_NAME, .required = true,
	    .place = 1 + offsetof(struct archive_entry, name) },
	{ "share", ROW_PATH, .required = true,
	    .place = 1 + offsetof(struct archive_entry, share) },
	{ "mount", ROW_PATH,
	    .place = 1 + offsetof(struct archive_entry, mount) },
	{ "size", ROW_SIZE,
	    .place = 1 + offsetof(struct archive_entry, size) },
	{ .key = NULL },
};
static const struct shape archive_shape = { "an archive", archive_rows };
static const struct row archive_each =
    { .type = ROW_OBJECT, .shape = &archive_shape };

/* The path has to show on which share a file is. */
static uint32_t
mount(struct reader *reader, const struct archive_entry *entry)
{
	struct site *site = reader->site;
	uint32_t file = names_put(site->names, KIND_FILE,
	    entry->mount != NULL ? entry->mount->text : "/mnt");

	for (uint32_t i = 1; i <= site->archive_count; i++)
		if (site->archives[i].mount == file)
			reader_wrong(reader, entry->mount != NULL ?
			    entry->mount : entry->name,
			    arena_format(reader->arena, "a \"mount\" of its "
			    "own: archive \"%s\" has %s",
			    names_text(site->names, KIND_ARCHIVE, i),
			    names_text(site->names, KIND_FILE, file)));
	return file;
}

/* Where the scripts of a conversion are on it. */
static void
scripts(struct names *names, struct site_archive *row)
{
	char path[NAMING_PATH];

	for (unsigned i = 0; i < SCRIPTS; i++) {
		naming_script(path, names_text(names, KIND_FILE, row->mount),
		    script_name[i]);
		row->script[i] = names_put(names, KIND_FILE, path);
		row->script_text[i] = names_put(names, KIND_TEXT,
		    script_text[i]);
	}
}

void
site_archives(struct reader *reader, const struct value *list, void *target)
{
	struct names *names = reader->site->names;

	(void)target;
	for (list = list->first; list != NULL; list = list->next) {
		struct archive_entry entry = { .name = NULL };
		struct site_archive row = { 0 };

		if (!reader_value(reader, &archive_each, list, &entry) ||
		    entry.name == NULL || entry.share == NULL)
			continue;
		row.mount = mount(reader, &entry);
		row.share = names_put(names, KIND_TEXT, arena_format(
		    reader->arena, "%s:%s", entry.name->text,
		    entry.share->text));
		row.size = entry.size;
		scripts(names, &row);
		reader->site->archives[names_find(names, KIND_ARCHIVE,
		    entry.name->text)] = row;
	}
}

/* A file in the source's folder of the share. */
static uint32_t
beside(struct reader *reader, uint32_t mount, const char *folder,
    const char *file)
{
	struct names *names = reader->site->names;

	return names_put(names, KIND_FILE, arena_format(reader->arena,
	    "%s/%s/%s", names_text(names, KIND_FILE, mount), folder, file));
}

void
site_source_archive(struct reader *reader, const struct value *archive,
    const struct value *name, struct site_source *row)
{
	struct names *names = reader->site->names;
	const struct site_archive *to;
	char path[NAMING_PATH];

	row->archive = reader_find(reader, KIND_ARCHIVE, archive,
	    "a name of an archive declared in \"archives\"");
	to = &reader->site->archives[row->archive];
	if (to->mount == 0 || name == NULL)
		return;
	row->mark = beside(reader, to->mount, name->text, ".frozen");
	naming_archive(path, arena_format(reader->arena, "%s/%s",
	    names_text(names, KIND_FILE, to->mount), name->text), name->text);
	row->flar = names_put(names, KIND_FILE, path);
}
