/*
 * catalogue.h: which programs a simulated site has.
 */
#ifndef SIM_CATALOGUE_H
#define SIM_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

/* The names of all programs, from 0; NULL: there are no more. */
const char	*catalogue_name(unsigned n);
/* The subcommands of the program whose name are the first size bytes, from 0;
 * NULL: there are no more. */
const char	*catalogue_subcommand(const char *program, size_t size,
		    unsigned n);
/* Is that one of them, by its name or by the path that it has on Solaris? */
bool		 catalogue_has(const char *path);

#endif
