/*
 * zpool import: what can be imported, and the import itself.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/shell/zfs_usage.h"
#include "backends/sim/shell/zpool_status.h"
#include "backends/sim/world/simulation.h"

enum { INDENT = 2 };

/* How the pool stands for this node: exported, or last used by another host
 * that has not exported it. */
static bool
is_elsewhere(const struct pooled *pooled)
{
	return pooled->row->last_host != 0 &&
	    pooled->row->last_host != pooled->node;
}

static void
config_print(struct call *call, const struct pooled *pooled)
{
	char device[DEVICE_BYTES];
	int width = zpool_name_width(pooled, pooled_device(call, pooled,
	    device));

	buffer_print(&call->out, "config:\n\n\t%-*s  ONLINE\n\t  %-*s  "
	    "ONLINE\n", width, pooled->name, width - INDENT, device);
}

static void
importable_print(struct call *call, const struct pooled *pooled, void *context)
{
	bool *first = context;

	buffer_print(&call->out, "%s  pool: %s\n    id: %llu\n state: "
	    "ONLINE\n", *first ? "" : "\n", pooled->name,
	    (unsigned long long)pooled_guid(pooled));
	*first = false;
	if (is_elsewhere(pooled))
		buffer_print(&call->out, "status: The pool was last accessed "
		    "by another system.\naction: The pool can be imported "
		    "using its name or numeric identifier and\n\tthe '-f' "
		    "flag.\n   see: http://www.sun.com/msg/ZFS-8000-EY\n");
	else
		buffer_print(&call->out, "action: The pool can be imported "
		    "using its name or numeric identifier.\n");
	config_print(call, pooled);
}

/* The name of the pool with that number, or the word itself. */
struct numbered {
	uint64_t	 guid;
	const char	*name;
};

static void
number_match(struct call *call, const struct pooled *pooled, void *context)
{
	struct numbered *numbered = context;

	(void)call;
	if (pooled_guid(pooled) == numbered->guid)
		numbered->name = pooled->name;
}

static const char *
pool_named(struct call *call, const char *word)
{
	struct numbered numbered = { .name = word };
	char *end;

	numbered.guid = strtoull(word, &end, 10);
	if (end != word && *end == '\0')
		pooled_others(call, number_match, &numbered);
	return numbered.name;
}

static void
one_add(struct call *call, const char *name, bool forced)
{
	struct typed_line line = { .whole = call->line.whole,
	    .program = call->line.program };

	line.word[line.count++] = call->line.word[0];
	line.word[line.count++] = call->line.word[1];
	if (forced)
		line.word[line.count++] = "-f";
	line.word[line.count++] = name;
	change_read(call, &line);
}

static void
all_add(struct call *call, const struct pooled *pooled, void *context)
{
	const bool *forced = context;

	one_add(call, pooled->name, *forced);
}

/* What would change more than that a pool is imported: -D, another folder of
 * devices, a new name, other properties, an altroot that moves its
 * folders. */
static bool
is_simulated(const struct given *given)
{
	const char *option = given->option['o'], *root = given->option['R'];

	return !given_has(given, 'D') && given->count <= 1 &&
	    !given_has(given, 'c') && (!given_has(given, 'd') ||
	    strncmp(given->option['d'], "/dev/did/dsk", 12) == 0 ||
	    strcmp(given->option['d'], "/dev/dsk") == 0) &&
	    (option == NULL || strcmp(option, "cachefile=none") == 0) &&
	    (root == NULL || strcmp(root, "/") == 0);
}

static void
listing_print(struct call *call, const struct given *given)
{
	bool first = true;

	if (given_has(given, 'f') || given_has(given, 'o') ||
	    given_has(given, 'R'))
		call_not_simulated(call);
	else if (pooled_others(call, importable_print, &first) == 0)
		buffer_print(&call->err, "no pools available to import\n");
}

void
zpool_import_run(struct call *call, const struct given *given)
{
	bool forced = given_has(given, 'f');

	if (given->count > 2 || (given_has(given, 'a') && given->count != 0))
		zfs_usage(call, "too many arguments");
	else if (!is_simulated(given))
		call_not_simulated(call);
	else if (given_has(given, 'a'))
		pooled_others(call, all_add, &forced);
	else if (given->count == 0)
		listing_print(call, given);
	else
		one_add(call, pool_named(call, given->operand[0]), forced);
}
