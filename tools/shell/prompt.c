#include "tools/shell/prompt.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/sim.h"
#include "core/base/arena.h"
#include "core/plan/job.h"
#include "core/procedures/procedure.h"
#include "tools/shell/word.h"

/* What a command in progress prints belongs to the line that is waited for. */
static void
prompt_on_event(struct sink *sink, const struct event *event)
{
	struct prompt *prompt = (struct prompt *)((char *)sink -
	    offsetof(struct prompt, sink));

	if (event->type == EVENT_OUTPUT)
		buffer_print(&prompt->out, "%s\n", event->text);
}

/* As the first job finds the site. */
static bool
now_find(struct prompt *prompt, const char *first, enum site_now *now,
    struct err *err)
{
	struct job job;

	*now = SITE_READY;
	if (first == NULL)
		return true;
	if (!job_read_line(prompt->arena, prompt->site, first, &job, err))
		return false;
	*now = job.procedure->begin;
	return true;
}

bool
prompt_make(struct prompt *prompt, struct arena *arena,
    const struct prompt_from *from, struct err *err)
{
	enum site_now now;
	bool good;

	*prompt = (struct prompt){ .arena = arena, .site = from->site,
	    .place = 1, .sink = { prompt_on_event } };
	good = now_find(prompt, from->begin_count != 0 ? from->begin[0] :
	    NULL, &now, err);
	sandbox_make(&prompt->sandbox, arena, from->site, now, 1);
	for (unsigned i = 0; i < from->begin_count && good; i++)
		good = sandbox_begin(&prompt->sandbox, from->begin[i], err);
	sandbox_zero(&prompt->sandbox);
	prompt->sandbox.session.sink = &prompt->sink;
	return good;
}

static void
snapshots_drop(struct snapshot *list, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		free(list[i].world);
}

void
prompt_drop(struct prompt *prompt)
{
	snapshots_drop(prompt->undo, prompt->undo_count);
	snapshots_drop(prompt->snapshot, prompt->snapshot_count);
	buffer_drop(&prompt->out);
	buffer_drop(&prompt->err);
	sandbox_drop(&prompt->sandbox);
}

/* Sources and guests may have the name of a node. */
static uint32_t
place_find(const struct names *names, const char *text)
{
	static const struct {
		const char	*prefix;
		enum kind	 kind;
		uint32_t	 flag;
	} kinds[] = {
		{ "guest:", KIND_GUEST, PLACE_GUEST },
		{ "source:", KIND_SOURCE, PLACE_SOURCE },
		{ "", KIND_NODE, 0 },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t n = strlen(kinds[i].prefix);
		uint32_t number = strncmp(text, kinds[i].prefix, n) != 0 ? 0 :
		    names_find(names, kinds[i].kind, text + n);

		if (number != 0)
			return number | kinds[i].flag;
	}
	return 0;
}

bool
prompt_go(struct prompt *prompt, const char *text, struct err *err)
{
	uint32_t place = place_find(prompt->site->names, text);

	if (place == 0)
		return err_set(err, ERR_NOT_FOUND, "%.80s is not a place of "
		    "this site: a node, guest:NAME or source:NAME", text);
	prompt->place = place;
	return true;
}

const char *
prompt_place(const struct prompt *prompt, char *buffer, size_t size)
{
	return site_place(prompt->site->names, prompt->place, buffer, size);
}

/* Time passes until the call has ended; nothing else is typed meanwhile. */
static void
wait_for(struct prompt *prompt, struct call *call)
{
	struct sandbox *sandbox = &prompt->sandbox;
	int64_t next_ms;

	do {
		next_ms = sandbox_next_ms(sandbox);
		if (call->until_ms > 0 && (next_ms < 0 ||
		    call->until_ms < next_ms))
			next_ms = call->until_ms;
		if (next_ms < 0)
			return;
		sandbox_advance(sandbox, next_ms);
	} while (!call_go_on(call));
}

void
prompt_call(struct prompt *prompt, const char *line)
{
	struct call call;

	if (!simulated_type(&prompt->sandbox.simulated, prompt->place, line,
	    &call))
		wait_for(prompt, &call);
	buffer_print(&prompt->out, "%s", buffer_text(&call.out));
	buffer_print(&prompt->err, "%s", buffer_text(&call.err));
	prompt->status = call.status;
	call_drop(&call);
}

/* The oldest one is forgotten when there are too many. */
static void
undo_keep(struct prompt *prompt)
{
	struct snapshot *undo = prompt->undo;

	if (prompt->undo_count == PROMPT_UNDOS) {
		free(undo[0].world);
		memmove(undo, undo + 1, (PROMPT_UNDOS - 1) * sizeof(*undo));
		prompt->undo_count--;
	}
	undo[prompt->undo_count++] = (struct snapshot){ NULL,
	    snapshot_take(prompt) };
}

void
prompt_line(struct prompt *prompt, const char *line)
{
	assert(line != NULL);
	buffer_drop(&prompt->out);
	buffer_drop(&prompt->err);
	line += strspn(line, " \t");
	if (*line == '\0' || *line == '#' || word_play(prompt, line))
		return;
	undo_keep(prompt);
	prompt_call(prompt, line);
}
