/*
 * apart.h: a file whose tree is given up before its texts.
 */
#ifndef FORMATS_APART_H
#define FORMATS_APART_H

#include "core/formats/json/jsonc.h"

/* As jsonc_read, with the tree in an arena of its own: it takes more memory
 * than the texts do, and may be given up before them. */
struct value	*jsonc_read_apart(struct arena *, struct arena *tree,
		    const struct source *, struct mistakes *);

#endif
