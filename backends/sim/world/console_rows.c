#include "backends/sim/world/console_rows.h"

struct console_row *
world_console(struct world *world, uint32_t row)
{
	return world_row(world, T_CONSOLE, row);
}

uint32_t
world_console_of(struct world *world, uint32_t domain)
{
	uint32_t row = world->table[T_CONSOLE].high;

	while (row != 0 && world_console(world, row)->domain != domain)
		row--;
	return row;
}
