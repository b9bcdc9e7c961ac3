/*
 * scenario_open.h: a scenario file and the site that it names.
 */
#ifndef TOOLS_SCENARIO_OPEN_H
#define TOOLS_SCENARIO_OPEN_H

#include "core/formats/scenario_file.h"

/* NULL when it cannot be read; what is wrong has been said. */
struct scenario	*scenario_open(struct arena *, const char *path);
/* Does the file begin as a scenario does? */
bool		 scenario_is(const char *path);

#endif
