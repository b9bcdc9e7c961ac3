/*
 * names_fixture.h: a table of names without a site.
 */
#ifndef TESTS_NAMES_FIXTURE_H
#define TESTS_NAMES_FIXTURE_H

#include "core/base/arena.h"
#include "core/base/names.h"

/* An empty table, in the arena. */
struct names	*fixture_names(struct arena *);

#endif
