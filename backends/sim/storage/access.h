/*
 * access.h: whose a file is, and who may read it.
 */
#ifndef SIM_ACCESS_H
#define SIM_ACCESS_H

#include "backends/sim/world/simulation.h"

enum { ACCESS_MODE = 11 };

/* Its mode as ls -l prints it, "-r--------", in the room; NULL: who made it is
 * not known.  A declared file has the mode of the site file, else 0400 if it
 * holds a password. */
const char	*access_mode(const struct sim *, uint32_t file,
		    char room[ACCESS_MODE]);
const char	*access_owner(const struct sim *, uint32_t file);
/* Is it root's, and can nobody else read, write or execute it? */
bool		 access_is_private(const struct sim *, uint32_t file);

#endif
