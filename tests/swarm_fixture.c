#include "tests/swarm_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/formats/site/site_file.h"

static const char *
nodes_text(struct arena *arena, const struct swarm_shape *shape)
{
	const char *text = "";

	for (unsigned n = 1; n <= shape->nodes; n++)
		text = arena_format(arena, "%s%s{ \"name\": \"n%u\", "
		    "\"vcpus\": 128, \"memory\": \"128G\" }", text,
		    n > 1 ? ", " : "", n);
	return text;
}

/* d9 belongs to the guest that is converted. */
static const char *
devices_text(struct arena *arena, const struct swarm_shape *shape)
{
	const char *text = "{ \"name\": \"d9\", \"size\": \"64G\", "
	    "\"slice\": 6 }";

	for (unsigned g = 1; g <= shape->guests; g++)
		text = arena_format(arena, "%s, { \"name\": \"d%u\", "
		    "\"size\": \"40G\", \"slice\": 6 }", text, g);
	return text;
}

static const char *
guest_text(struct arena *arena, const struct swarm_shape *shape, unsigned g)
{
	const char *now = g == 1 ? "" : arena_format(arena,
	    ", \"now\": \"clustered on n%u\"", (g - 1) % shape->nodes + 1);

	return arena_format(arena, "{ \"name\": \"g%u\", \"vcpus\": 8, "
	    "\"memory\": \"4G\", \"pool\": { \"device\": \"d%u\" }, "
	    "\"disks\": [ { \"size\": \"10G\" }, { \"size\": \"8G\" } ], "
	    "\"nets\": [ { \"vsw\": \"vsw0\" }, { \"vsw\": \"vsw1\" } ]%s%s }",
	    g, g, g == 1 && !shape->agent ? ", \"agent\": null" : "", now);
}

static const char *
guests_text(struct arena *arena, const struct swarm_shape *shape)
{
	const char *text = arena_format(arena, "{ \"name\": \"conv\", "
	    "\"from\": \"old\", \"pool\": { \"device\": \"d9\" }, "
	    "\"nets\": [ { \"vsw\": \"vsw0\" } ], \"data\": [ { \"mount\": "
	    "\"/data\", \"size\": \"4G\" } ]%s }",
	    shape->agent ? "" : ", \"agent\": null");

	for (unsigned g = 1; g <= shape->guests; g++)
		text = arena_format(arena, "%s,\n    %s", text,
		    guest_text(arena, shape, g));
	return text;
}

static const char source[] = "{ \"name\": \"old\", \"release\": \"10u6\", "
    "\"arch\": \"sun4u\", \"vcpus\": 2, \"memory\": \"4G\", "
    "\"hostid\": \"8310a4c2\", \"disks\": [ { \"name\": \"c1t0d0\", "
    "\"slices\": [ { \"slice\": 0, \"mount\": \"/\", \"size\": \"12G\", "
    "\"used\": \"5G\" }, { \"slice\": 1, \"mount\": \"swap\", \"size\": "
    "\"2G\" }, { \"slice\": 7, \"mount\": \"/data\", \"size\": \"3G\", "
    "\"used\": \"1G\" } ] } ], \"nets\": [ { \"name\": \"ce0\", "
    "\"address\": \"192.0.2.31\" } ], \"archive\": \"arc\", \"exclude\": "
    "[ \"/data\" ], \"image\": \"/iso/sol.iso\", \"power\": { \"by\": "
    "\"hand\" } }";

char *
swarm_text(struct arena *arena, const struct swarm_shape *shape)
{
	return arena_format(arena, "{ \"site\": \"swarm\",\n"
	    "  \"nodes\": [ %s ],\n"
	    "  \"cluster\": { \"name\": \"swarm\", \"types\": "
	    "[ \"SUNW.HAStoragePlus\", \"SUNW.ldom\" ] },\n"
	    "  \"devices\": [ %s ],\n"
	    "  \"services\": { \"vsw\": [ { \"name\": \"vsw0\", \"net_dev\": "
	    "\"nxge0\" }, { \"name\": \"vsw1\", \"net_dev\": \"nxge1\" } ], "
	    "\"vds\": [ { \"name\": \"vds0\" } ], \"vcc\": [ { \"name\": "
	    "\"vcc0\", \"ports\": \"5000-5063\" } ] },\n"
	    "  \"files\": [ { \"file\": \"/pfile\", \"use\": \"password\" }, "
	    "{ \"file\": \"/iso/sol.iso\", \"size\": \"2200M\", \"use\": "
	    "\"image\" } ],\n"
	    "  \"archives\": [ { \"name\": \"arc\", \"share\": \"/share\", "
	    "\"mount\": \"/mnt\", \"size\": \"200G\" } ],\n"
	    "  \"sources\": [ %s ],\n"
	    "  \"guests\": [ %s ] }\n", nodes_text(arena, shape),
	    devices_text(arena, shape), source, guests_text(arena, shape));
}

struct site *
swarm_site(struct arena *arena, const struct swarm_shape *shape)
{
	struct mistakes mistakes = { 0 };
	char *text = swarm_text(arena, shape);
	struct site *site;

	assert_true(shape->nodes >= 1 && shape->nodes <= SWARM_NODES);
	assert_true(shape->guests >= 1 && shape->guests <= SWARM_GUESTS);
	site = site_read(arena, "swarm.json", text, strlen(text), &mistakes);
	if (site == NULL)
		fail_msg("line %u: %s", (unsigned)mistakes.list[0].spot.line,
		    mistakes.list[0].text);
	return site;
}
