#include "tools/shell/word.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/sim.h"
#include "backends/sim/text/text.h"
#include "backends/sim/world/world.h"
#include "core/base/arena.h"
#include "core/formats/json/units.h"
#include "core/formats/scenario/people.h"
#include "core/formats/scenario/phrase.h"
#include "tools/scenario/scenario.h"
#include "tools/shell/prompt.h"

struct word {
	const char	*name, *operand, *about;
	bool		(*play)(struct prompt *, const char *rest,
			    struct err *);
};

struct world *
snapshot_take(struct prompt *prompt)
{
	const struct world *world = sim_world(prompt->sandbox.simulated.sim);
	struct world *copy = malloc(world->bytes);

	if (copy == NULL)
		abort();
	memcpy(copy, world, world->bytes);
	return copy;
}

static bool
node_play(struct prompt *prompt, const char *rest, struct err *err)
{
	return prompt_go(prompt, rest, err);
}

static struct language
language_of(struct prompt *prompt)
{
	return (struct language){ prompt->arena, prompt->site->names,
	    &scenario_vocabulary, people_names(prompt->arena,
	    prompt->site) };
}

static bool
phrase_wrong(const struct wrong *wrong, struct err *err)
{
	return err_set(err, ERR_USAGE, "at byte %u: %s: expected %s",
	    (unsigned)wrong->at + 1, wrong->found, wrong->expected);
}

/* What has become of the last fault of the world: a fault that can strike
 * nothing is not passed over. */
static bool
fault_said(struct prompt *prompt, const char *phrase, struct err *err)
{
	const struct simulated *simulated = &prompt->sandbox.simulated;
	const struct armed *armed;

	assert(simulated->fault_count != 0);
	armed = &simulated->faults[simulated->fault_count - 1];
	if (armed->over && armed->struck == 0)
		return err_set(err, ERR_NOT_FOUND, "%s: there is nothing that "
		    "it could strike", phrase);
	buffer_print(&prompt->out, "%s: %s\n", armed->over ? "struck" :
	    "armed", phrase);
	return true;
}

/* It strikes now if it is due.  What strikes operations waits for a run, which
 * a prompt does not have. */
static bool
fault_play(struct prompt *prompt, const char *rest, struct err *err)
{
	struct language language = language_of(prompt);
	struct fault fault;
	struct wrong wrong;

	if (!phrase_fault(&language, rest, &fault, &wrong))
		return phrase_wrong(&wrong, err);
	if (fault.class != FAULT_WORLD)
		return err_set(err, ERR_UNSUPPORTED, "%s: it strikes the "
		    "operations of a run, and here is none: domferry rehearse "
		    "takes it with --fault", rest);
	return sandbox_arm(&prompt->sandbox, &fault, err) &&
	    fault_said(prompt, rest, err);
}

static bool
mend_play(struct prompt *prompt, const char *rest, struct err *err)
{
	struct language language = language_of(prompt);
	struct fault fault;
	struct wrong wrong;

	if (!phrase_mend(&language, rest, &fault, &wrong))
		return phrase_wrong(&wrong, err);
	return sandbox_mend(&prompt->sandbox, &fault) || err_set(err,
	    ERR_NOT_FOUND, "no such fault is in force");
}

static bool
wait_play(struct prompt *prompt, const char *rest, struct err *err)
{
	int64_t ms;

	if (!units_read_duration(rest, &ms))
		return err_set(err, ERR_USAGE, "\"%.80s\" is not a duration, "
		    "like 90s or 10m", rest);
	sandbox_advance(&prompt->sandbox, sandbox_now_ms(&prompt->sandbox) +
	    ms);
	return true;
}

static bool
time_play(struct prompt *prompt, const char *rest, struct err *err)
{
	int64_t ms = sandbox_now_ms(&prompt->sandbox);

	(void)rest;
	(void)err;
	buffer_print(&prompt->out, "%lld.%03d s of simulated time\n",
	    (long long)(ms / 1000), (int)(ms % 1000));
	return true;
}

static bool
world_play(struct prompt *prompt, const char *rest, struct err *err)
{
	char *text = sim_text(prompt->sandbox.simulated.sim, NULL);

	(void)rest;
	(void)err;
	buffer_print(&prompt->out, "%s", text);
	free(text);
	return true;
}

static struct snapshot *
snapshot_find(struct prompt *prompt, const char *name)
{
	for (unsigned i = 0; i < prompt->snapshot_count; i++)
		if (strcmp(prompt->snapshot[i].name, name) == 0)
			return &prompt->snapshot[i];
	return NULL;
}

/* One of that name is replaced. */
static bool
snapshot_play(struct prompt *prompt, const char *rest, struct err *err)
{
	struct snapshot *snapshot = snapshot_find(prompt, rest);

	if (snapshot == NULL && prompt->snapshot_count == PROMPT_SNAPSHOTS)
		return err_set(err, ERR_TOO_MANY, "there are %d snapshots "
		    "already", PROMPT_SNAPSHOTS);
	if (snapshot == NULL) {
		snapshot = &prompt->snapshot[prompt->snapshot_count++];
		snapshot->name = arena_text(prompt->arena, rest,
		    strlen(rest));
	}
	free(snapshot->world);
	snapshot->world = snapshot_take(prompt);
	return true;
}

static bool
restore_play(struct prompt *prompt, const char *rest, struct err *err)
{
	const struct snapshot *snapshot = snapshot_find(prompt, rest);

	if (snapshot == NULL)
		return err_set(err, ERR_NOT_FOUND, "there is no snapshot "
		    "\"%.80s\"", rest);
	sim_restore(prompt->sandbox.simulated.sim, snapshot->world);
	return true;
}

static bool
undo_play(struct prompt *prompt, const char *rest, struct err *err)
{
	struct snapshot *undo;

	(void)rest;
	if (prompt->undo_count == 0)
		return err_set(err, ERR_NOT_FOUND, "nothing can be undone");
	undo = &prompt->undo[--prompt->undo_count];
	sim_restore(prompt->sandbox.simulated.sim, undo->world);
	free(undo->world);
	undo->world = NULL;
	return true;
}

static bool
exit_play(struct prompt *prompt, const char *rest, struct err *err)
{
	(void)rest;
	(void)err;
	prompt->over = true;
	return true;
}

static bool	 help_play(struct prompt *, const char *, struct err *);

static const struct word words[] = {
	{ "node", "PLACE", "type there: a node, guest:NAME, source:NAME",
	    node_play },
	{ "fault", "PHRASE", "let it happen: power-off node1", fault_play },
	{ "mend", "PHRASE", "end a fault that lasts", mend_play },
	{ "wait", "DURATION", "let time pass: 10m", wait_play },
	{ "time", NULL, "how much time has passed", time_play },
	{ "world", NULL, "the whole site as text", world_play },
	{ "snapshot", "NAME", "keep the site as it is", snapshot_play },
	{ "restore", "NAME", "the site as it was then", restore_play },
	{ "undo", NULL, "the site as it was before the last command",
	    undo_play },
	{ "help", NULL, "this list", help_play },
	{ "exit", NULL, "end", exit_play },
};

enum { WORDS = sizeof(words) / sizeof(words[0]) };

static bool
help_play(struct prompt *prompt, const char *rest, struct err *err)
{
	(void)rest;
	(void)err;
	for (size_t i = 0; i < WORDS; i++)
		buffer_print(&prompt->out, "%-10s%-10s%s\n", words[i].name,
		    words[i].operand != NULL ? words[i].operand : "",
		    words[i].about);
	buffer_print(&prompt->out, "Anything else is a program of the place: "
	    "ldm, zpool, clrg, ...\n");
	return true;
}

/* The word at the beginning of the line, and what follows it. */
static const struct word *
word_find(const char *line, const char **rest)
{
	size_t n = strcspn(line, " \t");

	*rest = line + n + strspn(line + n, " \t");
	for (size_t i = 0; i < WORDS; i++)
		if (strlen(words[i].name) == n &&
		    memcmp(words[i].name, line, n) == 0)
			return &words[i];
	return NULL;
}

bool
word_play(struct prompt *prompt, const char *line)
{
	const char *rest;
	const struct word *word = word_find(line, &rest);
	struct err err = { 0 };
	bool done;

	if (word == NULL)
		return false;
	if ((word->operand == NULL) != (*rest == '\0'))
		done = err_set(&err, ERR_USAGE, "%s %s", word->name,
		    word->operand != NULL ? word->operand :
		    "stands by itself");
	else
		done = word->play(prompt, rest, &err);
	prompt->status = done ? EXIT_OK : err_table[err.code].exit;
	if (!done)
		buffer_print(&prompt->err, "domferry: %s: %s\n",
		    err_table[err.code].name, err.text);
	return true;
}
