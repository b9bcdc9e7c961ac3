/*
 * op_json.h: operations, answers and facts as JSON objects, and back.
 *
 * {"name":"pool-create","on":"node1","pool":"zpool_ldom1","device":"d14"}.
 * What is written is read back as the same bytes.  Text is written first; an
 * object is that text, read.  The caller owns what is returned.  Readers intern
 * names that are new, and return false for whatever is not exactly of the form.
 */
#ifndef CORE_FORMATS_OP_JSON_H
#define CORE_FORMATS_OP_JSON_H

#include <jansson.h>

#include "core/base/names.h"
#include "core/formats/json/text.h"
#include "core/op/backend.h"

/* Members of the object that is open. */
void	 op_text(struct text *, const char *key, const struct names *,
	    const struct op *);
void	 place_text(struct text *, const char *key, const struct names *,
	    uint32_t place);
/* What was answered: "state", "where", "value", "number". */
void	 answer_text(struct text *, const struct names *, const struct op *,
	    const struct answer *);

json_t	*op_json(const struct names *, const struct op *);
json_t	*place_json(const struct names *, uint32_t place);
/* Add what was answered to an object. */
void	 answer_json(const struct names *, const struct op *,
	    const struct answer *, json_t *);
/* {"question":{…},"answer":{"states":[…],"on":…,"value":…,"number":…}} */
json_t	*fact_json(const struct names *, const struct fact *);

bool	 op_read(struct names *, const json_t *, struct op *);
bool	 answer_read(struct names *, const struct op *, const json_t *,
	    struct answer *);
bool	 fact_read(struct names *, const json_t *, struct fact *);

#endif
