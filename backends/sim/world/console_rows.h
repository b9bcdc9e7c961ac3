/*
 * console_rows.h: consoles at which somebody has been.
 */
#ifndef SIM_CONSOLE_ROWS_H
#define SIM_CONSOLE_ROWS_H

#include "backends/sim/world/world.h"

struct console_row	*world_console(struct world *, uint32_t row);
/* The console of a domain, or 0. */
uint32_t	 world_console_of(struct world *, uint32_t domain);

#endif
