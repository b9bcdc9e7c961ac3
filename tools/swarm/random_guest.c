/*
 * The guests of a random site.  Guest n stands on device n, and comes from
 * source n if there is one.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "tools/swarm/outline.h"

#define OF	.of = (const char *const[])
#define ALWAYS	1

enum { DISKS = 4, NETS = 4 };

static bool
has_source(const struct thing *guest)
{
	return guest->n <= guest->outline->sources;
}

static json_t *
from(const struct thing *guest)
{
	return has_source(guest) ? outline_name_json(guest->outline,
	    STEM_SOURCE, guest->n) : NULL;
}

/* Sometimes the source's. */
static json_t *
vcpus(const struct thing *guest)
{
	static const json_int_t list[] = { 1, 2, 8, 12 };

	if (has_source(guest) && draw_one_in(guest->draw, "as source", 2))
		return NULL;
	return json_integer(list[draw_of(guest->draw, "how many", 4)]);
}

static json_t *
memory(const struct thing *guest)
{
	static const char *const list[] = { "512M", "1G", "4G", "6G" };

	if (has_source(guest) && draw_one_in(guest->draw, "memory as source",
	    2))
		return NULL;
	return json_string(list[draw_of(guest->draw, "how much", 4)]);
}

/* A unit needs a core of 8 strands. */
static json_t *
crypto(const struct thing *guest)
{
	return json_integer_value(json_object_get(guest->object, "vcpus")) < 8 ?
	    NULL : json_integer(1);
}

static json_t *
named(const struct thing *guest, const char *stem)
{
	return json_sprintf("%s%u", stem, guest->n);
}

static json_t *
pool_name(const struct thing *guest)
{
	return named(guest, "tank");
}

static json_t *
pool_device(const struct thing *guest)
{
	return outline_name_json(guest->outline, STEM_DEVICE, guest->n);
}

static const struct optional pool_keys[] = {
	{ "name", 4, .make = pool_name },
	{ "device", ALWAYS, .make = pool_device },
	{ 0 }
};

static json_t *
storage(const struct thing *guest)
{
	return named(guest, "hasp");
}

static json_t *
vds(const struct thing *guest)
{
	return outline_name_json(guest->outline, STEM_VDS, 1 + draw_of(
	    guest->draw, "which vds", guest->outline->vdss));
}

/* Keys of a disk are drawn once for all disks of a guest. */
static void
disk_keys(const struct thing *guest, json_t *disk, unsigned n)
{
	if (draw_one_in(guest->draw, "disk name", 4))
		json_object_set_new(disk, "name", json_sprintf("%s%u",
		    has_source(guest) ? "disk" : "root", n));
	if (draw_one_in(guest->draw, "volume", 4))
		json_object_set_new(disk, "volume", json_sprintf("vol%u-%u",
		    guest->n, n));
	if (draw_one_in(guest->draw, "vds", 3))
		json_object_set_new(disk, "vds", vds(guest));
	if (draw_one_in(guest->draw, "file", 4))
		json_object_set_new(disk, "file", json_sprintf("image%u", n));
}

static json_t *
disks(const struct thing *guest)
{
	static const char *const options[] = { "excl", "slice", "slice,excl" };
	unsigned count = 1 + draw_of(guest->draw, "disks", DISKS);
	json_t *list;

	if (has_source(guest))
		return NULL;
	list = json_array();
	for (unsigned n = 0; n < count; n++) {
		json_t *disk = json_pack("{s:s}", "size", n == 0 ? "10G" :
		    "1G");

		disk_keys(guest, disk, n);
		if (n == 0 && draw_one_in(guest->draw, "options", 4))
			json_object_set_new(disk, "options", json_string(
			    options[draw_of(guest->draw, "option", 3)]));
		json_array_append_new(list, disk);
	}
	return list;
}

/* What the source excludes; its disks come first. */
static json_t *
data(const struct thing *guest)
{
	json_t *disk;

	if (!has_source(guest) || !outline_excludes(guest->outline, guest->n))
		return NULL;
	disk = json_pack("{s:s,s:s}", "mount", "/data", "size", "4G");
	disk_keys(guest, disk, outline_source_disks(guest->outline, guest->n));
	return json_pack("[o]", disk);
}

static json_t *
net_mac(const struct thing *guest, unsigned n)
{
	return json_sprintf("0:14:4f:fb:%x:%x", guest->n, n);
}

static json_t *
nets(const struct thing *guest)
{
	unsigned count = draw_of(guest->draw, "nets", NETS);
	json_t *list = json_array();

	if (guest->outline->vsws == 0)
		count = 0;
	for (unsigned n = 0; n < count; n++) {
		struct draw draw = draw_part(guest->draw, "net", n);
		json_t *net = json_pack("{s:o}", "vsw", outline_name_json(
		    guest->outline, STEM_VSW, 1 + draw_of(draw, "vsw",
		    guest->outline->vsws)));

		if (draw_one_in(draw, "name", 3))
			json_object_set_new(net, "name", json_sprintf("net%u",
			    n));
		if (!has_source(guest) && draw_one_in(draw, "mac", 3))
			json_object_set_new(net, "mac", net_mac(guest, n));
		json_array_append_new(list, net);
	}
	return list;
}

static const struct optional variables_keys[] = {
	{ "auto-boot?", 2, OF{ "\"true\"", "\"false\"", NULL } },
	{ "local-mac-address?", 2, OF{ "\"true\"", NULL } },
	{ "boot-device", 3, OF{ "\"/virtual-devices@100/channel-devices@200/"
	    "disk@0\"", NULL } },
	{ 0 }
};

static json_t *
hostid(const struct thing *guest)
{
	return has_source(guest) ? NULL : json_sprintf("82a8560%x", guest->n);
}

static const struct optional properties_keys[] = {
	{ "Stop_timeout", 2, OF{ "\"60\"", "\"900\"", "\"3600\"", NULL } },
	{ "Debug_level", 3, OF{ "\"2\"", NULL } },
	{ 0 }
};

static json_t *
agent_resource(const struct thing *guest)
{
	return named(guest, "agent");
}

static const struct optional agent_keys[] = {
	{ "resource", 4, .make = agent_resource },
	{ "migration_type", 3, OF{ "\"NORMAL\"", "\"MIGRATE\"", NULL } },
	{ "password_file", 3, OF{ "\"/pfile\"", NULL } },
	{ "plugin_probe", 3, OF{ "\"/opt/probe\"", "false", NULL } },
	{ "properties", 3, .keys = properties_keys },
	{ 0 }
};

/* Left out, null, or with keys of its own. */
static json_t *
agent(const struct thing *guest)
{
	struct thing part = { .outline = guest->outline, .n = guest->n,
	    .draw = draw_part(guest->draw, "agent", 1) };

	if (!outline_has_agent(guest->outline, guest->n))
		return json_null();
	if (draw_one_in(guest->draw, "as usual", 2))
		return NULL;
	part.object = json_object();
	outline_fill(&part, agent_keys);
	return part.object;
}

static json_t *
watch(const struct thing *guest)
{
	bool act = !outline_has_agent(guest->outline, guest->n) &&
	    draw_one_in(guest->draw, "act", 2);

	return json_string(act ? "act" : "advise");
}

static json_t *
maintain_hostid(const struct thing *guest)
{
	return json_sprintf("82a8570%x", guest->n);
}

static const struct optional maintain_keys[] = {
	{ "hostid", 2, .make = maintain_hostid },
	{ "vcpus", 2, OF{ "4", "12", NULL } },
	{ "memory", 2, OF{ "\"2G\"", "\"5G\"", NULL } },
	{ "crypto", 6, OF{ "0", NULL } },
	{ 0 }
};

static const struct optional owner_keys[] = {
	{ "name", 2, OF{ "\"the owner\"", NULL } },
	{ "phone", 2, OF{ "\"4711\"", NULL } },
	{ 0 }
};

static const struct optional hooks_keys[] = {
	{ "stop", 2, OF{ "\"/opt/stop\"", NULL } },
	{ "start", 2, OF{ "\"/opt/start\"", NULL } },
	{ "well", 2, OF{ "\"/opt/well\"", NULL } },
	{ 0 }
};

static const struct optional guest_keys[] = {
	{ "from", ALWAYS, .make = from },
	{ "vcpus", ALWAYS, .make = vcpus },
	{ "memory", ALWAYS, .make = memory },
	{ "crypto", 4, .make = crypto },
	{ "ours", 12, OF{ "true", "false", NULL } },
	{ "pool", ALWAYS, .keys = pool_keys },
	{ "group", ALWAYS, .keys = outline_group_keys },
	{ "storage", 4, .make = storage },
	{ "filesystem", 5, OF{ "\"fs\"", NULL } },
	{ "disks", ALWAYS, .make = disks },
	{ "data", ALWAYS, .make = data },
	{ "owner", 4, .keys = owner_keys },
	{ "hooks", 4, .keys = hooks_keys },
	{ "nets", ALWAYS, .make = nets },
	{ "variables", 3, .keys = variables_keys },
	{ "hostid", 4, .make = hostid },
	{ "agent", ALWAYS, .make = agent },
	{ "watch", 4, .make = watch },
	{ "maintain", 3, .keys = maintain_keys },
	{ "reach", 4, .keys = outline_reach },
	{ "now", ALWAYS, .make = outline_now },
	{ 0 }
};

json_t *
outline_guests(const struct outline *outline)
{
	return outline_list(outline, STEM_GUEST, outline->guests, guest_keys);
}
