/*
 * site_file.h: read what an operator declares.
 *
 * Memory to memory; the format is described in the manual of site files.  A
 * site comes back only from a file without a mistake; else every mistake of
 * the file is in the list, each at its place.
 */
#ifndef CORE_FORMATS_SITE_FILE_H
#define CORE_FORMATS_SITE_FILE_H

#include "core/formats/json/jsonc.h"
#include "core/site/site.h"

/* NULL when mistakes have been added; they are sorted then. */
struct site	*site_read(struct arena *, const char *file_name,
		    const char *text, size_t n, struct mistakes *);
/* The same from a tree: a site written out, or changed, in a scenario. */
struct site	*site_read_value(struct arena *, const struct value *,
		    struct mistakes *);

#endif
