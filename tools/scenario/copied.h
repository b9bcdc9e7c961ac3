/*
 * copied.h: the cluster's copy of a guest's definition, and the definition.
 */
#ifndef SCENARIO_COPIED_H
#define SCENARIO_COPIED_H

#include <stdbool.h>

/* Does the copy say what the definition says where the guest is up?  true if
 * there is no copy, or nothing to compare it with.  The text is the canonical
 * one of a site. */
bool	 copied_is_current(const char *text, const char *guest);

#endif
