#include "backends/real/answers/refusal.h"

#include <assert.h>
#include <string.h>

#include "backends/real/answers/refusal_rows.h"
#include "backends/real/answers/saying.h"
#include "core/base/visible.h"

/* No program says why it refuses so late. */
enum { LINES = 200 };

/* Which programs carry out a change. */
static const struct refusal_row *const rows_of[OP_KINDS] = {
	[OP_DEVICE_LABEL] = pool_refusals,
	[OP_VSW_ADD] = ldm_refusals,
	[OP_VDS_ADD] = ldm_refusals,
	[OP_VCC_ADD] = ldm_refusals,
	[OP_VSW_REMOVE] = ldm_refusals,
	[OP_VDS_REMOVE] = ldm_refusals,
	[OP_VCC_REMOVE] = ldm_refusals,
	[OP_NODE_POLICY] = ldm_refusals,
	[OP_CONFIG_SAVE] = ldm_refusals,
	[OP_CONFIG_SET] = ldm_refusals,
	[OP_CONFIG_REMOVE] = ldm_refusals,
	[OP_TYPE_REGISTER] = cluster_refusals,
	[OP_POOL_CREATE] = pool_refusals,
	[OP_POOL_DESTROY] = pool_refusals,
	[OP_POOL_IMPORT] = pool_refusals,
	[OP_POOL_EXPORT] = pool_refusals,
	[OP_FILESYSTEM_CREATE] = pool_refusals,
	[OP_FILESYSTEM_DESTROY] = pool_refusals,
	[OP_DISK_CREATE] = file_refusals,
	[OP_DISK_REMOVE] = file_refusals,
	[OP_VOLUME_ADD] = ldm_refusals,
	[OP_VOLUME_MEND] = ldm_refusals,
	[OP_VOLUME_REMOVE] = ldm_refusals,
	[OP_GROUP_CREATE] = cluster_refusals,
	[OP_GROUP_DELETE] = cluster_refusals,
	[OP_GROUP_ONLINE] = cluster_refusals,
	[OP_GROUP_OFFLINE] = cluster_refusals,
	[OP_GROUP_UNMANAGE] = cluster_refusals,
	[OP_GROUP_SWITCH] = cluster_refusals,
	[OP_GROUP_SET] = cluster_refusals,
	[OP_GROUP_QUIESCE] = cluster_refusals,
	[OP_GROUP_SUSPEND] = cluster_refusals,
	[OP_GROUP_RESUME] = cluster_refusals,
	[OP_RESOURCE_CREATE] = cluster_refusals,
	[OP_RESOURCE_DELETE] = cluster_refusals,
	[OP_RESOURCE_DISABLE] = cluster_refusals,
	[OP_RESOURCE_ENABLE] = cluster_refusals,
	[OP_RESOURCE_UNMONITOR] = cluster_refusals,
	[OP_RESOURCE_MONITOR] = cluster_refusals,
	[OP_RESOURCE_CLEAR] = cluster_refusals,
	[OP_GUEST_DEFINE] = ldm_refusals,
	[OP_GUEST_REMOVE] = ldm_refusals,
	[OP_GUEST_VCPUS] = ldm_refusals,
	[OP_GUEST_CRYPTO] = ldm_refusals,
	[OP_GUEST_MEMORY] = ldm_refusals,
	[OP_GUEST_HOSTID] = ldm_refusals,
	[OP_GUEST_MASTER] = ldm_refusals,
	[OP_GUEST_VARIABLE] = ldm_refusals,
	[OP_GUEST_VDISK] = ldm_refusals,
	[OP_GUEST_VDISK_REMOVE] = ldm_refusals,
	[OP_GUEST_VNET] = ldm_refusals,
	[OP_GUEST_VNET_REMOVE] = ldm_refusals,
	[OP_GUEST_VNET_SET] = ldm_refusals,
	[OP_GUEST_BIND] = ldm_refusals,
	[OP_GUEST_UNBIND] = ldm_refusals,
	[OP_GUEST_START] = ldm_refusals,
	[OP_GUEST_STOP] = ldm_refusals,
	[OP_GUEST_HALT] = console_refusals,
	[OP_GUEST_BOOT] = console_refusals,
	[OP_GUEST_MIGRATE] = ldm_refusals,
	[OP_GUEST_CANCEL] = ldm_refusals,
	[OP_GUEST_INSTALL] = console_refusals,
	[OP_GUEST_UPGRADE] = console_refusals,
	[OP_GUEST_SAVE] = ldm_refusals,
	[OP_SHARE_MOUNT] = file_refusals,
	[OP_SHARE_UNMOUNT] = file_refusals,
	[OP_DIRECTORY_MAKE] = file_refusals,
	[OP_FILE_COPY] = file_refusals,
	[OP_FILE_WRITE] = file_refusals,
	[OP_SCRIPT_WRITE] = file_refusals,
	[OP_ARCHIVE_REMOVE] = file_refusals,
	[OP_LOCK_TAKE] = file_refusals,
	[OP_LOCK_DROP] = file_refusals,
	[OP_SOURCE_MARK] = file_refusals,
	[OP_SOURCE_COLLECT] = p2v_refusals,
	[OP_SOURCE_SAVE] = file_refusals,
	[OP_SUMS_TAKE] = file_refusals,
	[OP_SOURCE_STOP] = console_refusals,
	[OP_P2V_PREPARE] = p2v_refusals,
	[OP_P2V_CLEAN] = p2v_refusals,
	[OP_P2V_CONVERT] = p2v_refusals,
	[OP_BLACKOUT_OPEN] = own_refusals,
	[OP_BLACKOUT_CLOSE] = own_refusals,
	[OP_NODE_POWER_OFF] = power_refusals,
	[OP_NODE_POWER_ON] = power_refusals,
	[OP_NODE_EVACUATE] = cluster_refusals,
	[OP_NODE_SHUTDOWN] = console_refusals,
	[OP_QUORUM_DISABLE] = cluster_refusals,
	[OP_QUORUM_ENABLE] = cluster_refusals,
	[OP_DATA_FILESYSTEM] = file_refusals,
	[OP_DATA_RESTORE] = file_refusals,
};

/* The row of a message with which the text begins. */
static const struct refusal_row *
row_find(const struct refusal_row *row, const struct op *op,
    struct stretch text)
{
	for (; row->code != ERR_NONE; row++)
		if ((row->op == OP_NONE || row->op == op->kind) &&
		    saying_fits(text, row->words))
			return row;
	return NULL;
}

/* The first line of a text that has a row; it is kept, and what is below. */
static const struct refusal_row *
line_find(const struct op *op, struct stretch text, struct stretch *line,
    struct stretch *below)
{
	const struct refusal_row *row;
	struct stretch from;

	for (unsigned i = 0; i < LINES && saying_line(&text, line); i++) {
		from = (struct stretch){ line->at,
		    (size_t)(text.at - line->at) + text.size };
		row = row_find(rows_of[op->kind], op, from);
		if (row == NULL)
			row = row_find(any_refusals, op, from);
		*below = text;
		if (row != NULL)
			return row;
	}
	return NULL;
}

/* The line as it may be shown, as far as there is room. */
static void
line_show(struct stretch line, char *text, size_t room)
{
	char shown[VISIBLE_ROOM];
	size_t n, size;

	while (line.size != 0) {
		n = visible_one(line.at, line.size, shown);
		size = strlen(shown);
		if (size >= room)
			break;
		memcpy(text, shown, size);
		text += size;
		room -= size;
		line = (struct stretch){ line.at + n, line.size - n };
	}
	*text = '\0';
}

/* The line and those below it, as one: a program may say the reason in several,
 * and what to do about it in the last. */
static void
lines_say(struct err *err, enum err_code code, struct stretch line,
    struct stretch below)
{
	char shown[sizeof(err->text)];
	size_t n;

	line_show(line, shown, sizeof(shown));
	while (saying_line(&below, &line) && (n = strlen(shown)) + 1 <
	    sizeof(shown)) {
		shown[n] = ' ';
		line_show(line, shown + n + 1, sizeof(shown) - n - 1);
	}
	err_set(err, code, "%s", shown);
}

/* The last line with something in it. */
static bool
last_line(struct stretch text, struct stretch *line)
{
	struct stretch next;
	bool found = false;

	for (; saying_line(&text, &next); found = true)
		*line = next;
	return found;
}

static void
say(struct err *err, enum err_code code, struct stretch line)
{
	char shown[sizeof(err->text)];

	line_show(line, shown, sizeof(shown));
	err_set(err, code, "%s", shown);
}

/* What is not understood: the first line of the errors; programs that print
 * none say it last. */
static enum outcome
unread(const struct ended *ended, enum err_code code, struct err *err)
{
	struct stretch text = { ended->err, ended->err_size }, line;

	if (saying_line(&text, &line) ||
	    last_line((struct stretch){ ended->out, ended->out_size }, &line))
		say(err, code, line);
	else if (ended->status > ENDED_SIGNAL &&
	    ended->status < ENDED_NO_ANSWER)
		err_set(err, code, "signal %d has ended it",
		    ended->status - ENDED_SIGNAL);
	else
		err_set(err, code, "it ended with status %d and said nothing",
		    ended->status);
	return UNKNOWN;
}

/* No words are known; the cluster's commands have statuses that say enough. */
static enum outcome
unworded(const struct op *op, const struct ended *ended, struct err *err)
{
	const struct refusal_status *row = cluster_statuses;

	while (row->code != ERR_NONE && row->status != ended->status)
		row++;
	if (row->code == ERR_NONE || rows_of[op->kind] != cluster_refusals)
		return unread(ended, ERR_REFUSED, err);
	unread(ended, row->code, err);
	return FAILED;
}

/* What a service processor says, whatever the status is. */
static enum outcome
power_read(const struct op *op, const struct ended *ended, struct err *err)
{
	const char *texts[] = { ended->out, ended->err };
	const size_t sizes[] = { ended->out_size, ended->err_size };
	const struct refusal_row *row = NULL;
	struct stretch line, below;

	for (unsigned i = 0; i < 2 && row == NULL; i++)
		row = line_find(op, (struct stretch){ texts[i], sizes[i] },
		    &line, &below);
	if (row == NULL)
		return unread(ended, ERR_REFUSED, err);
	if (row->outcome != DONE)
		lines_say(err, row->code, line, below);
	return row->outcome;
}

enum outcome
refusal_read(const struct op *op, const struct ended *ended, struct err *err)
{
	const struct refusal_row *row;
	struct stretch line, below;

	assert(op->kind < OP_KINDS && rows_of[op->kind] != NULL);
	assert(ended->out != NULL || ended->out_size == 0);
	assert(ended->err != NULL || ended->err_size == 0);
	if (ended->status == 0 && rows_of[op->kind] != power_refusals)
		return DONE;
	if (ended->status == ENDED_NO_ANSWER)
		return unread(ended, ERR_NO_ANSWER, err);
	if (ended->status < 0 || ended->status >= ENDED_SIGNAL)
		return unread(ended, ERR_REFUSED, err);
	if (rows_of[op->kind] == power_refusals)
		return power_read(op, ended, err);
	row = line_find(op, (struct stretch){ ended->err, ended->err_size },
	    &line, &below);
	if (row == NULL && rows_of[op->kind] == p2v_refusals)
		row = line_find(op, (struct stretch){ ended->out,
		    ended->out_size }, &line, &below);
	if (row != NULL) {
		lines_say(err, row->code, line, below);
		return row->outcome;
	}
	return unworded(op, ended, err);
}
