#include <time.h>

#include "backends/watch/watch.h"
#include "tools/apply/logged.h"
#include "tools/live/looked.h"
#include "tools/session/stop.h"
#include "tools/verbs.h"
#include "tools/watch/watching.h"

enum { INTERVAL_S = 30 };

struct watcher {
	const struct options *options;
	struct looked	 looked;
};

/* A simulated site has a clock of its own, which begins with it. */
static int64_t
now_ms(void *with)
{
	const struct looked *looked = &((struct watcher *)with)->looked;
	struct timespec now;

	if (looked->site.site->simulated)
		return looked->reach->now_ms(looked->reach);
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Until Ctrl-C, which ends the program: nothing is under way. */
static bool
sleep_for(void *with, int64_t ms)
{
	const struct timespec time = { .tv_sec = (time_t)(ms / 1000),
	    .tv_nsec = (long)(ms % 1000) * 1000000 };
	const struct looked *looked = &((struct watcher *)with)->looked;
	struct reach *reach = looked->reach;
	struct heard heard;
	uint64_t handle;

	if (!looked->site.site->simulated)
		return nanosleep(&time, NULL) == 0;
	handle = reach->pause(reach, ms);
	if (handle != HANDLE_OVER && !reach->wait(reach, handle, INT64_MAX,
	    &heard)) {
		reach->leave(reach, handle);
		return false;
	}
	return true;
}

/* A run as "domferry apply recover GUEST" is, with its journal and locks.  What
 * switches a node off, breaks a lock or overrides a guard is not said yes to:
 * then it stops, and a person decides. */
static int
recover(void *with, uint32_t guest)
{
	const struct watcher *watcher = with;
	struct options options = { .site = watcher->looked.site.path,
	    .ssh_config = watcher->options->ssh_config,
	    .json = watcher->options->json, .yes = true, .accept = true,
	    .seed = 1, .operand = { "recover", names_text(
	    watcher->looked.site.site->names, KIND_GUEST, guest) },
	    .operand_count = 2 };

	return cmd_apply(&options);
}

static bool
words_fit(const struct options *options, struct err *err)
{
	for (unsigned i = 0; i < options->without.count; i++)
		if (watch_find(options->without.item[i]) == NULL)
			return err_set(err, ERR_USAGE, "the watch has no kind "
			    "of finding \"%.60s\"; domferry explain lists "
			    "them", options->without.item[i]);
	if (options_given(options, "interval") && options->watch == 0)
		return err_set(err, ERR_USAGE, "--interval needs a number "
		    "from 1");
	if (options->act && options->state == NULL)
		return err_set(err, ERR_USAGE, "--act needs --state: what was "
		    "done once is not done again after a restart");
	return true;
}

int
cmd_watch(const struct options *options)
{
	struct err err = { 0 };
	struct watcher watcher = { .options = options };
	struct watching watching = { .once = options->once,
	    .json = options->json, .may_act = options->act,
	    .state_path = options->state,
	    .interval_ms = 1000 * (int64_t)(options->watch != 0 ?
	    options->watch : INTERVAL_S), .without = options->without.item,
	    .without_count = options->without.count,
	    .log = options->syslog ? logged_syslog : NULL, .now_ms = now_ms,
	    .sleep = sleep_for, .recover = recover, .with = &watcher };
	int status;

	if (!words_fit(options, &err))
		return err_print(&err);
	stop_outlive_pipe();
	status = looked_open(&watcher.looked, options);
	if (status == EXIT_OK) {
		watching.site = watcher.looked.site.site;
		watching.reach = watcher.looked.reach;
		status = watching_play(&watching);
		watching_drop(&watching);
	}
	looked_drop(&watcher.looked);
	return status;
}
