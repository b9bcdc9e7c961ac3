/*
 * path.h: where a program lies on Solaris, by release.
 */
#ifndef CHANNELS_PATH_H
#define CHANNELS_PATH_H

/* The absolute path of a program of that name; a path stays as it is.  solaris
 * is a release as the site file has it ("10u9", "11.3"), or NULL.  NULL: it is
 * no program that domferry knows. */
const char	*path_of(const char *program, const char *solaris);

#endif
