#include "core/op/request.h"

#include <assert.h>
#include <string.h>

#define ANY	UINT32_MAX

/* The first row that fits a question gives its request. */
static const struct {
	enum op_kind	 question;
	uint32_t	 value;		/* of the question, or ANY */
	enum request_kind kind;
	uint32_t	 names;		/* set of TAKES(field) */
} rows[] = {
	{ OP_NODE_STATE, TEXT_POWER, REQUEST_POWER, 0 },
	{ OP_NODE_STATE, TEXT_KEYSWITCH, REQUEST_POWER, 0 },
	{ OP_NODE_STATE, TEXT_BOOTMODE, REQUEST_POWER, 0 },
	{ OP_NODE_STATE, TEXT_VCPUS, REQUEST_MACHINE, 0 },
	{ OP_NODE_STATE, TEXT_MEMORY, REQUEST_MACHINE, 0 },
	{ OP_NODE_STATE, TEXT_CRYPTO, REQUEST_MACHINE, 0 },
	{ OP_NODE_STATE, TEXT_POLICY, REQUEST_DOMAINS, 0 },
	{ OP_NODE_STATE, TEXT_ADDRESSES, REQUEST_DOMAINS, 0 },
	{ OP_NODE_STATE, TEXT_CONFIG, REQUEST_MACHINE, 0 },
	{ OP_NODE_STATE, TEXT_SLOTS, REQUEST_MACHINE, 0 },
	{ OP_NODE_STATE, ANY, REQUEST_CLUSTER, 0 },
	{ OP_MEMBER_STATE, TEXT_VOTES, REQUEST_VOTES, 0 },
	{ OP_MEMBER_STATE, TEXT_QUORUM, REQUEST_VOTES, 0 },
	{ OP_MEMBER_STATE, ANY, REQUEST_CLUSTER, 0 },
	{ OP_LOAD_STATE, ANY, REQUEST_LOADS, 0 },
	{ OP_SERVICE_STATE, ANY, REQUEST_DOMAINS, 0 },
	{ OP_DEVICE_STATE, ANY, REQUEST_DEVICE, TAKES(F_DEVICE) },
	{ OP_POOL_STATE, ANY, REQUEST_POOLS, 0 },
	{ OP_FILESYSTEM_STATE, ANY, REQUEST_FILESYSTEMS, 0 },
	{ OP_DISK_STATE, ANY, REQUEST_FILES, TAKES(F_FILE) },
	{ OP_VOLUME_STATE, ANY, REQUEST_DOMAINS, 0 },
	{ OP_TYPE_STATE, ANY, REQUEST_GROUPS, 0 },
	{ OP_GROUP_STATE, TEXT_NONE, REQUEST_CLUSTER, 0 },
	{ OP_GROUP_STATE, TEXT_SUSPENDED, REQUEST_CLUSTER, 0 },
	{ OP_GROUP_STATE, ANY, REQUEST_GROUPS, 0 },
	{ OP_RESOURCE_STATE, ANY, REQUEST_CLUSTER, 0 },
	{ OP_GUEST_STATE, ANY, REQUEST_DOMAINS, 0 },
	{ OP_CONFIG_STATE, ANY, REQUEST_MACHINE, 0 },
	{ OP_COMMAND_STATE, ANY, REQUEST_COMMANDS, 0 },
	{ OP_LOCK_STATE, ANY, REQUEST_LOCKS, 0 },
	{ OP_BLACKOUT_STATE, ANY, REQUEST_BLACKOUT, TAKES(F_GUEST) },
	{ OP_SHARE_STATE, ANY, REQUEST_MOUNTS, 0 },
	{ OP_ARCHIVE_STATE, ANY, REQUEST_FILES, TAKES(F_FILE) },
	{ OP_SOURCE_STATE, TEXT_APPLICATIONS, REQUEST_PROCESSES, 0 },
	{ OP_SOURCE_STATE, ANY, REQUEST_CONSOLE, 0 },
	{ OP_FRESH_STATE, ANY, REQUEST_NEWER, TAKES(F_FILE) },
	{ OP_IMAGE_STATE, ANY, REQUEST_IMAGE, TAKES(F_GUEST) },
	{ OP_SUMS_STATE, ANY, REQUEST_SUMS, TAKES(F_FILE) },
	{ OP_MIGRATION_CHECK, ANY, REQUEST_MIGRATION,
	    TAKES(F_GUEST) | TAKES(F_TO) },
	{ OP_WORD_STATE, ANY, REQUEST_NONE, TAKES(F_GUEST) | TAKES(F_VALUE) },
};

static_assert(sizeof(struct request) == (2 + FIELDS) * sizeof(uint32_t),
    "a request has no padding: it is compared by its bytes");

/* Inside the guest, if only its system can answer. */
uint32_t
request_place(const struct op *ask)
{
	if (ask->guest != 0 && op_asked_inside(ask))
		return PLACE_GUEST | ask->guest;
	return op_asked_at(ask);
}

/* The bytes of a path before its last slash. */
static size_t
before_slash(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? (size_t)(slash - path) : strlen(path);
}

/* The first file of that directory, or 0. */
static uint32_t
first_in(const struct names *names, const char *directory, size_t n)
{
	uint32_t count = names_count(names, KIND_FILE);

	for (uint32_t i = 1; i <= count; i++) {
		const char *path = names_text(names, KIND_FILE, i);

		if (before_slash(path) == n && memcmp(path, directory, n) == 0)
			return i;
	}
	return 0;
}

size_t
request_directory(const struct names *names, uint32_t file)
{
	const char *path = names_text(names, KIND_FILE, file);
	size_t n = strlen(path);

	return first_in(names, path, n) != 0 ? n : before_slash(path);
}

/* Every member prints the same. */
static bool
is_of_cluster(enum request_kind kind)
{
	return kind == REQUEST_CLUSTER || kind == REQUEST_GROUPS ||
	    kind == REQUEST_LOADS ||
	    kind == REQUEST_VOTES || kind == REQUEST_BLACKOUT;
}

/* The row that fits a question. */
static size_t
row_of(const struct op *ask)
{
	size_t i = 0;

	while (i < sizeof(rows) / sizeof(rows[0]) &&
	    (rows[i].question != ask->kind ||
	    (rows[i].value != ANY && rows[i].value != ask->value)))
		i++;
	assert(i < sizeof(rows) / sizeof(rows[0]));
	return i;
}

bool
request_is_power(const struct op *ask)
{
	assert(ask->kind < OP_KINDS && op_table[ask->kind].question);
	return rows[row_of(ask)].kind == REQUEST_POWER;
}

struct request
request_of(const struct names *names, const struct op *ask)
{
	struct request request = { .place = request_place(ask) };
	size_t row = row_of(ask);

	assert(ask->kind < OP_KINDS && op_table[ask->kind].question);
	request.kind = rows[row].kind;
	for (unsigned f = 0; f < FIELDS; f++)
		if ((rows[row].names & TAKES(f)) != 0)
			request.field[f] = ask->field[f];
	/* What is mounted in a guest: its file systems, and its shares. */
	if (request.kind == REQUEST_FILESYSTEMS && op_asked_inside(ask))
		request.kind = REQUEST_MOUNTS;
	if (is_of_cluster(request.kind))
		request.place = 0;
	if (request.kind == REQUEST_FILES)
		request.field[F_FILE] = first_in(names,
		    names_text(names, KIND_FILE, ask->file),
		    request_directory(names, ask->file));
	return request;
}

bool
request_equal(const struct request *one, const struct request *other)
{
	return one->kind == other->kind && one->place == other->place &&
	    memcmp(one->field, other->field, sizeof(one->field)) == 0;
}
