/*
 * blackout.h: the site's own commands to what monitors it: while a blackout is
 * open, what happens to a guest wakes nobody.
 *
 * Each is typed on a node, with the name of the guest as its last word.  The
 * one that asks prints "open" or "closed".
 */
#ifndef CORE_SITE_BLACKOUT_H
#define CORE_SITE_BLACKOUT_H

#include "core/op/op.h"
#include "core/site/site.h"

/* The words of a blackout's operation or question, without the guest: a path
 * first; NULL ends them.  NULL: the site declares none, or it is another
 * operation. */
const char *const *blackout_words(const struct site *, enum op_kind);
/* Is it of a blackout, and the site declares none? */
bool		 blackout_is_missing(const struct site *, enum op_kind);

#endif
