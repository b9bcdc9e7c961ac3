/*
 * The programs of a simulated site, as a script finds them in its PATH.
 *
 * Under each of their names this is one program, which hands its words to the
 * owner of the site and prints what comes back.  Without an owner domferry
 * itself becomes one for the duration of the command.
 */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tools/client/login.h"
#include "tools/client/paths.h"
#include "tools/client/root.h"
#include "tools/client/ssh.h"
#include "tools/client/talk.h"
#include "tools/client/telnet.h"
#include "tools/client/telnet_call.h"

enum { STATUS_NOT_SIMULATED = 125 };

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

/* The program as it was typed: ssh leaves its whole path behind, and a channel
 * that of a program with a name that only its site has. */
static const char *
typed_name(const char *name)
{
	const char *path = getenv("DOMFERRY_PROGRAM");

	return path != NULL && (strcmp(base_name(path), name) == 0 ||
	    strcmp(name, "domferry-own") == 0) ? path : name;
}

static bool
is_one_of(const char *name, const char *const names[])
{
	while (*names != NULL && strcmp(*names, name) != 0)
		names++;
	return *names != NULL;
}

static bool
is_shell(const char *name)
{
	static const char *const shells[] = { "sh", "ksh", "ksh93", "mksh",
	    NULL };

	return is_one_of(name, shells);
}

static bool
has_word(char **argv, const char *word)
{
	while (*argv != NULL && strcmp(*argv, word) != 0)
		argv++;
	return *argv != NULL;
}

/* Programs that scripts use for texts of their own; what domferry asks of a
 * site by them is the site's. */
static bool
is_text_tool(const char *name, char **argv)
{
	if (has_word(argv, "/var/adm/messages"))
		return false;
	if (strcmp(name, "grep") == 0)
		return true;
	if (strcmp(name, "sed") == 0)
		return !has_word(argv, "/^section_begin=archive$/q");
	if (strcmp(name, "find") == 0)
		return !has_word(argv, "-newer");
	return strcmp(name, "tail") == 0 && (!has_word(argv, "-1") ||
	    argv[2] == NULL || access(argv[2], F_OK) == 0);
}

/* A shell that is to read a file of this machine, or a text, is the real
 * one; so is a program that only copies its standard input. */
static bool
is_real(const char *name, char **argv)
{
	if (strcmp(name, "cat") == 0)
		return argv[1] == NULL;
	if (is_text_tool(name, argv))
		return true;
	return is_shell(name) && (argv[1] == NULL || argv[1][0] == '-' ||
	    (access(argv[1], F_OK) == 0 && !(root_is_shared(argv[1]) &&
	    root_has(name, argv))));
}

/* The word that is a script; 0: there is none. */
static int
script_at(char **argv)
{
	int at = 1;

	for (; argv[at] != NULL && argv[at][0] == '-'; at++)
		if (strpbrk(argv[at], "cos") != NULL)
			return 0;
	return argv[at] != NULL ? at : 0;
}

/* ksh has a sleep of its own, which waits by the clock of this machine, and
 * mksh a cat: a script is to find those of the site. */
static char **
script_wrap(char **argv, int at)
{
	static char command[] = "sleep() { env sleep \"$@\"; }\n"
	    "cat() { env cat \"$@\"; }\n. \"$0\"";
	static char path[TALK_PATH], option[] = "-c";
	int count = at;
	char **words;

	while (argv[count] != NULL)
		count++;
	words = calloc((size_t)count + 3, sizeof(*words));
	if (words == NULL)
		abort();
	memcpy(words, argv, (size_t)at * sizeof(*words));
	words[at] = option;
	words[at + 1] = command;
	memcpy(words + at + 2, argv + at, (size_t)(count - at) *
	    sizeof(*words));
	/* A script without a slash would be looked for in the PATH. */
	if (strchr(argv[at], '/') == NULL && (size_t)snprintf(path,
	    sizeof(path), "./%s", argv[at]) < sizeof(path))
		words[at + 2] = path;
	return words;
}

/* The words with one more behind the first. */
static char **
option_put(char **argv, const char *option)
{
	unsigned count = 0;
	char **words;

	while (argv[count] != NULL)
		count++;
	words = calloc((size_t)count + 2, sizeof(*words));
	if (words == NULL)
		abort();
	words[0] = argv[0];
	words[1] = (char *)option;
	memcpy(words + 2, argv + 1, count * sizeof(*words));
	return words;
}

/* There ksh93 reads a file that takes its sleep away, before anything else
 * and whatever else it reads: no word of the script is another one.  By
 * itself it would not do so for a script. */
static char **
shell_wrap(const char *name, char **argv)
{
	int script = script_at(argv);

	if (root_is_here() && strncmp(name, "ksh", 3) == 0) {
		setenv("ENV", "/.domferry/kshrc", 1);
		return option_put(argv, "-E");
	}
	return script != 0 ? script_wrap(argv, script) : argv;
}

static int
real_become(const char *state, const char *name, char **argv)
{
	static const char *const folders[] = { "/bin", "/usr/bin",
	    "/usr/local/bin" };
	bool here = root_is_here();
	char path[64];

	/* Nothing of what grep looks for is started. */
	if (!here && strcmp(name, "grep") != 0 &&
	    paths_refuse_words(state, (const char *const *)argv))
		return 126;
	if (is_shell(name))
		argv = shell_wrap(name, argv);
	if (here)
		root_become(name, argv);
	for (size_t i = 0; !here && i < sizeof(folders) / sizeof(folders[0]);
	    i++) {
		snprintf(path, sizeof(path), "%s/%.32s", folders[i], name);
		execv(path, argv);
	}
	perror(name);
	return 127;
}

/* No word is left out in silence. */
static int
too_many(void)
{
	fprintf(stderr, "domferry: a command has at most %d words here\n",
	    MESSAGE_WORDS - 2);
	return 2;
}

/* domferry shell --state DIR --node PLACE -- WORD... */
static int
owner_become(const char *state, const char *place, char **argv)
{
	char program[TALK_PATH];
	const char *words[MESSAGE_WORDS + 8];
	unsigned count = 0;

	if (root_is_here()) {
		fprintf(stderr, "domferry: the simulated site has ended\n");
		return TALK_NO_ANSWER;
	}
	if ((size_t)snprintf(program, sizeof(program), "%s/domferry",
	    state) >= sizeof(program))
		return TALK_NO_ANSWER;
	words[count++] = program;
	words[count++] = "shell";
	words[count++] = "--state";
	words[count++] = state;
	words[count++] = "--node";
	words[count++] = place;
	words[count++] = "--";
	for (; *argv != NULL; argv++) {
		if (count == MESSAGE_WORDS + 5)
			return too_many();
		words[count++] = *argv;
	}
	words[count] = NULL;
	execv(program, (char *const *)words);
	perror(program);
	return 126;
}

static const char *
environment(const char *name)
{
	const char *value = getenv(name);

	return value != NULL ? value : "";
}

/* A shell of this machine cannot make folders and files of the site. */
static bool
around_say(const struct talk *talk)
{
	const char *texts[] = { environment("DOMFERRY_MAKES"),
	    environment("DOMFERRY_OUTPUT") };

	return (*texts[0] == '\0' && *texts[1] == '\0') ||
	    talk_say(talk->fd, MESSAGE_AROUND, texts, 2);
}

/* What ls prints may be printed by the real one. */
static void
kept_begin(struct talk *talk)
{
	talk->kept_room = MESSAGE_MOST;
	talk->kept = malloc(talk->kept_room);
	if (talk->kept == NULL)
		abort();
}

/* ls names what the site knows and what it does not. */
static bool
is_for_real(const struct talk *talk, int status, const char *name)
{
	return talk->keeps && (status == STATUS_NOT_SIMULATED ||
	    (status == 0 && strcmp(name, "ls") == 0));
}

/* Below such a root, what the site does not simulate may be done to a file that
 * it does not know. */
static int
call_end(struct talk *talk, int status, char **argv)
{
	const char *name = base_name(argv[0]);

	if (is_for_real(talk, status, name)) {
		talk_give_back(talk);
		signal(SIGPIPE, SIG_DFL);
		setenv("LC_ALL", "C", 1);
		argv[0] = (char *)name;
		root_become(name, is_shell(name) ? shell_wrap(name, argv) :
		    argv);
	}
	talk_put(STDOUT_FILENO, talk->kept, talk->kept_size);
	talk_put(STDERR_FILENO, talk->said, talk->said_size);
	free(talk->kept);
	talk_end(talk);
	return status;
}

static int
call(const char *state, const char *place, char **argv)
{
	const char *texts[MESSAGE_WORDS + 2];
	struct talk *talk;
	unsigned count = 0;

	talk = talk_begin(state, place);
	if (talk->fd < 0)
		return owner_become(state, place, argv);
	signal(SIGPIPE, SIG_IGN);
	texts[count++] = place;
	texts[count++] = *environment("DOMFERRY_FOLDER") == '\0' &&
	    root_is_here() ? root_folder() : environment("DOMFERRY_FOLDER");
	for (char **word = argv; *word != NULL; word++) {
		if (count == MESSAGE_WORDS)
			return too_many();
		texts[count++] = *word;
	}
	if (!around_say(talk) || !talk_say(talk->fd, MESSAGE_CALL, texts,
	    count)) {
		fprintf(stderr, "domferry: the words are too long, or the "
		    "simulated site has ended\n");
		return TALK_NO_ANSWER;
	}
	talk->keeps = root_has(base_name(argv[0]), argv);
	if (talk->keeps && strcmp(base_name(argv[0]), "ls") == 0)
		kept_begin(talk);
	return call_end(talk, talk_hear(talk), argv);
}

/* Where it is typed, and at which site: a root knows its place. */
static bool
where_find(const char **state, const char **place)
{
	*state = getenv("DOMFERRY_STATE");
	*place = getenv("DOMFERRY_PLACE");
	if (root_is_here()) {
		*state = "/.domferry/state";
		*place = root_place();
	}
	return *state != NULL && *place != NULL;
}

/* Keys go to the console as they are typed, if there is an owner. */
static int
telnet(const char *state, const char *place, char **argv)
{
	struct talk *talk = talk_begin(state, place);
	int status;

	if (talk->fd < 0) {
		talk_end(talk);
		return owner_become(state, place, argv);
	}
	status = telnet_play(talk, argv[2]);
	talk_end(talk);
	return status;
}

int
main(int argc, char **argv)
{
	const char *state, *place, *name;

	if (argc < 1 || !where_find(&state, &place)) {
		fprintf(stderr, "domferry: this is a program of a simulated "
		    "site: it is started by domferry shell or domferry lab\n");
		return 2;
	}
	name = base_name(argv[0]);
	if (!root_is_here() || argv[0][0] != '/')
		argv[0] = (char *)name;
	if (is_real(name, argv))
		return real_become(state, name, argv);
	if (strcmp(name, "domferry-login") == 0)
		return login_play(state, place);
	if (strcmp(name, "ssh") == 0)
		return ssh_play(state, argc, argv);
	if (telnet_is_call((const char *const *)argv) && telnet_is_typed())
		return telnet(state, place, argv);
	if (argv[0] == name)
		argv[0] = (char *)typed_name(name);
	return call(state, place, argv);
}
