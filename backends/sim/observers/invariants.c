/*
 * What must never happen, checked for one object at a time.
 *
 * After every event the invariants of the objects that it touched are checked;
 * sim_check_all checks all.  An invariant that stays broken is emitted once.
 */
#include "backends/sim/observers/invariants.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/cluster/group.h"
#include "backends/sim/cluster/load.h"
#include "backends/sim/cluster/placing.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/observers/online.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/simulation.h"
#include "core/run/run.h"

struct invariant {
	const char	*name;
	const char	*sentence;
	bool		(*holds)(struct sim *, uint32_t); /* NULL: at an end */
};

/* Count the nodes that answer: a node that hangs or is down does nothing. */
static uint32_t
answering_count(struct sim *sim, uint64_t nodes)
{
	uint32_t count = 0;

	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		count += (nodes >> n & 1) != 0 && node_answers(sim, n);
	return count;
}

/* Count the machines that run what is on them.  While a control domain boots,
 * the hypervisor keeps its guests going, and the pools of its cache are
 * imported. */
static uint32_t
running_count(struct sim *sim, uint64_t nodes)
{
	uint32_t count = 0;

	for (uint32_t n = 1; n <= sim->world->table[T_NODE].count; n++)
		count += (nodes >> n & 1) != 0 && (node_answers(sim, n) ||
		    world_node(sim->world, n)->power == NODE_BOOTING);
	return count;
}

/* A second active domain that waits at the ok prompt or for its disk does no
 * harm yet; the install medium is only read. */
static bool
can_write(struct sim *sim, const struct domain_row *domain)
{
	const struct part_row *part;

	if (domain->soft != SOFT_BOOTING)
		return domain->soft > SOFT_BOOTING;
	for (uint32_t p = domain->parts; p != 0; p = part->next) {
		part = world_part(sim->world, p);
		if (part->handle == HANDLE_OPEN &&
		    world_file(sim->world, part->file)->pool != 0)
			return true;
	}
	return false;
}

static bool
guest_active_once(struct sim *sim, uint32_t guest)
{
	const struct domain_row *domain;
	uint64_t nodes = 0;

	for (uint32_t d = world_guest(sim->world, guest)->first; d != 0;
	    d = domain->next) {
		domain = world_domain(sim->world, d);
		if (domain->state == STATE_AT_OK && can_write(sim, domain))
			nodes |= bit(domain->node);
	}
	return (nodes & (nodes - 1)) == 0 || running_count(sim, nodes) <= 1;
}

static bool
pool_imported_once(struct sim *sim, uint32_t pool)
{
	const struct pool_row *row = world_pool(sim->world, pool);
	uint64_t nodes = row->imported;

	return ((nodes & (nodes - 1)) == 0 && row->outside == 0) ||
	    running_count(sim, nodes) + row->outside <= 1;
}

static bool
group_online_once(struct sim *sim, uint32_t group)
{
	uint64_t nodes = world_group(sim->world, group)->online;

	return (nodes & (nodes - 1)) == 0 || answering_count(sim, nodes) <= 1;
}

static bool
data_intact(struct sim *sim, uint32_t file)
{
	const struct file_row *row = world_file(sim->world, file);

	return row->expected == 0 || row->content == row->expected;
}

/* P8: commands only read a source, and shut it down. */
static bool
source_untouched(struct sim *sim, uint32_t source)
{
	return world_source(sim->world, source)->touched == 0;
}

/* Can its system be reached on the network? */
static bool
is_reached(struct sim *sim, uint32_t guest)
{
	const struct domain_row *domain;

	for (uint32_t d = world_guest(sim->world, guest)->first; d != 0;
	    d = domain->next) {
		domain = world_domain(sim->world, d);
		if (domain->soft == SOFT_RUNNING &&
		    node_answers(sim, domain->node))
			return true;
	}
	return false;
}

/* The guest uses the addresses of its source. */
static bool
addresses_once(struct sim *sim, uint32_t guest)
{
	uint32_t source = declared_guest(sim, guest)->source;

	return source == 0 ||
	    world_source(sim->world, source)->power != SOURCE_RUNNING ||
	    !is_reached(sim, guest);
}

/* A guest that is made from a source starts what was enabled when it was
 * archived, before its data are there and its owner has agreed. */
static bool
no_users_before_accept(struct sim *sim, uint32_t guest)
{
	uint32_t source = declared_guest(sim, guest)->source;

	return source == 0 || world_guest(sim->world, guest)->accepted != 0 ||
	    world_source(sim->world, source)->serves == 0 ||
	    !is_reached(sim, guest);
}

enum invariant_id { GUEST_ACTIVE_ONCE, POOL_IMPORTED_ONCE, GROUP_ONLINE_ONCE,
    AFFINITIES_HOLD, LOAD_WITHIN, DATA_INTACT, SOURCE_UNTOUCHED,
    ADDRESSES_ONCE, ONLINE_IS_UP, NO_USERS_BEFORE_ACCEPT, GROUPS_RESUMED,
    BLACKOUTS_CLOSED, NOTHING_LEFT, INVARIANTS };

static const struct invariant invariants[INVARIANTS] = {
	[GUEST_ACTIVE_ONCE] = { "guest-active-once", "the guest can write on "
	    "more than one node", guest_active_once },
	[POOL_IMPORTED_ONCE] = { "pool-imported-once", "the pool is imported "
	    "on more than one host", pool_imported_once },
	[GROUP_ONLINE_ONCE] = { "group-online-once", "the group is online on "
	    "more than one node", group_online_once },
	[AFFINITIES_HOLD] = { "affinities-hold", "the group is where a strong "
	    "affinity rules it out", placing_holds },
	[LOAD_WITHIN] = { "load-within", "the group is online where the load "
	    "is over a hard limit", load_holds },
	[DATA_INTACT] = { "data-intact", "the content of the file is lost or "
	    "damaged", data_intact },
	[SOURCE_UNTOUCHED] = { "source-untouched", "something was written on "
	    "the source's own disks", source_untouched },
	[ADDRESSES_ONCE] = { "addresses-once", "the source and the guest run "
	    "with the same address", addresses_once },
	[ONLINE_IS_UP] = { "online-is-up", "the group is Online, and the guest "
	    "is at the ok prompt, hangs or boots again and again, for longer "
	    "than a boot takes", online_holds },
	[NO_USERS_BEFORE_ACCEPT] = { "no-users-before-accept", "services of "
	    "the source are up in the guest before its owner has accepted it",
	    no_users_before_accept },
	[GROUPS_RESUMED] = { "groups-resumed", "a run that has ended left the "
	    "group suspended", NULL },
	[BLACKOUTS_CLOSED] = { "blackouts-closed", "a run that has ended left "
	    "the guest in a blackout of the monitoring", NULL },
	[NOTHING_LEFT] = { "nothing-left", "a run that has returned left "
	    "something behind, or something is missing", NULL },
};

/* What is checked of an object, by its kind. */
static const struct {
	uint32_t		count;
	enum invariant_id	list[4];
} of_kind[KINDS] = {
	[KIND_GUEST] = { 4, { GUEST_ACTIVE_ONCE, ADDRESSES_ONCE, ONLINE_IS_UP,
	    NO_USERS_BEFORE_ACCEPT } },
	[KIND_POOL] = { 1, { POOL_IMPORTED_ONCE } },
	[KIND_GROUP] = { 3, { GROUP_ONLINE_ONCE, AFFINITIES_HOLD,
	    LOAD_WITHIN } },
	[KIND_FILE] = { 1, { DATA_INTACT } },
	[KIND_SOURCE] = { 1, { SOURCE_UNTOUCHED } },
};

const char *
sim_invariant(unsigned n, const char **sentence)
{
	if (n >= INVARIANTS)
		return NULL;
	*sentence = invariants[n].sentence;
	return invariants[n].name;
}

/* The row of the invariant and object among those already emitted, or their
 * count. */
static uint32_t
broken_at(const struct verdicts *verdicts, uint32_t invariant,
    uint32_t name)
{
	uint32_t i = 0;

	while (i < verdicts->broken_count &&
	    (verdicts->broken[i].invariant != invariant ||
	    verdicts->broken[i].name != name))
		i++;
	return i;
}

static void
violated(struct sim *sim, uint32_t n, enum kind kind, uint32_t name)
{
	const struct invariant *invariant = &invariants[n];
	struct event event = { .type = EVENT_VIOLATION, .kind = kind,
	    .name = name, .word = invariant->name, .cause = sim->cause };
	char text[VERDICT_BYTES];

	assert(n < INVARIANTS);
	snprintf(text, sizeof(text), "%s%s%s", kind != KIND_NONE ?
	    sim_name(sim, kind, name) : "", kind != KIND_NONE ? ": " : "",
	    invariant->sentence);
	sim->verdicts->violated |= 1u << n;
	if (sim->verdicts->violations++ == 0) {
		sim->verdicts->first = invariant->name;
		memcpy(sim->verdicts->text, text, sizeof(text));
	}
	if (sim->sink == NULL)
		return;
	event.at_ms = world_now_ms(sim->world);
	event.text = text;
	sim->sink->emit(sim->sink, &event);
}

/* It holds, or does not, and was perhaps broken before. */
static void
invariant_note(struct sim *sim, uint32_t invariant, enum kind kind,
    uint32_t name, bool met)
{
	struct verdicts *verdicts = sim->verdicts;
	uint32_t i = broken_at(verdicts, invariant, name);

	if (met && i < verdicts->broken_count)
		verdicts->broken[i] = verdicts->broken[
		    --verdicts->broken_count];
	if (met || i < verdicts->broken_count)
		return;
	if (verdicts->broken_count < BROKEN)
		verdicts->broken[verdicts->broken_count++] = (struct broken){
		    invariant, name };
	violated(sim, invariant, kind, name);
}

/* What holds need not be compared with what was broken before, if nothing
 * was. */
void
invariant_check(struct sim *sim, enum kind kind, uint32_t name)
{
	assert(kind < KINDS);
	for (uint32_t i = 0; i < of_kind[kind].count; i++) {
		enum invariant_id n = of_kind[kind].list[i];
		bool met = invariants[n].holds(sim, name);

		if (!met || sim->verdicts->broken_count != 0)
			invariant_note(sim, n, kind, name, met);
	}
}

void
sim_check_all(struct sim *sim)
{
	static const struct {
		enum kind	kind;
		enum table_id	table;
	} all[] = {
		{ KIND_GUEST, T_GUEST }, { KIND_POOL, T_POOL },
		{ KIND_GROUP, T_GROUP }, { KIND_FILE, T_FILE },
		{ KIND_SOURCE, T_SOURCE },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		for (uint32_t n = 1; n <= sim->world->table[all[i].table].
		    count; n++)
			invariant_check(sim, all[i].kind, n);
}

bool
sim_violated(const struct sim *sim, const char *name)
{
	for (unsigned n = 0; n < INVARIANTS; n++)
		if (strcmp(invariants[n].name, name) == 0)
			return (sim->verdicts->violated >> n & 1) != 0;
	return false;
}

uint32_t
sim_violations(const struct sim *sim, const char **name, const char **text)
{
	if (sim->verdicts->violations != 0 && name != NULL)
		*name = sim->verdicts->first;
	if (sim->verdicts->violations != 0 && text != NULL)
		*text = sim->verdicts->text;
	return sim->verdicts->violations;
}

/* Was the group suspended, as its line in a canonical text says? */
static bool
was_suspended(const char *text, const char *group)
{
	size_t n = strlen(group);

	for (; text != NULL && *text != '\0'; text = strchr(text, '\n')) {
		text += *text == '\n';
		if (strncmp(text, "group ", 6) == 0 &&
		    strncmp(text + 6, group, n) == 0 && text[6 + n] == ' ') {
			const char *found = strstr(text, " suspended=yes");

			return found != NULL && found < text +
			    strcspn(text, "\n");
		}
	}
	return false;
}

static bool
check_resumed(struct sim *sim, const char *before)
{
	bool met = true;

	for (uint32_t g = 1; g <= sim->world->table[T_GROUP].count; g++)
		if (world_group(sim->world, g)->suspended != 0 &&
		    !was_suspended(before, sim_name(sim, KIND_GROUP, g))) {
			violated(sim, GROUPS_RESUMED, KIND_GROUP, g);
			met = false;
		}
	return met;
}

/* What a person has opened a person closes. */
static bool
check_closed(struct sim *sim)
{
	bool met = true;

	for (uint32_t g = 1; g <= sim->world->table[T_GUEST].count; g++)
		if (world_guest(sim->world, g)->blackout == BLACKOUT_OF_RUN) {
			violated(sim, BLACKOUTS_CLOSED, KIND_GUEST, g);
			met = false;
		}
	return met;
}

static bool
check_left(struct sim *sim, const char *before)
{
	char *now = before != NULL ? sim_text(sim, NULL) : NULL;
	bool met = before == NULL || strcmp(now, before) == 0;

	free(now);
	if (!met)
		violated(sim, NOTHING_LEFT, KIND_NONE, 0);
	return met;
}

bool
sim_check_ending(struct sim *sim, int ending, const char *before)
{
	bool met = true;

	if (ending == ARRIVED || ending == RETURNED) {
		met = check_resumed(sim, before);
		met &= check_closed(sim);
	}
	if (ending == RETURNED)
		met &= check_left(sim, before);
	return met;
}
