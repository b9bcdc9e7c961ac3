#include "tools/shell/playing.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "tools/client/paths.h"
#include "tools/host/quote.h"
#include "tools/say.h"
#include "tools/session/stop.h"
#include "tools/shell/intake.h"
#include "tools/shell/rooted.h"

enum { PLACE_BYTES = 128, SAID_BY_SHELL = 128, NOT_STARTED = 127 };

/* Where it begins; false, said why. */
static bool
place_begin(struct holding *holding, struct caller *caller, const char *place,
    int *status)
{
	struct err err = { 0 };

	*caller = (struct caller){ .place = 1 };
	if (place == NULL || *place == '\0' ||
	    host_place(&holding->owner.stage.host, place, &caller->place, &err))
		return true;
	*status = err_print(&err);
	return false;
}

static void
output_print(struct caller *caller)
{
	say_document(stdout, buffer_text(&caller->out));
	fflush(stdout);
	say_document(stderr, buffer_text(&caller->err));
	caller_drop(caller);
}

/* Serve until the line has ended; Ctrl-C leaves it.  One whose end nothing
 * that is under way can bring is left too, unless others may come. */
static void
to_end(struct holding *holding, struct caller *caller)
{
	struct owner *owner = &holding->owner;

	while (caller->waits && !stop_asked()) {
		if (owner->port.listening < 0 && owner->speed == 0 &&
		    stage_next_ms(&owner->stage) < 0)
			break;
		owner_await_line(owner, caller);
	}
	if (!caller->waits)
		return;
	stage_leave(&owner->stage, caller);
	caller->status = stop_asked() ? SAID_BY_SHELL + 2 : caller->status;
}

/* Keep what the line has done, and print what it has printed. */
static bool
line_end(struct holding *holding, struct caller *caller)
{
	bool kept;

	to_end(holding, caller);
	kept = owner_save(&holding->owner);
	output_print(caller);
	if (!kept)
		caller->status = err_print(&holding->owner.err);
	return kept;
}

/* Every prompt says that nothing of it is real. */
static void
prompt_print(struct holding *holding, const struct caller *caller)
{
	char place[PLACE_BYTES];

	say("SIMULATED %s# ", site_place(holding->owner.stage.site->names,
	    caller->place, place, sizeof(place)));
	fflush(stdout);
}

static void
banner_print(const struct holding *holding)
{
	say("A simulated site: nothing here is real, and ");
	if (holding->home.passing || !holding->has_home)
		say("nothing is kept.\n");
	else
		say("it is kept in %s.\n", holding->home.path);
	say("\"help\" lists the words that are domferry's.\n");
}

/* The next line, or NULL: the end, or a signal. */
static const char *
line_take(struct holding *holding, struct intake *intake, bool *wrong)
{
	const char *line;

	while ((line = intake_next(intake, wrong)) == NULL && !intake->ended) {
		if (!owner_await_input(&holding->owner, intake->fd))
			return NULL;
		intake_read(intake);
	}
	return line;
}

int
playing_lines(struct holding *holding, const char *place)
{
	struct intake lines = { .fd = STDIN_FILENO };
	bool terminal = isatty(STDIN_FILENO) != 0, wrong, kept = true;
	struct caller caller;
	const char *line;
	int status;

	if (!place_begin(holding, &caller, place, &status))
		return status;
	if (terminal)
		banner_print(holding);
	while (kept && !caller.over && !stop_asked()) {
		if (terminal)
			prompt_print(holding, &caller);
		line = line_take(holding, &lines, &wrong);
		if (line == NULL)
			break;
		if (wrong) {
			caller.status = intake_refuse();
			continue;
		}
		stage_line(&holding->owner.stage, &caller, line);
		kept = line_end(holding, &caller);
	}
	intake_drop(&lines);
	return caller.status;
}

int
playing_command(struct holding *holding, const char *place,
    const char *const words[], unsigned count)
{
	struct caller caller;
	int status;

	if (!place_begin(holding, &caller, place, &status))
		return status;
	stage_call(&holding->owner.stage, &caller,
	    quote_words(&holding->arena, getenv("DOMFERRY_FOLDER"), words,
	    count), NULL);
	line_end(holding, &caller);
	return caller.status;
}

static int
not_started(const char *word)
{
	say_to(stderr, "domferry: %s: %s\n", word, strerror(errno));
	return NOT_STARTED;
}

static void
signals_give(void)
{
	struct sigaction usual = { .sa_handler = SIG_DFL };

	sigemptyset(&usual.sa_mask);
	sigaction(SIGPIPE, &usual, NULL);
	sigaction(SIGXFSZ, &usual, NULL);
	sigaction(SIGINT, &usual, NULL);
}

/* In the child, or instead of this process. */
static int
script_become(const struct home *home, const char *place,
    const char *const words[])
{
	if (paths_refuse_words(home->path, words))
		return EXIT_REFUSED;
	signals_give();
	if (home_surround(home, place))
		execvp(words[0], (char *const *)words);
	return not_started(words[0]);
}

/* In the child: with the files of the site if it sees them. */
static int
script_start(struct holding *holding, const char *place,
    const char *const words[])
{
	if (holding->owner.stage.roots == NULL)
		return script_become(&holding->home, place, words);
	signals_give();
	rooted_become(&holding->arena, &holding->owner, place, words);
	return not_started(words[0]);
}

/* Where this machine refuses it the PATH alone serves. */
static void
files_show(struct holding *holding, const char *place,
    const char *const words[])
{
	struct err err = { 0 };

	if (!rooted_begin(&holding->arena, &holding->owner, place, words,
	    &err))
		say_to(stderr, "domferry: this script finds the programs of "
		    "the site in its PATH, and no files of it: %s\n",
		    err.text);
}

int
playing_script(struct holding *holding, const char *place,
    const char *const words[], bool sees)
{
	struct owner *owner = &holding->owner;
	struct caller caller;
	struct err err = { 0 };
	char name[PLACE_BYTES];
	int status;
	pid_t child;

	if (!place_begin(holding, &caller, place, &status))
		return status;
	if (!port_open(&holding->arena, &owner->port, &err))
		return err_print(&err);
	site_place(owner->stage.site->names, caller.place, name,
	    sizeof(name));
	if (sees)
		files_show(holding, name, words);
	fflush(stdout);
	child = stop_fork();
	if (child == 0)
		_exit(script_start(holding, name, words));
	status = child < 0 ? not_started(words[0]) :
	    owner_await_child(owner, child);
	rooted_end(owner, &caller);
	output_print(&caller);
	return status;
}

int
playing_prompt(struct holding *holding, const char *place,
    const char *program)
{
	struct sigaction ignored = { .sa_handler = SIG_IGN };
	const char *const words[] = { program, NULL };

	sigemptyset(&ignored.sa_mask);
	sigaction(SIGINT, &ignored, NULL);
	banner_print(holding);
	fflush(stdout);
	return playing_script(holding, place, words, false);
}

int
visiting_script(const struct home *home, const char *place,
    const char *const words[])
{
	return script_become(home, place != NULL ? place : "", words);
}
