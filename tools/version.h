/*
 * version.h: which domferry this is.
 */
#ifndef TOOLS_VERSION_H
#define TOOLS_VERSION_H

extern const char *const version_program;	/* "domferry 0.1.0" */
extern const char *const version_build;		/* of the source tree */

#endif
