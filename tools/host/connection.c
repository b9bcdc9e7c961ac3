#include "tools/host/connection.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/site/site.h"
#include "tools/client/filing.h"
#include "tools/host/quote.h"

enum { PLACE_BYTES = 128 };

struct connection *
connection_make(int fd)
{
	struct connection *connection = calloc(1, sizeof(*connection));

	if (connection == NULL)
		abort();
	connection->fd = fd;
	return connection;
}

void
connection_drop(struct host *host, struct connection *connection)
{
	host->leave(host, &connection->caller);
	caller_drop(&connection->caller);
	buffer_drop(&connection->in);
	buffer_drop(&connection->out);
	buffer_drop(&connection->makes);
	buffer_drop(&connection->output);
	free(connection->line);
	if (connection->fd >= 0)
		close(connection->fd);
	free(connection);
}

static void
say(struct connection *connection, int kind, const char *bytes, size_t size)
{
	char head[MESSAGE_HEAD];

	while (size > MESSAGE_MOST) {
		say(connection, kind, bytes, MESSAGE_MOST);
		bytes += MESSAGE_MOST;
		size -= MESSAGE_MOST;
	}
	message_head(head, kind, size);
	buffer_put(&connection->out, head, sizeof(head));
	buffer_put(&connection->out, bytes, size);
}

static void
buffer_say(struct connection *connection, int kind, struct buffer *buffer)
{
	if (buffer->size != 0)
		say(connection, kind, buffer->bytes, buffer->size);
	buffer_drop(buffer);
}

bool
connection_is_due(const struct connection *connection)
{
	return connection->asked && !connection->caller.waits &&
	    connection->line == NULL;
}

bool
connection_has_news(const struct connection *connection)
{
	return connection->caller.sitting != NULL &&
	    connection->caller.out.size != 0;
}

void
connection_tell(const struct host *host, struct connection *connection)
{
	struct caller *caller = &connection->caller;
	char place[PLACE_BYTES];
	struct buffer done = { 0 };

	buffer_say(connection, MESSAGE_OUT, &caller->out);
	buffer_say(connection, MESSAGE_ERR, &caller->err);
	if (!connection_is_due(connection))
		return;
	connection->asked = false;
	if (caller->killed) {
		say(connection, MESSAGE_KILLED, "", 0);
		return;
	}
	buffer_print(&done, "%d", caller->status);
	buffer_put(&done, "", 1);
	buffer_print(&done, "%s", caller->place == 0 ? "" :
	    site_place(host->names, caller->place, place,
	    sizeof(place)));
	buffer_put(&done, "", 1);
	buffer_print(&done, "%s", caller->over ? "over" : "");
	buffer_put(&done, "", 1);
	buffer_say(connection, MESSAGE_DONE, &done);
}

/* The place at which it works, the first node if it names none; false: it has
 * been told that there is no such place. */
static bool
place_take(struct host *host, struct connection *connection,
    const char *text)
{
	struct err err = { 0 };

	connection->caller.place = 1;
	if (text != NULL && (*text == '\0' || host_place(host, text,
	    &connection->caller.place, &err)))
		return true;
	buffer_print(&connection->caller.err, "domferry: %s\n",
	    text != NULL ? err.text : "no place was named");
	connection->caller.status = STATUS_NO_ANSWER;
	return false;
}

static void
around_hear(struct connection *connection, const struct message *message)
{
	size_t at = 0;
	const char *makes = message_text(message, &at);
	const char *output = makes != NULL ? message_text(message, &at) : NULL;

	buffer_drop(&connection->makes);
	buffer_drop(&connection->output);
	if (output == NULL)
		connection->broken = true;
	else {
		buffer_print(&connection->makes, "%s", makes);
		buffer_print(&connection->output, "%s", output);
	}
}

static unsigned
words_take(const struct message *message, size_t *at,
    const char *words[MESSAGE_WORDS])
{
	unsigned count = 0;
	const char *word;

	while (count < MESSAGE_WORDS &&
	    (word = message_text(message, at)) != NULL)
		words[count++] = word;
	return count;
}

static void
call_hear(struct host *host, struct connection *connection,
    const struct message *message)
{
	struct caller *caller = &connection->caller;
	const char *words[MESSAGE_WORDS];
	struct host_words typed = { .words = words };
	struct buffer line = { 0 };
	size_t at = 0;

	if (!place_take(host, connection, message_text(message, &at)))
		return;
	typed.folder = message_text(message, &at);
	if (typed.folder != NULL)
		typed.count = words_take(message, &at, words);
	if (typed.count == 0) {
		connection->broken = true;
		return;
	}
	if (host->declines != NULL && host->declines(host, caller, &typed)) {
		caller->status = STATUS_NOT_SIMULATED;
		return;
	}
	quote_before(&line, "mkdir -p", buffer_text(&connection->makes));
	quote_before(&line, "cd", typed.folder);
	for (unsigned i = 0; i < typed.count; i++)
		quote_word(&line, words[i]);
	quote_file(&line, buffer_text(&connection->output));
	buffer_drop(&connection->makes);
	buffer_drop(&connection->output);
	if (filing_reads_input(words, typed.count)) {
		connection->line = line.bytes;
		say(connection, MESSAGE_WANTS, "", 0);
		return;
	}
	host->call(host, caller, line.bytes, NULL);
	buffer_drop(&line);
}

static void
line_hear(struct host *host, struct connection *connection,
    const struct message *message)
{
	size_t at = 0;
	const char *place = message_text(message, &at);
	const char *line = place != NULL ? message_text(message, &at) : NULL;

	if (line == NULL || host->line == NULL)
		connection->broken = true;
	else if (place_take(host, connection, place))
		host->line(host, &connection->caller, line);
}

static void
complete_hear(struct host *host, struct connection *connection,
    const struct message *message)
{
	size_t at = 0;
	const char *place = message_text(message, &at);
	const char *line = place != NULL ? message_text(message, &at) : NULL;

	if (line == NULL || host->complete == NULL)
		connection->broken = true;
	else if (place_take(host, connection, place))
		host->complete(host, &connection->caller, line);
}

static bool
is_processor(const struct site *site, uint32_t machine, const char *host)
{
	const char *own = site_sp_of(site, machine)->host;

	return own != NULL && strcmp(own, host) == 0;
}

/* The service processor that has that name on the network, as a place; 0:
 * it is none. */
static uint32_t
processor_of(const struct site *site, const char *host)
{
	for (uint32_t n = 1; site != NULL && n <= site->node_count; n++)
		if (is_processor(site, n, host))
			return n | PLACE_SP;
	for (uint32_t n = 1; site != NULL && n <= site->source_count; n++)
		if (is_processor(site, n | PLACE_SOURCE, host))
			return n | PLACE_SOURCE | PLACE_SP;
	return 0;
}

/* A host may be a service processor, a node, a guest or a source; a guest has
 * the name of the source that it was, and one of the two answers. */
static void
place_hear(struct host *host, struct connection *connection,
    const struct message *message)
{
	static const char *const prefixes[] = { "", "guest:", "source:" };
	struct caller *caller = &connection->caller;
	char text[PLACE_BYTES];
	size_t at = 0;
	const char *name = message_text(message, &at);
	struct err err = { 0 };
	bool known = false;

	caller->status = STATUS_NO_ANSWER;
	caller->place = name != NULL ? processor_of(host->site, name) : 0;
	if (caller->place != 0) {
		caller->status = 0;
		return;
	}
	for (size_t i = 0; name != NULL && i < 3; i++) {
		snprintf(text, sizeof(text), "%s%.100s", prefixes[i], name);
		if (!host_place(host, text, &caller->place, &err))
			continue;
		known = true;
		if (!host->answers(host, caller->place))
			continue;
		caller->status = 0;
		return;
	}
	buffer_print(&caller->err, known ? "ssh: connect to host %.100s port "
	    "22: Connection timed out\n" : "ssh: Could not resolve hostname "
	    "%.100s: Name or service not known\n", name != NULL ? name : "");
}

static void
console_hear(struct host *host, struct connection *connection,
    const struct message *message)
{
	size_t at = 0;
	const char *place = message_text(message, &at);
	const char *port = place != NULL ? message_text(message, &at) : NULL;

	if (port == NULL) {
		connection->broken = true;
	} else if (host->console == NULL) {
		buffer_print(&connection->caller.err, "domferry: not "
		    "simulated here: keys at a console\n");
		connection->caller.status = STATUS_NOT_SIMULATED;
	} else if (place_take(host, connection, place)) {
		host->console(host, &connection->caller, port);
	}
}

/* The console may have gone while they were on their way. */
static void
keys_hear(struct host *host, struct connection *connection,
    const struct message *message)
{
	struct caller *caller = &connection->caller;

	if (caller->sitting == NULL)
		return;
	if (message->size == 0)
		host->leave(host, caller);
	else
		host->keys(host, caller, message->body, message->size);
}

/* What the world keeps is text. */
static void
input_hear(struct host *host, struct connection *connection,
    const struct message *message)
{
	struct buffer input = { 0 };
	char *line = connection->line;

	if (line == NULL) {
		connection->broken = true;
		return;
	}
	connection->line = NULL;
	buffer_put(&input, message->body, message->size);
	if (strlen(input.bytes) == message->size) {
		host->call(host, &connection->caller, line, input.bytes);
	} else {
		buffer_print(&connection->caller.err, "domferry: not "
		    "simulated: standard input with a zero byte\n");
		connection->caller.status = STATUS_NOT_SIMULATED;
	}
	buffer_drop(&input);
	free(line);
}

static const struct {
	int		  kind;
	void		(*hear)(struct host *, struct connection *,
			    const struct message *);
} heard[] = {
	{ MESSAGE_CALL, call_hear }, { MESSAGE_LINE, line_hear },
	{ MESSAGE_COMPLETE, complete_hear }, { MESSAGE_PLACE, place_hear },
	{ MESSAGE_CONSOLE, console_hear }, { MESSAGE_INPUT, input_hear },
};

/* One question after the other; input is part of one. */
static void
message_hear(struct host *host, struct connection *connection,
    const struct message *message)
{
	if (message->kind == MESSAGE_AROUND && !connection->asked) {
		around_hear(connection, message);
		return;
	}
	if (message->kind == MESSAGE_KEYS) {
		keys_hear(host, connection, message);
		return;
	}
	for (size_t i = 0; i < sizeof(heard) / sizeof(heard[0]); i++) {
		if (heard[i].kind != message->kind)
			continue;
		if (connection->asked != (message->kind == MESSAGE_INPUT))
			break;
		connection->asked = true;
		heard[i].hear(host, connection, message);
		return;
	}
	connection->broken = true;
}

void
connection_hear(struct host *host, struct connection *connection,
    const char *bytes, size_t n)
{
	struct buffer *in = &connection->in;
	struct message message;
	long took = 1;
	size_t at = 0;

	buffer_put(in, bytes, n);
	if (in->size == 0)
		return;
	while (!connection->broken && took > 0 &&
	    (!connection->asked || connection->line != NULL ||
	    connection->caller.sitting != NULL)) {
		took = message_take(in->bytes + at, in->size - at, &message);
		if (took > 0)
			message_hear(host, connection, &message);
		else if (took < 0)
			connection->broken = true;
		at += took > 0 ? (size_t)took : 0;
	}
	memmove(in->bytes, in->bytes + at, in->size - at);
	in->size -= at;
}
