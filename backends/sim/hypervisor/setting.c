/*
 * Settings of a definition.  On a bound domain CPUs, crypto units and memory
 * must be free at once.
 */
#include "backends/sim/hypervisor/setting.h"

#include <assert.h>
#include <stdio.h>

#include "backends/sim/hypervisor/domain.h"

enum { MIB = 1 << 20, GIB = 1 << 30, BLOCK = 256 << 20 };

static bool
too_much(struct sim *sim, const struct op *op, const char *more,
    const char *left, struct err *err)
{
	return err_set(err, ERR_NO_ROOM, "%s needs %s more, and %s are free "
	    "on %s", sim_name(sim, KIND_GUEST, op->guest), more, left,
	    sim_name(sim, KIND_NODE, op->on));
}

/* A resource that is counted, as a message names it. */
struct counted {
	const char	*unit;
	int64_t		 more;		/* than the guest has */
	int64_t		 left;		/* on the node */
};

static bool
count_free(struct sim *sim, const struct op *op, const struct counted *counted,
    struct err *err)
{
	char wanted[48], there[24];

	if (!world_is_bound(domain_of(sim, op)) ||
	    counted->more <= counted->left)
		return true;
	snprintf(wanted, sizeof(wanted), "%lld %s", (long long)counted->more,
	    counted->unit);
	snprintf(there, sizeof(there), "%lld", (long long)counted->left);
	return too_much(sim, op, wanted, there, err);
}

/* "add-" adds to the present number; a negative number removes.  -1: no domain
 * can have that many. */
static int64_t
amount_wanted(const struct op *op, int64_t now, int64_t most)
{
	if (op->set != 0)
		return op->number;
	return op->number > most - now ? -1 : now + op->number;
}

static int64_t
vcpus_wanted(const struct domain_row *domain, const struct op *op)
{
	return amount_wanted(op, domain->vcpus, UINT32_MAX);
}

static bool
is_possible(struct sim *sim, const struct op *op, int64_t wanted,
    struct err *err)
{
	return wanted >= 0 || err_set(err, ERR_REFUSED, "LDom %s cannot have "
	    "that much", sim_name(sim, KIND_GUEST, op->guest));
}

/* "You cannot remove CPUs without also removing their cryptographic units":
 * each unit belongs to the core of a CPU that the domain has. */
static bool
vcpus_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const struct node_row *node = world_node(sim->world, op->on);
	const struct domain_row *domain = domain_of(sim, op);
	int64_t wanted = vcpus_wanted(domain, op);

	if (!domain_allows(sim, op, err) ||
	    !is_possible(sim, op, wanted, err))
		return false;
	if (domain->crypto > site_cores((uint32_t)wanted))
		return err_set(err, ERR_REFUSED, "%u cryptographic units of "
		    "LDom %s are bound to the cores of its CPUs: you cannot "
		    "remove CPUs without also removing their cryptographic "
		    "units", (unsigned)domain->crypto,
		    sim_name(sim, KIND_GUEST, op->guest));
	return count_free(sim, op, &(struct counted){ "vcpus",
	    wanted - domain->vcpus, node->free_vcpus }, err);
}

static void
vcpus_set(struct sim *sim, const struct op *op)
{
	struct domain_row *domain = domain_of(sim, op);
	struct node_row *node = world_node(sim->world, op->on);
	uint32_t wanted = (uint32_t)vcpus_wanted(domain, op);

	if (world_is_bound(domain))
		node->free_vcpus += domain->vcpus - wanted;
	domain->vcpus = wanted;
}

/* Fewer than none, and more than the cores, are refused. */
static int64_t
crypto_wanted(const struct domain_row *domain, const struct op *op)
{
	return amount_wanted(op, domain->crypto, UINT32_MAX);
}

static int64_t
memory_wanted(const struct domain_row *domain, const struct op *op)
{
	return amount_wanted(op, domain->memory, INT64_MAX);
}

/* Since ldm 1.3 the crypto units of an active domain can be changed. */
static bool
crypto_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const struct node_row *node = world_node(sim->world, op->on);
	const struct domain_row *domain = domain_of(sim, op);
	const char *name = sim_name(sim, KIND_GUEST, op->guest);
	int64_t wanted = crypto_wanted(domain, op);

	if (!domain_allows(sim, op, err))
		return false;
	if (domain->state == STATE_AT_OK && node->ldm < LDM_CRYPTO)
		return err_set(err, ERR_MUST_BE_STOPPED, "LDom %s must be "
		    "stopped before its cryptographic units can be changed",
		    name);
	if (wanted < 0 || wanted > site_cores(domain->vcpus))
		return err_set(err, ERR_REFUSED, "LDom %s has CPUs on %u "
		    "cores, and %u cryptographic units: it cannot have %lld",
		    name, (unsigned)site_cores(domain->vcpus),
		    (unsigned)domain->crypto, (long long)wanted);
	return count_free(sim, op, &(struct counted){ "crypto units",
	    wanted - domain->crypto, node->free_crypto }, err);
}

static void
crypto_set(struct sim *sim, const struct op *op)
{
	struct domain_row *domain = domain_of(sim, op);
	struct node_row *node = world_node(sim->world, op->on);
	uint32_t wanted = (uint32_t)crypto_wanted(domain, op);

	assert(wanted <= site_cores(domain->vcpus));
	if (world_is_bound(domain))
		node->free_crypto += domain->crypto - wanted;
	domain->crypto = (uint16_t)wanted;
}

/* A size as ldm writes it: in the largest unit that divides it. */
static const char *
size_text(int64_t bytes, char *buffer, size_t size)
{
	bool gib = bytes % GIB == 0;

	snprintf(buffer, size, "%lld%s", (long long)(bytes / (gib ? GIB :
	    MIB)), gib ? "G" : "M");
	return buffer;
}

/* The memory of an active domain changes by whole blocks, and before ldm 2.0
 * not at all. */
static bool
active_allows(struct sim *sim, const struct op *op,
    const struct domain_row *domain, struct err *err)
{
	const char *name = sim_name(sim, KIND_GUEST, op->guest);
	int64_t amount = memory_wanted(domain, op);
	int64_t more = amount - domain->memory;
	char wanted[24], instead[24];

	if (domain->state != STATE_AT_OK)
		return true;
	if (world_node(sim->world, op->on)->ldm < LDM_MEMORY)
		return err_set(err, ERR_MUST_BE_STOPPED, "LDom %s must be "
		    "stopped before its memory can be changed", name);
	return more % BLOCK == 0 || err_set(err, ERR_REFUSED, "A ldm set-mem "
	    "%s command would %s %lldMB, which is not a multiple of 256MB. "
	    "Instead, run ldm set-mem %s %s to ensure a 256MB alignment.",
	    size_text(amount, wanted, sizeof(wanted)), more < 0 ?
	    "remove" : "add", (long long)((more < 0 ? -more : more) / MIB),
	    size_text(domain->memory + more / BLOCK * BLOCK, instead,
	    sizeof(instead)), name);
}

static bool
memory_allows(struct sim *sim, const struct op *op, struct err *err)
{
	const struct domain_row *domain = domain_of(sim, op);
	int64_t left = world_node(sim->world, op->on)->free_memory;
	int64_t amount = memory_wanted(domain, op);
	int64_t more = amount - domain->memory;
	char wanted[24], there[24];

	if (!domain_allows(sim, op, err) ||
	    !is_possible(sim, op, amount, err) ||
	    !active_allows(sim, op, domain, err))
		return false;
	if (!world_is_bound(domain) || more <= left)
		return true;
	snprintf(wanted, sizeof(wanted), "%lldM", (long long)(more >> 20));
	snprintf(there, sizeof(there), "%lldM", (long long)(left >> 20));
	return too_much(sim, op, wanted, there, err);
}

static void
memory_set(struct sim *sim, const struct op *op)
{
	struct domain_row *domain = domain_of(sim, op);
	struct node_row *node = world_node(sim->world, op->on);

	int64_t wanted = memory_wanted(domain, op);

	if (world_is_bound(domain))
		node->free_memory += domain->memory - wanted;
	domain->memory = wanted;
}

static bool
hostid_allows(struct sim *sim, const struct op *op, struct err *err)
{
	if (!domain_allows(sim, op, err))
		return false;
	return domain_of(sim, op)->state != STATE_AT_OK ||
	    err_set(err, ERR_MUST_BE_STOPPED, "LDom %s must be stopped "
	    "before the hostid can be modified",
	    sim_name(sim, KIND_GUEST, op->guest));
}

static void
hostid_set(struct sim *sim, const struct op *op)
{
	domain_of(sim, op)->hostid = (uint32_t)op->number;
	sim->world->addresses = 1;
}

static void
master_set(struct sim *sim, const struct op *op)
{
	domain_of(sim, op)->master = op->value;
}

const struct act guest_vcpus_act = { .allows = vcpus_allows,
    .apply = vcpus_set };

const struct act guest_crypto_act = { .allows = crypto_allows,
    .apply = crypto_set };

const struct act guest_memory_act = { .allows = memory_allows,
    .apply = memory_set };

const struct act guest_hostid_act = { .allows = hostid_allows,
    .apply = hostid_set };

const struct act guest_master_act = { .allows = domain_allows,
    .apply = master_set };
