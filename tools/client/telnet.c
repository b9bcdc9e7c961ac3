#include "tools/client/telnet.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>

enum { ESCAPE_KEY = 29, KEYS_BYTES = 4096, LINE_BYTES = 80, IAC = 255,
    SB = 250, SE = 240, WILL = 251, BREAK = 243 };

/* A handler has nothing else to write to. */
static volatile sig_atomic_t stopped;

static void
on_stop(int number)
{
	stopped = number;
}

/* What of an option has come. */
enum { OPTION_NONE, OPTION_IAC, OPTION_WORD, OPTION_SB, OPTION_SB_IAC };

struct telnet {
	struct talk	*talk;
	const char	*port;
	struct termios	 was;		/* of the terminal */
	bool		 terminal, raw;
	bool		 connected;
	bool		 left;		/* by a word of one's own */
	int		 option;
	int		 status;	/* -1: it goes on */
};

/* Each key by itself, as it is; only output is still made up for a screen. */
static void
raw_set(struct telnet *telnet, bool raw)
{
	struct termios mode = telnet->was;

	if (!telnet->terminal || telnet->raw == raw)
		return;
	if (raw) {
		mode.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IGNCR | IXON |
		    ISTRIP | BRKINT);
		mode.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
		mode.c_oflag &= ~(tcflag_t)OPOST;
		mode.c_cc[VMIN] = 1;
		mode.c_cc[VTIME] = 0;
	}
	tcsetattr(STDIN_FILENO, TCSADRAIN, &mode);
	telnet->raw = raw;
}

static bool
keys_send(struct telnet *telnet, const char *bytes, size_t n)
{
	char head[MESSAGE_HEAD];

	message_head(head, MESSAGE_KEYS, n);
	return talk_put(telnet->talk->fd, head, sizeof(head)) &&
	    talk_put(telnet->talk->fd, bytes, n);
}

/* The prompt of telnet itself; false: it ends. */
static bool
command_play(struct telnet *telnet)
{
	static const char brk[2] = { (char)IAC, (char)BREAK };
	char line[LINE_BYTES];

	raw_set(telnet, false);
	printf("\ntelnet> ");
	fflush(stdout);
	if (fgets(line, sizeof(line), stdin) == NULL)
		return false;
	line[strcspn(line, "\r\n")] = '\0';
	raw_set(telnet, true);
	if (strcmp(line, "quit") == 0 || strcmp(line, "q") == 0 ||
	    strcmp(line, "close") == 0 || strcmp(line, "c") == 0)
		return false;
	if (strcmp(line, "send break") == 0 || strcmp(line, "send brk") == 0)
		return keys_send(telnet, brk, sizeof(brk));
	if (*line != '\0')
		printf("%s\r\n", strcmp(line, "?") == 0 || strcmp(line,
		    "help") == 0 ? "close, quit, send brk; an empty line goes "
		    "back" : "?Invalid command");
	fflush(stdout);
	return true;
}

/* Keys of a terminal are sent as they are; a line of a pipe ends as a key
 * does.  false: it ends. */
static bool
input_take(struct telnet *telnet)
{
	char bytes[KEYS_BYTES];
	ssize_t n = read(STDIN_FILENO, bytes, sizeof(bytes));
	char *escape;

	if (n < 0 && errno == EINTR)
		return true;
	if (n <= 0)
		return false;
	for (ssize_t i = 0; !telnet->terminal && i < n; i++)
		bytes[i] = bytes[i] == '\n' ? '\r' : bytes[i];
	escape = telnet->terminal ? memchr(bytes, ESCAPE_KEY, (size_t)n) :
	    NULL;
	if (escape != NULL)
		n = escape - bytes;
	if (n != 0 && !keys_send(telnet, bytes, (size_t)n))
		return false;
	return escape == NULL || command_play(telnet);
}

/* Is that byte one for the screen?  Options are telnet's own business. */
static bool
is_shown(struct telnet *telnet, unsigned char byte)
{
	int was = telnet->option;

	telnet->option = OPTION_NONE;
	switch (was) {
	case OPTION_NONE:
		if (byte == IAC)
			telnet->option = OPTION_IAC;
		return byte != IAC;
	case OPTION_IAC:
		telnet->option = byte == SB ? OPTION_SB : byte >= WILL &&
		    byte != IAC ? OPTION_WORD : OPTION_NONE;
		return byte == IAC;
	case OPTION_SB:
		telnet->option = byte == IAC ? OPTION_SB_IAC : OPTION_SB;
		return false;
	case OPTION_SB_IAC:
		telnet->option = byte == SE ? OPTION_NONE : OPTION_SB;
		return false;
	default:
		return false;
	}
}

static bool
output_show(struct telnet *telnet, const struct message *message)
{
	char shown[KEYS_BYTES];
	size_t n = 0;

	if (!telnet->connected)
		printf("Connected to localhost.\nEscape character is "
		    "'^]'.\n");
	fflush(stdout);
	if (!telnet->connected)
		raw_set(telnet, true);
	telnet->connected = true;
	for (size_t i = 0; i < message->size; i++) {
		if (is_shown(telnet, (unsigned char)message->body[i]))
			shown[n++] = message->body[i];
		if (n == sizeof(shown) || i + 1 == message->size) {
			if (!talk_put(STDOUT_FILENO, shown, n))
				return false;
			n = 0;
		}
	}
	return true;
}

/* What the owner says; false: the screen is gone. */
static bool
message_play(struct telnet *telnet, const struct message *message)
{
	if (message->kind == MESSAGE_OUT)
		return output_show(telnet, message);
	if (message->kind == MESSAGE_ERR)
		return talk_put(STDERR_FILENO, message->body, message->size);
	if (message->kind == MESSAGE_DONE)
		telnet->status = talk_done(telnet->talk, message);
	return true;
}

/* false: the owner is gone, or the screen. */
static bool
owner_hear(struct telnet *telnet)
{
	struct talk *talk = telnet->talk;
	ssize_t n = read(talk->fd, talk->bytes + talk->size,
	    sizeof(talk->bytes) - talk->size);
	struct message message;
	long took;

	if (n < 0 && errno == EINTR)
		return true;
	if (n <= 0) {
		talk->gone = true;
		return false;
	}
	talk->size += (size_t)n;
	while (telnet->status < 0 && (took = message_take(talk->bytes,
	    talk->size, &message)) > 0) {
		bool shown = message_play(telnet, &message);

		talk->size -= (size_t)took;
		memmove(talk->bytes, talk->bytes + took, talk->size);
		if (!shown)
			return false;
	}
	return true;
}

/* Nothing more is typed: what has been printed until then still comes. */
static void
leave(struct telnet *telnet)
{
	telnet->left = true;
	if (!keys_send(telnet, "", 0))
		telnet->talk->gone = true;
}

static void
play(struct telnet *telnet)
{
	bool open = true;

	while (telnet->status < 0 && !telnet->talk->gone) {
		fd_set set;

		FD_ZERO(&set);
		FD_SET(telnet->talk->fd, &set);
		if (telnet->connected && open)
			FD_SET(STDIN_FILENO, &set);
		if (stopped != 0 && open) {
			open = false;
			leave(telnet);
		}
		if (select(telnet->talk->fd + 1, &set, NULL, NULL, NULL) < 0)
			continue;
		if (FD_ISSET(telnet->talk->fd, &set) && !owner_hear(telnet))
			break;
		if (open && telnet->status < 0 &&
		    FD_ISSET(STDIN_FILENO, &set) && !input_take(telnet)) {
			open = false;
			leave(telnet);
		}
	}
}

/* How it has ended, in telnet's words. */
static int
status_say(const struct telnet *telnet)
{
	if (telnet->status < 0) {
		fprintf(stderr, "domferry: the simulated site has ended\n");
		return TALK_NO_ANSWER;
	}
	if (telnet->connected)
		printf("%sConnection to localhost closed%s.\n",
		    telnet->left ? "" : "\n", telnet->left ? "" :
		    " by foreign host");
	fflush(stdout);
	return telnet->connected && telnet->left ? 0 : telnet->status;
}

int
telnet_play(struct talk *talk, const char *port)
{
	struct telnet telnet = { .talk = talk, .port = port, .status = -1 };
	const char *texts[2] = { talk->place, port };
	struct sigaction stop = { .sa_handler = on_stop }, was[2];

	sigemptyset(&stop.sa_mask);
	sigaction(SIGTERM, &stop, &was[0]);
	sigaction(SIGHUP, &stop, &was[1]);
	signal(SIGPIPE, SIG_IGN);
	telnet.terminal = isatty(STDIN_FILENO) != 0 &&
	    tcgetattr(STDIN_FILENO, &telnet.was) == 0;
	printf("Trying 127.0.0.1...\n");
	fflush(stdout);
	if (talk_say(talk->fd, MESSAGE_CONSOLE, texts, 2))
		play(&telnet);
	raw_set(&telnet, false);
	sigaction(SIGTERM, &was[0], NULL);
	sigaction(SIGHUP, &was[1], NULL);
	return status_say(&telnet);
}
