#include "tests/trip_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/run/event.h"

/* Lines that are alike where two accounts meet again, and how far that may
 * be. */
enum { TOGETHER = 4, FAR = 300, PATH = 800, PING_MS = 20000 };

static void
op_note(struct trip *trip, const struct event *event)
{
	const struct names *names = trip->site->names;
	const struct op *op = event->op;
	const struct result *res = event->result;
	enum kind kind;
	uint32_t object = op_object(op, &kind);

	buffer_print(&trip->told, " %s %s on %u", op_table[op->kind].name,
	    names_text(names, kind, object), (unsigned)op->on);
	if (res == NULL)
		return;
	buffer_print(&trip->told, " = %d %s", (int)res->outcome,
	    err_table[res->err.code].name);
	if (op_table[op->kind].question)
		buffer_print(&trip->told, " %s on %u \"%s\" %lld",
		    state_name((enum state)res->answer.state),
		    (unsigned)res->answer.on, names_text(names,
		    op_answer_kind(op), res->answer.value),
		    (long long)res->answer.number);
}

/* What a command prints is wording. */
static void
on_event(struct sink *sink, const struct event *event)
{
	struct trip *trip = (struct trip *)sink;

	if (event->type == EVENT_OUTPUT)
		return;
	buffer_print(&trip->told, "%lld: event %d step %u",
	    (long long)event->at_ms, (int)event->type,
	    (unsigned)event->step);
	if (event->op != NULL)
		op_note(trip, event);
	if (event->type == EVENT_CHANGE)
		buffer_print(&trip->told, " %s on %u %s to %s",
		    names_text(trip->site->names, event->kind,
		    event->name), (unsigned)event->on,
		    state_name(event->was), state_name(event->is));
	buffer_print(&trip->told, " met %d ending %u exit %u %s took %lld\n",
	    event->met, (unsigned)event->ending, (unsigned)event->exit,
	    event->err != NULL ? err_table[event->err->code].name : "",
	    (long long)event->took_ms);
	if (event->type == EVENT_END)
		snprintf(trip->end, sizeof(trip->end), "ending %u exit %u %s",
		    (unsigned)event->ending, (unsigned)event->exit,
		    err_table[event->err->code].name);
}

void
trip_make(struct trip *trip, enum through through)
{
	memset(trip, 0, sizeof(*trip));
	trip->sink = (struct sink){ on_event };
	trip->through = through;
}

void
trip_drop(struct trip *trip)
{
	buffer_drop(&trip->told);
}

void
trip_end(struct trip *trip, struct sandbox *sandbox)
{
	char digest[SANDBOX_DIGEST];
	size_t n = strlen(trip->end);

	sandbox_digest(sandbox, digest);
	buffer_print(&trip->told, "world %s\n", digest);
	snprintf(trip->end + n, sizeof(trip->end) - n, " world %s", digest);
}

/* The next line of an account, without its end; NULL after the last. */
static const char *
line_next(const char *line)
{
	line += strcspn(line, "\n");
	return line[0] == '\n' && line[1] != '\0' ? line + 1 : NULL;
}

static bool
line_equal(const char *one, const char *other)
{
	size_t n = strcspn(one, "\n");

	return n == strcspn(other, "\n") && memcmp(one, other, n) == 0;
}

static void
line_copy(const char *line, char copy[TRIP_LINE])
{
	snprintf(copy, TRIP_LINE, "%.*s", line == NULL ? 0 :
	    (int)strcspn(line, "\n"), line == NULL ? "" : line);
}

/* So many lines on from there; NULL: there are not so many. */
static const char *
lines_on(const char *line, unsigned count)
{
	while (line != NULL && count-- != 0)
		line = line_next(line);
	return line;
}

static bool
are_equal(const char *one, const char *other)
{
	for (unsigned n = 0; n < TOGETHER; n++) {
		if (one == NULL || other == NULL)
			return n != 0 && one == other;
		if (!line_equal(one, other))
			return false;
		one = line_next(one);
		other = line_next(other);
	}
	return true;
}

/* Where both go the same way again, the nearest such lines; false: nowhere. */
static bool
meet(const char **one, const char **other)
{
	for (unsigned far = 1; far < FAR; far++)
		for (unsigned n = 0; n <= far; n++) {
			const char *a = lines_on(*one, n);
			const char *b = lines_on(*other, far - n);

			if (a == NULL || b == NULL || !are_equal(a, b))
				continue;
			*one = a;
			*other = b;
			return true;
		}
	return false;
}

/*
 * Where programs tell less than the world, or tell it otherwise.
 * docs/fidelity.md has the reasons.
 *
 * A command that finds its work done fails, and the question after it says that
 * all is well; an operation says so itself.
 */
static bool
is_so_already(const char *op, const char *other)
{
	return strstr(op, " = 0 none ") != NULL &&
	    strstr(other, " = 1 ") != NULL;
}

/* Which machine had a pool last is not known of one that sees it alone. */
static bool
is_last_unknown(const char *op, const char *other)
{
	return strstr(op, " none exported on ") != NULL &&
	    strstr(other, " none exported on 0 ") != NULL;
}

/* Without the mark of the freeze nothing can be compared with it: for an
 * operation all is newer then, and the runs end otherwise. */
static bool
is_mark_lost(const char *op, const char *other)
{
	return strstr(op, " fresh-state ") != NULL &&
	    strstr(op, " none newer ") != NULL &&
	    strstr(other, " = 2 no-answer ") != NULL;
}

/* Whether a guest hangs, programs know when it has not answered ping for 20
 * seconds; an operation knows it at once.  From there on all is later. */
static bool
is_ping_awaited(const struct trip *trip, const char *op, const char *other)
{
	char *op_end, *other_end;
	long long op_ms = strtoll(op, &op_end, 10);
	long long other_ms = strtoll(other, &other_end, 10);

	return strstr(buffer_text(&trip->told), " to hung ") != NULL &&
	    other_ms - op_ms == PING_MS && strcmp(op_end, other_end) == 0;
}

bool
trip_equal(const struct trip *op, const struct trip *other, unsigned *differ,
    char line[2][TRIP_LINE])
{
	const char *a = buffer_text(&op->told);
	const char *b = buffer_text(&other->told);

	*differ = 0;
	while (a != NULL && b != NULL) {
		if (line_equal(a, b)) {
			a = line_next(a);
			b = line_next(b);
			continue;
		}
		line_copy(a, line[0]);
		line_copy(b, line[1]);
		++*differ;
		if (is_mark_lost(line[0], line[1]))
			return true;
		if (!is_so_already(line[0], line[1]) &&
		    !is_last_unknown(line[0], line[1]) &&
		    !is_ping_awaited(op, line[0], line[1]))
			return false;
		/* Where they do not meet again, they end alike. */
		if (!meet(&a, &b))
			return strcmp(op->end, other->end) == 0;
	}
	line_copy(a, line[0]);
	line_copy(b, line[1]);
	return a == b;
}

void
trip_keep(const char *name, const struct trip *one, const struct trip *other)
{
	const char *folder = getenv("TOLD");
	const struct trip *trips[] = { one, other };

	for (unsigned i = 0; folder != NULL && i < 2; i++) {
		char path[PATH];
		FILE *file;

		snprintf(path, sizeof(path), "%s/%s.%s", folder, name,
		    through_words[trips[i]->through]);
		file = fopen(path, "w");
		if (file == NULL)
			continue;
		fputs(buffer_text(&trips[i]->told), file);
		fclose(file);
	}
}
