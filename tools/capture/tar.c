#include "tools/capture/tar.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "tools/capture/archive_library.h"

enum { MODE = 0644, FIRST_FILES = 64 };

static bool
library_load(struct archive_library *library, struct err *err)
{
	return archive_library_load(library, archive_library_name, err);
}

static struct archive *
sure_of(struct archive *made)
{
	if (made == NULL)
		abort();
	return made;
}

static la_ssize_t
bytes_put(struct archive *archive, void *with, const void *bytes, size_t n)
{
	(void)archive;
	buffer_put(with, bytes, n);
	return (la_ssize_t)n;
}

/* Memory takes all that is written. */
static void
sure_that(bool written)
{
	if (!written)
		abort();
}

static void
file_put(const struct archive_library *library, struct archive *archive,
    const struct tar_file *file)
{
	struct archive_entry *entry = library->archive_entry_new();

	sure_that(entry != NULL);
	library->archive_entry_set_pathname(entry, file->name);
	library->archive_entry_set_filetype(entry, AE_IFREG);
	library->archive_entry_set_perm(entry, MODE);
	library->archive_entry_set_mtime(entry, 0, 0);
	library->archive_entry_set_size(entry, (la_int64_t)file->size);
	sure_that(library->archive_write_header(archive, entry) ==
	    ARCHIVE_OK);
	sure_that(library->archive_write_data(archive, file->bytes,
	    file->size) == (la_ssize_t)file->size);
	library->archive_entry_free(entry);
}

static void
files_put(const struct archive_library *library, const struct tar *tar,
    struct buffer *out)
{
	struct archive *archive = sure_of(library->archive_write_new());

	sure_that(library->archive_write_set_format_pax_restricted(archive) ==
	    ARCHIVE_OK);
	sure_that(library->archive_write_set_bytes_per_block(archive, 0) ==
	    ARCHIVE_OK);
	sure_that(library->archive_write_open(archive, out, NULL, bytes_put,
	    NULL) == ARCHIVE_OK);
	for (uint32_t i = 0; i < tar->count; i++) {
		assert(i == 0 || strcmp(tar->file[i - 1].name,
		    tar->file[i].name) < 0);
		file_put(library, archive, &tar->file[i]);
	}
	sure_that(library->archive_write_close(archive) == ARCHIVE_OK);
	library->archive_write_free(archive);
}

bool
tar_write(const struct tar *tar, struct buffer *out, struct err *err)
{
	struct archive_library library;

	if (!library_load(&library, err))
		return false;
	files_put(&library, tar, out);
	return true;
}

/* A tar while it is read. */
struct extraction {
	struct archive_library library;
	struct archive	*archive;
	struct arena	*arena;
	size_t		 left;		/* bytes that files may still have */
	struct tar_file	*file;
	uint32_t	 count, capacity;
	struct err	*err;
};

static bool
wrong(struct extraction *from, const char *why)
{
	return err_set(from->err, ERR_FILE_INVALID, "file %u of it: %s",
	    (unsigned)from->count + 1, why);
}

/* What the library says of it. */
static bool
broken(struct extraction *from)
{
	const char *text = from->library.archive_error_string(from->archive);

	if (from->library.archive_errno(from->archive) == ENOMEM)
		abort();
	return err_set(from->err, ERR_FILE_INVALID, "file %u of it cannot be "
	    "read: %.120s", (unsigned)from->count + 1,
	    text != NULL ? text : "it is damaged");
}

static bool
is_name(const char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
	    "0123456789./";
	size_t n = strlen(name);

	return n != 0 && n < TAR_NAME && strspn(name, letters) == n;
}

static struct tar_file *
file_add(struct extraction *from)
{
	if (from->count == from->capacity) {
		struct tar_file *file;

		from->capacity = from->capacity * 2 + FIRST_FILES;
		file = arena_take(from->arena, from->capacity, sizeof(*file));
		for (uint32_t i = 0; i < from->count; i++)
			file[i] = from->file[i];
		from->file = file;
	}
	return &from->file[from->count];
}

/* A size is what the file says, until that many bytes were there. */
static bool
file_take(struct extraction *from, struct archive_entry *entry)
{
	const char *name = from->library.archive_entry_pathname(entry);
	la_int64_t size = from->library.archive_entry_size(entry);
	struct tar_file *file;
	char *bytes;

	if (from->library.archive_entry_filetype(entry) != AE_IFREG)
		return wrong(from, "it is a folder, a link or a device, and "
		    "no file");
	if (name == NULL || !is_name(name))
		return wrong(from, "no capture has a file of that name");
	if (size < 0 || (uint64_t)size > from->left)
		return wrong(from, "it is longer than the whole");
	bytes = arena_take(from->arena, (size_t)size + 1, 1);
	if (from->library.archive_read_data(from->archive, bytes,
	    (size_t)size) != (la_ssize_t)size)
		return broken(from);
	from->left -= (size_t)size;
	file = file_add(from);
	*file = (struct tar_file){ .name = arena_text(from->arena, name,
	    strlen(name)), .bytes = bytes, .size = (size_t)size };
	if (from->count != 0 && strcmp(file[-1].name, file->name) >= 0)
		return wrong(from, "names are not in order");
	from->count++;
	return true;
}

static bool
files_take(struct extraction *from)
{
	struct archive_entry *entry;
	int got;

	while ((got = from->library.archive_read_next_header(from->archive,
	    &entry)) == ARCHIVE_OK) {
		if (from->count == TAR_FILES)
			return err_set(from->err, ERR_TOO_MANY, "it has more "
			    "than %d files", TAR_FILES);
		if (!file_take(from, entry))
			return false;
	}
	return got == ARCHIVE_EOF || broken(from);
}

static bool
archive_take(struct extraction *from, const char *bytes, size_t size)
{
	const struct archive_library *library = &from->library;
	bool taken;

	from->archive = sure_of(library->archive_read_new());
	from->left = size;
	taken = (library->archive_read_support_format_tar(from->archive) ==
	    ARCHIVE_OK && library->archive_read_open_memory(from->archive,
	    bytes, size) == ARCHIVE_OK) ? files_take(from) : broken(from);
	library->archive_read_free(from->archive);
	return taken;
}

/* Whatever a header may say beside a name and a size is seen by that. */
static bool
is_same(const struct archive_library *library, const struct tar *tar,
    const char *bytes, size_t size)
{
	struct buffer again = { 0 };
	bool same;

	files_put(library, tar, &again);
	same = again.size == size && memcmp(again.bytes, bytes, size) == 0;
	buffer_drop(&again);
	return same;
}

bool
tar_read(struct arena *arena, const char *bytes, size_t size, struct tar *tar,
    struct err *err)
{
	struct extraction from = { .arena = arena, .err = err };

	if (!library_load(&from.library, err) ||
	    !archive_take(&from, bytes, size))
		return false;
	*tar = (struct tar){ from.file, from.count };
	return is_same(&from.library, tar, bytes, size) || err_set(err,
	    ERR_FILE_INVALID, "its bytes are not those that domferry writes "
	    "for its files: it is cut off, or another program has packed it "
	    "again");
}

static int
name_order(const void *name, const void *file)
{
	return strcmp(name, ((const struct tar_file *)file)->name);
}

const struct tar_file *
tar_find(const struct tar *tar, const char *name)
{
	return tar->count == 0 ? NULL : bsearch(name, tar->file, tar->count,
	    sizeof(*tar->file), name_order);
}
