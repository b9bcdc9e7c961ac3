#include "tools/ways/ways.h"

#include <assert.h>
#include <stddef.h>

struct reach *
ways_open(struct arena *arena, const struct site *site,
    const char *ssh_config, struct err *err)
{
	(void)arena;
	(void)ssh_config;
	err_set(err, ERR_UNSUPPORTED, "site %s: no way to real machines is "
	    "built into this version yet", site->name);
	return NULL;
}

void
ways_close(struct reach *reach)
{
	assert(reach == NULL);
}
