#include "core/plan/loads_fit.h"

#include <assert.h>

uint32_t
loads_fit(const struct site *site, uint32_t guest, const struct op *op,
    struct fact *facts)
{
	const struct site_guest *row = &site->guests[guest];
	const struct site_node *node = &site->nodes[op->on];
	uint32_t n = 0;

	assert(op->on != 0 && op->on <= site->node_count);
	for (uint32_t i = 0; op->value == row->load_factors &&
	    i < node->load_count; i++) {
		uint32_t limit = names_key(site->names, node->load_limit[i]);
		int64_t own = load_factor(site->names, row->load_factors,
		    limit), soft, hard;

		load_limit(names_text(site->names, KIND_TEXT,
		    node->load_limit[i]), &soft, &hard);
		if (own == 0 || hard == LOAD_UNLIMITED)
			continue;
		facts[n++] = (struct fact){
			.ask = { .kind = OP_LOAD_STATE, .to = op->on,
			    .group = row->group, .value = limit },
			.want = { .cares = WANT_AT_MOST,
			    .number = hard - own },
		};
	}
	return n;
}
