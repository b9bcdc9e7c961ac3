#include "tools/shell/scripting.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tools/client/paths.h"
#include "tools/file.h"
#include "tools/host/home.h"
#include "tools/host/installed.h"
#include "tools/say.h"
#include "tools/scenario/sandbox.h"
#include "tools/session/stop.h"
#include "tools/shell/owner.h"
#include "tools/shell/rooted.h"

enum { WORDS = 64, PLACE_BYTES = 128, OUTPUT_MOST = 1 << 20,
    NOT_STARTED = 127 };

/* A process that works for so long without the site never ends. */
enum { WORK_S = 60 };

/* One that is under way. */
struct scripting {
	const struct scripted_from *from;
	struct sandbox	*sandbox;
	struct owner	 owner;
	struct home	 home;
	struct simulated_door door;
	const char	*word[WORDS + 2];	/* its shell first */
	uint32_t	 place_number;
	char		 place[PLACE_BYTES];
	char		*path;			/* of what it prints */
	const char	*unseen;		/* why it sees no files; NULL */
	struct caller	 caller;		/* of its last changes */
	struct scripted	*scripted;
};

/* The shell that the first line names, by its name alone: this machine has it
 * elsewhere, if at all. */
static const char *
shell_of(struct arena *arena, const char *text)
{
	size_t n = strcspn(text, "\n");
	const char *line, *slash;

	if (strncmp(text, "#!", 2) != 0)
		return "ksh";
	line = arena_text(arena, text + 2, n - 2);
	line += strspn(line, " \t");
	line = arena_text(arena, line, strcspn(line, " \t"));
	slash = strrchr(line, '/');
	return slash != NULL ? slash + 1 : line;
}

static bool
words_take(struct scripting *scripting, struct err *err)
{
	struct arena *arena = scripting->sandbox->session.arena;
	char *words = arena_text(arena, scripting->from->words,
	    strlen(scripting->from->words)), *text;
	unsigned count = 1;
	size_t n;

	for (char *at = strtok(words, " "); at != NULL;
	    at = strtok(NULL, " ")) {
		if (count > WORDS)
			return err_set(err, ERR_USAGE, "a script is called "
			    "with at most %d words", WORDS);
		scripting->word[count++] = at;
	}
	if (count == 1)
		return err_set(err, ERR_USAGE, "no script is named");
	text = file_read(arena, scripting->word[1], OUTPUT_MOST, &n, err);
	if (text == NULL)
		return false;
	scripting->word[0] = shell_of(arena, text);
	return true;
}

/* Why it is not to go on; it has ended if it is. */
static enum scripted_end
reason(const struct scripting *scripting)
{
	const struct stage *stage = &scripting->owner.stage;
	int64_t until_ms = scripting->from->until_ms;

	if (scripting->sandbox->session.faults.ended)
		return SCRIPTED_BROKEN_OFF;
	if (stop_asked())
		return SCRIPTED_STOPPED;
	if (!simulated_answers(&scripting->sandbox->simulated,
	    scripting->place_number))
		return SCRIPTED_NODE_GONE;
	if (until_ms >= 0 && sandbox_now_ms(scripting->sandbox) >= until_ms)
		return SCRIPTED_TOO_LONG;
	return stage->waiting != NULL && stage_next_ms(stage) < 0 ?
	    SCRIPTED_WAITS : SCRIPTED_ENDED;
}

/* Its terminal is gone: what it does then, it does once more at the site. */
static int
signal_of(void *with)
{
	struct scripting *scripting = with;
	enum scripted_end end = reason(scripting);

	if (end == SCRIPTED_ENDED)
		return 0;
	scripting->scripted->end = end;
	scripting->sandbox->session.faults.ended = false;
	return end == SCRIPTED_BROKEN_OFF ? SIGHUP : SIGKILL;
}

/* In the child. */
static int
become(const struct scripting *scripting, int output)
{
	const struct rlimit most = { OUTPUT_MOST, OUTPUT_MOST };
	const struct rlimit work = { WORK_S, WORK_S };
	struct sigaction usual = { .sa_handler = SIG_DFL };
	int none = open("/dev/null", O_RDONLY);

	setpgid(0, 0);
	sigemptyset(&usual.sa_mask);
	sigaction(SIGPIPE, &usual, NULL);
	sigaction(SIGXFSZ, &usual, NULL);
	sigaction(SIGINT, &usual, NULL);
	sigaction(SIGHUP, &usual, NULL);
	if (dup2(output, STDOUT_FILENO) < 0 ||
	    dup2(output, STDERR_FILENO) < 0 || dup2(none, STDIN_FILENO) < 0)
		return NOT_STARTED;
	setrlimit(RLIMIT_FSIZE, &most);
	setrlimit(RLIMIT_CPU, &work);
	if (scripting->owner.stage.roots != NULL)
		rooted_become(scripting->sandbox->session.arena,
		    &scripting->owner, scripting->place, scripting->word);
	else if (home_surround(&scripting->home, scripting->place))
		execvp(scripting->word[0], (char *const *)scripting->word);
	say_to(stderr, "domferry: %s: %s\n", scripting->word[0],
	    strerror(errno));
	return NOT_STARTED;
}

/* It is a group of processes of its own: what it has started ends with it. */
static bool
child_play(struct scripting *scripting, struct err *err)
{
	int output = open(scripting->path, O_WRONLY | O_CREAT | O_TRUNC |
	    O_APPEND | O_CLOEXEC, 0600);
	pid_t child;

	if (output < 0)
		return err_set(err, ERR_FILE_UNWRITABLE, "%.150s: %s",
		    scripting->path, strerror(errno));
	child = stop_fork();
	if (child == 0)
		_exit(become(scripting, output));
	close(output);
	if (child < 0)
		return err_set(err, ERR_FILE_UNREADABLE, "%.150s: %s",
		    scripting->word[0], strerror(errno));
	setpgid(child, child);
	scripting->owner.group = child;
	scripting->owner.with = scripting;
	scripting->owner.signal = signal_of;
	scripting->scripted->status = owner_await_child(&scripting->owner,
	    child);
	return true;
}

/* By the script; and what was said of what it has done last to files. */
static void
printed_take(struct scripting *scripting)
{
	struct arena *arena = scripting->sandbox->session.arena;
	struct err err = { 0 };
	size_t n;
	const char *text = file_read(arena, scripting->path, OUTPUT_MOST, &n,
	    &err);

	scripting->scripted->printed = arena_format(arena, "%s%s%s",
	    scripting->unseen != NULL ? scripting->unseen : "",
	    text != NULL ? text : "", buffer_text(&scripting->caller.err));
	caller_drop(&scripting->caller);
}

/* It sees the files of the site where this machine allows that, and finds
 * programs by their whole paths; else it has the PATH alone. */
static bool
files_show(struct scripting *scripting, struct err *err)
{
	struct err unseen = { 0 };
	struct arena *arena = scripting->sandbox->session.arena;
	bool wanted = !scripting->from->path_only;

	if (wanted && rooted_begin(arena, &scripting->owner, scripting->place,
	    scripting->word, &unseen))
		return true;
	if (wanted)
		scripting->unseen = arena_format(arena, "domferry: this script "
		    "finds the programs of the site in its PATH, and no files "
		    "of it: %s\n", unseen.text);
	return !paths_refuse_words(scripting->home.path, scripting->word) ||
	    err_set(err, ERR_REFUSED, "%.150s would call programs of this "
	    "machine", scripting->word[1]);
}

static void
door_open(struct scripting *scripting)
{
	struct faults *faults = &scripting->sandbox->session.faults;

	faults->ended = false;
	scripting->door = (struct simulated_door){ .top = &faults->backend,
	    .heard = scripting->from->hearing.heard,
	    .with = scripting->from->hearing.with };
	simulated_door_open(&scripting->door,
	    &scripting->sandbox->simulated);
}

/* The site has no other bottom for what a script types: its lines are typed
 * already. */
static bool
site_play(struct scripting *scripting, struct err *err)
{
	struct session *session = &scripting->sandbox->session;
	struct backend **below = &session->faults.backend.below, *was = *below;
	struct owner *owner = &scripting->owner;
	bool played;

	*below = &scripting->sandbox->simulated.backend;
	stage_borrow(&owner->stage, scripting->sandbox);
	owner->stage.ended = scripting->from->hearing.ended;
	owner->stage.with = scripting->from->hearing.with;
	owner->home = &scripting->home;
	owner_begin(owner, 0);
	door_open(scripting);
	played = port_open(session->arena, &owner->port, err) &&
	    files_show(scripting, err) && child_play(scripting, err);
	scripting->caller.place = scripting->place_number;
	rooted_end(owner, &scripting->caller);
	owner_end(owner);
	simulated_door_close(&scripting->door);
	stage_give_back(&owner->stage);
	*below = was;
	return played;
}

bool
scripting_play(struct sandbox *sandbox, const struct scripted_from *from,
    struct scripted *scripted, struct err *err)
{
	struct scripting scripting = { .from = from, .sandbox = sandbox,
	    .scripted = scripted, .home = { .lock.fd = -1 } };
	struct arena *arena = sandbox->session.arena;
	bool played = false;

	*scripted = (struct scripted){ .printed = "" };
	scripting.place_number = from->place != 0 ? from->place : 1;
	site_place(sandbox->session.site->names, scripting.place_number,
	    scripting.place, sizeof(scripting.place));
	if (!installed_refuse("", err) || !words_take(&scripting, err))
		return false;
	if (home_open(arena, &scripting.home, NULL, err) &&
	    home_lock(arena, &scripting.home, err)) {
		scripting.path = arena_format(arena, "%s/printed",
		    scripting.home.path);
		played = site_play(&scripting, err);
		printed_take(&scripting);
		unlink(scripting.path);
	}
	home_close(&scripting.home);
	return played;
}
