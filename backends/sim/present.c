#include "backends/sim/present.h"

#include <stdio.h>
#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/declared.h"

enum { PATH_BYTES = 1100, SECRET_BYTES = 1200 };

static void
share_tell(struct sim *sim, struct presence *presence, uint32_t place)
{
	uint32_t share = place_share(sim, place);

	for (uint32_t a = 1; a <= sim->declared.archive_count; a++)
		presence->each(presence, &(struct present){
		    .kind = PRESENT_SHARE, .place = place,
		    .share = share == a ? a : 0, .path = sim_name(sim,
		    KIND_FILE, declared_archive(sim, a)->mount) });
}

static void
folder_tell(struct presence *presence, uint32_t place, const char *path)
{
	presence->each(presence, &(struct present){ .kind = PRESENT_FOLDER,
	    .place = place, .path = path });
}

/* The file systems of a source that hold data, and those of a guest. */
static void
data_tell(struct sim *sim, struct presence *presence)
{
	for (uint32_t s = 1; s <= sim->declared.source_count; s++) {
		const struct site_source *row = declared_source(sim, s);

		share_tell(sim, presence, s | PLACE_SOURCE);
		for (uint32_t i = 0; i < row->exclude_count; i++)
			folder_tell(presence, s | PLACE_SOURCE, sim_name(sim,
			    KIND_TEXT, row->exclude[i]));
	}
	for (uint32_t g = 1; g <= sim->declared.guest_count; g++) {
		const struct site_guest *row = declared_guest(sim, g);

		share_tell(sim, presence, g | PLACE_GUEST);
		for (uint32_t i = 0; i < row->disk_count; i++)
			if (row->disk[i].mount != 0)
				folder_tell(presence, g | PLACE_GUEST,
				    sim_name(sim, KIND_TEXT,
				    row->disk[i].mount));
	}
}

static void
nodes_tell(struct sim *sim, struct presence *presence)
{
	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		share_tell(sim, presence, n);
	for (uint32_t d = 1; d <= sim->world->table[T_DEVICE].count; d++)
		presence->each(presence, &(struct present){
		    .kind = PRESENT_DEVICE, .path = sim_name(sim, KIND_DEVICE,
		    d), .nodes = world_device(sim->world, d)->nodes,
		    .size = world_device(sim->world, d)->size });
	for (uint32_t p = 1; p <= sim->world->table[T_POOL].count; p++)
		presence->each(presence, &(struct present){
		    .kind = PRESENT_POOL, .pool = p, .path = sim_name(sim,
		    KIND_POOL, p), .nodes = world_pool(sim->world,
		    p)->imported });
}

/* What cat would print; NULL: the world does not say. */
static const char *
text_of(struct sim *sim, uint32_t file, char secret[SECRET_BYTES])
{
	const struct file_row *row = world_file(sim->world, file);
	const struct site_file *declared = declared_file(sim, file);

	if (row->type == FILE_WRITTEN || row->type == FILE_SCRIPT)
		return sim_name(sim, KIND_TEXT, (uint32_t)row->content);
	if (declared == NULL || declared->use != FILE_PASSWORD ||
	    row->type != FILE_OTHER)
		return NULL;
	snprintf(secret, SECRET_BYTES, "secret-of-%s\n", sim_name(sim,
	    KIND_FILE, file));
	return secret;
}

static bool
is_shared(const struct file_row *row)
{
	return row->type == FILE_SHARED || row->type == FILE_SCRIPT ||
	    row->type == FILE_PARTIAL;
}

static enum present_kind
kind_of(const struct file_row *row)
{
	if (row->type == FILE_NONE)
		return PRESENT_NONE;
	return row->type == FILE_FILESYSTEM || row->type == FILE_LOCK ?
	    PRESENT_FOLDER : PRESENT_FILE;
}

/* The first place at which a share is mounted. */
static uint32_t
mounted_at(struct sim *sim, uint32_t share)
{
	const struct {
		uint32_t flag, count;
	} kinds[] = {
		{ 0, sim->world->table[T_NODE].count },
		{ PLACE_SOURCE, sim->declared.source_count },
		{ PLACE_GUEST, sim->declared.guest_count },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		for (uint32_t id = 1; id <= kinds[i].count; id++)
			if (place_share(sim, id | kinds[i].flag) == share)
				return id | kinds[i].flag;
	return 0;
}

/* A file system is named without the slash of its folder. */
static void
file_tell(struct sim *sim, struct presence *presence, uint32_t file)
{
	const struct file_row *row = world_file(sim->world, file);
	char path[PATH_BYTES], secret[SECRET_BYTES];
	const char *name = sim_name(sim, KIND_FILE, file);
	const char *text = text_of(sim, file, secret);
	struct present present = { .path = path, .text = text,
	    .kind = kind_of(row), .pool = sim->index.path[file].pool,
	    .size = row->size };

	snprintf(path, sizeof(path), "%s%s", *name == '/' ? "" : "/", name);
	if (is_shared(row) || (row->type == FILE_NONE && present.pool == 0))
		present.share = sim->index.path[file].share;
	if (present.share != 0) {
		present.mount = sim_name(sim, KIND_FILE, declared_archive(sim,
		    present.share)->mount);
		present.place = mounted_at(sim, present.share);
	} else {
		present.nodes = present.pool != 0 ? world_pool(sim->world,
		    present.pool)->imported : row->nodes;
	}
	if (text != NULL)
		present.size = (int64_t)strlen(text);
	presence->each(presence, &present);
}

void
sim_present(struct sim *sim, struct presence *presence)
{
	nodes_tell(sim, presence);
	data_tell(sim, presence);
	for (uint32_t f = 1; f <= sim->world->table[T_FILE].count; f++)
		file_tell(sim, presence, f);
}
