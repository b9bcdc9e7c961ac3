/*
 * What a conversion's operations are about: the share and its files, what
 * ldmp2v is told, the install medium.
 */
#include <string.h>

#include "core/base/arena.h"
#include "core/plan/building.h"

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

/* The folder of the share, or a file in it. */
static uint32_t
share_file(
    const struct building *building, const char *folder, const char *file)
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

/* "/var/data" is kept in var-data.tar. */
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

/* /etc/ldmp2v.conf: which services and which pool ldmp2v takes. */
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

/* What ldmp2v prepare is told beside the posts' own words. */
static const char *
prepare_options(const struct building *building)
{
	const struct site_source *source = building_source(building);
	const char *text = "";

	for (uint32_t i = 0; i < source->resize_count; i++)
		text = arena_format(building->arena, "%s -m %s", text,
		    building_text(building, KIND_TEXT, source->resize[i]));
	if (building->row->vcpus != source->vcpus)
		text = arena_format(building->arena, "%s -c %u", text,
		    (unsigned)building->row->vcpus);
	if (building->row->memory != source->memory)
		text = arena_format(building->arena, "%s -M %lldm", text,
		    (long long)(building->row->memory >> 20));
	if (source->keep_hostid)
		text = arena_format(building->arena, "%s -o keep-hostid", text);
	if (source->keep_mac)
		text = arena_format(building->arena, "%s -o keep-mac", text);
	return *text == ' ' ? text + 1 : text;
}

static const char *
exclude_options(const struct building *building)
{
	const struct site_source *source = building_source(building);
	const char *text = "";

	for (uint32_t i = 0; i < source->exclude_count; i++)
		text = arena_format(building->arena, "%s%s-x %s", text,
		    i != 0 ? " " : "", building_text(building, KIND_TEXT,
		    source->exclude[i]));
	return text;
}

uint32_t
building_p2v_value(const struct building *building,
    const struct procedure_step *row, uint32_t thing)
{
	switch (row->op) {
	case OP_SHARE_MOUNT:
	case OP_SHARE_UNMOUNT:
	case OP_SOURCE_STOP:
		return archive_of(building)->share;
	case OP_FILE_COPY:
		return building_put(building, "/usr/sbin/ldmp2v");
	case OP_FILE_WRITE:
		return building_put(building, conf_text(building));
	case OP_SOURCE_COLLECT:
		return building_put(building, exclude_options(building));
	case OP_SOURCE_SAVE:
	case OP_SUMS_TAKE:
	case OP_DATA_FILESYSTEM:
	case OP_DATA_RESTORE:
		return building->row->disk[thing].mount;
	case OP_P2V_PREPARE:
		return building_put(building, prepare_options(building));
	case OP_P2V_CONVERT:
		return building_put(building, building_text(building, KIND_FILE,
		    share_file(building, source_name(building), "")));
	default:
		return 0;
	}
}

/* Files of the share, and the medium. */
uint32_t
building_p2v_file(const struct building *building,
    const struct procedure_step *row, uint32_t thing)
{
	const char *source = source_name(building);

	switch (row->op) {
	case OP_SHARE_MOUNT:
	case OP_SHARE_UNMOUNT:
	case OP_SOURCE_STOP:
		return archive_of(building)->mount;
	case OP_DIRECTORY_MAKE:
		return share_file(building, row->on == ON_SOURCE ? source :
		    "tools", "");
	case OP_FILE_COPY:
		return share_file(building, "tools", "ldmp2v");
	case OP_SOURCE_MARK:
		return share_file(building, source, ".frozen");
	case OP_SOURCE_COLLECT:
		return building_source(building)->flar;
	case OP_SOURCE_SAVE:
	case OP_DATA_RESTORE:
		return data_file(building, thing, "tar");
	case OP_SUMS_TAKE:
		return data_file(building, thing, "cksum");
	case OP_P2V_PREPARE:
		return share_file(building, source, "");
	case OP_FILE_WRITE:
		return names_put(building->names, KIND_FILE,
		    "/etc/ldmp2v.conf");
	case OP_P2V_CONVERT:
		return building_source(building)->image;
	default:
		return 0;
	}
}

/* The volume of the install medium, as ldmp2v names it, and a disk that only
 * the guest's list of disks will tell. */
void
building_iso(const struct building *building, const struct procedure_step *row,
    struct op *op)
{
	struct names *names = building->names;

	if (building->row->source == 0 || (row->op != OP_P2V_CONVERT &&
	    row->op != OP_VOLUME_ADD && row->op != OP_VOLUME_REMOVE &&
	    row->op != OP_GUEST_VDISK_REMOVE))
		return;
	op->disk = names_put(names, KIND_DISK, "@iso");
	op->service = building_service(building, SERVICE_VDS);
	op->volume = names_put(names, KIND_VOLUME, arena_format(
	    building->arena, "%s-solarisdvd",
	    building_text(building, KIND_GUEST, building->job->guest)));
}
