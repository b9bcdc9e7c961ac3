/*
 * scenario_open.h: a scenario file and the site that it names.
 */
#ifndef TOOLS_SCENARIO_OPEN_H
#define TOOLS_SCENARIO_OPEN_H

#include "core/formats/json/mistakes.h"
#include "core/formats/scenario/scenario_file.h"

/* NULL when it cannot be read: err, or mistakes when err is ERR_FILE_INVALID.
 * Nothing is said. */
struct scenario	*scenario_try(struct arena *, const char *path,
		    struct mistakes *, struct err *);
/* Say on standard error why it could not be read. */
void		 scenario_unread_print(const struct mistakes *,
		    const struct err *);
/* NULL when it cannot be read; its mistakes have been printed. */
struct scenario	*scenario_open(struct arena *, const char *path);
/* Does the file begin as a scenario does? */
bool		 scenario_is(const char *path);

#endif
