/*
 * What else a node's domains have: services, volumes, addresses, consoles.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/real/questions/answering.h"
#include "backends/real/questions/readers.h"
#include "core/op/mac.h"

bool
bindings_whole(struct asking *asking, const struct reading *all)
{
	unsigned domains = 0;

	for (uint32_t i = 0; i < all->count; i++) {
		const struct fact_row *fact = &all->fact[i];

		if (strcmp(fact->kind, "domain") != 0)
			continue;
		domains++;
		if (!fact_is(fact, "state", "inactive") && fact_find(all,
		    "console", "domain", fact_said(fact, "name")) == NULL)
			return asking_fail(asking, "the list of bindings "
			    "ends within %.80s", fact_said(fact, "name"));
	}
	return (domains != 0 && all->strange == 0) || asking_fail(asking,
	    "not all of the list of bindings is understood");
}

/* What stands behind a service, by the kind that has it. */
static const struct {
	const char	*kind, *key;
} services[] = {
	{ "vsw", "net_dev" },
	{ "vds", NULL },
	{ "vcc", "port_range" },
};

bool
service_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct reading *all = asking_facts(asking, ask->on,
	    LINE_BINDINGS, ask);
	const char *name = name_text(asking, KIND_SERVICE, ask->service);

	if (all == NULL)
		return false;
	answer->on = ask->on;
	for (size_t i = 0; i < sizeof(services) / sizeof(services[0]); i++) {
		const struct fact_row *fact = fact_find(all, services[i].kind,
		    "name", name);

		if (fact == NULL)
			continue;
		answer->state = STATE_PRESENT;
		answer->value = services[i].key == NULL ? 0 : names_put(
		    asking->names, KIND_TEXT, fact_said(fact,
		    services[i].key));
	}
	return answer->state == STATE_PRESENT || bindings_whole(asking, all);
}

bool
volume_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct reading *all = asking_facts(asking, ask->on,
	    LINE_BINDINGS, ask);
	const struct fact_row *fact;

	if (all == NULL)
		return false;
	answer->on = ask->on;
	fact = fact_find_two(all, "volume", (const char *const[]){
	    "service", name_text(asking, KIND_SERVICE, ask->service),
	    "name", name_text(asking, KIND_VOLUME, ask->volume) });
	if (fact == NULL)
		return bindings_whole(asking, all);
	answer->state = STATE_PRESENT;
	answer->value = names_put(asking->names, KIND_FILE, fact_said(fact,
	    "device"));
	return true;
}

bool
policy_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct reading *all = asking_facts(asking, ask->on,
	    LINE_BINDINGS, ask);
	const struct fact_row *fact;

	if (all == NULL || !node_answer(asking, ask, answer))
		return false;
	fact = fact_find_two(all, "control", (const char *const[]){ "domain",
	    "primary", "name", "failure-policy" });
	answer->value = names_put(asking->names, KIND_TEXT, fact_said(fact,
	    "value"));
	return fact != NULL || asking_fail(asking, "the failure-policy is not "
	    "known");
}

/* Has that domain the address, of its own or of a net? */
static bool
has_address(const struct reading *all, const char *domain, int64_t address)
{
	for (uint32_t i = 0; i < all->count; i++) {
		const struct fact_row *fact = &all->fact[i];
		int64_t mac;

		if ((strcmp(fact->kind, "mac") == 0 ||
		    strcmp(fact->kind, "vnet") == 0) &&
		    fact_is(fact, "domain", domain) &&
		    mac_read(fact_said(fact, "mac"), &mac) && mac == address)
			return true;
	}
	return false;
}

/* How many of the guest's declared addresses that domain has. */
static unsigned
addresses_shared(const struct reading *all, const struct site_guest *guest,
    const char *domain)
{
	unsigned shared = guest->hostid != 0 && hostid_of(all, domain) ==
	    guest->hostid;

	for (uint32_t n = 0; n < guest->net_count; n++)
		shared += guest->net[n].mac != 0 && has_address(all, domain,
		    guest->net[n].mac);
	return shared;
}

bool
addresses_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct reading *all = asking_facts(asking, ask->on,
	    LINE_BINDINGS, ask);
	const char *own = name_text(asking, KIND_GUEST, ask->guest);

	if (all == NULL || !node_answer(asking, ask, answer) ||
	    !bindings_whole(asking, all))
		return false;
	for (uint32_t i = 0; i < all->count; i++) {
		const struct fact_row *fact = &all->fact[i];

		if (strcmp(fact->kind, "domain") == 0 &&
		    !fact_is(fact, "name", own) &&
		    !fact_is(fact, "name", "primary"))
			answer->number += addresses_shared(all,
			    &asking->site->guests[ask->guest],
			    fact_said(fact, "name"));
	}
	return true;
}

/* A dry run. */
bool
migration_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct output *output = asking_output(asking, ask->on,
	    LINE_MIGRATION, ask);

	if (output == NULL)
		return false;
	answer->on = ask->on;
	answer->state = output->ended.status == 0 ? STATE_WOULD_GO :
	    STATE_WOULD_FAIL;
	return true;
}

const char *
port_line(struct asking *asking, const struct op *op)
{
	const struct op ask = { .kind = OP_GUEST_STATE, .on = op->on,
	    .guest = op->guest };
	const struct reading *all = asking_facts(asking, op->on, LINE_DOMAIN,
	    &ask);
	const char *guest = name_text(asking, KIND_GUEST, op->guest), *port;

	if (all == NULL)
		return NULL;
	port = fact_said(fact_find(all, "domain", "name", guest), "console");
	if (*port != '\0' && strspn(port, "0123456789") == strlen(port))
		return arena_format(asking->arena, "telnet localhost %s",
		    port);
	asking_fail(asking, "%.80s has no console port", guest);
	return NULL;
}
