/*
 * What a conversion's operations are about: the share and its files, what
 * ldmp2v is told, the install medium.
 */
#include <string.h>

#include "core/base/arena.h"
#include "core/plan/building.h"

const struct site_source *
making_source(const struct making *making)
{
	return &making->site->sources[making->row->source];
}

static const struct site_archive *
archive_of(const struct making *making)
{
	return &making->site->archives[making_source(making)->archive];
}

uint32_t
making_service(const struct making *making, enum service_kind kind)
{
	for (uint32_t s = 1; s <= making->site->service_count; s++)
		if (making->site->services[s].kind == kind)
			return s;
	return 0;
}

/* The folder of the share, or a file in it. */
static uint32_t
share_file(const struct making *making, const char *folder, const char *file)
{
	return names_put(making->site->names, KIND_FILE, arena_format(
	    making->arena, "%s/%s%s%s", making_text(making, KIND_FILE,
	    archive_of(making)->mount), folder, *file != '\0' ? "/" : "",
	    file));
}

static const char *
source_name(const struct making *making)
{
	return making_text(making, KIND_SOURCE, making->row->source);
}

/* "/var/data" is kept in var-data.tar. */
static uint32_t
data_file(const struct making *making, uint32_t thing, const char *ending)
{
	const char *mount = making_text(making, KIND_TEXT,
	    making->row->disk[thing].mount);
	char *name = arena_text(making->arena, mount + 1, strlen(mount) - 1);

	for (char *at = name; *at != '\0'; at++)
		if (*at == '/')
			*at = '-';
	return share_file(making, source_name(making),
	    arena_format(making->arena, "%s.%s", name, ending));
}

/* /etc/ldmp2v.conf: which services and which pool ldmp2v takes. */
static const char *
conf_text(const struct making *making)
{
	return arena_format(making->arena, "VSW=\"%s\"\nVDS=\"%s\"\n"
	    "VCC=\"%s\"\nBACKEND_TYPE=\"file\"\nBACKEND_SPARSE=\"no\"\n"
	    "BACKEND_PREFIX=\"/%s/\"\nBOOT_TIMEOUT=\"%lld\"\n",
	    making_text(making, KIND_SERVICE, making_service(making,
	    SERVICE_VSW)), making_text(making, KIND_SERVICE,
	    making_service(making, SERVICE_VDS)),
	    making_text(making, KIND_SERVICE, making_service(making,
	    SERVICE_VCC)), making_text(making, KIND_POOL, making->row->pool),
	    (long long)(making_source(making)->boot_timeout_ms / 1000));
}

/* What ldmp2v prepare is told beside the posts' own words. */
static const char *
prepare_options(const struct making *making)
{
	const struct site_source *source = making_source(making);
	const char *text = "";

	for (uint32_t i = 0; i < source->resize_count; i++)
		text = arena_format(making->arena, "%s -m %s", text,
		    making_text(making, KIND_TEXT, source->resize[i]));
	if (making->row->vcpus != source->vcpus)
		text = arena_format(making->arena, "%s -c %u", text,
		    (unsigned)making->row->vcpus);
	if (making->row->memory != source->memory)
		text = arena_format(making->arena, "%s -M %lldm", text,
		    (long long)(making->row->memory >> 20));
	if (source->keep_hostid)
		text = arena_format(making->arena, "%s -o keep-hostid", text);
	if (source->keep_mac)
		text = arena_format(making->arena, "%s -o keep-mac", text);
	return *text == ' ' ? text + 1 : text;
}

static const char *
exclude_options(const struct making *making)
{
	const struct site_source *source = making_source(making);
	const char *text = "";

	for (uint32_t i = 0; i < source->exclude_count; i++)
		text = arena_format(making->arena, "%s%s-x %s", text,
		    i != 0 ? " " : "", making_text(making, KIND_TEXT,
		    source->exclude[i]));
	return text;
}

uint32_t
making_p2v_value(const struct making *making,
    const struct procedure_step *row, uint32_t thing)
{
	switch (row->op) {
	case OP_SHARE_MOUNT:
	case OP_SHARE_UNMOUNT:
	case OP_SOURCE_STOP:
		return archive_of(making)->share;
	case OP_FILE_COPY:
		return making_put(making, "/usr/sbin/ldmp2v");
	case OP_FILE_WRITE:
		return making_put(making, conf_text(making));
	case OP_SOURCE_COLLECT:
		return making_put(making, exclude_options(making));
	case OP_SOURCE_SAVE:
	case OP_SUMS_TAKE:
	case OP_DATA_FILESYSTEM:
	case OP_DATA_RESTORE:
		return making->row->disk[thing].mount;
	case OP_P2V_PREPARE:
		return making_put(making, prepare_options(making));
	case OP_P2V_CONVERT:
		return making_put(making, making_text(making, KIND_FILE,
		    share_file(making, source_name(making), "")));
	default:
		return 0;
	}
}

/* Files of the share, and the medium. */
uint32_t
making_p2v_file(const struct making *making,
    const struct procedure_step *row, uint32_t thing)
{
	const char *source = source_name(making);

	switch (row->op) {
	case OP_SHARE_MOUNT:
	case OP_SHARE_UNMOUNT:
	case OP_SOURCE_STOP:
		return archive_of(making)->mount;
	case OP_DIRECTORY_MAKE:
		return share_file(making, row->on == ON_SOURCE ? source :
		    "tools", "");
	case OP_FILE_COPY:
		return share_file(making, "tools", "ldmp2v");
	case OP_SOURCE_MARK:
		return share_file(making, source, ".frozen");
	case OP_SOURCE_COLLECT:
		return making_source(making)->flar;
	case OP_SOURCE_SAVE:
	case OP_DATA_RESTORE:
		return data_file(making, thing, "tar");
	case OP_SUMS_TAKE:
		return data_file(making, thing, "cksum");
	case OP_P2V_PREPARE:
		return share_file(making, source, "");
	case OP_FILE_WRITE:
		return names_put(making->site->names, KIND_FILE,
		    "/etc/ldmp2v.conf");
	case OP_P2V_CONVERT:
		return making_source(making)->image;
	default:
		return 0;
	}
}

/* The volume of the install medium, as ldmp2v names it, and a disk that only
 * the guest's list of disks will tell. */
void
making_iso(const struct making *making, const struct procedure_step *row,
    struct op *op)
{
	struct names *names = making->site->names;

	if (making->row->source == 0 || (row->op != OP_P2V_CONVERT &&
	    row->op != OP_VOLUME_ADD && row->op != OP_VOLUME_REMOVE &&
	    row->op != OP_GUEST_VDISK_REMOVE))
		return;
	op->disk = names_put(names, KIND_DISK, "@iso");
	op->service = making_service(making, SERVICE_VDS);
	op->volume = names_put(names, KIND_VOLUME, arena_format(
	    making->arena, "%s-solarisdvd",
	    making_text(making, KIND_GUEST, making->job->guest)));
}
