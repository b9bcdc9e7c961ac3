/*
 * Whether a machine has power, as its service processor says, which first
 * proves whose it is: an address that was given to another machine since, or a
 * mistake in the site file, would cut the power of the wrong one.
 */
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
	return PLACE_SP | (op->on & PLACE_ID);
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
	const struct op ask = { .kind = OP_NODE_STATE, .on = op->on,
	    .value = TEXT_POWER };

	return asking_facts(asking, place_of(op), site_sp_by_ipmi(asking->site,
	    op->on) ? by_ipmi : by_ilom, &ask);
}

/* Both are said: who has to find out which of them is wrong needs them. */
static bool
is_of_node(struct asking *asking, const struct op *op, int64_t mac)
{
	const char *node = name_text(asking, KIND_NODE, op->on);
	uint32_t hostid = asking->site->nodes[op->on].hostid;
	int64_t known = asking->macs != NULL ? asking->macs[op->on] : 0;
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
	const char *lacks = site_sp_lacks(asking->site, op->on), *text;
	const struct reading *all;
	int64_t mac;

	if (lacks != NULL)
		return asking_fail(asking, "%.60s: %.150s", name_text(asking,
		    KIND_NODE, op->on), lacks);
	all = said(asking, op, LINE_SP_HOST, LINE_IPMI_HOST);
	text = all != NULL ? property(asking, all, "/HOST", "macaddress") :
	    NULL;
	if (text == NULL)
		return false;
	if (!mac_read(text, &mac))
		return asking_fail(asking, "what the service processor of "
		    "%.60s says is no address of a machine: %.60s",
		    name_text(asking, KIND_NODE, op->on), text);
	return is_of_node(asking, op, mac);
}

/* The word for the power; NULL: it is not known. */
static const char *
power_word(struct asking *asking, const struct op *ask)
{
	const struct reading *all = said(asking, ask, LINE_SP_POWER,
	    LINE_IPMI_POWER);
	const char *word;

	if (all == NULL)
		return NULL;
	if (!site_sp_by_ipmi(asking->site, ask->on))
		return property(asking, all, "/SYS", "power_state");
	word = fact_said(fact_find(all, "power", NULL, NULL), "state");
	if (all->strange == 0 && !all->full && *word != '\0')
		return word;
	asking_fail(asking, "what ipmitool says of the power is not "
	    "understood");
	return NULL;
}

bool
power_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const char *word;

	if (asking->site->nodes[ask->on].sp.host == NULL)
		return only_a_person(asking, "whether a machine without a "
		    "service processor has power");
	if (!power_proved(asking, ask))
		return false;
	word = power_word(asking, ask);
	if (word == NULL)
		return false;
	answer->on = ask->on;
	/* One of the two, or it is not understood. */
	answer->state = strcmp(word, "off") == 0 ? STATE_DOWN : STATE_UP;
	return true;
}
