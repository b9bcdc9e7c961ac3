/*
 * Small changes by ldm that no operation of the engine has: they take effect at
 * once.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/sim/hypervisor/bind.h"
#include "backends/sim/hypervisor/boot.h"
#include "backends/sim/hypervisor/domain.h"
#include "backends/sim/hypervisor/guest.h"
#include "backends/sim/hypervisor/part.h"
#include "backends/sim/hypervisor/volumes.h"
#include "backends/sim/kernel/settle.h"
#include "backends/sim/shell/ldm_change.h"
#include "backends/sim/shell/listed.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/growth.h"
#include "backends/sim/world/simulation.h"

/* Before an act: it may add rows, and a person does it. */
static void
act_begin(struct sim *sim)
{
	sim->cause = CAUSE_PERSON;
	growth_names(sim);
	growth_ensure(sim);
}

static bool
options_known(const char *options)
{
	static const char *const known[] = { "ro", "slice", "excl" };

	for (size_t n;; options += n + 1) {
		size_t i = 0;

		n = strcspn(options, ",");
		while (i < 3 && (strlen(known[i]) != n ||
		    strncmp(options, known[i], n) != 0))
			i++;
		if (i == 3)
			return false;
		if (options[n] == '\0')
			return true;
	}
}

/* The export that "VOLUME@SERVICE" names on the call's node, or 0. */
static uint32_t
export_find(const struct call *call, const char *word)
{
	struct sim *sim = call->shell->sim;
	const char *at = strrchr(word, '@');
	char name[SUBCOMMAND_BYTES * 4];
	uint32_t volume, row;

	if (at == NULL || (size_t)(at - word) >= sizeof(name))
		return 0;
	memcpy(name, word, (size_t)(at - word));
	name[at - word] = '\0';
	volume = names_find(sim_names(sim), KIND_VOLUME, name);
	if (volume == 0 || volume > sim->world->table[T_VOLUME].count)
		return 0;
	row = world_export_of(sim->world, volume, call_node(call));
	return strcmp(at + 1, call_name(call, KIND_SERVICE, world_export(
	    sim->world, row)->service)) == 0 ? row : 0;
}

/* Groups of several paths are not simulated. */
void
ldm_vdsdev_run(struct call *call, const struct given *given)
{
	struct sim *sim = call->shell->sim;
	uint32_t row, value = 0;
	const char *options;

	if (given->count < 2) {
		call_usage(call, NULL);
		return;
	}
	if (given->count != 2 ||
	    strncmp(given->operand[0], "options=", 8) != 0) {
		call_not_simulated(call);
		return;
	}
	options = given->operand[0] + 8;
	row = export_find(call, given->operand[1]);
	if (row == 0) {
		call_fail(call, 1, "Volume %s not found", given->operand[1]);
	} else if (*options != '\0' && !options_known(options)) {
		call_fail(call, 1, "%s: unknown option in \"%s\"",
		    call->line.program, given->operand[0]);
	} else {
		if (*options != '\0')
			value = names_put(sim_names(sim), KIND_TEXT, options);
		act_begin(sim);
		volume_set(sim, row, value);
		sim_settle(sim);
	}
}

/* All of them, or none. */
void
ldm_variable_remove_run(struct call *call, const struct given *given)
{
	struct sim *sim = call->shell->sim;
	struct listed listed;
	uint32_t row, key;

	if (given->count < 2) {
		call_usage(call, NULL);
		return;
	}
	if (!listed_find(call, given->operand[given->count - 1], &listed))
		return;
	if (listed.row == NULL) {
		call_not_simulated(call);
		return;
	}
	row = world_domain_of(sim->world, listed.guest, call_node(call));
	for (unsigned i = 0; i + 1 < given->count; i++) {
		key = names_find(sim_names(sim), KIND_TEXT,
		    given->operand[i]);
		if (key == 0 || world_part_of(sim->world, row, PART_VARIABLE,
		    key) == 0) {
			call_fail(call, 1, "No variable %s found",
			    given->operand[i]);
			return;
		}
	}
	act_begin(sim);
	for (unsigned i = 0; i + 1 < given->count; i++) {
		key = world_part_of(sim->world, row, PART_VARIABLE,
		    names_find(sim_names(sim), KIND_TEXT, given->operand[i]));
		if (key != 0)
			part_remove(sim, row, key);
	}
	sim_touch(sim, KIND_GUEST, listed.guest);
	sim_settle(sim);
}

/* The system that runs panics and boots again; the domain stays active.  What
 * would panic where none runs is not known. */
void
ldm_panic_run(struct call *call, const struct given *given)
{
	struct sim *sim = call->shell->sim;
	struct listed listed;
	struct domain_row *domain;

	if (given->count != 1) {
		call_usage(call, NULL);
		return;
	}
	if (!listed_find(call, given->operand[0], &listed))
		return;
	if (!listed_is_active(&listed)) {
		call_fail(call, 1, "LDom %s is not active", listed.name);
		return;
	}
	if (listed.row == NULL || listed.row->work != 0 ||
	    (listed.row->soft != SOFT_RUNNING &&
	    listed.row->soft != SOFT_HUNG)) {
		call_not_simulated(call);
		return;
	}
	act_begin(sim);
	domain = world_domain(sim->world, world_domain_of(sim->world,
	    listed.guest, call_node(call)));
	boot_again(sim, domain);
	sim_settle(sim);
}

void
ldm_cancel_run(struct call *call, const struct given *given)
{
	const char *words[] = { "ldm", "cancel-operation", "migration", NULL };
	struct listed listed;

	if (given->count != 2) {
		call_usage(call, NULL);
	} else if (strcmp(given->operand[0], words[2]) != 0) {
		call_not_simulated(call);
	} else if (!listed_find(call, given->operand[1], &listed)) {
		return;
	} else if (listed.row == NULL) {
		call_fail(call, 1, "LDom %s is not being migrated",
		    listed.name);
	} else {
		words[3] = given->operand[1];
		change_words(call, words, 4);
	}
}

/* Another volume is not simulated. */
void
ldm_vdisk_set_run(struct call *call, const struct given *given)
{
	struct sim *sim = call->shell->sim;
	const struct part_row *part = NULL;
	struct listed listed;
	uint32_t disk, row;

	if (given->count < 2) {
		call_usage(call, NULL);
		return;
	}
	if (given->count != 3 ||
	    strncmp(given->operand[0], "timeout=", 8) != 0 ||
	    ldm_timeout(given->operand[0]) < 0) {
		call_not_simulated(call);
		return;
	}
	if (!listed_find(call, given->operand[2], &listed))
		return;
	disk = names_find(sim_names(sim), KIND_DISK, given->operand[1]);
	while ((part = listed_part(call, &listed, PART_DISK, part)) != NULL)
		if (part->name == disk)
			break;
	if (part == NULL) {
		call_fail(call, 1, "%s has no %s", listed.name,
		    given->operand[1]);
		return;
	}
	act_begin(sim);
	row = world_domain_of(sim->world, listed.guest, call_node(call));
	part_own(sim, row);
	world_part(sim->world, world_part_of(sim->world, row, PART_DISK,
	    disk))->timeout = (uint16_t)ldm_timeout(given->operand[0]);
	sim_settle(sim);
}

/* The port behind "port=", 0 for none; -1: it is no port. */
static long
port_read(const char *word)
{
	char *end;
	long port = strtol(word + 5, &end, 10);

	return *end != '\0' || port < 0 || port > UINT16_MAX ||
	    (port == 0 && word[5] != '\0') ? -1 : port;
}

/* Groups of consoles, and other concentrators, are not simulated. */
void
ldm_vcons_run(struct call *call, const struct given *given)
{
	struct sim *sim = call->shell->sim;
	struct listed listed;
	struct err err;

	if (given->count == 0) {
		call_usage(call, NULL);
		return;
	}
	if (!listed_find(call, given->operand[given->count - 1], &listed))
		return;
	if (listed.row != NULL && listed_is_active(&listed)) {
		call_fail(call, 1, "LDom %s must be stopped before its "
		    "console can be modified", listed.name);
		return;
	}
	if (listed.row == NULL || listed.row->work != 0 ||
	    given->count != 2 || strncmp(given->operand[0], "port=", 5) != 0 ||
	    port_read(given->operand[0]) < 0) {
		call_not_simulated(call);
		return;
	}
	act_begin(sim);
	if (!bind_console(sim, world_domain(sim->world, world_domain_of(
	    sim->world, listed.guest, call_node(call))),
	    (uint16_t)port_read(given->operand[0]), &err))
		call_fail(call, 1, "Port %s is not free",
		    given->operand[0] + 5);
	sim_touch(sim, KIND_GUEST, listed.guest);
	sim_settle(sim);
}
