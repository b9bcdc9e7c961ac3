/*
 * clrg create and clrs create: options that may be repeated, in any order.
 */
#include <string.h>

#include "backends/sim/shell/chosen.h"
#include "backends/sim/shell/cluster_change.h"
#include "backends/sim/shell/cluster_says.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/simulation.h"

/* Words of a command of the table. */
struct words {
	const char	*word[LINE_WORDS];
	unsigned	 count;
};

static void
add(struct words *words, const char *word)
{
	if (words->count < LINE_WORDS)
		words->word[words->count++] = word;
}

/* Each -p, -x and -y with its NAME=VALUE, as they were typed. */
static void
properties_add(const struct call *call, struct words *words,
    const char *letters)
{
	const struct typed_line *line = &call->line;

	for (unsigned i = 2; i < line->count && line->word[i][0] == '-' &&
	    strcmp(line->word[i], "--") != 0; i++) {
		char letter = line->word[i][1];
		const char *row = letter == '\0' ? NULL : strchr(letters,
		    letter);
		const char *value = line->word[i] + 2;

		if (row == NULL || row[1] != ':')
			continue;
		if (*value == '\0' && i + 1 < line->count)
			value = line->word[++i];
		if (strchr("pxy", letter) == NULL)
			continue;
		add(words, "-p");
		add(words, value);
	}
}

/* The usage of a line that leaves out what must be there. */
static void
usage(struct call *call)
{
	const struct program *program = program_find(call->line.word[0]);

	cluster_usage(call, program, subcommand_find(program->subcommands,
	    call->line.word[1]), NULL);
}

/* What there is already is not made again. */
static bool
is_there(struct call *call, enum kind kind, const char *name)
{
	struct sim *sim = call->shell->sim;
	uint32_t number = names_find(sim_names(sim), kind, name);
	bool is_group = kind == KIND_GROUP;
	bool there = number != 0 && number <= sim->world->table[is_group ?
	    T_GROUP : T_RESOURCE].count && (is_group ? world_group(sim->world,
	    number)->exists : world_resource(sim->world, number)->exists) != 0;

	if (there)
		cluster_fail(call, CL_EEXIST, "%s %s already exists", is_group ?
		    "group" : "resource", name);
	return there;
}

static void
resource_create(struct call *call, const struct given *given)
{
	struct words words = { .count = 0 };

	add(&words, "clrs");
	add(&words, "create");
	if (given_has(given, 'd'))
		add(&words, "-d");
	add(&words, "-g");
	add(&words, given->option['g']);
	add(&words, "-t");
	add(&words, given->option['t']);
	properties_add(call, &words, "ag:t:dp:x:y:");
	add(&words, given->operand[0]);
	change_words(call, words.word, words.count);
}

void
clrs_create(struct call *call, const struct given *given)
{
	if (given_has(given, 'a') || given_has(given, 'i'))
		call_not_simulated(call);
	else if (!given_has(given, 'g') || !given_has(given, 't') ||
	    given->count != 1)
		usage(call);
	else if (!is_there(call, KIND_RESOURCE, given->operand[0]))
		resource_create(call, given);
}

/* Without -n the group may be on all nodes. */
static const char *
all_nodes(struct call *call, struct arena *arena)
{
	const char *list = "";

	for (uint32_t n = 1; n <= call->shell->site->node_count; n++)
		list = arena_format(arena, "%s%s%s", list, n == 1 ? "" : ",",
		    call_name(call, KIND_NODE, n));
	return list;
}

/* "clrg create -n NODES GROUP", then "clrg set -p NAME=VALUE GROUP", each only
 * if the one before was done. */
static void
group_create_one(struct call *call, const char *nodes, const char *group)
{
	const char *word[] = { "clrg", "create", "-n", nodes, group };
	struct words words = { .count = 0 };
	unsigned before;

	change_words(call, word, 5);
	properties_add(call, &words, "n:p:S");
	for (unsigned i = 0; i + 1 < words.count; i += 2) {
		const char *set[] = { "clrg", "set", "-p", words.word[i + 1],
		    group };

		before = call->op_count;
		change_words(call, set, 5);
		if (call->op_count > before)
			call->op[before].chained = true;
	}
}

void
clrg_create(struct call *call, const struct given *given)
{
	struct arena arena = { 0 };
	const char *nodes = given_has(given, 'n') ? given->option['n'] :
	    all_nodes(call, &arena);

	if (given_has(given, 'S'))
		call_not_simulated(call);
	else if (given->count == 0)
		usage(call);
	for (unsigned i = 0; i < given->count && call->status == 0; i++)
		if (!is_there(call, KIND_GROUP, given->operand[i]))
			group_create_one(call, nodes, given->operand[i]);
	arena_drop(&arena);
}

static void
group_set_one(struct call *call, const struct words *words,
    const char *group)
{
	for (unsigned i = 0; i + 1 < words->count; i += 2) {
		const char *set[] = { "clrg", "set", "-p", words->word[i + 1],
		    group };

		change_words(call, set, 5);
	}
}

void
clrg_set(struct call *call, const struct given *given)
{
	struct words words = { .count = 0 };
	struct chosen chosen;

	properties_add(call, &words, "i:n:p:u");
	if (given_has(given, 'i') || given_has(given, 'n')) {
		call_not_simulated(call);
		return;
	}
	if (words.count == 0 || given->count == 0) {
		usage(call);
		return;
	}
	chosen_groups(call, given, &chosen);
	for (unsigned i = 0; i < chosen.count; i++)
		if (!chosen.all || given_has(given, 'u') || world_group(
		    call->shell->sim->world, chosen.number[i])->suspended == 0)
			group_set_one(call, &words, call_name(call,
			    KIND_GROUP, chosen.number[i]));
	chosen_drop(&chosen);
}

/* The resource of each operand gets each property. */
void
clrs_set(struct call *call, const struct given *given)
{
	struct words words = { .count = 0 };
	struct chosen chosen;

	properties_add(call, &words, "i:p:x:y:g:t:");
	if (given_has(given, 'i')) {
		call_not_simulated(call);
		return;
	}
	if (words.count == 0 || given->count == 0) {
		usage(call);
		return;
	}
	chosen_resources(call, given, &chosen);
	for (unsigned i = 0; i < chosen.count; i++)
		for (unsigned p = 1; p < words.count; p += 2)
			resource_set(call, chosen.number[i], words.word[p]);
	chosen_drop(&chosen);
}
