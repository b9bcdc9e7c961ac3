/*
 * What is free on a node, and what its service processor keeps.
 */
#include <string.h>

#include "backends/real/questions/readers.h"

enum { WHOLE = 100 };

/* Of a kind of device, what one fact says is free. */
static int64_t
free_in(const struct fact_row *fact, uint32_t what)
{
	if (what == TEXT_VCPUS)
		return strcmp(fact->kind, "strand") == 0 &&
		    fact_amount(fact, "free") == WHOLE;
	if (what == TEXT_CRYPTO)
		return strcmp(fact->kind, "crypto") == 0;
	return strcmp(fact->kind, "memory") == 0 ? fact_amount(fact, "size") :
	    0;
}

/* What the guest has there, if it is bound: it keeps that. */
static int64_t
own_part(const struct reading *all, const char *guest, uint32_t what)
{
	const struct fact_row *fact = fact_find(all, "domain", "name", guest);
	int64_t units = 0;

	if (fact == NULL || fact_is(fact, "state", "inactive"))
		return 0;
	if (what != TEXT_CRYPTO)
		return fact_amount(fact, what == TEXT_VCPUS ? "vcpus" :
		    "memory");
	for (uint32_t i = 0; i < all->count; i++)
		units += strcmp(all->fact[i].kind, "crypto") == 0 &&
		    fact_is(&all->fact[i], "domain", guest);
	return units;
}

bool
free_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct reading *free = asking_facts(asking, ask->on,
	    LINE_DEVICES, ask);
	const struct reading *all = asking_facts(asking, ask->on,
	    LINE_BINDINGS, ask);

	if (free == NULL || all == NULL || !node_answer(asking, ask, answer))
		return false;
	for (uint32_t i = 0; i < free->count; i++)
		answer->number += free_in(&free->fact[i], ask->value);
	if (ask->guest != 0)
		answer->number += own_part(all, name_text(asking, KIND_GUEST,
		    ask->guest), ask->value);
	return true;
}

static const struct reading *
configs(struct asking *asking, const struct op *ask)
{
	return asking_facts(asking, ask->on, LINE_CONFIGS, ask);
}

/* One of them runs or is loaded next, and no line is another thing. */
static bool
configs_whole(struct asking *asking, const struct reading *all)
{
	return (all->count != 0 && all->strange == 0) || asking_fail(asking,
	    "the list of configurations is not understood");
}

/* What the next power-on loads: marked as that, or else what runs now. */
static const struct fact_row *
next_config(const struct reading *all)
{
	const struct fact_row *next = fact_find(all, "config",
	    "next_poweron", "yes");

	return next != NULL ? next : fact_find(all, "config", "current",
	    "yes");
}

static uint32_t
config_name(struct asking *asking, const struct fact_row *fact)
{
	return names_put(asking->names, KIND_TEXT, fact_said(fact, "name"));
}

bool
next_config_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct reading *all = configs(asking, ask);
	const struct fact_row *next;

	if (all == NULL)
		return false;
	next = next_config(all);
	if (next == NULL)
		return asking_fail(asking, "nobody knows what the next "
		    "power-on loads");
	answer->on = ask->on;
	answer->value = config_name(asking, next);
	answer->state = fact_find(all, "config", "degraded", "yes") != NULL ?
	    STATE_DEGRADED : answer->value == TEXT_FACTORY ? STATE_ABSENT :
	    fact_is(next, "current", "yes") ? STATE_SAVED : STATE_OLDER;
	return true;
}

/* A service processor keeps eight. */
enum { CONFIGS = 8 };

bool
slots_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct reading *all = configs(asking, ask);

	if (all == NULL || !node_answer(asking, ask, answer) ||
	    !configs_whole(asking, all))
		return false;
	answer->number = CONFIGS;
	for (uint32_t i = 0; i < all->count; i++)
		answer->number -= strcmp(all->fact[i].kind, "config") == 0;
	return true;
}

/* Guests that are bound there: they would become a part of what is saved. */
static int64_t
bound_count(const struct reading *all)
{
	int64_t bound = 0;

	for (uint32_t i = 0; i < all->count; i++)
		bound += strcmp(all->fact[i].kind, "domain") == 0 &&
		    !fact_is(&all->fact[i], "name", "primary") &&
		    !fact_is(&all->fact[i], "state", "inactive");
	return bound;
}

bool
config_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct reading *all = configs(asking, ask);
	const struct reading *domains = asking_facts(asking, ask->on,
	    LINE_BINDINGS, ask);
	const struct fact_row *fact, *next;

	if (all == NULL || domains == NULL)
		return false;
	if (!bindings_whole(asking, domains) || !configs_whole(asking, all))
		return false;
	answer->on = ask->on;
	answer->number = bound_count(domains);
	next = next_config(all);
	answer->value = next != NULL ? config_name(asking, next) : 0;
	fact = fact_find(all, "config", "name", name_text(asking, KIND_TEXT,
	    ask->value));
	if (fact != NULL)
		answer->state = fact_is(fact, "current", "yes") &&
		    ask->value != TEXT_FACTORY ? STATE_SAVED : STATE_OLDER;
	return true;
}
