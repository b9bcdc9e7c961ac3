/*
 * What a client may send to the owner of a site.
 *
 * After "b" and a byte come bytes as they are, in pieces of that length.  After
 * "t" come messages, a line each: the kind, then texts, each behind a tab.  The
 * answer to each question is messages, of which the last is DONE.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/fuzz_stage.h"
#include "tools/host/connection.h"

enum { STEPS = 40, ROUNDS = 64 };

/* The messages of a text. */
static void
messages_make(char *rest, struct buffer *bytes)
{
	char head[MESSAGE_HEAD], *line;

	while ((line = fuzz_line(&rest)) != NULL) {
		size_t size = strlen(line);
		char kind = *line;

		for (char *at = line; *at != '\0'; at++)
			*at = *at == '\t' ? '\0' : *at;
		size = size > 2 ? size - 2 : 0;
		message_head(head, kind, size + (kind != MESSAGE_INPUT));
		buffer_put(bytes, head, sizeof(head));
		buffer_put(bytes, line + 2, size);
		if (kind != MESSAGE_INPUT)
			buffer_put(bytes, "", 1);
	}
}

/* What is said since the last time: messages of an owner. */
static unsigned
done_count(struct connection *connection)
{
	const struct buffer *out = &connection->out;
	struct message message;
	unsigned done = 0;

	while (connection->sent < out->size) {
		long took = message_take(out->bytes + connection->sent,
		    out->size - connection->sent, &message);

		fuzz_demand(took > 0 && strchr("oewd", message.kind) != NULL,
		    "an answer is messages", NULL);
		fuzz_tell(message.body, message.size);
		connection->sent += (size_t)took;
		done += message.kind == MESSAGE_DONE;
	}
	return done;
}

/* Answer what has been asked, one question after the other. */
static void
serve(struct stage *stage, struct connection *connection)
{
	struct caller *caller = &connection->caller;

	for (unsigned round = 0; round < ROUNDS && connection->asked &&
	    connection->line == NULL; round++) {
		int64_t next_ms;

		for (unsigned i = 0; caller->waits && i < STEPS &&
		    (next_ms = stage_next_ms(stage)) >= 0; i++)
			stage_step(stage, next_ms);
		stage_leave(stage, caller);
		fuzz_demand(connection_is_due(connection), "it has ended",
		    NULL);
		connection_tell(&stage->host, connection);
		fuzz_demand(done_count(connection) == 1 && !connection->asked,
		    "a question has one answer", NULL);
		connection_hear(&stage->host, connection, "", 0);
	}
	connection_tell(&stage->host, connection);
	done_count(connection);
}

static void
pieces_play(struct stage *stage, const char *bytes, size_t size, size_t piece)
{
	struct connection *connection = connection_make(-1);

	for (size_t at = 0; at < size && !connection->broken; at += piece) {
		connection_hear(&stage->host, connection, bytes + at,
		    size - at < piece ? size - at : piece);
		serve(stage, connection);
	}
	connection_drop(&stage->host, connection);
}

static int
input_play(const uint8_t *bytes, size_t size)
{
	struct arena arena = { 0 };
	struct buffer made = { 0 };
	static struct fuzz_stage fuzz;
	struct stage *stage;

	if (size < 2)
		return 0;
	stage = fuzz_stage(&fuzz, NULL);
	if (bytes[0] == 't') {
		messages_make(fuzz_text(&arena, bytes + 2, size - 2), &made);
		pieces_play(stage, buffer_text(&made), made.size, SIZE_MAX);
	} else {
		pieces_play(stage, (const char *)bytes + 2, size - 2,
		    bytes[1] != 0 ? bytes[1] : SIZE_MAX);
	}
	fuzz_stage_tell(stage);
	fuzz_stage_end(&fuzz);
	buffer_drop(&made);
	arena_drop(&arena);
	return 0;
}

FUZZ_TARGET("socket", input_play);
