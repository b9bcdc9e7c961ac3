#include "backends/real/questions/power.h"

#include <string.h>

#include "backends/real/questions/answering.h"
#include "backends/real/questions/conversion.h"
#include "backends/real/questions/readers.h"
#include "core/op/mac.h"

/* The hostid of a sun4v machine ends with the last bytes of its address. */
enum { HOSTID_OF_MAC = 0xffffff };

static uint32_t
place_of(const struct op *op)
{
	return PLACE_SP | asked_machine(op);
}

/* The machine's name. */
static const char *
whose(struct asking *asking, const struct op *op)
{
	return op->source != 0 ? name_text(asking, KIND_SOURCE, op->source) :
	    name_text(asking, KIND_NODE, op->on);
}

/* What the service processor says of one of its targets; all of it is
 * understood, and nothing contradicts it. */
static const char *
property(struct asking *asking, const struct reading *all, const char *target,
    const char *name)
{
	const struct fact_row *fact = fact_find_two(all, "property",
	    (const char *const[]){ "target", target, "name", name });
	const char *value = fact_said(fact, "state");

	if (*value == '\0')
		value = fact_said(fact, "mac");
	if (*value == '\0')
		value = fact_said(fact, "config");
	if (all->strange == 0 && !all->full && *value != '\0')
		return value;
	asking_fail(asking, "what the service processor says of %s of %s is "
	    "not understood", name, target);
	return NULL;
}

static const struct reading *
said(struct asking *asking, const struct op *op, enum ask_line by_ilom,
    enum ask_line by_ipmi)
{
	/* A change is asked for what it changes. */
	const struct op of_node = { .kind = OP_NODE_STATE, .on = op->on,
	    .value = op_table[op->kind].question ? op->value : TEXT_POWER };
	const struct op of_source = { .kind = OP_SOURCE_STATE,
	    .source = op->source };

	return asking_facts(asking, place_of(op), site_sp_by_ipmi(asking->site,
	    asked_machine(op)) ? by_ipmi : by_ilom, op->source != 0 ?
	    &of_source : &of_node);
}

/* Both are said: who has to find out which of them is wrong needs them. */
static bool
is_own(struct asking *asking, const struct op *op, int64_t mac)
{
	const char *node = whose(asking, op);
	uint32_t hostid = site_machine_hostid(asking->site, asked_machine(op));
	int64_t known = asking->macs != NULL && op->source == 0 ?
	    asking->macs[op->on] : 0;
	char is[MAC_BYTES], was[MAC_BYTES];

	if (known != 0 && known != mac)
		return asking_fail(asking, "the service processor of %.60s "
		    "says that its machine has the address %s, and %.60s has "
		    "said %s: it is not its own", node, mac_write(mac, is),
		    node, mac_write(known, was));
	return (mac & HOSTID_OF_MAC) == (int64_t)(hostid & HOSTID_OF_MAC) ||
	    asking_fail(asking, "the service processor of %.60s says that its "
	    "machine has the address %s, and the site file that the hostid "
	    "of %.60s is %08x: it is not its own", node, mac_write(mac, is),
	    node, (unsigned)hostid);
}

bool
power_proved(struct asking *asking, const struct op *op)
{
	uint32_t machine = asked_machine(op);
	const char *lacks = site_sp_lacks(asking->site, machine), *text;
	char target[SP_TARGET];
	const struct reading *all;
	int64_t mac;

	if (lacks != NULL)
		return asking_fail(asking, "%.60s: %.150s", whose(asking, op),
		    lacks);
	all = said(asking, op, LINE_SP_HOST, LINE_IPMI_HOST);
	text = all != NULL ? property(asking, all, site_sp_host(asking->site,
	    machine, target), "macaddress") : NULL;
	if (text == NULL)
		return false;
	if (!mac_read(text, &mac))
		return asking_fail(asking, "what the service processor of "
		    "%.60s says is no address of a machine: %.60s",
		    whose(asking, op), text);
	return is_own(asking, op, mac);
}

/* The word for the power; NULL: it is not known. */
static const char *
power_word(struct asking *asking, const struct op *ask)
{
	const struct reading *all = said(asking, ask, LINE_SP_POWER,
	    LINE_IPMI_POWER);
	uint32_t machine = asked_machine(ask);
	char target[SP_TARGET];
	const char *word;

	if (all == NULL)
		return NULL;
	if (!site_sp_by_ipmi(asking->site, machine))
		return property(asking, all, site_sp_power(asking->site,
		    machine, target), site_sp_of(asking->site,
		    machine)->pdom != 0 ? "status" : "power_state");
	word = fact_said(fact_find(all, "power", NULL, NULL), "state");
	if (all->strange == 0 && !all->full && *word != '\0')
		return word;
	asking_fail(asking, "what ipmitool says of the power is not "
	    "understood");
	return NULL;
}

/* STRANGE: it is not known, and the asking says why. */
static enum state
power_state(struct asking *asking, const struct op *ask)
{
	const char *word = power_proved(asking, ask) ?
	    power_word(asking, ask) : NULL;

	if (word == NULL)
		return STATE_STRANGE;
	/* One of those that are read: what runs on a host has power. */
	return strcmp(word, "off") == 0 || strcmp(word, "powered-off") == 0 ?
	    STATE_DOWN : STATE_UP;
}

bool
power_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	if (asking->site->nodes[ask->on].sp.host == NULL)
		return only_a_person(asking, "whether a machine without a "
		    "service processor has power");
	answer->on = ask->on;
	answer->state = power_state(asking, ask);
	return answer->state != STATE_STRANGE;
}

bool
source_power_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct site_source *source =
	    &asking->site->sources[ask->source];

	if (!source->power_sp || source->sp.host == NULL)
		return only_a_person(asking, "whether the source is at ok, or "
		    "off");
	answer->state = power_state(asking, ask);
	if (answer->state == STATE_UP)
		return only_a_person(asking, "whether the source, which has "
		    "power, is at ok");
	if (answer->state == STATE_DOWN)
		answer->state = STATE_OFF;
	return answer->state == STATE_OFF;
}

/* The key in the word of its service processor; at "standby" it gets no power,
 * whatever is typed. */
bool
key_answer(struct asking *asking, const struct op *ask, struct answer *answer)
{
	char target[SP_TARGET];
	const struct reading *all;
	const char *word;

	all = power_proved(asking, ask) ? said(asking, ask, LINE_SP_KEY,
	    LINE_IPMI_KEY) : NULL;
	word = all != NULL ? property(asking, all, site_sp_power(asking->site,
	    asked_machine(ask), target), "keyswitch_state") : NULL;
	if (word == NULL)
		return false;
	answer->on = ask->on;
	answer->state = STATE_PRESENT;
	answer->value = names_put(asking->names, KIND_TEXT, word);
	return true;
}

/* The configuration that is loaded once, at the next boot, whatever is saved as
 * the next one; absent: none is set. */
bool
boot_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	char host[SP_TARGET];
	const struct reading *all;
	const char *name;

	all = power_proved(asking, ask) ? said(asking, ask, LINE_SP_BOOT,
	    LINE_IPMI_BOOT) : NULL;
	name = all != NULL ? property(asking, all, arena_format(asking->arena,
	    "%s/bootmode", site_sp_host(asking->site, asked_machine(ask),
	    host)), "config") : NULL;
	if (name == NULL)
		return false;
	answer->on = ask->on;
	if (strcmp(name, "(none)") == 0)
		return true;
	answer->state = STATE_PRESENT;
	answer->value = names_put(asking->names, KIND_TEXT, name);
	return true;
}
