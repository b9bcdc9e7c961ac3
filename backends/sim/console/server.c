#include "backends/sim/console/server.h"

#include <assert.h>
#include <string.h>

/* Telnet's commands (RFC 854), and options. */
enum { IAC = 255, DONT = 254, DO = 253, WONT = 252, WILL = 251, SB = 250,
    BREAK = 243, SE = 240, ECHO = 1, SGA = 3, STATUS = 5, TIMING = 6,
    TTYPE = 24, NAWS = 31, TSPEED = 32, LFLOW = 33, LINEMODE = 34,
    ENVIRON = 36 };

/* What of an option has come. */
enum { OPTION_NONE, OPTION_IAC, OPTION_ASKED, OPTION_OTHER, OPTION_SB,
    OPTION_SB_IAC };

static const unsigned char options[][3] = {
	{ IAC, DONT, LINEMODE }, { IAC, WILL, SGA }, { IAC, WILL, ECHO },
	{ IAC, DONT, TTYPE }, { IAC, DONT, TSPEED }, { IAC, DONT, STATUS },
	{ IAC, DONT, LFLOW }, { IAC, DONT, TIMING }, { IAC, DONT, ENVIRON },
	{ IAC, DONT, NAWS },
};

static const char help[] = "\r\nVNTSD commands\r\n"
    "~#  -- send break\r\n"
    "~.  -- disconnect from this console\r\n"
    "~w  -- force write access\r\n"
    "~n  -- console next\r\n"
    "~p  -- console previous\r\n"
    "~?  -- this help\r\n";

static const char looks[] = "\r\nAnother client is at this console: what you "
    "type is not sent (~w takes over).\r\n";

static const char warning[] = "\r\nWarning: another user currently has write "
    "permission\r\nto this console and forcibly removing him/her will "
    "terminate\r\nany current write action and all work will be lost."
    "\r\nWould you like to continue?[y/n] ";

static void
put(struct buffer *out, const char *text)
{
	buffer_put(out, text, strlen(text));
}

void
server_greet(struct server *server, const char *guest, struct buffer *out)
{
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		buffer_put(out, options[i], sizeof(options[i]));
	buffer_print(out, "\r\nConnecting to console \"%s\" in group \"%s\" "
	    "....\r\nPress ~? for control options ..\r\n", guest, guest);
	if (server->looks)
		put(out, looks);
	server->told = server->looks;
}

void
server_taken(struct server *server, struct buffer *out)
{
	server->looks = true;
	server->told = true;
	server->sure = false;
	put(out, looks);
}

/* It answers whatever it is asked with "will". */
static struct served
option_take(struct server *server, unsigned char byte, struct buffer *out)
{
	const unsigned char will[3] = { IAC, WILL, byte };
	struct served served = { .what = SERVED_NOTHING };
	uint8_t was = server->option;

	server->option = OPTION_NONE;
	switch (was) {
	case OPTION_IAC:
		server->option = byte == DO || byte == DONT ? OPTION_ASKED :
		    byte == WILL || byte == WONT ? OPTION_OTHER :
		    byte == SB ? OPTION_SB : OPTION_NONE;
		if (byte == BREAK && !server->looks)
			served.what = SERVED_BREAK;
		break;
	case OPTION_ASKED:
		buffer_put(out, will, sizeof(will));
		break;
	case OPTION_SB:
		server->option = byte == IAC ? OPTION_SB_IAC : OPTION_SB;
		break;
	case OPTION_SB_IAC:
		server->option = byte == SE ? OPTION_NONE : OPTION_SB;
		break;
	default:
		break;
	}
	return served;
}

/* Only who may type sends anything. */
static struct served
keys(struct server *server, const char *key, unsigned count,
    struct buffer *out)
{
	struct served served = { .what = SERVED_KEYS, .count = count };

	assert(count <= sizeof(served.key));
	memcpy(served.key, key, count);
	if (!server->looks)
		return served;
	if (!server->told)
		put(out, looks);
	server->told = true;
	return (struct served){ .what = SERVED_NOTHING };
}

static struct served
taking(struct server *server, struct buffer *out)
{
	if (server->looks) {
		server->sure = true;
		put(out, warning);
	} else {
		put(out, "\r\nYou have write permission already.\r\n");
	}
	return (struct served){ .what = SERVED_NOTHING };
}

static struct served
command(struct server *server, unsigned char byte, struct buffer *out)
{
	const char both[2] = { '~', (char)byte };

	server->tilde = false;
	switch (byte) {
	case '.':
		return (struct served){ .what = SERVED_LEAVE };
	case '#':
		return (struct served){ .what = server->looks ?
		    SERVED_NOTHING : SERVED_BREAK };
	case 'w':
		return taking(server, out);
	case 'n':
	case 'p':
		put(out, "\r\nThere is one console in this group.\r\n");
		return (struct served){ .what = SERVED_NOTHING };
	case '?':
		put(out, help);
		return (struct served){ .what = SERVED_NOTHING };
	case '~':
		return keys(server, both, 1, out);
	default:
		return keys(server, both, 2, out);
	}
}

static struct served
answer_take(struct server *server, unsigned char byte, struct buffer *out)
{
	struct served served = { .what = SERVED_NOTHING };

	server->sure = false;
	buffer_print(out, "%c\r\n", byte >= ' ' && byte < 127 ? byte : ' ');
	if (byte == 'y' || byte == 'Y') {
		served.what = SERVED_TAKE;
		server->looks = server->told = false;
	}
	return served;
}

struct served
server_take(struct server *server, unsigned char byte, struct buffer *out)
{
	const char key = (char)byte;
	bool after_cr = server->cr;

	if (server->option != OPTION_NONE)
		return option_take(server, byte, out);
	if (byte == IAC) {
		server->option = OPTION_IAC;
		return (struct served){ .what = SERVED_NOTHING };
	}
	server->cr = byte == '\r';
	/* CR LF and CR NUL are one key. */
	if (after_cr && (byte == '\n' || byte == '\0'))
		return (struct served){ .what = SERVED_NOTHING };
	if (server->sure)
		return answer_take(server, byte, out);
	if (server->tilde)
		return command(server, byte, out);
	if (byte == '~') {
		server->tilde = true;
		return (struct served){ .what = SERVED_NOTHING };
	}
	return keys(server, &key, 1, out);
}
