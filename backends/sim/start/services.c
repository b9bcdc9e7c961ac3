/*
 * Virtual services of control domains, and the volumes of disk servers.
 */
#include <assert.h>
#include <string.h>

#include "backends/sim/hypervisor/services.h"
#include "backends/sim/hypervisor/volumes.h"
#include "backends/sim/start/values.h"
#include "backends/sim/world/simulation.h"

static const char of_services[] = "ldm list-domain -l -p";

static bool
on_read(struct starting *start)
{
	const char *on = start_value(start->at, "on");

	return on != NULL ? start_known(start, KIND_NODE, on, &start->on) :
	    start_wrong(start, "the line does not say where it is: on=NODE");
}

/* Does a volume of the text belong to it? */
static bool
has_volume(const struct starting *start)
{
	for (uint32_t i = 0; i < start->lines; i++) {
		const struct start_line *line = &start->line[i];
		const char *service = start_value(line, "service");

		if (strcmp(line->kind, "volume") == 0 && service != NULL &&
		    strcmp(service, start->at->name) == 0)
			return true;
	}
	return false;
}

/* Of a service that the site does not declare its line may say what it is; else
 * a range of ports belongs to a concentrator, and a device to a switch. */
static enum service_kind
kind_guessed(const struct starting *start)
{
	const char *value = start_value(start->at, "value");

	if (value == NULL || *value == '\0' || has_volume(start))
		return SERVICE_VDS;
	return value[strspn(value, "0123456789-")] == '\0' ? SERVICE_VCC :
	    SERVICE_VSW;
}

static bool
service_set_kind(struct starting *start, const char *value)
{
	static const char *const words[] = { "vsw", "vds", "vcc" };
	static const enum service_kind kinds[] = { SERVICE_VSW, SERVICE_VDS,
	    SERVICE_VCC };
	struct kind_row *row = world_kind(start->sim->world, start->name);
	uint32_t which = 0;

	if (*value != '\0' && !start_choice(start, value, words, 3, &which))
		return false;
	if (row->known == 0)
		*row = (struct kind_row){ .known = 1, .kind = *value != '\0' ?
		    kinds[which] : kind_guessed(start) };
	return *value == '\0' || row->kind == kinds[which] ||
	    start_wrong(start, "service %.60s is another kind of service "
	    "than %s", start->at->name, value);
}

static bool
service_begin(struct starting *start)
{
	start->name = start_name(start, KIND_SERVICE, start->at->name);
	if (!on_read(start))
		return false;
	return world_service(start->sim->world, start->name,
	    start->on)->present == 0 || start_wrong(start, "a second line "
	    "about service %.60s on %s", start->at->name,
	    sim_name(start->sim, KIND_NODE, start->on));
}

static bool
service_set_value(struct starting *start, const char *value)
{
	service_put(start->sim, start->name, start->on,
	    start_name(start, KIND_TEXT, value));
	return true;
}

static bool
volume_begin(struct starting *start)
{
	start->name = start_name(start, KIND_VOLUME, start->at->name);
	if (!on_read(start))
		return false;
	return world_export_of(start->sim->world, start->name,
	    start->on) == 0 || start_wrong(start, "a second line about "
	    "volume %.60s on %s", start->at->name, sim_name(start->sim,
	    KIND_NODE, start->on));
}

/* The value is the service; the rest is of the same line. */
static bool
volume_set_all(struct starting *start, const char *value)
{
	const char *file = start_value(start->at, "file");
	const char *options = start_value(start->at, "options");
	uint32_t service = start_name(start, KIND_SERVICE, value);

	assert(start->on != 0);
	if (world_service(start->sim->world, service,
	    start->on)->present == 0)
		return start_wrong(start, "there is no service \"%.60s\" on "
		    "%s", value, sim_name(start->sim, KIND_NODE,
		    start->on));
	volume_put(start->sim, &(struct export_row){
	    .volume = start->name, .node = (uint16_t)start->on,
	    .service = service,
	    .file = start_name(start, KIND_FILE, file != NULL ? file : ""),
	    .options = options != NULL ? start_name(start, KIND_TEXT,
	    options) : 0 });
	return true;
}

static const struct start_row service_rows[] = {
	{ .key = { "service", "on", START_VALUE, of_services, NULL } },
	{ { "service", "kind", START_VALUE, of_services, NULL },
	    .set = service_set_kind, .otherwise = "" },
	{ { "service", "value", START_VALUE, of_services, NULL },
	    .set = service_set_value, .otherwise = "" },
};

const struct start_kind start_service = {
	.line = "service", .phase[START_FIRST] = { service_begin, NULL },
	    .rows = service_rows, .count = sizeof(service_rows) /
	    sizeof(service_rows[0])
};

static const struct start_row volume_rows[] = {
	{ .key = { "volume", "on", START_VALUE, of_services, NULL } },
	{ { "volume", "service", START_VALUE, of_services, NULL },
	    .set = volume_set_all },
	{ .key = { "volume", "file", START_VALUE, of_services, NULL } },
	{ .key = { "volume", "options", START_VALUE, of_services, NULL } },
};

const struct start_kind start_volume = {
	.line = "volume", .phase[START_FIRST] = { volume_begin, NULL }, .rows
	    = volume_rows, .count = sizeof(volume_rows) /
	    sizeof(volume_rows[0])
};
