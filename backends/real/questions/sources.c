/*
 * A machine that is converted: does it run, and does anybody write there?
 */
#include <string.h>

#include "backends/real/questions/conversion.h"
#include "backends/real/questions/power.h"
#include "backends/real/questions/readers.h"

/* The guest that it becomes has its name and its addresses, and is sun4v: what
 * is sun4u is the source.  Of a machine that does not answer only who stands
 * before it, or its service processor, knows whether it has power. */
bool
source_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	bool lost = false;
	const struct output *output = asking_try(asking, ask,
	    PLACE_SOURCE | ask->source, LINE_ARCH, &lost);

	if (output == NULL && !lost)
		return false;
	answer->state = STATE_RUNNING;
	return (output != NULL && output->ended.status == 0 && fact_find(
	    &output->reading, "system", "word", "sun4u") != NULL) ||
	    source_power_answer(asking, ask, answer);
}

/* Who has a file of the data open writes there.  If nobody has, the
 * applications are stopped; whether a boot starts them is the owner's word. */
bool
users_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct output *output;

	if (asked_line(asking->arena, asking->site, LINE_USERS, ask) == NULL)
		return only_a_person(asking, "whether applications write");
	output = asking_output(asking, PLACE_SOURCE | ask->source, LINE_USERS,
	    ask);
	if (output == NULL)
		return false;
	answer->state = STATE_WRITING;
	return output->ended.out[strcspn(output->ended.out, "0123456789")] !=
	    '\0' || only_a_person(asking, "whether the applications are "
	    "disabled");
}

/* What is written there by every login, and by whoever asks. */
static bool
is_log(const char *path)
{
	static const char *const folders[] = { "/var/adm/", "/var/log/",
	    "/var/cron/log", "/var/svc/log/", NULL };
	unsigned i = 0;

	while (folders[i] != NULL && strncmp(path, folders[i],
	    strlen(folders[i])) != 0)
		i++;
	return folders[i] != NULL;
}

/* The mark itself is the last that is found: then the list is whole. */
bool
fresh_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const char *mark = name_text(asking, KIND_FILE, ask->file);
	const struct output *output = asking_output(asking,
	    PLACE_SOURCE | ask->source, LINE_NEWER, ask);
	const struct reading *found;

	if (output == NULL)
		return false;
	found = &output->reading;
	for (uint32_t i = 0; i < found->count; i++) {
		const char *path = fact_said(&found->fact[i], "name");

		if (found->fact[i].why == NULL && strcmp(path, mark) != 0 &&
		    !is_log(path))
			answer->state = STATE_NEWER;
	}
	if (answer->state == STATE_NEWER)
		return true;
	answer->state = STATE_NOTHING_NEWER;
	return (output->ended.status == 0 && *output->ended.err == '\0' &&
	    found->strange == 0 && found->count != 0 && fact_is(
	    &found->fact[found->count - 1], "name", mark)) ||
	    asking_fail(asking, "find has not looked at everything: %.100s",
	    output->ended.err);
}
