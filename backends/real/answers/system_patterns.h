/*
 * system_patterns.h: what Solaris says of a machine: who is there, what runs,
 * what is installed.
 */
#ifndef ANSWERS_SYSTEM_PATTERNS_H
#define ANSWERS_SYSTEM_PATTERNS_H

#include "backends/real/answers/pattern.h"

extern const struct pattern_set process_lines, visitor_lines, password_lines,
    release_lines, resolver_lines, host_lines;

/* Does the output begin with the name of a release? */
bool	 release_is(const struct printout *, const void *);
/* fuser -c: a fact for each process. */
void	 openers_read(struct printout *, const void *);
/* A file of which nobody here knows what stands in it: no facts. */
void	 unknown_read(struct printout *, const void *);

#endif
