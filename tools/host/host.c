#include "tools/host/host.h"

#include <assert.h>
#include <string.h>

/* Sources and guests may have the name of a node. */
bool
host_place(const struct host *host, const char *text, uint32_t *place,
    struct err *err)
{
	static const struct {
		const char	*prefix;
		enum kind	 kind;
		uint32_t	 flag;
	} kinds[] = {
		{ "guest:", KIND_GUEST, PLACE_GUEST },
		{ "source:", KIND_SOURCE, PLACE_SOURCE },
		{ "sp:source:", KIND_SOURCE, PLACE_SP | PLACE_SOURCE },
		{ "sp:", KIND_NODE, PLACE_SP },
		{ "", KIND_NODE, 0 },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t n = strlen(kinds[i].prefix);
		uint32_t number = strncmp(text, kinds[i].prefix, n) != 0 ? 0 :
		    names_find(host->names, kinds[i].kind, text + n);

		if (number != 0) {
			*place = number | kinds[i].flag;
			return true;
		}
	}
	return err_set(err, ERR_NOT_FOUND, "%.80s is not a place of this "
	    "site: a node, sp:NODE, guest:NAME or source:NAME", text);
}

void
caller_drop(struct caller *caller)
{
	assert(!caller->waits);
	buffer_drop(&caller->out);
	buffer_drop(&caller->err);
}
