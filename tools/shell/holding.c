#include "tools/shell/holding.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "tools/client/talk.h"
#include "tools/host/installed.h"
#include "tools/shell/state.h"

/* A command that is its own owner ends soon. */
enum { TRIES = 500, TRY_NS = 10000000 };

/* Lock the state folder, or find out that its owner listens. */
static int
home_take(struct holding *holding)
{
	const struct timespec a_while = { 0, TRY_NS };
	struct err err = { 0 };

	for (unsigned i = 0; i < TRIES; i++) {
		int fd;

		if (home_lock(&holding->arena, &holding->home, &err))
			return EXIT_OK;
		if (err.code != ERR_RUN_BUSY)
			break;
		fd = talk_connect(holding->home.path);
		if (fd >= 0) {
			close(fd);
			return HOLDING_OWNED;
		}
		nanosleep(&a_while, NULL);
	}
	/* Its hint is that of a site, not of a run. */
	if (err.code == ERR_RUN_BUSY)
		err.code = ERR_STATE_BUSY;
	return err_print(&err);
}

static int
stage_open(struct holding *holding, const struct holding_from *from)
{
	struct err err = { 0 };

	holding->has_stage = true;
	if (!stage_make(&holding->owner.stage, &holding->arena,
	    &(struct stage_from){ holding->site.site, from->begin,
	    from->begin_count }, &err))
		return err_print(&err);
	return EXIT_OK;
}

static int
state_wrong(const struct holding *holding, struct err *err)
{
	char text[sizeof(err->text)];

	memcpy(text, err->text, sizeof(text));
	err_set(err, err->code, "%.80s/state: %.150s", holding->home.path,
	    text);
	return err_print(err);
}

/* A state has its site with it, and has begun already. */
static bool
may_go_on(struct holding *holding, const struct holding_from *from,
    const struct state_site *site, struct err *err)
{
	struct err unread = { 0 };
	const char *text;
	size_t n;

	if (from->begin_count != 0)
		return err_set(err, ERR_USAGE, "--begin is for a new site, and "
		    "%.80s holds one that has begun: remove it, or name "
		    "another folder", holding->home.path);
	if (from->site == NULL)
		return true;
	text = file_read(&holding->arena, from->site,
	    LIMIT_FILE_BYTES, &n, &unread);
	if (text == NULL) {
		*err = unread;
		return false;
	}
	return (n == site->size && memcmp(text, site->text, n) == 0) ||
	    err_set(err, ERR_USAGE, "%.60s holds another site than %.60s: "
	    "leave --site out, or name another folder", holding->home.path,
	    from->site);
}

static int
state_open(struct holding *holding, const struct holding_from *from,
    const char *bytes, size_t n)
{
	struct state_site site;
	struct err err = { 0 };
	int status;

	if (!state_site(&holding->arena, bytes, n, &site, &err))
		return state_wrong(holding, &err);
	if (!may_go_on(holding, from, &site, &err))
		return err_print(&err);
	site_take(&holding->arena, site.path, site.text, &holding->site);
	if (holding->site.site == NULL) {
		mistakes_print(&holding->site.mistakes);
		return EXIT_FILE;
	}
	status = stage_open(holding, from);
	if (status == EXIT_OK && !state_take(&holding->owner.stage, bytes, n,
	    &err))
		return state_wrong(holding, &err);
	return status;
}

static int
site_begin(struct holding *holding, const struct holding_from *from)
{
	int status = site_open(&holding->arena, from->site, &holding->site);

	return status == EXIT_OK ? stage_open(holding, from) : status;
}

static int
home_begin(struct holding *holding, const struct holding_from *from)
{
	struct err err = { 0 };
	const char *bytes;
	size_t n;
	int status;

	holding->has_home = true;
	if (!home_open(&holding->arena, &holding->home, from->state, &err))
		return err_print(&err);
	status = home_take(holding);
	if (status != EXIT_OK)
		return status;
	bytes = home_state(&holding->arena, &holding->home, &n, &err);
	if (bytes != NULL)
		return state_open(holding, from, bytes, n);
	return err.code != ERR_NONE ? err_print(&err) :
	    site_begin(holding, from);
}

int
holding_open(struct holding *holding, const struct holding_from *from)
{
	struct err err = { 0 };
	int status;

	*holding = (struct holding){ .home.lock.fd = -1 };
	if (!installed_refuse("", &err))
		return err_print(&err);
	status = from->state != NULL || from->needs_home ?
	    home_begin(holding, from) : site_begin(holding, from);
	if (status != EXIT_OK)
		return status;
	holding->owner.home = holding->has_home ? &holding->home : NULL;
	holding->owner.site_path = holding->site.path;
	holding->owner.site_text = holding->site.text;
	holding->owner.site_size = holding->site.size;
	owner_begin(&holding->owner, from->speed);
	return owner_save(&holding->owner) ? EXIT_OK :
	    err_print(&holding->owner.err);
}

bool
holding_close(struct holding *holding)
{
	bool kept = true;

	if (holding->has_stage) {
		owner_end(&holding->owner);
		kept = owner_save(&holding->owner);
		if (!kept)
			err_print(&holding->owner.err);
		stage_drop(&holding->owner.stage);
	}
	if (holding->has_home)
		home_close(&holding->home);
	arena_drop(&holding->arena);
	return kept;
}
