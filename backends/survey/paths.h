/*
 * paths.h: paths as nodes write them.
 */
#ifndef SURVEY_PATHS_H
#define SURVEY_PATHS_H

#include <stdbool.h>

/* The same path?  Several slashes are one. */
bool		 is_path(const char *one, const char *other);

#endif
