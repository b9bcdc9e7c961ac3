/*
 * The service processor of a node: without it only a person can say, after an
 * accident, whether the node has no power any more.
 */
#include "backends/readiness/processor.h"

#include <stdlib.h>
#include <string.h>

#include "backends/commands/asked.h"
#include "backends/readiness/subjects.h"
#include "core/op/mac.h"

/* The hostid of a sun4v machine ends with the last bytes of its address. */
enum { HOSTID_OF_MAC = 0xffffff };

static void
line_ask(struct survey *survey, const struct site *site, uint32_t node,
    enum survey_line line)
{
	const struct op ask = { .kind = OP_NODE_STATE, .on = node,
	    .value = TEXT_POWER };
	bool by_ipmi = site_sp_by_ipmi(site, node);

	survey_processor(survey, node, line, asked_line(&survey->arena, site,
	    line == SURVEY_SP_HOST ? by_ipmi ? LINE_IPMI_HOST : LINE_SP_HOST :
	    by_ipmi ? LINE_IPMI_POWER : LINE_SP_POWER, &ask));
}

void
processors_ask(struct survey *survey, const struct site *site)
{
	for (uint32_t n = 1; n <= site->node_count; n++)
		if (site_sp_lacks(site, n) == NULL) {
			line_ask(survey, site, n, SURVEY_SP_HOST);
			line_ask(survey, site, n, SURVEY_SP_POWER);
		}
}

/* Why it has not answered; NULL: it has, or was not asked. */
static const char *
silence(const struct judging *judging, enum survey_line line)
{
	const struct surveyed *one = survey_find(judging->survey,
	    judging->node, line, NULL);

	return one == NULL || (one->output.over && !one->output.lost) ? NULL :
	    *one->why != '\0' ? one->why : "no answer";
}

/* "on" */
static const char *
power_said(struct judging *judging)
{
	uint32_t node = judging->node;
	char target[SP_TARGET];

	if (site_sp_by_ipmi(judging->site, node))
		return fact_said(said(judging, node, SURVEY_SP_POWER, "power",
		    which(NULL, NULL)), "state");
	return fact_said(said(judging, node, SURVEY_SP_POWER, "property",
	    which_two("target", site_sp_power(judging->site, node, target),
	    "name", site_sp_of(judging->site, node)->pdom != 0 ? "status" :
	    "power_state")), "state");
}

/* The address of the machine that it belongs to; false: it is not known. */
static bool
address_said(struct judging *judging, int64_t *mac)
{
	char target[SP_TARGET];
	const struct fact_row *fact = said(judging, judging->node,
	    SURVEY_SP_HOST, "property", which_two("target", site_sp_host(
	    judging->site, judging->node, target), "name", "macaddress"));

	if (fact != NULL && !mac_read(fact_said(fact, "mac"), mac))
		lacks(judging, "what it says is no address of a machine");
	return fact != NULL && mac_read(fact_said(fact, "mac"), mac);
}

/* It answers, and its machine is the node. */
static void
answers_judge(struct judging *judging)
{
	const char *power = power_said(judging), *hostid;
	const struct fact_row *own = said(judging, judging->node,
	    SURVEY_HOSTID, "hostid", which(NULL, NULL));
	char text[MAC_BYTES];
	int64_t mac;

	if (*power == '\0')
		lacks(judging, "whether there is power is not known");
	hostid = fact_said(own, "hostid");
	if (address_said(judging, &mac) && own != NULL &&
	    (strtoll(hostid, NULL, 16) & HOSTID_OF_MAC) !=
	    (mac & HOSTID_OF_MAC))
		fails(judging, "it says that its machine has the address %s, "
		    "and the hostid of %s is %s: it is another one's",
		    mac_write(mac, text), node_of(judging, judging->node),
		    hostid);
	else
		decide(judging, true, "it answers that its machine is %s",
		    power);
}

void
processor_judge(struct judging *judging)
{
	const struct site *site = judging->site;
	const char *host = silence(judging, SURVEY_SP_HOST);
	const char *power = silence(judging, SURVEY_SP_POWER);

	if (site_sp_of(site, judging->node)->host == NULL) {
		needless(judging);
	} else if (site_sp_lacks(site, judging->node) != NULL) {
		fails(judging, "it cannot be asked: %s", site_sp_lacks(site,
		    judging->node));
	} else if (host != NULL || power != NULL) {
		fails(judging, "%s does not answer: %s", site_sp_of(site,
		    judging->node)->host, host != NULL ? host : power);
	} else {
		answers_judge(judging);
	}
}
