#include "tools/capture/archive_library.h"

#include <assert.h>
#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

/* The Makefile asks for it. */
#ifndef LIBARCHIVE
#define LIBARCHIVE "libarchive.so.13"
#endif
const char archive_library_name[] = LIBARCHIVE;

/* A system gives functions out as objects, which C11 cannot convert. */
static_assert(sizeof(void (*)(void)) == sizeof(void *), "dlsym");

static const struct {
	const char	*name;
	size_t		 at;
} functions[] = {
	{ "archive_entry_filetype", offsetof(struct archive_library,
	    archive_entry_filetype) },
	{ "archive_entry_free", offsetof(struct archive_library,
	    archive_entry_free) },
	{ "archive_entry_new", offsetof(struct archive_library,
	    archive_entry_new) },
	{ "archive_entry_pathname", offsetof(struct archive_library,
	    archive_entry_pathname) },
	{ "archive_entry_set_filetype", offsetof(struct archive_library,
	    archive_entry_set_filetype) },
	{ "archive_entry_set_mtime", offsetof(struct archive_library,
	    archive_entry_set_mtime) },
	{ "archive_entry_set_pathname", offsetof(struct archive_library,
	    archive_entry_set_pathname) },
	{ "archive_entry_set_perm", offsetof(struct archive_library,
	    archive_entry_set_perm) },
	{ "archive_entry_set_size", offsetof(struct archive_library,
	    archive_entry_set_size) },
	{ "archive_entry_size", offsetof(struct archive_library,
	    archive_entry_size) },
	{ "archive_errno", offsetof(struct archive_library,
	    archive_errno) },
	{ "archive_error_string", offsetof(struct archive_library,
	    archive_error_string) },
	{ "archive_read_data", offsetof(struct archive_library,
	    archive_read_data) },
	{ "archive_read_free", offsetof(struct archive_library,
	    archive_read_free) },
	{ "archive_read_new", offsetof(struct archive_library,
	    archive_read_new) },
	{ "archive_read_next_header", offsetof(struct archive_library,
	    archive_read_next_header) },
	{ "archive_read_open_memory", offsetof(struct archive_library,
	    archive_read_open_memory) },
	{ "archive_read_support_format_tar", offsetof(struct archive_library,
	    archive_read_support_format_tar) },
	{ "archive_write_close", offsetof(struct archive_library,
	    archive_write_close) },
	{ "archive_write_data", offsetof(struct archive_library,
	    archive_write_data) },
	{ "archive_write_free", offsetof(struct archive_library,
	    archive_write_free) },
	{ "archive_write_header", offsetof(struct archive_library,
	    archive_write_header) },
	{ "archive_write_new", offsetof(struct archive_library,
	    archive_write_new) },
	{ "archive_write_open", offsetof(struct archive_library,
	    archive_write_open) },
	{ "archive_write_set_bytes_per_block", offsetof(struct archive_library,
	    archive_write_set_bytes_per_block) },
	{ "archive_write_set_format_pax_restricted",
	    offsetof(struct archive_library,
	    archive_write_set_format_pax_restricted) },
};

enum { FUNCTIONS = sizeof(functions) / sizeof(functions[0]) };

static_assert(sizeof(struct archive_library) == FUNCTIONS * sizeof(void *),
    "each function is in the table");

/* What the system says is gone with its next call. */
static bool
missing(const char *name, struct err *err)
{
	const char *text = dlerror();

	return err_set(err, ERR_PROGRAM_MISSING, "libarchive, which reads and "
	    "writes bundles, cannot be loaded: %.150s", text != NULL ? text :
	    name);
}

bool
archive_library_load(struct archive_library *library, const char *name,
    struct err *err)
{
	void *loaded = dlopen(name, RTLD_NOW | RTLD_LOCAL);

	if (loaded == NULL)
		return missing(name, err);
	for (size_t i = 0; i < FUNCTIONS; i++) {
		void *found = dlsym(loaded, functions[i].name);

		if (found == NULL)
			return missing(name, err);
		memcpy((char *)library + functions[i].at, &found,
		    sizeof(found));
	}
	return true;
}
