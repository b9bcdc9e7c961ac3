#include "backends/sim/shell/hardware.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "backends/sim/world/draw.h"

/* By its threads: the machines with UltraSPARC T2 and T2 Plus. */
static const struct {
	uint32_t	 vcpus;		/* no more than these */
	const char	*model;
} sizes[] = {
	{ 64, "SPARC Enterprise T5220" }, { 128, "SPARC Enterprise T5240" },
	{ UINT32_MAX, "Sun Fire T5440" },
};

const char *
hardware_model(const struct site *site, uint32_t node)
{
	const struct site_node *row = &site->nodes[node];
	unsigned i = 0;

	assert(node != 0 && node <= site->node_count);
	if (row->model != NULL && *row->model != '\0')
		return row->model;
	while (row->vcpus > sizes[i].vcpus)
		i++;
	return sizes[i].model;
}

/* The LUN's own identifier, where it can stand in a path. */
static const char *
guid_of(const struct site *site, uint32_t device)
{
	static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	const char *guid = site->devices[device].guid == 0 ? "" :
	    names_text(site->names, KIND_TEXT, site->devices[device].guid);

	return strlen(guid) <= HARDWARE_PATH / 2 &&
	    guid[strspn(guid, letters)] == '\0' ? guid : "";
}

const char *
hardware_path(const struct site *site, uint32_t device,
    char text[HARDWARE_PATH])
{
	const char *guid;

	assert(device != 0 && device <= site->device_count);
	if (site->devices[device].path != NULL)
		return site->devices[device].path;
	guid = guid_of(site, device);
	if (*guid != '\0')
		snprintf(text, HARDWARE_PATH, "/dev/rdsk/c4t%sd0", guid);
	else
		snprintf(text, HARDWARE_PATH, "/dev/rdsk/c4t600144F0%016llX"
		    "00000000d0", (unsigned long long)draw_name(DRAW_GUID,
		    names_text(site->names, KIND_DEVICE, device)));
	for (char *at = text + strlen("/dev/rdsk/c4t"); at[2] != '\0'; at++)
		if (*at >= 'a' && *at <= 'z')
			*at = (char)(*at - 'a' + 'A');
	return text;
}

/* "/dev/rdsk/c4t600144F0…d0" */
const char *
hardware_disk_id(const struct site *site, uint32_t device,
    char text[HARDWARE_PATH])
{
	char path[HARDWARE_PATH];
	const char *id = strrchr(hardware_path(site, device, path), '/');
	const char *end = id != NULL ? strrchr(id, 'd') : NULL;
	size_t n;

	id = id != NULL ? strchr(id, 't') : NULL;
	n = id != NULL && end != NULL && end > id ? (size_t)(end - id) - 1 :
	    0;
	if (n == 0 || n >= HARDWARE_PATH || n % 2 != 0 || strspn(id + 1,
	    "0123456789ABCDEFabcdef") < n)
		return "";
	snprintf(text, HARDWARE_PATH, "%.*s", (int)n, id + 1);
	return text;
}

/* Ports of the same kind; a switch may have some. */
enum { PORTS = 8, LINKS = 2 };
static const char *const ports[][PORTS] = {
	{ "nxge0", "nxge1", "nxge2", "nxge3", "nxge4", "nxge5", "nxge6",
	    "nxge7" },
	{ "net0", "net1", "net2", "net3", "net4", "net5", "net6", "net7" },
};

static bool
is_switched(const struct site *site, const char *port)
{
	for (uint32_t s = 1; s <= site->service_count; s++)
		for (uint32_t n = 1; n <= site->node_count; n++) {
			uint32_t value = site->services[s].value[n];

			if (site->services[s].kind == SERVICE_VSW &&
			    value != 0 && strcmp(names_text(site->names,
			    KIND_TEXT, value), port) == 0)
				return true;
		}
	return false;
}

/* Solaris 11 names all ports alike.  Where switches have nearly all of them,
 * the last ones are shared. */
static const char *
port_left(const struct site *site, unsigned n)
{
	const char *solaris = site->nodes[1].releases.solaris;
	const char *const *port = ports[solaris != NULL &&
	    strncmp(solaris, "11", 2) == 0];

	for (unsigned i = 0; i < PORTS; i++)
		if (!is_switched(site, port[i]) && n-- == 0)
			return port[i];
	return port[PORTS - 1 - n];
}

const char *
hardware_adapter(const struct site *site, unsigned n)
{
	if (site->adapter[0] != NULL)
		return n < SITE_ADAPTERS ? site->adapter[n] : NULL;
	return n < LINKS ? port_left(site, n) : NULL;
}
