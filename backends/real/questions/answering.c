#include "backends/real/questions/answering.h"

#include <assert.h>
#include <string.h>

#include "backends/real/questions/conversion.h"
#include "backends/real/questions/membership.h"
#include "backends/real/questions/power.h"
#include "backends/real/questions/readers.h"

#define ANY	UINT32_MAX

const char *
name_text(const struct asking *asking, enum kind kind, uint32_t number)
{
	return names_text(asking->names, kind, number);
}

/* The words with which programs say that there is nothing of a name. */
static const char *const absences[] = { "not found", "no such pool",
    "there is no ", "does not exist", "nvalid ", NULL };

bool
absence_said(const struct output *output, const char *name)
{
	unsigned i = 0;

	while (absences[i] != NULL &&
	    strstr(output->ended.err, absences[i]) == NULL)
		i++;
	return output->ended.status != 0 && absences[i] != NULL &&
	    strstr(output->ended.err, name) != NULL;
}

bool
absence_sure(struct asking *asking, uint32_t place, enum ask_line wanted,
    const struct op *ask, const char *name)
{
	const struct output *output;

	if (asking->of_all)
		return true;
	output = asking_output(asking, place, wanted, ask);
	if (output == NULL)
		return false;
	return absence_said(output, name) || asking_fail(asking, "%.80s is in "
	    "no list, and %.60s does not say that it is absent", name,
	    output->line);
}

bool
only_a_person(struct asking *asking, const char *what)
{
	asking->by_person = true;
	return asking_fail(asking, "only a person can tell %.100s", what);
}

/* The first row that fits a question answers it. */
static const struct {
	enum op_kind	 question;
	uint32_t	 value;		/* of the question, or ANY */
	bool		(*answer)(struct asking *, const struct op *,
			    struct answer *);
} rows[] = {
	{ OP_NODE_STATE, TEXT_POWER, power_answer },
	{ OP_NODE_STATE, TEXT_KEYSWITCH, key_answer },
	{ OP_NODE_STATE, TEXT_BOOTMODE, boot_answer },
	{ OP_NODE_STATE, TEXT_VCPUS, free_answer },
	{ OP_NODE_STATE, TEXT_MEMORY, free_answer },
	{ OP_NODE_STATE, TEXT_CRYPTO, free_answer },
	{ OP_NODE_STATE, TEXT_POLICY, policy_answer },
	{ OP_NODE_STATE, TEXT_ADDRESSES, addresses_answer },
	{ OP_NODE_STATE, TEXT_CONFIG, next_config_answer },
	{ OP_NODE_STATE, TEXT_SLOTS, slots_answer },
	{ OP_NODE_STATE, ANY, node_answer },
	{ OP_MEMBER_STATE, TEXT_GROUPS, groups_there_answer },
	{ OP_MEMBER_STATE, TEXT_VOTES, votes_answer },
	{ OP_MEMBER_STATE, TEXT_QUORUM, quorum_answer },
	{ OP_MEMBER_STATE, ANY, member_answer },
	{ OP_SERVICE_STATE, ANY, service_answer },
	{ OP_DEVICE_STATE, ANY, device_answer },
	{ OP_POOL_STATE, ANY, pool_answer },
	{ OP_FILESYSTEM_STATE, ANY, filesystem_answer },
	{ OP_DISK_STATE, ANY, disk_answer },
	{ OP_VOLUME_STATE, ANY, volume_answer },
	{ OP_TYPE_STATE, ANY, type_answer },
	{ OP_GROUP_STATE, ANY, group_answer },
	{ OP_RESOURCE_STATE, ANY, resource_answer },
	{ OP_GUEST_STATE, ANY, guest_answer },
	{ OP_CONFIG_STATE, ANY, config_answer },
	{ OP_BLACKOUT_STATE, ANY, blackout_answer },
	{ OP_SHARE_STATE, ANY, share_answer },
	{ OP_MIGRATION_CHECK, ANY, migration_answer },
	{ OP_LOAD_STATE, ANY, load_answer },
	{ OP_ARCHIVE_STATE, ANY, archive_answer },
	{ OP_SOURCE_STATE, TEXT_APPLICATIONS, users_answer },
	{ OP_SOURCE_STATE, ANY, source_answer },
	{ OP_FRESH_STATE, ANY, fresh_answer },
	{ OP_IMAGE_STATE, ANY, image_answer },
	{ OP_SUMS_STATE, ANY, sums_answer },
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

static size_t
row_of(const struct op *ask)
{
	size_t i = 0;

	while (i < ROWS && (rows[i].question != ask->kind ||
	    (rows[i].value != ANY && rows[i].value != ask->value)))
		i++;
	return i;
}

bool
question_is_answered(const struct op *ask)
{
	size_t row = row_of(ask);

	return row < ROWS && rows[row].answer != NULL;
}

bool
question_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	*answer = (struct answer){ .state = STATE_ABSENT };
	asking->err = (struct err){ 0 };
	asking->by_person = false;
	if (!question_is_answered(ask))
		return asking_fail(asking, "no command answers %s",
		    op_table[ask->kind].name);
	return rows[row_of(ask)].answer(asking, ask, answer);
}
