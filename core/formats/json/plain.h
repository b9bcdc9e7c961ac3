/*
 * plain.h: a tree filled in from the text itself.
 *
 * Of most files jansson would say nothing new: their texts have no escapes, and
 * their numbers are small.  Its own tree would take more time and memory than
 * all else that is done with a long file.
 */
#ifndef CORE_FORMATS_PLAIN_H
#define CORE_FORMATS_PLAIN_H

#include "core/formats/json/jsonc.h"

/* Fill in a tree that scan has made.  false, with the tree partly filled in: a
 * text has an escape, a number is no whole one or a long one, or an object
 * has a key twice, or very many.  Then jansson has to read the text. */
bool		 plain_fill(struct arena *, struct value *);

#endif
