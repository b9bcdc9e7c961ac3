#include "backends/sim/shell/slice.h"

#include <string.h>

#include "backends/sim/shell/hardware.h"
#include "backends/sim/world/simulation.h"

/* The path without the folder; NULL: it is in another one. */
static const char *
behind(const char *path, const char *raw, const char *block)
{
	if (strncmp(path, raw, strlen(raw)) == 0)
		return path + strlen(raw);
	return strncmp(path, block, strlen(block)) == 0 ?
	    path + strlen(block) : NULL;
}

static bool
is_name(const char *name, const char *text, size_t n)
{
	return strlen(name) == n && strncmp(name, text, n) == 0;
}

/* What the site calls the device, by its DID or by its path. */
static const char *
name_of(const struct call *call, uint32_t device, bool did,
    char text[HARDWARE_PATH])
{
	const char *path = hardware_path(call->shell->site, device, text);

	if (did)
		return call_name(call, KIND_DEVICE, device);
	return strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : "";
}

bool
slice_find(struct call *call, const char *path, struct slice *slice)
{
	const struct site *site = call->shell->site;
	struct world *world = call->shell->sim->world;
	const char *name = behind(path, "/dev/did/rdsk/", "/dev/did/dsk/");
	char text[HARDWARE_PATH];
	size_t n = strlen(path);

	*slice = (struct slice){ .did = name != NULL };
	if (name == NULL)
		name = behind(path, "/dev/rdsk/", "/dev/dsk/");
	if (name == NULL || strlen(name) < 3 || path[n - 2] != 's' ||
	    path[n - 1] < '0' || path[n - 1] > '7')
		return false;
	slice->number = (unsigned)(path[n - 1] - '0');
	slice->device = site->device_count;
	while (slice->device != 0 && !is_name(name_of(call, slice->device,
	    slice->did, text), name, strlen(name) - 2))
		slice->device--;
	return slice->device != 0 && (world_device(world,
	    slice->device)->nodes & bit(call_node(call))) != 0;
}
