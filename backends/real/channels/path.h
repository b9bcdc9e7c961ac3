/*
 * path.h: where a program lies on Solaris, by release.
 */
#ifndef CHANNELS_PATH_H
#define CHANNELS_PATH_H

#include <stdint.h>

/* The absolute path of a program of that name; a path stays as it is.  solaris
 * is a release as the site file has it ("10u9", "11.3"), or NULL.  NULL: it is
 * no program that domferry knows. */
const char	*path_of(const char *program, const char *solaris);

/*
 * Does the program look at pools, LUNs or shares?  Of one that has lost its
 * path, or its server, it may never come back: for how long (ms) a question to
 * it is waited; 0: it does not.
 */
int64_t		 path_storage_ms(const char *program);

#endif
