/*
 * Fields of a conversion's operations: the share and its files, options of
 * ldmp2v, the install medium.
 */
#include <assert.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/list.h"
#include "core/plan/building_p2v.h"
#include "core/site/naming.h"

const struct site_source *
building_source(const struct building *building)
{
	return &building->site->sources[building->row->source];
}

static const struct site_archive *
archive_of(const struct building *building)
{
	return &building->site->archives[building_source(building)->archive];
}

uint32_t
building_service(const struct building *building, enum service_kind kind)
{
	for (uint32_t s = 1; s <= building->site->service_count; s++)
		if (building->site->services[s].kind == kind)
			return s;
	return 0;
}

/* A file in a folder of the share, or the folder itself if file is "". */
static uint32_t
share_file(const struct building *building, const char *folder,
    const char *file)
{
	return names_put(building->names, KIND_FILE, arena_format(
	    building->arena, "%s/%s%s%s", building_text(building, KIND_FILE,
	    archive_of(building)->mount), folder, *file != '\0' ? "/" : "",
	    file));
}

static const char *
source_name(const struct building *building)
{
	return building_text(building, KIND_SOURCE, building->row->source);
}

/* The files of "/var/data" are var-data.tar and var-data.cksum. */
static uint32_t
data_file(const struct building *building, uint32_t thing, const char *ending)
{
	const char *mount = building_text(building, KIND_TEXT,
	    building->row->disk[thing].mount);
	char *name = arena_text(building->arena, mount + 1, strlen(mount) - 1);

	for (char *at = name; *at != '\0'; at++)
		if (*at == '/')
			*at = '-';
	return share_file(building, source_name(building),
	    arena_format(building->arena, "%s.%s", name, ending));
}

/* /etc/ldmp2v.conf: which services and which pool ldmp2v uses. */
static const char *
conf_text(const struct building *building)
{
	return arena_format(building->arena,
	    "VSW=\"%s\"\nVDS=\"%s\"\n"
	    "VCC=\"%s\"\nBACKEND_TYPE=\"file\"\nBACKEND_SPARSE=\"no\"\n"
	    "BACKEND_PREFIX=\"/%s/\"\nBOOT_TIMEOUT=\"%lld\"\n",
	    building_text(building, KIND_SERVICE,
	    building_service(building, SERVICE_VSW)),
	    building_text(building, KIND_SERVICE,
	    building_service(building, SERVICE_VDS)),
	    building_text(building, KIND_SERVICE,
	    building_service(building, SERVICE_VCC)),
	    building_text(building, KIND_POOL, building->row->pool),
	    (long long)(building_source(building)->boot_timeout_ms / 1000));
}

static const char *
option_add(const struct building *building, const char *list,
    const char *option, const char *value)
{
	return list_add(building->arena, list_add(building->arena, list,
	    option), value);
}

/* Options of ldmp2v prepare that depend on the site. */
static const char *
prepare_options(const struct building *building)
{
	const struct site_source *source = building_source(building);
	const char *list = "";

	for (uint32_t i = 0; i < source->resize_count; i++)
		list = option_add(building, list, "-m", building_text(building,
		    KIND_TEXT, source->resize[i]));
	if (building->row->vcpus != source->vcpus)
		list = option_add(building, list, "-c", arena_format(
		    building->arena, "%u", (unsigned)building->row->vcpus));
	if (building->row->memory != source->memory)
		list = option_add(building, list, "-M", arena_format(
		    building->arena, "%lldm",
		    (long long)(building->row->memory >> 20)));
	if (source->keep_hostid)
		list = option_add(building, list, "-o", "keep-hostid");
	if (source->keep_mac)
		list = option_add(building, list, "-o", "keep-mac");
	return list;
}

static const char *
exclude_options(const struct building *building)
{
	const struct site_source *source = building_source(building);
	const char *list = "";

	for (uint32_t i = 0; i < source->exclude_count; i++)
		list = option_add(building, list, "-x", building_text(building,
		    KIND_TEXT, source->exclude[i]));
	return list;
}

uint32_t
value_share(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	(void)thing;
	return archive_of(building)->share;
}

uint32_t
file_mount(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	(void)thing;
	return archive_of(building)->mount;
}

uint32_t
file_directory(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)thing;
	return share_file(building, row->on == ON_SOURCE ?
	    source_name(building) : "tools", "");
}

uint32_t
value_script(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	(void)thing;
	return building_put(building, "/usr/sbin/ldmp2v");
}

uint32_t
file_script(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	(void)thing;
	return share_file(building, "tools", "ldmp2v");
}

uint32_t
value_tool(struct building *building, const struct procedure_step *row,
    uint32_t script)
{
	(void)row;
	assert(script < SCRIPTS);
	return archive_of(building)->script_text[script];
}

uint32_t
file_tool(struct building *building, const struct procedure_step *row,
    uint32_t script)
{
	(void)row;
	assert(script < SCRIPTS);
	return archive_of(building)->script[script];
}

uint32_t
value_conf(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	(void)thing;
	return building_put(building, conf_text(building));
}

uint32_t
file_conf(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	(void)thing;
	return naming_conf(building->names);
}

uint32_t
file_mark(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	(void)thing;
	return building_source(building)->mark;
}

uint32_t
value_excludes(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	(void)thing;
	return building_put(building, exclude_options(building));
}

uint32_t
file_flar(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	(void)thing;
	return building_source(building)->flar;
}

uint32_t
value_mount(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	assert(thing < SITE_DISKS);
	return building->row->disk[thing].mount;
}

uint32_t
file_tar(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	return data_file(building, thing, "tar");
}

uint32_t
file_sums(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	return data_file(building, thing, "cksum");
}

uint32_t
value_prepare(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	(void)thing;
	return building_put(building, prepare_options(building));
}

uint32_t
file_folder(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	(void)thing;
	return share_file(building, source_name(building), "");
}

uint32_t
value_folder(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	(void)thing;
	return building_put(building, building_text(building, KIND_FILE,
	    share_file(building, source_name(building), "")));
}

uint32_t
file_image(struct building *building, const struct procedure_step *row,
    uint32_t thing)
{
	(void)row;
	(void)thing;
	return building_source(building)->image;
}

void
building_medium(const struct building *building, struct op *op)
{
	struct names *names = building->names;

	assert(building->row->source != 0);
	op->disk = naming_medium_disk(names);
	op->service = building_service(building, SERVICE_VDS);
	op->volume = naming_medium_volume(names, building->job->guest);
}
