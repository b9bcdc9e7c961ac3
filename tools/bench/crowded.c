/*
 * Sites on which a start may not fit: so full that the guests of a dead node
 * have to be spread, and some find no node.
 */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "tools/bench/bench.h"

/* For a hundred guests of a node there is room for eight more. */
enum { LISTED = 4, SPARE = 8 };

struct page {
	char	*text;
	size_t	 at;
};

static void add(struct page *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

static void
add(struct page *page, const char *format, ...)
{
	va_list rest;
	int n;

	va_start(rest, format);
	n = vsnprintf(page->text + page->at, BENCH_TEXT - page->at, format,
	    rest);
	va_end(rest);
	page->at += (size_t)n;
	assert(page->at < BENCH_TEXT);
}

/* The nodes of its list are apart by a number that differs, so that they are
 * not the same for all guests of a node. */
static void
guest_add(struct page *page, unsigned nodes, unsigned g)
{
	unsigned apart = 1 + 2 * (g / nodes % 5);

	add(page, "{\"name\":\"g%u\",\"vcpus\":4,\"memory\":\"4G\",\"pool\":"
	    "{\"name\":\"zpool_g%u\",\"device\":\"d%u\"},\"group\":{\"name\":"
	    "\"g%u-rg\",\"nodes\":[", g, g, g, g);
	for (unsigned i = 0; i < LISTED; i++)
		add(page, "\"node%u\",", (g + i * apart) % nodes + 1);
	add(page, "]},\"disks\":[{\"size\":\"40G\"}],\"nets\":[{\"vsw\":"
	    "\"primary-vsw0\"}],\"now\":\"clustered on node%u\"},",
	    g % nodes + 1);
}

const char *
bench_crowded(struct arena *arena, unsigned nodes, unsigned guests)
{
	struct page page = { arena_take(arena, BENCH_TEXT, 1), 0 };
	unsigned each = (guests + nodes - 1) / nodes;

	each += (each * SPARE + 99) / 100;
	add(&page, "{\"site\":\"crowded\",\"nodes\":[");
	for (unsigned n = 1; n <= nodes; n++)
		add(&page, "{\"name\":\"node%u\",\"vcpus\":%u,\"memory\":"
		    "\"%uG\",\"control\":{\"vcpus\":16,\"memory\":\"32G\"}},",
		    n, 4 * each + 16, 4 * each + 32);
	add(&page, "],\"cluster\":{\"name\":\"crowded\"},\"devices\":[");
	for (unsigned g = 1; g <= guests; g++)
		add(&page, "{\"name\":\"d%u\",\"size\":\"64G\",\"slice\":6},",
		    g);
	add(&page, "],\"services\":{\"vsw\":[{\"name\":\"primary-vsw0\","
	    "\"net_dev\":\"nxge0\"}],\"vds\":[{\"name\":\"primary-vds0\"}],"
	    "\"vcc\":[{\"name\":\"primary-vcc0\",\"ports\":\"5000-6000\"}]},"
	    "\"guests\":[");
	for (unsigned g = 1; g <= guests; g++)
		guest_add(&page, nodes, g);
	add(&page, "]}");
	return page.text;
}
