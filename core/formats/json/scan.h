/*
 * scan.h: the syntax of JSON with comments, without its meaning.
 *
 * The tree has shapes and places; texts and numbers are filled in by jsonc.c.
 */
#ifndef CORE_FORMATS_SCAN_H
#define CORE_FORMATS_SCAN_H

#include "core/formats/json/jsonc.h"

/*
 * The text of the source is followed by a NUL.  The first arena is for
 * messages, the other one for the tree and the copy.
 *
 * *clean becomes a copy of the text, blanked where plain JSON has no comment
 * and no comma.  NULL when the mistake has been added.
 */
struct value	*scan(struct arena *, struct arena *tree,
		    const struct source *, char **clean, struct mistakes *);

#endif
