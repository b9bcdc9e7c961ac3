/*
 * listed.h: the domains of a node, as the subcommands of ldm that list
 * something go through them; inside backends/sim/shell only.
 */
#ifndef SIM_LISTED_H
#define SIM_LISTED_H

#include "backends/sim/shell/program.h"

struct domain_row;

/* One of them: the control domain, which has no row, or a guest. */
struct listed {
	const char	*name;
	uint32_t	 guest;
	const struct domain_row *row;	/* NULL: the control domain */
};

/* Call each for the domains that the operands name; without operands for all
 * of the node, the control domain first.  A name that is none is told on
 * standard error, with status 1, and the others are listed. */
void		 listed_each(struct call *, const struct given *,
		    void (*each)(struct call *, const struct listed *,
		    const struct given *));

enum { FLAGS_BYTES = 7, SIZE_BYTES = 24 };

/* "active", "bound" or "inactive". */
const char	*listed_state(const struct listed *);
bool		 listed_is_active(const struct listed *);
/* The flags as letters: "-n-cv-". */
const char	*listed_flags(const struct call *, const struct listed *,
		    char flags[FLAGS_BYTES]);
/* The console: a port, "SP", or "" while there is none. */
const char	*listed_console(const struct call *, const struct listed *,
		    char text[SIZE_BYTES]);
uint32_t	 listed_vcpus(const struct call *, const struct listed *);
int64_t		 listed_memory(const struct call *, const struct listed *);
/* How busy its CPUs are, in tenths of a per cent. */
unsigned	 listed_use(const struct call *, const struct listed *);
/* Seconds since it became active. */
int64_t		 listed_uptime_s(const struct call *, const struct listed *);

/* A size by the largest unit that divides it: "28G", "3840M". */
const char	*size_print(int64_t bytes, char text[SIZE_BYTES]);
/* "23%" from ten per cent on, "0.5%" below. */
const char	*use_print(unsigned tenths, char text[SIZE_BYTES]);
/* "45d 8h 6m", "2h 7m", "9m", "0s"; minutes that are zero are left out. */
const char	*uptime_print(int64_t s, char text[SIZE_BYTES]);

#endif
