/*
 * Files that the site file declares, and of which the nodes said nothing: of
 * those nobody was asked.
 */
#include <string.h>

#include "backends/sim/start/values.h"
#include "backends/sim/world/simulation.h"
#include "core/base/buffer.h"

/* Only a text of a world has that: of all files that there are. */
static bool
has_contents(const struct starting *start)
{
	for (uint32_t i = 0; i < start->lines; i++)
		if (strcmp(start->line[i].kind, "file") == 0 &&
		    start_value(&start->line[i], "content") != NULL)
			return true;
	return false;
}

/* Then somebody was asked about it: it is there as a line says, or not. */
static bool
is_named(const struct starting *start, uint32_t file)
{
	struct world *world = start->sim->world;
	const char *name = sim_name(start->sim, KIND_FILE, file);

	for (uint32_t i = 0; i < start->lines; i++) {
		const struct start_line *line = &start->line[i];
		const char *of = strcmp(line->kind, "volume") == 0 ?
		    start_value(line, "file") : line->name;

		if ((strcmp(line->kind, "file") == 0 ||
		    strcmp(line->kind, "volume") == 0) && of != NULL &&
		    strcmp(of, name) == 0)
			return true;
	}
	for (uint32_t r = 1; r <= world->table[T_RESOURCE].count; r++)
		if (world_resource(world, r)->exists != 0 &&
		    world_resource(world, r)->password_file == file)
			return true;
	return false;
}

void
start_unasked(struct starting *start)
{
	const struct declared *declared = &start->sim->declared;

	for (uint32_t i = 0; i < declared->file_count &&
	    !has_contents(start); i++) {
		const struct site_file *file = &declared->files[i];

		if (is_named(start, file->file))
			continue;
		*world_file(start->sim->world, file->file) =
		    (struct file_row){ .nodes = file->nodes,
		    .size = file->size, .type = FILE_OTHER };
		if (start->notes != NULL)
			buffer_print(start->notes, "start: nobody was asked "
			    "about file %s: taken as the site file has it\n",
			    sim_name(start->sim, KIND_FILE, file->file));
	}
}
