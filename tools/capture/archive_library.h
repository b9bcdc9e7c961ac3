/*
 * archive_library.h: libarchive, loaded when a bundle is read or written.
 *
 * It brings libraries of its own, as libxml2 does, and few commands have to do
 * with a bundle.  So domferry is not linked to it (backends/commands/
 * xml_library.h says why), and nothing calls it but through here.
 */
#ifndef CAPTURE_ARCHIVE_LIBRARY_H
#define CAPTURE_ARCHIVE_LIBRARY_H

#include <stdbool.h>

#include <archive.h>
#include <archive_entry.h>

#include "core/base/err.h"

/* Its functions, under their own names and with their own types. */
struct archive_library {
	__typeof__(archive_entry_filetype)	*archive_entry_filetype;
	__typeof__(archive_entry_free)		*archive_entry_free;
	__typeof__(archive_entry_new)		*archive_entry_new;
	__typeof__(archive_entry_pathname)	*archive_entry_pathname;
	__typeof__(archive_entry_set_filetype)	*archive_entry_set_filetype;
	__typeof__(archive_entry_set_mtime)	*archive_entry_set_mtime;
	__typeof__(archive_entry_set_pathname)	*archive_entry_set_pathname;
	__typeof__(archive_entry_set_perm)	*archive_entry_set_perm;
	__typeof__(archive_entry_set_size)	*archive_entry_set_size;
	__typeof__(archive_entry_size)		*archive_entry_size;
	__typeof__(archive_errno)		*archive_errno;
	__typeof__(archive_error_string)	*archive_error_string;
	__typeof__(archive_read_data)		*archive_read_data;
	__typeof__(archive_read_free)		*archive_read_free;
	__typeof__(archive_read_new)		*archive_read_new;
	__typeof__(archive_read_next_header)	*archive_read_next_header;
	__typeof__(archive_read_open_memory)	*archive_read_open_memory;
	__typeof__(archive_read_support_format_tar)
	    *archive_read_support_format_tar;
	__typeof__(archive_write_close)		*archive_write_close;
	__typeof__(archive_write_data)		*archive_write_data;
	__typeof__(archive_write_free)		*archive_write_free;
	__typeof__(archive_write_header)	*archive_write_header;
	__typeof__(archive_write_new)		*archive_write_new;
	__typeof__(archive_write_open)		*archive_write_open;
	__typeof__(archive_write_set_bytes_per_block)
	    *archive_write_set_bytes_per_block;
	__typeof__(archive_write_set_format_pax_restricted)
	    *archive_write_set_format_pax_restricted;
};

/* The name that a linker would have noted. */
extern const char archive_library_name[];
/* Load the library of that name, or find it loaded; it stays until the program
 * ends.  ERR_PROGRAM_MISSING, and what the system says. */
bool	 archive_library_load(struct archive_library *, const char *name,
	    struct err *);

#endif
