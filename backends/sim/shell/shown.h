/*
 * shown.h: objects and their properties, as the cluster's "show" prints them;
 * inside backends/sim/shell only.
 */
#ifndef SIM_SHOWN_H
#define SIM_SHOWN_H

#include <stdbool.h>

#include "backends/sim/shell/program.h"

/* Where values begin: of an object, and of a property one or two steps within;
 * a title is filled up with blanks. */
enum { SHOWN_VALUE = 48, SHOWN_TITLE = 47 };

/* "=== Title ===", between empty lines. */
void	 shown_title(struct call *, const char *title);
/* "KEY:  value"; step 0 is the object itself. */
void	 shown_line(struct call *, unsigned step, const char *key,
	    const char *value);
/* A resource with all that is shown of it, as an object or within its group.
 * properties: those of its type, or the ones in a list "a,b"; NULL: none. */
void	 shown_resource(struct call *, unsigned step, uint32_t resource,
	    const char *properties);
/* "<NULL>" for nothing. */
const char *shown_value(const char *value);

#endif
