#include "backends/sim/storage/access.h"

#include <stdlib.h>
#include <string.h>


/* As mkfile leaves it; NULL: who made it is not known. */
static const char *
made_mode(const struct file_row *row)
{
	switch (row->type) {
	case FILE_DISK:
	case FILE_PREPARED:
	case FILE_INTERRUPTED:
	case FILE_UPGRADED:
	case FILE_DATA:
		return "-rw------T";
	case FILE_OTHER:
	case FILE_WRITTEN:
	case FILE_SCRIPT:
	case FILE_SHARED:
	case FILE_PARTIAL:
		return "-rw-r--r--";
	default:
		return NULL;
	}
}

/* What the site file says of it, if it is still that file. */
static const struct site_file *
declared(const struct sim *sim, uint32_t file)
{
	return world_file(sim->world, file)->type == FILE_OTHER ?
	    declared_file(sim, file) : NULL;
}

static const char *
bits_text(const char *mode, char room[ACCESS_MODE])
{
	static const char letters[] = "rwxrwxrwx";
	unsigned long bits = strtoul(mode, NULL, 8);

	room[0] = '-';
	for (unsigned i = 0; i < 9; i++)
		room[1 + i] = (bits >> (8 - i) & 1) != 0 ? letters[i] : '-';
	room[10] = '\0';
	return room;
}

const char *
access_mode(const struct sim *sim, uint32_t file, char room[ACCESS_MODE])
{
	const struct site_file *row = declared(sim, file);

	if (row != NULL && row->mode != NULL)
		return bits_text(row->mode, room);
	if (row != NULL && row->use == FILE_PASSWORD)
		return bits_text("0400", room);
	return made_mode(world_file(sim->world, file));
}

const char *
access_owner(const struct sim *sim, uint32_t file)
{
	const struct site_file *row = declared(sim, file);

	return row != NULL && row->owner != NULL ? row->owner : "root";
}

bool
access_is_private(const struct sim *sim, uint32_t file)
{
	char room[ACCESS_MODE];
	const char *mode = access_mode(sim, file, room);

	return mode != NULL && strncmp(mode + 4, "------", 6) == 0 &&
	    strcmp(access_owner(sim, file), "root") == 0;
}
