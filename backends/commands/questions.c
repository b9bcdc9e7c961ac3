/*
 * The command that answers a question, as a person would type it.
 */
#include <assert.h>
#include <string.h>

#include "backends/commands/commands.h"
#include "backends/commands/shell.h"
#include "backends/commands/words.h"
#include "core/base/arena.h"
#include "core/op/request.h"

/* "%x" stands for the name in that field, in the kind of name beside it. */
static const struct {
	const char	*text;
	enum kind	 kind;
} rows[REQUEST_KINDS] = {
	[REQUEST_NONE] = { "# a person is asked", KIND_NONE },
	[REQUEST_CLUSTER] = { "cluster status -t node,rg,rs", KIND_NONE },
	[REQUEST_GROUPS] = { "clrg show -v", KIND_NONE },
	[REQUEST_TYPES] = { "clrt list", KIND_NONE },
	[REQUEST_DOMAINS] = { "ldm list-bindings -p", KIND_NONE },
	[REQUEST_FREE] = { "ldm list-devices -p cpu memory", KIND_NONE },
	[REQUEST_CONFIGS] = { "ldm list-spconfig; ldm list -p", KIND_NONE },
	[REQUEST_POWER] = { "# at the service processor: show /SYS "
	    "power_state", KIND_NONE },
	[REQUEST_DEVICE] = { "prtvtoc /dev/did/rdsk/%devices2", KIND_DEVICE },
	[REQUEST_POOLS] = { "zpool list; zpool import", KIND_NONE },
	[REQUEST_FILESYSTEMS] = { "zfs list", KIND_NONE },
	[REQUEST_FILE] = { "ls -l %file", KIND_FILE },
	[REQUEST_MOUNTS] = { "mount -p", KIND_NONE },
	[REQUEST_COMMANDS] = { "# the files of the run's commands are read",
	    KIND_NONE },
	[REQUEST_LOCKS] = { "ls /var/run/domferry/lock", KIND_NONE },
	[REQUEST_CONSOLE] = { "# its console is looked at", KIND_NONE },
	[REQUEST_PROCESSES] = { "ps -ef", KIND_NONE },
	[REQUEST_NEWER] = { "find / -newer %file", KIND_FILE },
	[REQUEST_IMAGE] = { "# the image of %guest is mounted and read",
	    KIND_GUEST },
	[REQUEST_SUMS] = { "# cksum of each file, compared with %file",
	    KIND_FILE },
	[REQUEST_MIGRATION] = { "ldm migrate-domain -n %guest %to",
	    KIND_GUEST },
};

/* The name that stands for a placeholder. */
static const char *
name_of(struct arena *arena, const struct site *site, const struct op *op,
    enum field field)
{
	enum kind kind = field == F_TO ? KIND_NODE :
	    rows[request_of(op).kind].kind;

	assert(field < FIELDS);
	return shell_word(arena, names_text(site->names, kind,
	    op->field[field]));
}

const char *
command_question(struct arena *arena, const struct site *site,
    const struct op *op)
{
	struct request request = request_of(op);
	const char *at = rows[request.kind].text, *line = "";
	size_t n, before;

	assert(request.kind < REQUEST_KINDS && at != NULL);
	if (request.kind == REQUEST_FILESYSTEMS &&
	    (request.place & PLACE_GUEST) != 0)
		return "df -k";
	while (*(at += before = strcspn(at, "%")) != '\0') {
		enum field field = word_field(at, &n);

		line = arena_format(arena, "%s%.*s%s", line, (int)before,
		    at - before, name_of(arena, site, op, field));
		at += n;
	}
	return arena_format(arena, "%s%s", line, at - before);
}
