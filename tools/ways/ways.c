#include "tools/ways/ways.h"

#include <stdlib.h>

#include "backends/real/channels/remote.h"
#include "tools/file.h"
#include "tools/ways/recorded.h"

enum { PLACE_BYTES = 256 };

static void *
taken(size_t size)
{
	void *made = malloc(size);

	if (made == NULL)
		abort();
	return made;
}

/* Nothing that is declared is ignored. */
static bool
files_fit(const struct site *site, struct err *err)
{
	uint32_t place = 0;
	char text[PLACE_BYTES];

	while ((place = site_place_next(site, place)) != 0)
		if (site_reach_at(site, place)->file != NULL &&
		    !site_reach_is(site, place, "transcript"))
			return err_set(err, ERR_NO_REACH, "%.100s: \"file\" in "
			    "its \"reach\" has no effect without \"by\": "
			    "\"transcript\"", site_place(site->names, place,
			    text, sizeof(text)));
	return true;
}

bool
ways_open(struct ways *ways, struct site *site, const struct ways_for *what,
    struct err *err)
{
	bool open;

	*ways = (struct ways){ .recorded = recorded_is(site) };
	if (!ways->recorded && !files_fit(site, err))
		return false;
	if (ways->recorded) {
		struct recorded *recorded = taken(sizeof(*recorded));

		ways->reach = &recorded->reach;
		open = recorded_make(recorded, site, what->beside,
		    what->begun, err);
	} else {
		struct remote *remote = taken(sizeof(*remote));

		ways->reach = &remote->reach;
		remote_make(remote, site, what->ssh_config);
		open = remote_prove(remote, what->only_asks ? LANE_ASK :
		    LANE_CHANGE, err);
	}
	if (!open)
		ways_close(ways);
	return open;
}

int
ways_status(const struct ways *ways, int status, bool whole)
{
	bool ended = status == EXIT_OK || status == EXIT_RETURNED;
	struct err err = { 0 };

	if (!ways->recorded || recorded_over((const struct recorded *)
	    ways->reach, ended && whole, &err))
		return status;
	err_print(&err);
	return ended ? EXIT_NOT_MET : status;
}

void
ways_close(struct ways *ways)
{
	if (ways->recorded)
		recorded_drop((struct recorded *)ways->reach);
	else
		remote_drop((struct remote *)ways->reach);
	free(ways->reach);
}
