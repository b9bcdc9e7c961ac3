/*
 * Changes by ldm whose words are no operation as they stand.
 */
#include "backends/sim/shell/definition.h"
#include "backends/sim/shell/ldm_change.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/commands/commands.h"
#include "backends/sim/hypervisor/guest.h"
#include "backends/sim/hypervisor/part.h"
#include "backends/sim/shell/listed.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/simulation.h"

enum { TIMEOUT_MOST = 65535 };

/* The beginning of a call's line: its first words. */
static struct typed_line
line_begin(const struct call *call, unsigned words)
{
	struct typed_line line = { .whole = call->line.whole,
	    .program = call->line.program, .output = call->line.output,
	    .makes = call->line.makes };

	assert(words <= call->line.count);
	memcpy(line.word, call->line.word, words * sizeof(line.word[0]));
	line.count = words;
	return line;
}

/* Which domains a subcommand takes with -a. */
static bool
is_meant(const char *subcommand, const struct listed *listed)
{
	if (listed->row == NULL)
		return false;
	if (strcmp(subcommand, "start-domain") == 0)
		return listed->row->state == STATE_BOUND;
	if (strcmp(subcommand, "stop-domain") == 0)
		return listed->row->state == STATE_AT_OK;
	return true;
}

/* The same line for one domain. */
static void
domain_change(struct call *call, const struct given *given, const char *name)
{
	struct typed_line line = line_begin(call, 2);

	if (given_has(given, 'f'))
		line.word[line.count++] = "-f";
	line.word[line.count++] = name;
	change_read(call, &line);
}

static void
meant_change(struct call *call, const struct listed *listed, void *given)
{
	if (is_meant(call->line.word[1], listed))
		domain_change(call, given, listed->name);
}

/* With -a there are no operands. */
static void
all_run(struct call *call, const struct given *given)
{
	struct given options = *given;

	if (given->count != 0)
		call_not_simulated(call);
	else
		listed_each(call, given, meant_change, &options);
}

/* How an operating system is stopped, and files of definitions, are the table's
 * business. */
void
ldm_domains_run(struct call *call, const struct given *given)
{
	static const char others[] = "iqhrtm";

	for (const char *letter = others; *letter != '\0'; letter++)
		if (given_has(given, *letter)) {
			call_not_simulated(call);
			return;
		}
	if (given_has(given, 'a')) {
		all_run(call, given);
		return;
	}
	if (given->count == 0)
		call_usage(call, NULL);
	for (unsigned i = 0; i < given->count && call->status == 0; i++)
		domain_change(call, given, given->operand[i]);
}

void
ldm_define_run(struct call *call, const struct given *given)
{
	bool keys = given_has(given, 'i');

	if (keys && given->count == 0 &&
	    definition_read(call, given->option['i']))
		return;
	for (unsigned i = 0; i < given->count; i++)
		keys |= strchr(given->operand[i], '=') != NULL;
	if (keys)
		change_read(call, &call->line);
	else if (given->count == 0)
		call_usage(call, NULL);
	for (unsigned i = 0; i < given->count && !keys && call->status == 0;
	    i++)
		domain_change(call, given, given->operand[i]);
}

/* The table reads set-vcpu; ldm_amount_fill subtracts. */
void
ldm_less_run(struct call *call, const struct given *given)
{
	struct typed_line line = line_begin(call, call->line.count);

	(void)given;
	line.word[1] = strcmp(line.word[1], "remove-vcpu") == 0 ?
	    "set-vcpu" : "set-memory";
	change_read(call, &line);
}

/* What a domain has now, of what an operation sets; -1: the operation is of
 * another kind, or there is no such domain. */
static int64_t
amount_now(const struct call *call, const struct op *op)
{
	static const char amounts[OP_KINDS] = { [OP_GUEST_VCPUS] = 'v',
	    [OP_GUEST_MEMORY] = 'm', [OP_GUEST_CRYPTO] = 'c' };
	const struct domain_row *domain;
	struct world *world = call->shell->sim->world;
	uint32_t row = op->guest == 0 || op->guest >
	    world->table[T_GUEST].count ? 0 : world_domain_of(world,
	    op->guest, op->on);

	if (row == 0 || amounts[op->kind] == 0)
		return -1;
	domain = world_domain(world, row);
	return amounts[op->kind] == 'v' ? (int64_t)domain->vcpus :
	    amounts[op->kind] == 'c' ? (int64_t)domain->crypto :
	    domain->memory;
}

bool
ldm_amount_fill(struct call *call, struct op *op)
{
	const char *word = call->line.count > 1 ? call->line.word[1] : "";
	bool less = strncmp(word, "remove-", 7) == 0;
	int64_t now = amount_now(call, op);
	int64_t by = op->number < 0 ? -op->number : op->number;
	int64_t least = strcmp(word, "remove-crypto") == 0 ? 0 : 1;

	if (now < 0 || (!less && strncmp(word, "add-", 4) != 0))
		return true;
	if (less && now - by < least) {
		call_fail(call, 1, "LDom %s does not have that many to remove",
		    call_name(call, KIND_GUEST, op->guest));
		return false;
	}
	if (!less && by > INT64_MAX - now) {
		call_not_simulated(call);
		return false;
	}
	op->number = less ? now - by : now + by;
	op->set = 1;
	return true;
}

long
ldm_timeout(const char *word)
{
	char *end;
	long n = strtol(word + 8, &end, 10);

	return word[8] == '\0' || *end != '\0' || n < 0 || n > TIMEOUT_MOST ?
	    -1 : n;
}

/* The word "timeout=…" of a line, or NULL. */
static const char *
timeout_word(const struct typed_line *line)
{
	for (unsigned i = 2; i < line->count; i++)
		if (strncmp(line->word[i], "timeout=", 8) == 0)
			return line->word[i];
	return NULL;
}

static bool
id_taken(const struct call *call, const struct listed *listed, int64_t id)
{
	const struct part_row *part = NULL;

	while ((part = listed_part(call, listed, PART_DISK, part)) != NULL)
		if (part->id == id)
			return true;
	return false;
}

/* A disk gets the id that the site declares for it; if that is taken, the next
 * one. */
static void
id_fill(struct call *call, struct op *op)
{
	struct sim *sim = call->shell->sim;
	struct listed listed = { NULL, op->guest, NULL };
	uint32_t row = world_domain_of(sim->world, op->guest, op->on);

	listed.row = world_domain(sim->world, row);
	while (id_taken(call, &listed, op->number))
		op->number++;
}

/* The table of commands knows no timeout: it is set when the disk is there. */
void
ldm_vdisk_run(struct call *call, const struct given *given)
{
	struct typed_line line = line_begin(call, 2);
	const char *timeout = timeout_word(&call->line);

	if (timeout != NULL && ldm_timeout(timeout) < 0) {
		call_fail(call, 1, "%s: %s is not a number of seconds",
		    call->line.program, timeout);
		return;
	}
	for (unsigned i = 0; i < given->count; i++)
		if (strncmp(given->operand[i], "timeout=", 8) != 0)
			line.word[line.count++] = given->operand[i];
	change_read(call, &line);
	if (call->op_count != 0 && line.count == 5)
		id_fill(call, &call->op[call->op_count - 1].op);
}

static void
vdisk_changed(struct call *call, const struct op *op)
{
	struct sim *sim = call->shell->sim;
	const char *timeout = timeout_word(&call->line);
	uint32_t domain = world_domain_of(sim->world, op->guest, op->on);
	uint32_t part = world_part_of(sim->world, domain, PART_DISK, op->disk);

	if (timeout == NULL || part == 0)
		return;
	growth_ensure(sim);
	part_own(sim, domain);
	world_part(sim->world, part)->timeout =
	    (uint16_t)ldm_timeout(timeout);
}

void
ldm_changed(struct call *call, const struct op *op)
{
	static void (*const changed[OP_KINDS])(struct call *,
	    const struct op *) = { [OP_GUEST_VDISK] = vdisk_changed };

	assert(op->kind < OP_KINDS);
	if (changed[op->kind] != NULL)
		changed[op->kind](call, op);
}

/* "user@" says who one is on the other node, which does not matter here. */
static const char *
host_of(const char *word)
{
	const char *at = strchr(word, '@');

	return at != NULL && at[1] != '\0' ? at + 1 : word;
}

/* What ldm would say if it was not only tried. */
static void
migration_try(struct call *call, const struct typed_line *line)
{
	struct sim *sim = call->shell->sim;
	const struct lexicon lexicon = { call->shell->site, sim_names(sim) };
	struct op op;
	struct err err;

	if (!command_read_words(&lexicon, line, call->place, &op, &err)) {
		call_not_simulated(call);
		return;
	}
	growth_names(sim);
	if (guest_migrate_act.allows(sim, &op, &err))
		return;
	ldm_words_print(call, op.on, err.text);
	call_fail(call, 1, "Domain Migration of LDom %s would fail if "
	    "attempted", call_name(call, KIND_GUEST, op.guest));
}

void
ldm_migrate_run(struct call *call, const struct given *given)
{
	struct typed_line line = line_begin(call, 2);
	const char *host = given->count == 2 ? host_of(given->operand[1]) :
	    "";

	if (given_has(given, 'f') || given_has(given, 'c') ||
	    strchr(host, ':') != NULL) {
		call_not_simulated(call);
		return;
	}
	if (given->count != 2) {
		call_usage(call, NULL);
		return;
	}
	if (names_find(sim_names(call->shell->sim), KIND_NODE, host) == 0) {
		buffer_print(&call->err, "Failed to establish connection with "
		    "ldmd(1m) on target: %s\n", host);
		call_fail(call, 1, given_has(given, 'n') ? "Domain Migration "
		    "of LDom %s would fail if attempted" : "Domain Migration "
		    "of LDom %s failed", given->operand[0]);
		return;
	}
	if (given_has(given, 'p')) {
		line.word[line.count++] = "-p";
		line.word[line.count++] = given->option['p'];
	}
	line.word[line.count++] = given->operand[0];
	line.word[line.count++] = host;
	if (given_has(given, 'n'))
		migration_try(call, &line);
	else
		change_read(call, &line);
}
