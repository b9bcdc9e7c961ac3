/*
 * Members, groups, resources and types, as the cluster's programs list them.
 */
#include <string.h>

#include "backends/real/questions/membership.h"
#include "backends/real/questions/readers.h"

/* The status of a member, or of the node itself. */
bool
membership(struct asking *asking, uint32_t node, const struct reading *all,
    struct answer *answer)
{
	const char *name = name_text(asking, KIND_NODE, node);
	const struct fact_row *fact = fact_find(all, "node", "name", name);

	answer->on = node;
	if (fact == NULL || fact_detail(fact, "status") == NULL)
		return asking_fail(asking, "the cluster does not say whether "
		    "%.80s is a member", name);
	answer->state = fact_is(fact, "status", "online") ? STATE_UP :
	    STATE_DOWN;
	return true;
}

/* A node that is up without being in the cluster has no programs that say so:
 * they fail there. */
bool
node_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct output *output = asking_output(asking, ask->on,
	    LINE_STATUS, ask);

	if (output == NULL)
		return false;
	if (output->ended.status == 0)
		return membership(asking, ask->on, &output->reading, answer);
	answer->on = ask->on;
	answer->state = STATE_DOWN;
	return true;
}

bool
member_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct reading *all = asking_facts(asking, ask->on,
	    LINE_STATUS, ask);

	return all != NULL && membership(asking, ask->to, all, answer);
}

/* Names of types end with their version: "SUNW.ldom:1". */
bool
type_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct reading *all = asking_facts(asking, ask->on,
	    LINE_TYPES, ask);
	const char *name = name_text(asking, KIND_TYPE, ask->type);
	size_t n = strlen(name);

	if (all == NULL)
		return false;
	for (uint32_t i = 0; i < all->count; i++) {
		const char *text = fact_said(&all->fact[i], "name");

		if (strcmp(all->fact[i].kind, "type") == 0 &&
		    strncmp(text, name, n) == 0 &&
		    (text[n] == ':' || text[n] == '\0'))
			answer->state = STATE_REGISTERED;
	}
	return true;
}

/* Of the words for its nodes the first that any of them has. */
struct status_word {
	const char	*word;
	enum state	 state;
	bool		 here;		/* it is on that node */
};

static const struct status_word group_words[] = {
	{ "pending-offline", STATE_PENDING, true },
	{ "pending-online", STATE_PENDING, false },
	{ "pending-online-blocked", STATE_PENDING, false },
	{ "error-stop-failed", STATE_STOP_FAILED, true },
	{ "online-faulted", STATE_ONLINE_FAULTED, true },
	{ "online", STATE_ONLINE, true },
	{ "offline", STATE_OFFLINE, false },
	{ "unmanaged", STATE_UNMANAGED, false },
	{ NULL, STATE_STRANGE, false },
}, resource_words[] = {
	{ "stop-failed", STATE_STOP_FAILED, false },
	{ "start-failed", STATE_START_FAILED, false },
	{ "stopping", STATE_STOPPING, false },
	{ "starting", STATE_STARTING, false },
	{ "online", STATE_ONLINE, false },
	{ "online-not-monitored", STATE_ONLINE, false },
	{ "monitor-failed", STATE_ONLINE, false },
	{ "offline", STATE_OFFLINE, false },
	{ "not-online", STATE_OFFLINE, false },
	{ NULL, STATE_STRANGE, false },
};

/* The first of the words that the thing has, and the node where; NULL: it has
 * none that is known. */
static const struct status_word *
status_find(const struct reading *all, const char *const thing[3],
    const struct status_word *word, const char **node)
{
	const struct fact_row *fact = NULL;

	for (; word->word != NULL && fact == NULL; word++)
		fact = fact_find_two(all, thing[0], (const char *const[]){
		    "name", thing[1], thing[2], word->word });
	*node = fact_said(fact, "node");
	return fact != NULL ? word - 1 : NULL;
}

static const char *
nodes_of(const struct reading *show, const char *group)
{
	return fact_said(fact_find_two(show, "property",
	    (const char *const[]){ "group", group, "name", "Nodelist" }),
	    "value");
}

/* Is it said of each node of the group how the group is there?  A group that
 * is offline on all but one node, of which nothing is known, is not offline. */
static bool
is_whole(struct asking *asking, const struct reading *all,
    const struct reading *show, const char *group)
{
	const char *at = nodes_of(show, group);
	bool some = *at != '\0';

	while (*at != '\0') {
		size_t n = strcspn(at, " ");
		const char *node = arena_text(asking->arena, at, n);
		const struct fact_row *fact = fact_find_two(all, "group",
		    (const char *const[]){ "name", group, "node", node });

		if (fact == NULL || fact_detail(fact, "status") == NULL)
			return asking_fail(asking, "it is not known how %.80s "
			    "is on %.80s", group, node);
		at += n + strspn(at + n, " ");
	}
	return some || asking_fail(asking, "the nodes of %.80s are not known",
	    group);
}

/* The state of a group, and where it is. */
static bool
group_status(struct asking *asking, const struct reading *all,
    const struct reading *show, const char *group, struct answer *answer)
{
	const char *node;
	const struct status_word *word = status_find(all,
	    (const char *const[]){ "group", group, "status" }, group_words,
	    &node);

	if (!is_whole(asking, all, show, group))
		return false;
	if (word == NULL)
		return asking_fail(asking, "the state of %.80s is not known",
		    group);
	answer->state = word->state;
	answer->on = word->here ? names_find(asking->names, KIND_NODE, node) :
	    0;
	return true;
}

/* Properties of groups that are true or false; others are taken as they are
 * printed. */
static bool
is_switch(const char *key)
{
	static const char *const keys[] = { "Failback", "RG_system",
	    "Auto_start_on_new_cluster", "Implicit_network_dependencies" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strcmp(keys[i], key) == 0)
			return true;
	return false;
}

/* A value as it is set: what is printed "False" is set FALSE; NULL: what is
 * printed is neither. */
static const char *
value_as_set(const char *key, const char *value)
{
	return strcmp(value, "True") == 0 ? "TRUE" :
	    strcmp(value, "False") == 0 ? "FALSE" :
	    is_switch(key) ? NULL : value;
}

/* A list has commas. */
uint32_t
property_value(struct asking *asking, const struct reading *show,
    const char *const of[2], const char *key)
{
	const struct fact_row *fact = fact_find_two(show, "property",
	    (const char *const[]){ of[0], of[1], "name", key });
	const char *value = value_as_set(key, fact_said(fact, "value"));
	char *text;

	/* One that is not shown was never set. */
	text = arena_format(asking->arena, "%s=%s", key, value != NULL ?
	    value : "");
	for (char *at = text; *at != '\0'; at++)
		*at = *at == ' ' ? ',' : *at;
	return names_put(asking->names, KIND_TEXT, text);
}

/* A switch is always shown; and what is not shown may stand in a line that is
 * not understood. */
static bool
property_answer(struct asking *asking, const struct reading *show,
    const char *const of[3], struct answer *answer)
{
	const struct fact_row *fact = fact_find_two(show, "property",
	    (const char *const[]){ of[0], of[1], "name", of[2] });
	const char *said = fact_said(fact, "value");

	if (value_as_set(of[2], said) == NULL ||
	    (fact == NULL && show->strange != 0))
		return asking_fail(asking, "%.40s of %.80s is \"%.40s\"",
		    of[2], of[1], said);
	answer->state = STATE_PRESENT;
	answer->value = property_value(asking, show, of, of[2]);
	return true;
}

/* The nodes of a group in their order: "node1,node2". */
static uint32_t
node_list(struct asking *asking, const struct reading *show,
    const char *group)
{
	char *text = arena_format(asking->arena, "%s", nodes_of(show, group));

	for (char *at = text; *at != '\0'; at++)
		*at = *at == ' ' ? ',' : *at;
	return names_put(asking->names, KIND_TEXT, text);
}

static bool
is_listed(const struct reading *all, const char *kind, const char *name)
{
	return fact_find(all, kind, "name", name) != NULL;
}

static bool
suspension(struct asking *asking, const struct reading *all,
    const char *group, struct answer *answer)
{
	const struct fact_row *fact = fact_find(all, "group", "name", group);

	if (fact_detail(fact, "suspended") == NULL)
		return asking_fail(asking, "it is not known whether %.80s is "
		    "suspended", group);
	answer->state = fact_is(fact, "suspended", "yes") ? STATE_SUSPENDED :
	    STATE_RESUMED;
	return true;
}

bool
group_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct reading *all = asking_facts(asking, ask->on,
	    LINE_STATUS, ask);
	const char *group = name_text(asking, KIND_GROUP, ask->group);
	const struct reading *show;

	if (all == NULL)
		return false;
	if (!is_listed(all, "group", group))
		return absence_sure(asking, ask->on, LINE_GROUP, ask,
		    group);
	if (ask->value == TEXT_SUSPENDED)
		return suspension(asking, all, group, answer);
	show = asking_facts(asking, ask->on, LINE_SHOW, ask);
	if (show == NULL)
		return false;
	if (ask->value != TEXT_NONE) {
		return property_answer(asking, show,
		    (const char *const[]){ "group", group,
		    name_text(asking, KIND_TEXT, ask->value) }, answer);
	}
	answer->value = node_list(asking, show, group);
	return group_status(asking, all, show, group, answer);
}

/* Is the property of the resource, which is per node, true everywhere?  false:
 * it is not said of any. */
static bool
everywhere(struct asking *asking, const struct reading *show,
    const char *resource, const char *key, bool *is)
{
	unsigned count = 0;

	*is = true;
	for (uint32_t i = 0; i < show->count; i++) {
		const struct fact_row *fact = &show->fact[i];

		if (!fact_is(fact, "resource", resource) ||
		    strncmp(fact_said(fact, "name"), key, strlen(key)) != 0)
			continue;
		*is = *is && fact_is(fact, "value", "True");
		count++;
	}
	return count != 0 || asking_fail(asking, "%.80s: nothing is said of "
	    "%s", resource, key);
}

/* What its group does is said before what it is, unless it takes no part. */
static bool
resource_status(struct asking *asking, const struct reading *all,
    const struct reading *show, const char *resource, struct answer *answer)
{
	const char *group = fact_said(fact_find(show, "resource", "name",
	    resource), "group"), *node;
	bool enabled;
	const struct status_word *word = status_find(all,
	    (const char *const[]){ "resource", resource, "state" },
	    resource_words, &node);

	if (!everywhere(asking, show, resource, "Enabled", &enabled) ||
	    !group_status(asking, all, show, group, answer))
		return false;
	if (word == NULL)
		return asking_fail(asking, "the state of %.80s is not known",
		    resource);
	if (enabled && answer->state == STATE_PENDING)
		answer->state = answer->on != 0 ? STATE_STOPPING :
		    STATE_STARTING;
	else if (enabled || word->state != STATE_OFFLINE)
		answer->state = word->state;
	else
		answer->state = STATE_DISABLED;
	return true;
}

bool
resource_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct reading *all = asking_facts(asking, ask->on,
	    LINE_STATUS, ask);
	const char *resource = name_text(asking, KIND_RESOURCE,
	    ask->resource);
	const struct reading *show;

	if (all == NULL)
		return false;
	if (!is_listed(all, "resource", resource))
		return absence_sure(asking, ask->on, LINE_RESOURCE, ask,
		    resource);
	show = asking_facts(asking, ask->on, LINE_SHOW, ask);
	if (show == NULL)
		return false;
	if (ask->value == TEXT_MONITORED) {
		bool is;

		if (!everywhere(asking, show, resource, "Monitored", &is))
			return false;
		answer->state = is ? STATE_MONITORED : STATE_UNMONITORED;
		return true;
	}
	return resource_status(asking, all, show, resource, answer);
}
