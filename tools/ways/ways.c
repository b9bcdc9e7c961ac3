#include "tools/ways/ways.h"

#include <stdlib.h>

#include "backends/real/channels/remote.h"

struct reach *
ways_open(const struct site *site, const char *ssh_config, struct err *err)
{
	struct remote *remote = malloc(sizeof(*remote));

	if (remote == NULL)
		abort();
	remote_make(remote, site, ssh_config);
	if (remote_prove(remote, err))
		return &remote->reach;
	ways_close(&remote->reach);
	return NULL;
}

void
ways_close(struct reach *reach)
{
	remote_drop((struct remote *)reach);
	free(reach);
}
