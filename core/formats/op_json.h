/*
 * op_json.h: operations and answers as JSON objects.
 *
 * {"name":"pool-create","on":"node1","pool":"zpool_ldom1","device":"d14"}.
 * The caller owns what is returned.
 */
#ifndef CORE_FORMATS_OP_JSON_H
#define CORE_FORMATS_OP_JSON_H

#include <jansson.h>

#include "core/backend.h"
#include "core/names.h"

json_t	*op_json(const struct names *, const struct op *);
json_t	*place_json(const struct names *, uint32_t place);
/* Add what was answered to an object: "state", "on_node", "value", "number". */
void	 answer_json(const struct names *, const struct op *,
	    const struct answer *, json_t *);

#endif
