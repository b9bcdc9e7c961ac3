#include "tools/capture/bundle_file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tools/capture/archive_library.h"
#include "tools/descriptor.h"
#include "tools/draft.h"
#include "tools/file.h"

bool
bundle_open(struct arena *arena, const char *path, struct bundle *bundle,
    struct err *err)
{
	struct bundle_bytes bytes;

	bytes.bytes = file_read(arena, path, BUNDLE_BYTES, &bytes.size, err);
	return bytes.bytes != NULL && bundle_read(arena, path, bytes, bundle,
	    err);
}

static bool
is_output(const char *path)
{
	return strcmp(path, "-") == 0;
}

bool
bundle_may_save(const char *path, struct err *err)
{
	struct archive_library library;
	struct stat found;

	if (is_output(path) && isatty(STDOUT_FILENO))
		return err_set(err, ERR_USAGE, "a capture is no text for a "
		    "terminal: -w FILE, or send standard output to a file");
	if (!is_output(path) && lstat(path, &found) == 0)
		return err_set(err, ERR_FILE_EXISTS, "%.200s: %s", path,
		    strerror(EEXIST));
	return archive_library_load(&library, archive_library_name, err);
}

/* Who may read it knows the site: its owner alone. */
static bool
bytes_save(const char *path, const struct buffer *bytes)
{
	if (is_output(path))
		return descriptor_write(STDOUT_FILENO, bytes->bytes,
		    bytes->size);
	return draft_put(&(struct draft){ .path = path, .text = bytes->bytes,
	    .size = bytes->size, .mode = 0600 });
}

bool
bundle_save(struct bundle *bundle, const char *path, size_t *size,
    struct err *err)
{
	struct buffer bytes = { 0 };
	bool saved = bundle_write(bundle, &bytes, err);

	*size = bytes.size;
	if (saved && !bytes_save(path, &bytes))
		saved = err_set(err, errno == EEXIST ? ERR_FILE_EXISTS :
		    ERR_FILE_UNWRITABLE, "%.200s: %s", path, strerror(errno));
	buffer_drop(&bytes);
	return saved;
}
