#include "backends/sim/world/declared.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/world/simulation.h"

static void *
copy(const void *from, size_t count, size_t size)
{
	void *to = calloc(count + 1, size);

	if (to == NULL)
		abort();
	if (from != NULL && count != 0)
		memcpy(to, from, count * size);
	return to;
}

static char *
text_copy(const char *text)
{
	return text != NULL ? copy(text, strlen(text), 1) : copy("", 0, 1);
}

/* What says whose they are must outlive the site, too. */
static void
files_keep(struct declared *declared)
{
	for (uint32_t i = 0; i < declared->file_count; i++) {
		struct site_file *file = &declared->files[i];

		if (file->owner != NULL)
			file->owner = arena_format(&declared->texts, "%s",
			    file->owner);
		if (file->mode != NULL)
			file->mode = arena_format(&declared->texts, "%s",
			    file->mode);
	}
}

/* Rows 0 to count. */
#define ROWS(site, what, count)	\
	copy((site)->what, (size_t)(site)->count + 1, sizeof(*(site)->what))

void
declared_make(struct declared *declared, const struct site *site)
{
	assert(site->node_count <= SITE_NODES);
	*declared = (struct declared){
		.name = text_copy(site->name),
		.config = text_copy(site->config),
		.devices = ROWS(site, devices, device_count),
		.services = ROWS(site, services, service_count),
		.files = copy(site->files, site->file_count,
		    sizeof(*site->files)),
		.guests = ROWS(site, guests, guest_count),
		.sources = ROWS(site, sources, source_count),
		.archives = ROWS(site, archives, archive_count),
		.device_count = site->device_count,
		.service_count = site->service_count,
		.file_count = site->file_count,
		.guest_count = site->guest_count,
		.source_count = site->source_count,
		.archive_count = site->archive_count,
		.heartbeat_timeout_ms = site->heartbeat_timeout_ms,
		.timing = site->timing,
	};
	files_keep(declared);
}

void
declared_drop(struct declared *declared)
{
	free(declared->name);
	free(declared->config);
	free(declared->devices);
	free(declared->services);
	free(declared->files);
	arena_drop(&declared->texts);
	free(declared->guests);
	free(declared->sources);
	free(declared->archives);
}

const struct site_device *
declared_device(const struct sim *sim, uint32_t device)
{
	return &sim->declared.devices[device <= sim->declared.device_count ?
	    device : 0];
}

const struct site_service *
declared_service(const struct sim *sim, uint32_t service)
{
	return &sim->declared.services[service <=
	    sim->declared.service_count ? service : 0];
}

const struct site_guest *
declared_guest(const struct sim *sim, uint32_t guest)
{
	return &sim->declared.guests[guest <= sim->declared.guest_count ?
	    guest : 0];
}

const struct site_source *
declared_source(const struct sim *sim, uint32_t source)
{
	return &sim->declared.sources[source <= sim->declared.source_count ?
	    source : 0];
}

const struct site_archive *
declared_archive(const struct sim *sim, uint32_t archive)
{
	return &sim->declared.archives[archive <=
	    sim->declared.archive_count ? archive : 0];
}

const struct site_file *
declared_file(const struct sim *sim, uint32_t file)
{
	for (uint32_t i = 0; i < sim->declared.file_count; i++)
		if (sim->declared.files[i].file == file)
			return &sim->declared.files[i];
	return NULL;
}

int64_t
declared_ms(const struct sim *sim, const struct op *op)
{
	return timing_op(&sim->declared.timing, op);
}

int64_t
declared_timed_ms(const struct sim *sim, enum timed timed)
{
	assert(timed < TIMEDS);
	return sim->declared.timing.timed[timed].fixed_ms;
}
