/*
 * The command line of a service processor.
 *
 * Each command is a session of its own: nobody stays at a target.  A real one
 * has no standard error and no status that would mean anything.
 */
#include <string.h>

#include "backends/sim/cluster/join.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/cluster_change.h"
#include "backends/sim/shell/ilom_target.h"
#include "backends/sim/shell/sp.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/simulation.h"

/* A line, divided. */
struct ilom_line {
	const char	*verb;
	const char	*display;	/* of -d; or NULL */
	bool		 forced, script;
	const char	*target;	/* the root if none is named */
	const char	*word[LINE_WORDS];	/* behind it */
	unsigned	 count;
};

static bool
is_option(const char *word, const char *name)
{
	return word[0] == '-' && word[1] != '\0' &&
	    strncmp(word + 1, name, strlen(word + 1)) == 0;
}

/* false: an option that is not known here. */
static bool
line_divide(const struct typed_line *typed, struct ilom_line *line)
{
	unsigned i = 1;

	*line = (struct ilom_line){ .verb = typed->word[0], .target = "/" };
	for (; i < typed->count && typed->word[i][0] == '-'; i++) {
		if (is_option(typed->word[i], "force"))
			line->forced = true;
		else if (is_option(typed->word[i], "script"))
			line->script = true;
		else if (is_option(typed->word[i], "display") &&
		    i + 1 < typed->count)
			line->display = typed->word[++i];
		else
			return false;
	}
	if (i < typed->count && typed->word[i][0] == '/')
		line->target = typed->word[i++];
	while (i < typed->count)
		line->word[line->count++] = typed->word[i++];
	return true;
}

/* NULL: it has been said that there is none. */
static const struct ilom_target *
target_of(struct call *call, const struct ilom_line *line)
{
	const struct ilom_target *target = ilom_target_find(line->target);

	if (target == NULL && ilom_target_may_be(line->target))
		call_not_simulated(call);
	else if (target == NULL)
		buffer_print(&call->out, "%s: Invalid target %s\n",
		    line->verb, line->target);
	return target;
}

static void
names_print(struct buffer *out, const char *title, const char *const names[])
{
	buffer_print(out, "    %s:\n", title);
	for (; *names != NULL; names++)
		buffer_print(out, "        %s\n", *names);
	buffer_print(out, "\n");
}

/* Those that are named, or all. */
static void
properties_print(struct call *call, uint32_t node,
    const struct ilom_target *target, const struct ilom_line *line)
{
	struct arena arena = { 0 };

	buffer_print(&call->out, "    Properties:\n");
	for (const struct ilom_property *property = target->property;
	    property->name != NULL; property++) {
		unsigned i = 0;

		while (i < line->count && ilom_property_find(target,
		    line->word[i], strlen(line->word[i])) != property)
			i++;
		if (line->count == 0 || i < line->count)
			buffer_print(&call->out, "        %s = %s\n",
			    property->name, property->value(&arena, call,
			    node));
	}
	buffer_print(&call->out, "\n");
	arena_drop(&arena);
}

static void
verbs_print(struct buffer *out, const struct ilom_target *target)
{
	const char *names[ILOM_NAMES + 3] = { "cd" };
	unsigned count = 1;

	for (unsigned i = 0; target->verbs[i] != NULL; i++) {
		if (count == 1 + i && strcmp(target->verbs[i], "show") > 0)
			names[count++] = "show";
		names[count++] = target->verbs[i];
	}
	if (count == 1 || strcmp(names[count - 1], "show") < 0)
		names[count++] = "show";
	names_print(out, "Commands", names);
}

static bool
is_shown(const struct ilom_line *line, const char *part)
{
	return line->display == NULL || strcmp(line->display, part) == 0 ||
	    strcmp(line->display, "all") == 0;
}

static void
target_print(struct call *call, uint32_t node,
    const struct ilom_target *target, const struct ilom_line *line)
{
	bool some = line->count != 0;

	buffer_print(&call->out, "\n  %s\n", target->path);
	if (!some && is_shown(line, "targets"))
		names_print(&call->out, "Targets", target->targets);
	if (some || is_shown(line, "properties"))
		properties_print(call, node, target, line);
	if (!some && is_shown(line, "commands"))
		verbs_print(&call->out, target);
	buffer_print(&call->out, "\n");
}

static void
line_show(struct call *call, uint32_t node, const struct ilom_line *line)
{
	const struct ilom_target *target = target_of(call, line);

	if (target == NULL)
		return;
	for (unsigned i = 0; i < line->count; i++)
		if (ilom_property_find(target, line->word[i],
		    strlen(line->word[i])) == NULL) {
			call_not_simulated(call);
			return;
		}
	target_print(call, node, target, line);
}

/* "NAME=VALUE" */
static void
word_set(struct call *call, uint32_t node, const struct ilom_target *target,
    const char *word)
{
	size_t n = strcspn(word, "=");
	const struct ilom_property *property = ilom_property_find(target,
	    word, n);
	const char *value = word[n] == '=' ? word + n + 1 : NULL;

	if (value == NULL)
		buffer_print(&call->out, "set: Syntax error\n");
	else if (property == NULL || (property->set == NULL &&
	    strcmp(property->name, "script") == 0))
		call_not_simulated(call);
	else if (property->set == NULL)
		buffer_print(&call->out, "set: Property '%s' is read only\n",
		    property->name);
	else if (!property->set(call, node, value))
		buffer_print(&call->out, "set: Invalid value '%s' for "
		    "property '%s'\n", value, property->name);
	else if (call->status == 0)
		buffer_print(&call->out, "Set '%s' to '%s'\n",
		    property->name, value);
}

static void
line_set(struct call *call, uint32_t node, const struct ilom_line *line)
{
	const struct ilom_target *target;

	if (!call_is_bare(call))
		return;
	target = target_of(call, line);
	if (target != NULL && line->count == 0)
		buffer_print(&call->out, "set: Syntax error\n");
	growth_names(call->shell->sim);
	for (unsigned i = 0; target != NULL && i < line->count &&
	    call->status == 0; i++)
		word_set(call, node, target, line->word[i]);
}

/* Without -script it asks, and what it is given is the answer; without one the
 * question stands there, and nothing is done. */
static bool
is_meant(struct call *call, const struct ilom_line *line)
{
	const char *answer = call->line.input;

	if (line->script)
		return true;
	buffer_print(&call->out, "Are you sure you want to %s%s %s (y/n)? ",
	    line->forced ? "immediately " : "", line->verb, line->target);
	if (answer == NULL)
		return false;
	call->around = true;
	if (*answer != 'y' && *answer != 'Y') {
		buffer_print(&call->out, "n\nCommand aborted.\n");
		return false;
	}
	buffer_print(&call->out, "y\n");
	return true;
}

static void
power_add(struct call *call, uint32_t node, enum op_kind kind)
{
	struct op op = { .kind = kind, .on = node };

	call_add(call, &op);
}

static void
control_reset(struct call *call)
{
	growth_names(call->shell->sim);
	node_shut_down(call->shell->sim, call->place & PLACE_ID);
}

/* Solaris is asked to go down: its scripts evacuate the node first.  One that
 * does not answer is not heard to refuse. */
static void
in_order(struct call *call, uint32_t node)
{
	struct sim *sim = call->shell->sim;

	if (place_answers(sim, node))
		groups_evacuate(call, bit(node));
	if (place_answers(sim, node) || !sp_has_power(call, node))
		power_add(call, node, OP_NODE_POWER_OFF);
	else
		buffer_print(&call->out, "Stopping /SYS\n");
}

static void
system_change(struct call *call, uint32_t node, const struct ilom_line *line)
{
	if (strcmp(line->verb, "start") == 0) {
		power_add(call, node, OP_NODE_POWER_ON);
	} else if (strcmp(line->verb, "stop") == 0) {
		if (line->forced)
			power_add(call, node, OP_NODE_POWER_OFF);
		else
			in_order(call, node);
	} else if (!sp_has_power(call, node)) {
		buffer_print(&call->out, "reset: Target is powered off\n");
	} else {
		buffer_print(&call->out, "Performing hard reset on /SYS\n");
		power_add(call, node, OP_NODE_POWER_OFF);
		power_add(call, node, OP_NODE_POWER_ON);
	}
}

/* start, stop, reset */
static void
line_change(struct call *call, uint32_t node, const struct ilom_line *line)
{
	const struct ilom_target *target = target_of(call, line);
	unsigned i = 0;

	if (target == NULL)
		return;
	while (target->verbs[i] != NULL &&
	    strcmp(target->verbs[i], line->verb) != 0)
		i++;
	if (target->verbs[i] == NULL || line->count != 0) {
		call_not_simulated(call);
		return;
	}
	if (!is_meant(call, line))
		return;
	if (strcmp(target->path, "/SYS") == 0) {
		system_change(call, node, line);
		return;
	}
	buffer_print(&call->out, "Performing reset on %s\n", target->path);
	if (place_answers(call->shell->sim, node)) {
		groups_evacuate(call, bit(node));
		call->last = control_reset;
	}
}

static const struct {
	const char	*verb;
	void		(*run)(struct call *, uint32_t node,
			    const struct ilom_line *);
} verbs[] = {
	{ "reset", line_change }, { "set", line_set }, { "show", line_show },
	{ "start", line_change }, { "stop", line_change },
};

bool
ilom_play(struct call *call, uint32_t node, const struct typed_line *typed)
{
	struct ilom_line line;
	size_t i = 0;

	while (i < sizeof(verbs) / sizeof(verbs[0]) &&
	    strcmp(verbs[i].verb, typed->word[0]) != 0)
		i++;
	if (i == sizeof(verbs) / sizeof(verbs[0]) ||
	    !line_divide(typed, &line))
		return false;
	verbs[i].run(call, node, &line);
	return true;
}

/* What the scripts of the node say goes to its console. */
static void
change_failed(struct call *call, const struct op *op,
    const struct result *res)
{
	if (op_table[op->kind].at_sp)
		plain_failed(call, op, res);
}

const struct manner ilom_manner = { plain_usage, NULL, plain_allows,
    plain_done, change_failed };

void
ilom_run(struct call *call)
{
	uint32_t machine = call->place & ~(uint32_t)PLACE_SP;

	if (!sp_is_whole(call, machine))
		sp_other_run(call, machine);
	else if (!ilom_play(call, machine, &call->line))
		call_not_simulated(call);
}
