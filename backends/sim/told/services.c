/*
 * Virtual services of control domains, and the volumes of disk servers.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/hypervisor/services.h"
#include "backends/sim/hypervisor/volumes.h"
#include "backends/sim/told/values.h"
#include "backends/sim/world/simulation.h"

static const char of_services[] = "ldm list-domain -l -p";

static bool
on_read(struct telling *telling)
{
	const char *on = told_value(telling->at, "on");

	return on != NULL ? told_known(telling, KIND_NODE, on, &telling->on) :
	    told_wrong(telling, "the line does not say where it is: on=NODE");
}

/* Does a volume of the text belong to it? */
static bool
has_volume(const struct telling *telling)
{
	for (uint32_t i = 0; i < telling->lines; i++) {
		const struct told_line *line = &telling->line[i];
		const char *service = told_value(line, "service");

		if (strcmp(line->kind, "volume") == 0 && service != NULL &&
		    strcmp(service, telling->at->name) == 0)
			return true;
	}
	return false;
}

/* Of a service that the site does not declare its line may say what it is; else
 * a range of ports belongs to a concentrator, and a device to a switch. */
static enum service_kind
kind_guessed(const struct telling *telling)
{
	const char *value = told_value(telling->at, "value");

	if (value == NULL || *value == '\0' || has_volume(telling))
		return SERVICE_VDS;
	return value[strspn(value, "0123456789-")] == '\0' ? SERVICE_VCC :
	    SERVICE_VSW;
}

static bool
service_set_kind(struct telling *telling, const char *value)
{
	static const char *const words[] = { "vsw", "vds", "vcc" };
	static const enum service_kind kinds[] = { SERVICE_VSW, SERVICE_VDS,
	    SERVICE_VCC };
	struct kind_row *row = world_kind(telling->sim->world, telling->name);
	uint32_t which = 0;

	if (*value != '\0' && !told_choice(telling, value, words, 3, &which))
		return false;
	if (row->known == 0)
		*row = (struct kind_row){ .known = 1, .kind = *value != '\0' ?
		    kinds[which] : kind_guessed(telling) };
	return *value == '\0' || row->kind == kinds[which] ||
	    told_wrong(telling, "service %.60s is another kind of service "
	    "than %s", telling->at->name, value);
}

static bool
tell_service(struct telling *telling)
{
	telling->name = told_name(telling, KIND_SERVICE, telling->at->name);
	if (!on_read(telling))
		return false;
	return world_service(telling->sim->world, telling->name,
	    telling->on)->present == 0 || told_wrong(telling, "a second line "
	    "about service %.60s on %s", telling->at->name,
	    sim_name(telling->sim, KIND_NODE, telling->on));
}

static bool
service_set_value(struct telling *telling, const char *value)
{
	service_put(telling->sim, telling->name, telling->on,
	    told_name(telling, KIND_TEXT, value));
	return true;
}

static bool
tell_volume(struct telling *telling)
{
	telling->name = told_name(telling, KIND_VOLUME, telling->at->name);
	if (!on_read(telling))
		return false;
	return world_export_of(telling->sim->world, telling->name,
	    telling->on) == 0 || told_wrong(telling, "a second line about "
	    "volume %.60s on %s", telling->at->name, sim_name(telling->sim,
	    KIND_NODE, telling->on));
}

/* The value is the service; the rest is of the same line. */
static bool
volume_set_all(struct telling *telling, const char *value)
{
	const char *file = told_value(telling->at, "file");
	const char *options = told_value(telling->at, "options");
	uint32_t service = told_name(telling, KIND_SERVICE, value);

	assert(telling->on != 0);
	if (world_service(telling->sim->world, service,
	    telling->on)->present == 0)
		return told_wrong(telling, "there is no service \"%.60s\" on "
		    "%s", value, sim_name(telling->sim, KIND_NODE,
		    telling->on));
	volume_put(telling->sim, &(struct export_row){
	    .volume = telling->name, .node = (uint16_t)telling->on,
	    .service = service,
	    .file = told_name(telling, KIND_FILE, file != NULL ? file : ""),
	    .options = options != NULL ? told_name(telling, KIND_TEXT,
	    options) : 0 });
	return true;
}

static const struct told_row service_rows[] = {
	{ .key = { "service", "on", TOLD_VALUE, of_services, NULL } },
	{ { "service", "kind", TOLD_VALUE, of_services, NULL },
	    .set = service_set_kind, .otherwise = "" },
	{ { "service", "value", TOLD_VALUE, of_services, NULL },
	    .set = service_set_value, .otherwise = "" },
};

const struct told_kind told_service = { .line = "service", .phase[TOLD_FIRST] =
    { tell_service, NULL }, .rows = service_rows, .count = sizeof(service_rows)
    / sizeof(service_rows[0]) };

static const struct told_row volume_rows[] = {
	{ .key = { "volume", "on", TOLD_VALUE, of_services, NULL } },
	{ { "volume", "service", TOLD_VALUE, of_services, NULL },
	    .set = volume_set_all },
	{ .key = { "volume", "file", TOLD_VALUE, of_services, NULL } },
	{ .key = { "volume", "options", TOLD_VALUE, of_services, NULL } },
};

const struct told_kind told_volume = { .line = "volume", .phase[TOLD_FIRST] = {
    tell_volume, NULL }, .rows = volume_rows, .count = sizeof(volume_rows) /
    sizeof(volume_rows[0]) };
