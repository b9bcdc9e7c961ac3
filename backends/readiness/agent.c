/*
 * The agent of a guest: SUNW.ldom, its properties, and its password file.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/readiness/agent.h"
#include "backends/readiness/subjects.h"

enum { MS_PER_S = 1000, MOST_S = 1 << 30 };

/* A property of the agent; NULL: it is missing. */
static const char *
agent_said(struct judging *judging, const char *name)
{
	return property_said(judging, name_of(judging, KIND_RESOURCE,
	    row_of(judging)->agent.resource), name);
}

/* Without an agent there is nothing to say of it. */
static bool
has_agent(struct judging *judging)
{
	if (!row_of(judging)->agent.present)
		needless(judging);
	return row_of(judging)->agent.present;
}

/* Without it whatever moves the group takes the pool from a running guest. */
void
agent_judge(struct judging *judging)
{
	const struct site_agent *agent = &row_of(judging)->agent;
	const char *type, *domain;

	if (!agent->present) {
		fails(judging, "no agent: a switch takes the pool away while "
		    "the guest runs");
		return;
	}
	type = agent_said(judging, "Type");
	domain = agent_said(judging, "Domain_name");
	decide(judging, type != NULL && domain != NULL && strncmp(type,
	    "SUNW.ldom", 9) == 0 && (type[9] == ':' || type[9] == '\0') &&
	    strcmp(domain, guest_of(judging)) == 0, "%s, for the domain %s",
	    type, domain);
}

/* The agent's property that names the storage, or the first of them. */
static const char *
depending(const struct judging *judging, const char *storage)
{
	static const char *const kinds[] = {
		"Resource_dependencies_offline_restart",
		"Resource_dependencies",
	};
	const struct reading *all = survey_reading(judging->survey, 0,
	    SURVEY_GROUPS);
	const char *agent = name_of(judging, KIND_RESOURCE,
	    row_of(judging)->agent.resource);

	for (int i = 0; i < 2 && all != NULL; i++)
		if (is_among(fact_said(fact_find_two(all, "property",
		    which_two("resource", agent, "name", kinds[i]).pair),
		    "value"), storage))
			return kinds[i];
	return kinds[0];
}

/* The guest needs its pool: the agent starts after the storage. */
void
depends_judge(struct judging *judging)
{
	const char *storage = name_of(judging, KIND_RESOURCE,
	    row_of(judging)->storage);
	const char *value;

	if (!has_agent(judging))
		return;
	value = agent_said(judging, depending(judging, storage));
	decide(judging, value != NULL && is_among(value, storage),
	    "it depends on %s; it has to on %s", value != NULL && *value !=
	    '\0' ? value : "nothing", storage);
}

void
migration_judge(struct judging *judging)
{
	const char *value;

	if (!has_agent(judging))
		return;
	value = agent_said(judging, "Migration_type");
	decide(judging, value != NULL && strcmp(value, "NORMAL") == 0,
	    "Migration_type is %s", value);
}

/* The shutdown as it was measured, or as the site file estimates it. */
void
stop_timeout_judge(struct judging *judging)
{
	int64_t limit_s, halt_ms = timing_op(&judging->site->timing,
	    &(struct op){ .kind = OP_GUEST_HALT });
	const char *value;

	if (!has_agent(judging))
		return;
	value = agent_said(judging, "Stop_timeout");
	limit_s = value != NULL ? strtoll(value, NULL, 10) : 0;
	decide(judging, limit_s <= MOST_S && limit_s * MS_PER_S >=
	    2 * halt_ms, "Stop_timeout is %s s; the shutdown takes %lld s, and "
	    "twice that is wanted", value, (long long)(halt_ms / MS_PER_S));
}

static bool
is_private(const struct fact_row *file)
{
	const char *mode = fact_said(file, "mode");

	return fact_is(file, "owner", "root") && strlen(mode) >= 10 &&
	    mode[0] == '-' && strncmp(mode + 4, "------", 6) == 0;
}

/* It is asked whether it is there, never what is in it. */
void
password_judge(struct judging *judging)
{
	const struct site_guest *row = row_of(judging);
	const char *path, *odd = NULL;

	if (!has_agent(judging))
		return;
	path = agent_said(judging, "Password_file");
	for (uint32_t i = 0; path != NULL && *path != '\0' && i <
	    row->node_count; i++) {
		const struct fact_row *file;

		if (said_no_file(judging, row->node[i], SURVEY_PASSWORD,
		    path)) {
			odd = arena_format(judging->arena, "%s is not at %s",
			    path, node_of(judging, row->node[i]));
			continue;
		}
		file = said_about(judging, row->node[i], SURVEY_PASSWORD, path,
		    "file");
		if (file != NULL && !is_private(file))
			odd = arena_format(judging->arena, "%s at %s: owner "
			    "%s, mode %s", path, node_of(judging,
			    row->node[i]), fact_word(file, "owner"),
			    fact_word(file, "mode"));
	}
	if (odd != NULL)
		fails(judging, "%s", odd);
	else
		decide(judging, path != NULL && *path != '\0', "%s, at every "
		    "node of the group, for root alone", path != NULL &&
		    *path != '\0' ? path : "none");
}
