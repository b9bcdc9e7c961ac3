/*
 * What the domains of a node are and have: services, volumes, guests.
 */
#include <string.h>

#include "backends/survey/observing.h"

/* What stands behind a service, by the kind that has it. */
static const struct {
	const char	*kind, *key;
} services[] = {
	{ "vsw", "net_dev" }, { "vds", "" }, { "vcc", "port_range" },
};

/* Of the control domain: another service domain has its own. */
static void
service_print(struct observing *observing, const char *name, uint32_t node)
{
	const struct reading *domains = observing_domains(observing, node);

	for (size_t i = 0; domains != NULL &&
	    i < sizeof(services) / sizeof(services[0]); i++) {
		const struct fact_row *fact = fact_find_two(domains,
		    services[i].kind, (const char *const[]){ "domain",
		    "primary", "name", name });

		if (fact == NULL)
			continue;
		observing_line(observing, "service", name);
		observing_word(observing, "on", observing_node(observing,
		    node));
		observing_word(observing, "value", fact_said(fact,
		    services[i].key));
		observing_word(observing, "kind", services[i].kind);
		buffer_print(observing->out, "\n");
	}
}

void
observed_services(struct observing *observing)
{
	struct gathered names = { NULL, 0, 0 };

	for (size_t i = 0; i < sizeof(services) / sizeof(services[0]); i++)
		gathered_all(observing, &names, SURVEY_DOMAINS,
		    services[i].kind, "name");
	gathered_sort(&names);
	for (uint32_t i = 0; i < names.count; i++)
		for (uint32_t k = 0; k < observing->nodes; k++)
			service_print(observing, names.name[i],
			    observing->node[k]);
}

static void
volume_print(struct observing *observing, const struct fact_row *fact,
    uint32_t node)
{
	observing_line(observing, "volume", fact_said(fact, "name"));
	observing_word(observing, "on", observing_node(observing, node));
	observing_word(observing, "service", fact_said(fact, "service"));
	observing_word(observing, "file", fact_said(fact, "device"));
	observing_word(observing, "options", fact_said(fact, "options"));
	buffer_print(observing->out, "\n");
}

void
observed_volumes(struct observing *observing)
{
	struct gathered names = { NULL, 0, 0 };

	gathered_all(observing, &names, SURVEY_DOMAINS, "volume", "name");
	gathered_sort(&names);
	for (uint32_t i = 0; i < names.count; i++)
		for (uint32_t k = 0; k < observing->nodes; k++) {
			uint32_t n = observing->node[k];
			const struct reading *domains = observing_domains(
			    observing, n);
			const struct fact_row *fact = domains == NULL ? NULL :
			    fact_find_two(domains, "volume",
			    (const char *const[]){ "domain", "primary",
			    "name", names.name[i] });

			if (fact != NULL)
				volume_print(observing, fact, n);
		}
}
