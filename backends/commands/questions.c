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

/* "%x" stands for the name in that field. */
static const char *const lines[REQUEST_KINDS] = {
	[REQUEST_NONE] = "# a person is asked",
	[REQUEST_CLUSTER] = "cluster status -t node,rg,rs",
	[REQUEST_GROUPS] = "clrt list; clrg show -v",
	[REQUEST_LOADS] = "cluster show -v -t node,rg; clrg status",
	[REQUEST_DOMAINS] = "ldm list-bindings -p",
	[REQUEST_MACHINE] =
	    "ldm list-devices -p; ldm list-spconfig; ldm list -p",
	[REQUEST_POWER] = "# at the service processor: show /SYS power_state",
	[REQUEST_DEVICE] = "prtvtoc /dev/did/rdsk/%devices2",
	[REQUEST_POOLS] = "zpool list; zpool import",
	[REQUEST_FILESYSTEMS] = "zfs list",
	[REQUEST_FILES] = "ls -al ",
	[REQUEST_MOUNTS] = "mount -p",
	[REQUEST_COMMANDS] = "# the files of the run's commands are read",
	[REQUEST_LOCKS] = "ls /var/run/domferry/lock",
	[REQUEST_CONSOLE] = "# its console is looked at",
	[REQUEST_PROCESSES] = "ps -ef",
	[REQUEST_NEWER] = "find / -newer %file",
	[REQUEST_IMAGE] = "# the image of %guest is mounted and read",
	[REQUEST_SUMS] = "# cksum of each file, compared with %file",
	[REQUEST_MIGRATION] = "ldm migrate-domain -n %guest %to",
};

/* The directory that is listed; "/" alone ends with its slash. */
static const char *
directory_of(struct arena *arena, const struct names *names, uint32_t file)
{
	size_t n = request_directory(names, file);

	return shell_word(arena, n == 0 ? "/" : arena_format(arena, "%.*s",
	    (int)n, names_text(names, KIND_FILE, file)));
}

/* The name that stands for a placeholder. */
static const char *
name_of(struct arena *arena, const struct site *site, const struct op *op,
    enum field field)
{
	assert(field < FIELDS);
	return shell_word(arena, names_text(site->names, field_kind[field],
	    op->field[field]));
}

const char *
command_question(struct arena *arena, const struct site *site,
    const struct op *op)
{
	struct request request = request_of(site->names, op);
	const char *at = lines[request.kind], *line = "";
	size_t n, before;

	assert(request.kind < REQUEST_KINDS && at != NULL);
	if (request.kind == REQUEST_FILES)
		return arena_format(arena, "%s%s", at,
		    directory_of(arena, site->names, op->file));
	while (*(at += before = strcspn(at, "%")) != '\0') {
		enum field field = word_field(at, &n);

		line = arena_format(arena, "%s%.*s%s", line, (int)before,
		    at - before, name_of(arena, site, op, field));
		at += n;
	}
	return arena_format(arena, "%s%s", line, at - before);
}
