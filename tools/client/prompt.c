/*
 * The prompt of a simulated site at a terminal: lines are edited, completed by
 * the owner of the site, and remembered.
 *
 * A program of its own, so that nothing else pays for the libraries of an
 * editor.
 */
#include <histedit.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/client/talk.h"
#include "tools/client/telnet.h"
#include "tools/client/telnet_call.h"

enum { REMEMBERED = 1000, KEPT_BYTES = 65536, PROMPT_BYTES = TALK_PLACE + 32,
    NO_OWNER = 255, TELNET_BYTES = 64 };

/* A handler has nothing else to write to. */
static volatile sig_atomic_t interrupted;

static void
on_interrupt(int number)
{
	interrupted = number;
}

struct terminal {
	const char	*state;
	EditLine	*edit;
	History		*history;
	struct talk	*talk;
	char		 prompt[PROMPT_BYTES];
};

static struct terminal *
terminal_of(EditLine *edit)
{
	void *terminal = NULL;

	el_get(edit, EL_CLIENTDATA, &terminal);
	return terminal;
}

/* Every prompt says that nothing of it is real. */
static char *
prompt_text(EditLine *edit)
{
	struct terminal *terminal = terminal_of(edit);

	snprintf(terminal->prompt, sizeof(terminal->prompt),
	    "SIMULATED %s# ", terminal->talk->place);
	return terminal->prompt;
}

/* How far all lines begin alike. */
static size_t
alike(const char *lines)
{
	size_t most = strcspn(lines, "\n");

	for (const char *at = lines; *at != '\0';) {
		size_t n = 0;

		while (n < most && at[n] == lines[n])
			n++;
		most = n;
		at += strcspn(at, "\n");
		at += *at == '\n';
	}
	return most;
}

/* What could come next, a line each; false: the owner is gone. */
static bool
ask(struct terminal *terminal, const char *line, char *kept)
{
	struct talk *talk = terminal->talk;
	const char *texts[2] = { talk->place, line };
	bool asked;

	talk->kept = kept;
	talk->kept_size = 0;
	talk->kept_room = KEPT_BYTES - 1;
	asked = talk_say(talk->fd, MESSAGE_COMPLETE, texts, 2);
	if (asked)
		talk_hear(talk);
	kept[talk->kept_size] = '\0';
	talk->kept = NULL;
	return asked;
}

/* Put in what all candidates have in common, and a blank behind the only
 * one. */
static bool
put_in(EditLine *edit, const char *kept, size_t typed)
{
	size_t n = alike(kept);
	char text[TALK_PLACE];

	if (n > typed && n - typed < sizeof(text)) {
		snprintf(text, sizeof(text), "%.*s", (int)(n - typed),
		    kept + typed);
		el_insertstr(edit, text);
	}
	if (kept[n] == '\n' && kept[n + 1] == '\0')
		el_insertstr(edit, " ");
	return n > typed || (kept[n] == '\n' && kept[n + 1] == '\0');
}

static unsigned char
complete(EditLine *edit, int key)
{
	struct terminal *terminal = terminal_of(edit);
	const LineInfo *info = el_line(edit);
	size_t n = (size_t)(info->cursor - info->buffer), typed = 0;
	unsigned char answer = CC_ERROR;
	char line[TALK_PATH], *kept = malloc(KEPT_BYTES);

	(void)key;
	if (kept == NULL || n >= sizeof(line)) {
		free(kept);
		return CC_ERROR;
	}
	memcpy(line, info->buffer, n);
	line[n] = '\0';
	while (typed < n && line[n - typed - 1] != ' ')
		typed++;
	if (ask(terminal, line, kept) && *kept != '\0') {
		if (put_in(edit, kept, typed)) {
			answer = CC_REFRESH;
		} else {
			printf("\n%s", kept);
			fflush(stdout);
			answer = CC_REDISPLAY;
		}
	}
	free(kept);
	return answer;
}

static void
terminal_begin(struct terminal *terminal, const char *program)
{
	HistEvent event;

	terminal->edit = el_init(program, stdin, stdout, stderr);
	terminal->history = history_init();
	if (terminal->edit == NULL || terminal->history == NULL)
		abort();
	history(terminal->history, &event, H_SETSIZE, REMEMBERED);
	history(terminal->history, &event, H_SETUNIQUE, 1);
	el_set(terminal->edit, EL_CLIENTDATA, terminal);
	el_set(terminal->edit, EL_PROMPT, prompt_text);
	el_set(terminal->edit, EL_EDITOR, "emacs");
	el_set(terminal->edit, EL_SIGNAL, 1);
	el_set(terminal->edit, EL_HIST, history, terminal->history);
	el_set(terminal->edit, EL_ADDFN, "complete", "Complete a word",
	    complete);
	el_set(terminal->edit, EL_BIND, "^I", "complete", NULL);
	el_set(terminal->edit, EL_BIND, "^R", "em-inc-search-prev", NULL);
	el_source(terminal->edit, NULL);
}

static void
terminal_end(struct terminal *terminal)
{
	history_end(terminal->history);
	el_end(terminal->edit);
}

/* Ctrl-C leaves the command, which goes on at the owner's. */
static bool
again(struct terminal *terminal)
{
	struct talk *was = terminal->talk;

	terminal->talk = talk_begin(terminal->state, was->place);
	terminal->talk->stop = was->stop;
	talk_end(was);
	printf("\n");
	return terminal->talk->fd >= 0;
}

/* "telnet localhost PORT": keys go to a console until that ends. */
static bool
telnet_line(struct talk *talk, const char *line, int *status)
{
	char copy[TELNET_BYTES];
	const char *words[5] = { NULL };
	unsigned count = 0;

	if ((size_t)snprintf(copy, sizeof(copy), "%s", line) >= sizeof(copy))
		return false;
	for (char *at = strtok(copy, " \t"); at != NULL && count < 4;
	    at = strtok(NULL, " \t"))
		words[count++] = at;
	if (!telnet_is_call(words))
		return false;
	*status = telnet_play(talk, words[2]);
	return true;
}

/* One line; false: that was the last one. */
static bool
line_play(struct terminal *terminal, int *status)
{
	struct talk *talk = terminal->talk;
	const char *texts[2] = { talk->place, NULL };
	HistEvent event;
	char line[TALK_PATH];
	const char *typed;
	int n = 0;

	interrupted = 0;
	typed = el_gets(terminal->edit, &n);
	if (interrupted != 0) {
		/* The line is given up, not the prompt. */
		el_reset(terminal->edit);
		printf("\n");
		return true;
	}
	if (typed == NULL || n <= 0)
		return false;
	if ((size_t)n >= sizeof(line)) {
		fprintf(stderr, "domferry: usage: the line is too long\n");
		return true;
	}
	memcpy(line, typed, (size_t)n);
	line[n] = '\0';
	line[strcspn(line, "\r\n")] = '\0';
	if (line[strspn(line, " \t")] == '\0')
		return true;
	history(terminal->history, &event, H_ENTER, line);
	if (telnet_line(talk, line, status))
		return !talk->gone;
	texts[1] = line;
	talk->gone = !talk_say(talk->fd, MESSAGE_LINE, texts, 2);
	*status = talk->gone ? NO_OWNER : talk_hear(talk);
	if (*status == TALK_INTERRUPTED)
		return again(terminal);
	return !talk->over && !talk->gone;
}

int
main(void)
{
	struct sigaction action = { .sa_handler = on_interrupt };
	const char *state = getenv("DOMFERRY_STATE");
	const char *place = getenv("DOMFERRY_PLACE");
	struct terminal terminal = { .state = state };
	int status = 0;

	if (state == NULL || place == NULL) {
		fprintf(stderr, "domferry: this is started by domferry "
		    "shell\n");
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
	terminal.talk = talk_begin(state, place);
	terminal.talk->stop = &interrupted;
	if (terminal.talk->fd < 0) {
		fprintf(stderr, "domferry: the simulated site has ended\n");
		return NO_OWNER;
	}
	terminal_begin(&terminal, "domferry");
	while (line_play(&terminal, &status))
		;
	if (!terminal.talk->over)
		printf("\n");
	terminal_end(&terminal);
	talk_end(terminal.talk);
	return status;
}
