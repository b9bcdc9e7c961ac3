/*
 * The sources of a random site, and the servers that keep their archives.
 */
#include "tools/swarm/outline.h"

#define OF	.of = (const char *const[])
#define ALWAYS	1

static struct draw
draw_of_source(const struct outline *outline, unsigned n)
{
	return draw_part(outline->draw, "source", n);
}

bool
outline_excludes(const struct outline *outline, unsigned n)
{
	return draw_one_in(draw_of_source(outline, n), "excludes", 2);
}

unsigned
outline_source_disks(const struct outline *outline, unsigned n)
{
	return 1 + draw_of(draw_of_source(outline, n), "disks", 2);
}

static json_t *
slice(unsigned n, const char *mount, const char *size, const char *used)
{
	json_t *row = json_pack("{s:i,s:s,s:s}", "slice", (int)n, "mount",
	    mount, "size", size);

	if (used != NULL)
		json_object_set_new(row, "used", json_string(used));
	return row;
}

/* One disk with all of it, or a second one with /export. */
static json_t *
disks(const struct thing *source)
{
	json_t *slices = json_pack("[o,o]", slice(0, "/", "12G", "5G"),
	    slice(1, "swap", "2G", NULL)), *list;

	if (draw_one_in(source->draw, "var", 2))
		json_array_append_new(slices, slice(3, "/var", "4G", "1G"));
	if (outline_excludes(source->outline, source->n))
		json_array_append_new(slices, slice(7, "/data", "3G", "1G"));
	list = json_pack("[{s:s,s:o}]", "name", "c1t0d0", "slices", slices);
	if (outline_source_disks(source->outline, source->n) > 1)
		json_array_append_new(list, json_pack("{s:s,s:[o]}", "name",
		    "c1t1d0", "slices", slice(6, "/export", "6G", "2G")));
	return list;
}

static json_t *
exclude(const struct thing *source)
{
	return outline_excludes(source->outline, source->n) ?
	    json_pack("[s]", "/data") : NULL;
}

static json_t *
hostid(const struct thing *source)
{
	return json_sprintf("8310a4c%x", source->n);
}

/* No two have the same. */
static json_t *
sp_host(const struct thing *source)
{
	return json_sprintf("192.0.2.%u", 200 + source->n);
}

static const struct optional sp_keys[] = {
	{ "host", ALWAYS, .make = sp_host },
	{ "user", 2, OF{ "\"root\"", NULL } },
	{ "credentials", 2, OF{ "\"/etc/sp\"", NULL } },
	{ "by", 2, OF{ "\"ipmitool\"", "\"ilom\"", NULL } },
	{ "pdom", 5, OF{ "1", NULL } },
	{ 0 }
};

static json_t *
archive(const struct thing *source)
{
	return outline_name_json(source->outline, STEM_ARCHIVE, 1 + draw_of(
	    source->draw, "which archive", source->outline->archives));
}

static json_t *
nets(const struct thing *source)
{
	return json_pack("[{s:s,s:o}]", "name", "ce0", "address",
	    json_sprintf("192.0.2.3%u", source->n));
}

static const struct optional source_keys[] = {
	{ "release", ALWAYS, OF{ "\"8\"", "\"9\"", "\"10u6\"", "\"10u9\"",
	    NULL } },
	{ "arch", ALWAYS, OF{ "\"sun4u\"", NULL } },
	{ "vcpus", ALWAYS, OF{ "1", "2", "8", NULL } },
	{ "memory", ALWAYS, OF{ "\"2G\"", "\"4G\"", NULL } },
	{ "hostid", 2, .make = hostid },
	{ "disks", ALWAYS, .make = disks },
	{ "archive_blocks", 4, OF{ "12000000", NULL } },
	{ "nets", 2, .make = nets },
	{ "zones", 4, OF{ "[]", NULL } },
	{ "svm", 3, OF{ "true", "false", NULL } },
	{ "archive", ALWAYS, .make = archive },
	{ "exclude", ALWAYS, .make = exclude },
	{ "resize", 3, OF{ "{\"/\": \"15G\"}", NULL } },
	{ "image", ALWAYS, OF{ "\"/iso/sol.iso\"", NULL } },
	{ "boot_timeout", 3, OF{ "\"60s\"", "\"10m\"", NULL } },
	{ "keep", 3, OF{ "[\"hostid\"]", "[\"mac\"]", "[\"hostid\", \"mac\"]",
	    NULL } },
	{ "reach", 4, .keys = outline_reach },
	{ "sp", 2, .keys = sp_keys },
	{ "power", 2, OF{ "{\"by\": \"hand\"}", "{\"by\": \"sp\"}", NULL } },
	{ 0 }
};

json_t *
outline_sources(const struct outline *outline)
{
	return outline_list(outline, STEM_SOURCE, outline->sources,
	    source_keys);
}

static json_t *
share(const struct thing *archive)
{
	return json_sprintf("/share%u", archive->n);
}

static json_t *
mount(const struct thing *archive)
{
	return json_sprintf("/arc%u", archive->n);
}

/* No two are mounted in one place: the first may be left to its default. */
static json_t *
mount_of(const struct thing *archive)
{
	return archive->n == 1 && draw_one_in(archive->draw, "usual mount",
	    2) ? NULL : mount(archive);
}

static const struct optional archive_keys[] = {
	{ "share", ALWAYS, .make = share },
	{ "mount", ALWAYS, .make = mount_of },
	{ "size", 2, OF{ "\"200G\"", NULL } },
	{ 0 }
};

json_t *
outline_archives(const struct outline *outline)
{
	return outline_list(outline, STEM_ARCHIVE, outline->archives,
	    archive_keys);
}
