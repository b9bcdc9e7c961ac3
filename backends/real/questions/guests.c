/*
 * A guest, its parts and its state, as ldm lists them.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/real/questions/answering.h"
#include "backends/real/questions/readers.h"
#include "core/op/mac.h"
#include "core/site/naming.h"

/* The text before the "@" of what a client uses. */
static uint32_t
name_before_at(struct asking *asking, enum kind kind, const char *text)
{
	return names_put(asking->names, kind, arena_text(asking->arena, text,
	    strcspn(text, "@")));
}

static const struct fact_row *
part_of(const struct reading *all, const char *kind, const char *guest,
    const char *key, const char *text)
{
	return fact_find_two(all, kind, (const char *const[]){ "domain",
	    guest, key, text });
}

/* The address of a net; 0 if the site leaves it to the hypervisor, which gives
 * each net one. */
static int64_t
net_address(const struct asking *asking, const struct op *ask,
    const struct fact_row *fact)
{
	const struct site_guest *guest = &asking->site->guests[ask->guest];
	int64_t mac = 0;

	for (uint32_t i = 0; ask->guest <= asking->site->guest_count &&
	    i < guest->net_count; i++)
		if (guest->net[i].net == ask->net && guest->net[i].mac == 0)
			return 0;
	mac_read(fact_said(fact, "mac"), &mac);
	return mac;
}

/* Releases that do not print it name the device after it: "disk@1". */
static int64_t
disk_id(const struct fact_row *fact)
{
	const char *at = strchr(fact_said(fact, "device"), '@');

	return fact_detail(fact, "id") != NULL || at == NULL ?
	    fact_amount(fact, "id") : strtoll(at + 1, NULL, 10);
}

/* Is all there that the list says of the guest?  Its console comes last. */
static bool
is_whole(struct asking *asking, const struct reading *all, const char *guest)
{
	return fact_find(all, "console", "domain", guest) != NULL ||
	    asking_fail(asking, "the list does not say all of %.80s", guest);
}

/* A disk or a net of a guest. */
static bool
part_answer(struct asking *asking, const struct op *ask,
    const struct reading *all, struct answer *answer)
{
	const char *guest = name_text(asking, KIND_GUEST, ask->guest);
	bool disk = ask->disk != 0;
	const struct fact_row *fact = part_of(all, disk ? "vdisk" : "vnet",
	    guest, "name", disk ? name_text(asking, KIND_DISK, ask->disk) :
	    name_text(asking, KIND_NET, ask->net));

	answer->state = fact != NULL ? STATE_PRESENT : STATE_ABSENT;
	if (fact == NULL)
		return fact_is(fact_find(all, "domain", "name", guest),
		    "state", "inactive") || is_whole(asking, all, guest);
	answer->value = name_before_at(asking, disk ? KIND_VOLUME :
	    KIND_SERVICE, fact_said(fact, disk ? "volume" : "service"));
	answer->number = disk ? disk_id(fact) : net_address(asking, ask,
	    fact);
	return true;
}

/* "transition" is all before and after the guest's system: the firmware or the
 * system itself says which.  The release says it in one spelling or another. */
static const struct {
	const char	*text;		/* within the softstate */
	enum state	 state;
} soft_states[] = {
	{ "penBoot", STATE_AT_OK },
	{ "penboot", STATE_AT_OK },
	{ "booting", STATE_BOOTING },
	{ "halting", STATE_HALTING },
	{ "running", STATE_RUNNING },
};

static bool
soft_state(struct asking *asking, const struct op *ask, struct answer *answer)
{
	const char *guest = name_text(asking, KIND_GUEST, ask->guest);
	const struct reading *all = asking_facts(asking, ask->on,
	    LINE_SOFTSTATE, ask);
	const char *text;

	if (all == NULL)
		return false;
	text = fact_said(fact_find(all, "domain", "name", guest),
	    "softstate");
	for (size_t i = 0; i < sizeof(soft_states) / sizeof(soft_states[0]);
	    i++)
		if (strstr(text, soft_states[i].text) != NULL) {
			answer->state = soft_states[i].state;
			return true;
		}
	return asking_fail(asking, "%s: its softstate \"%.60s\" is not known",
	    guest, text);
}

/* Has the guest the install medium?  Its system has no network then. */
static bool
has_medium(struct asking *asking, const struct op *ask,
    const struct reading *all)
{
	const char *guest = name_text(asking, KIND_GUEST, ask->guest);
	const char *medium = name_text(asking, KIND_VOLUME,
	    naming_medium_volume(asking->names, ask->guest));
	size_t n = strlen(medium);

	for (uint32_t i = 0; i < all->count; i++) {
		const struct fact_row *fact = &all->fact[i];
		const char *volume = fact_said(fact, "volume");

		if (strcmp(fact->kind, "vdisk") == 0 &&
		    fact_is(fact, "domain", guest) &&
		    strncmp(volume, medium, n) == 0 && volume[n] == '@')
			return true;
	}
	return false;
}

/* A system that runs answers on the network; one that does not keeps whoever
 * asks waiting. */
static bool
running_state(struct asking *asking, const struct op *ask,
    const struct reading *all, struct answer *answer)
{
	const struct output *ping;

	answer->state = STATE_RUNNING;
	if (has_medium(asking, ask, all))
		return true;
	ping = asking_output(asking, ask->on, LINE_PING, ask);
	if (ping == NULL || ping->ended.status == 0)
		return ping != NULL;
	answer->state = STATE_HUNG;
	return is_whole(asking, all, name_text(asking, KIND_GUEST,
	    ask->guest));
}

static bool
domain_state(struct asking *asking, const struct op *ask,
    const struct reading *all, struct answer *answer)
{
	const struct fact_row *fact = fact_find(all, "domain", "name",
	    name_text(asking, KIND_GUEST, ask->guest));
	const char *flags = fact_said(fact, "flags");

	if (fact_detail(fact, "flags") == NULL)
		return asking_fail(asking, "%s: its flags are not known",
		    fact_said(fact, "name"));
	if (strstr(flags, "migration") != NULL)
		answer->state = STATE_MOVING;
	else if (fact_is(fact, "state", "inactive"))
		answer->state = STATE_INACTIVE;
	else if (fact_is(fact, "state", "bound"))
		answer->state = STATE_BOUND;
	else if (!fact_is(fact, "state", "active"))
		return asking_fail(asking, "%s: its state is not known",
		    fact_said(fact, "name"));
	else if (strstr(flags, "stopping") != NULL)
		answer->state = STATE_HALTING;
	else if (strstr(flags, "transition") != NULL)
		return soft_state(asking, ask, answer);
	else
		return running_state(asking, ask, all, answer);
	return true;
}

static unsigned
facts_count(const struct reading *all, const char *kind, const char *guest)
{
	unsigned count = 0;

	for (uint32_t i = 0; i < all->count; i++)
		count += strcmp(all->fact[i].kind, kind) == 0 &&
		    fact_is(&all->fact[i], "domain", guest);
	return count;
}

/* Units that a guest has; before it is bound those that it will have. */
static bool
crypto_answer(struct asking *asking, const struct op *ask,
    const struct reading *all, struct answer *answer)
{
	const char *guest = name_text(asking, KIND_GUEST, ask->guest);
	const struct reading *wanted;

	answer->number = facts_count(all, "crypto", guest);
	if (answer->state != STATE_INACTIVE)
		return true;
	wanted = asking_facts(asking, ask->on, LINE_CONSTRAINTS, ask);
	if (wanted != NULL)
		answer->number = fact_amount(fact_find(wanted,
		    "constrained-crypto", "domain", guest), "crypto");
	return wanted != NULL;
}

/* The value of a variable as the whole text "name=value". */
static uint32_t
variable_value(struct asking *asking, const struct op *ask,
    const struct reading *all)
{
	const char *key = name_text(asking, KIND_TEXT, ask->value);
	const struct fact_row *fact = part_of(all, "variable",
	    name_text(asking, KIND_GUEST, ask->guest), "name", key);

	return fact == NULL ? 0 : names_put(asking->names, KIND_TEXT,
	    arena_format(asking->arena, "%s=%s", key, fact_said(fact,
	    "value")));
}

int64_t
hostid_of(const struct reading *all, const char *domain)
{
	return strtoll(fact_said(fact_find(all, "hostid", "domain", domain),
	    "hostid"), NULL, 16);
}

static bool
constraint_answer(struct asking *asking, const struct op *ask,
    const struct reading *all, struct answer *answer)
{
	const char *guest = name_text(asking, KIND_GUEST, ask->guest);
	const struct fact_row *fact = fact_find(all, "domain", "name", guest);

	switch (ask->value) {
	case TEXT_NONE:
		break;
	case TEXT_VCPUS:
		answer->number = fact_amount(fact, "vcpus");
		break;
	case TEXT_CRYPTO:
		return crypto_answer(asking, ask, all, answer);
	case TEXT_MEMORY:
		answer->number = fact_amount(fact, "memory");
		break;
	case TEXT_HOSTID:
		answer->number = hostid_of(all, guest);
		break;
	case TEXT_MASTER:
		answer->value = names_put(asking->names, KIND_TEXT,
		    fact_said(part_of(all, "dependency", guest, "name",
		    "master"), "value"));
		break;
	default:
		answer->value = variable_value(asking, ask, all);
		break;
	}
	return true;
}

bool
guest_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct reading *all = asking_facts(asking, ask->on,
	    LINE_BINDINGS, ask);
	const char *guest = name_text(asking, KIND_GUEST, ask->guest);
	const struct fact_row *fact;

	if (all == NULL)
		return false;
	answer->on = ask->on;
	fact = fact_find(all, "domain", "name", guest);
	if (fact == NULL)
		return absence_sure(asking, ask->on, LINE_DOMAIN, ask,
		    guest);
	if (ask->disk != 0 || ask->net != 0)
		return part_answer(asking, ask, all, answer);
	return domain_state(asking, ask, all, answer) &&
	    constraint_answer(asking, ask, all, answer);
}
