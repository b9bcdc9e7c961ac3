/*
 * The commands that answer a question, as a person would type them.
 */
#include <assert.h>

#include "backends/commands/asked.h"
#include "backends/commands/commands.h"
#include "core/base/arena.h"

#define ANY	UINT32_MAX

#define ALWAYS(...)	.always = { __VA_ARGS__ }
#define FURTHER(...)	.further = { __VA_ARGS__ }

/* The first row that fits a question. */
static const struct asked_row rows[] = {
	{ OP_NODE_STATE, TEXT_POWER, ALWAYS(LINE_SP_HOST, LINE_SP_POWER,
	    LINE_IPMI_HOST, LINE_IPMI_POWER),
	    .person = "# at the service processor; a person is asked if none "
	    "is declared" },
	{ OP_NODE_STATE, TEXT_KEYSWITCH, ALWAYS(LINE_SP_HOST, LINE_SP_KEY,
	    LINE_IPMI_HOST, LINE_IPMI_KEY),
	    .person = "# at the service processor; without one nobody says" },
	{ OP_NODE_STATE, TEXT_BOOTMODE, ALWAYS(LINE_SP_HOST, LINE_SP_BOOT,
	    LINE_IPMI_HOST, LINE_IPMI_BOOT),
	    .person = "# at the service processor; without one nobody says" },
	{ OP_NODE_STATE, TEXT_VCPUS,
	    ALWAYS(LINE_DEVICES, LINE_BINDINGS, LINE_STATUS) },
	{ OP_NODE_STATE, TEXT_MEMORY,
	    ALWAYS(LINE_DEVICES, LINE_BINDINGS, LINE_STATUS) },
	{ OP_NODE_STATE, TEXT_CRYPTO,
	    ALWAYS(LINE_DEVICES, LINE_BINDINGS, LINE_STATUS) },
	{ OP_NODE_STATE, TEXT_POLICY, ALWAYS(LINE_BINDINGS, LINE_STATUS) },
	{ OP_NODE_STATE, TEXT_ADDRESSES, ALWAYS(LINE_BINDINGS, LINE_STATUS) },
	{ OP_NODE_STATE, TEXT_CONFIG, ALWAYS(LINE_CONFIGS) },
	{ OP_NODE_STATE, TEXT_SLOTS, ALWAYS(LINE_CONFIGS, LINE_STATUS) },
	{ OP_NODE_STATE, ANY, ALWAYS(LINE_STATUS) },
	{ OP_MEMBER_STATE, TEXT_VOTES, ALWAYS(LINE_VOTES) },
	{ OP_MEMBER_STATE, TEXT_QUORUM, ALWAYS(LINE_VOTES) },
	{ OP_MEMBER_STATE, ANY, ALWAYS(LINE_STATUS) },
	{ OP_LOAD_STATE, ANY, ALWAYS(LINE_LIMITS, LINE_SHOW, LINE_STATUS) },
	{ OP_SERVICE_STATE, ANY, ALWAYS(LINE_BINDINGS) },
	{ OP_VOLUME_STATE, ANY, ALWAYS(LINE_BINDINGS) },
	{ OP_DEVICE_STATE, TEXT_LABEL, ALWAYS(LINE_LABEL) },
	{ OP_DEVICE_STATE, ANY, ALWAYS(LINE_LABEL, LINE_STORED,
	    LINE_IMPORTABLE, LINE_QUORUM, LINE_SHOW) },
	{ OP_POOL_STATE, ANY, ALWAYS(LINE_POOLS), FURTHER(LINE_IMPORTABLE,
	    LINE_POOL, LINE_STATUS, LINE_SHOW, LINE_RESOURCE) },
	{ OP_FILESYSTEM_STATE, ANY, .inside = true, ALWAYS(LINE_MOUNTS),
	    FURTHER(LINE_MOUNTED) },
	{ OP_FILESYSTEM_STATE, ANY, ALWAYS(LINE_DATASETS),
	    FURTHER(LINE_DATASET) },
	{ OP_DISK_STATE, TEXT_ACCESS, ALWAYS(LINE_FILES) },
	{ OP_DISK_STATE, ANY, ALWAYS(LINE_FILES), FURTHER(LINE_CONTENT) },
	{ OP_TYPE_STATE, ANY, ALWAYS(LINE_TYPES) },
	{ OP_GROUP_STATE, TEXT_SUSPENDED, ALWAYS(LINE_STATUS),
	    FURTHER(LINE_GROUP) },
	{ OP_GROUP_STATE, ANY, ALWAYS(LINE_STATUS, LINE_SHOW),
	    FURTHER(LINE_GROUP) },
	{ OP_RESOURCE_STATE, ANY, ALWAYS(LINE_STATUS, LINE_SHOW),
	    FURTHER(LINE_RESOURCE) },
	{ OP_GUEST_STATE, ANY, ALWAYS(LINE_BINDINGS), FURTHER(LINE_DOMAIN,
	    LINE_SOFTSTATE, LINE_CONSTRAINTS, LINE_PING) },
	{ OP_CONFIG_STATE, ANY, ALWAYS(LINE_CONFIGS, LINE_BINDINGS) },
	{ OP_COMMAND_STATE, ANY,
	    .person = "# the files of the run's commands are read" },
	{ OP_LOCK_STATE, ANY, .person = "# the run's locks are looked at: "
	    "ls /var/run/domferry/lock" },
	{ OP_BLACKOUT_STATE, ANY, ALWAYS(LINE_BLACKOUT),
	    .person = "# the operator's own command" },
	{ OP_SHARE_STATE, ANY, ALWAYS(LINE_MOUNTS), FURTHER(LINE_MOUNTED) },
	{ OP_ARCHIVE_STATE, ANY, ALWAYS(LINE_MOUNTS, LINE_FILES),
	    FURTHER(LINE_FLAR, LINE_TAR, LINE_LAST) },
	{ OP_SOURCE_STATE, TEXT_APPLICATIONS, ALWAYS(LINE_USERS),
	    .person = "# if nobody uses them, the owner is asked" },
	{ OP_SOURCE_STATE, ANY, ALWAYS(LINE_ARCH), FURTHER(LINE_SP_HOST,
	    LINE_SP_POWER, LINE_IPMI_HOST, LINE_IPMI_POWER),
	    .person = "# without an answer its console is looked at" },
	{ OP_FRESH_STATE, ANY, ALWAYS(LINE_NEWER) },
	{ OP_IMAGE_STATE, ANY, ALWAYS(LINE_IMAGE),
	    .person = "# if it is there, a person looks into the image" },
	{ OP_SUMS_STATE, ANY, ALWAYS(LINE_MOUNTS, LINE_SUMS) },
	{ OP_MIGRATION_CHECK, ANY, ALWAYS(LINE_MIGRATION) },
	{ OP_WORD_STATE, ANY, .person = "# a person is asked" },
};

static bool
fits(const struct asked_row *row, const struct op *ask)
{
	return row->question == ask->kind &&
	    (row->value == ANY || row->value == ask->value) &&
	    (!row->inside || op_asked_inside(ask));
}

static const struct asked_row *
row_of(const struct op *ask)
{
	size_t i = 0;

	while (!fits(&rows[i], ask)) {
		i++;
		assert(i < sizeof(rows) / sizeof(rows[0]));
	}
	return &rows[i];
}

static bool
is_in(const enum ask_line *list, enum ask_line line)
{
	while (*list != LINE_END && *list != line)
		list++;
	return *list == line;
}

bool
asked_has(const struct op *ask, enum ask_line line)
{
	const struct asked_row *row = row_of(ask);

	assert(line > LINE_END && line < ASK_LINES);
	return is_in(row->always, line) || is_in(row->further, line);
}

enum ask_line
asked_always(const struct op *ask, unsigned n)
{
	const struct asked_row *row = row_of(ask);

	for (unsigned i = 0; i < n; i++)
		if (row->always[i] == LINE_END)
			return LINE_END;
	return row->always[n];
}

bool
asked_is_quick(enum ask_line wanted)
{
	static const bool slow[ASK_LINES] = {
		[LINE_PING] = true,
		[LINE_MIGRATION] = true,
		[LINE_FLAR] = true,
		[LINE_TAR] = true,
		[LINE_LAST] = true,
		[LINE_USERS] = true,
		[LINE_NEWER] = true,
		[LINE_SUMS] = true,
	};

	assert(wanted > LINE_END && wanted < ASK_LINES);
	/* That of a service processor is not typed where the question is
	 * asked. */
	return !slow[wanted] && wanted < LINE_SP_HOST;
}

uint32_t
asked_machine(const struct op *ask)
{
	return ask->source != 0 ? PLACE_SOURCE | ask->source :
	    ask->on & PLACE_ID;
}

const char *
command_question(struct arena *arena, const struct site *site,
    const struct op *op)
{
	const struct asked_row *row = row_of(op);
	const char *line = "", *between = "";

	for (const enum ask_line *next = row->always; *next != LINE_END;
	    next++) {
		const char *text = asked_line(arena, site, *next, op);

		if (text == NULL)
			continue;
		line = arena_format(arena, "%s%s%s", line, between, text);
		between = "; ";
	}
	return row->person == NULL ? line : arena_format(arena, "%s%s%s",
	    line, *line != '\0' ? " " : "", row->person);
}
