#include "tools/shell/word.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/text/text.h"
#include "core/formats/json/units.h"
#include "core/formats/scenario/people.h"
#include "core/formats/scenario/phrase.h"
#include "tools/scenario/scenario.h"
#include "tools/shell/stage.h"

/* A word that was typed: by whom, and what came after it. */
struct spoken {
	struct stage	*stage;
	struct caller	*caller;
	const char	*rest;
};

struct word {
	const char	*name, *operand, *about;
	bool		(*play)(const struct spoken *, struct err *);
};

static bool
node_play(const struct spoken *spoken, struct err *err)
{
	return host_place(&spoken->stage->host, spoken->rest,
	    &spoken->caller->place, err);
}

static struct language
language_of(struct stage *stage)
{
	return (struct language){ stage->arena, stage->site->names,
	    &scenario_vocabulary, people_names(stage->arena, stage->site) };
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
fault_said(const struct spoken *spoken, struct err *err)
{
	const struct simulated *simulated = &spoken->stage->sandbox->simulated;
	const struct armed *armed;

	assert(simulated->fault_count != 0);
	armed = &simulated->faults[simulated->fault_count - 1];
	if (armed->over && armed->struck == 0)
		return err_set(err, ERR_NOT_FOUND, "%s: there is nothing that "
		    "it could strike", spoken->rest);
	buffer_print(&spoken->caller->out, "%s: %s\n", armed->over ?
	    "struck" : "armed", spoken->rest);
	return true;
}

/* It strikes now if it is due.  What strikes operations waits for a run, which
 * a prompt does not have. */
static bool
fault_play(const struct spoken *spoken, struct err *err)
{
	struct stage *stage = spoken->stage;
	struct language language = language_of(stage);
	struct fault fault;
	struct wrong wrong;

	if (!phrase_fault(&language, spoken->rest, &fault, &wrong))
		return phrase_wrong(&wrong, err);
	if (fault.class != FAULT_WORLD)
		return err_set(err, ERR_USAGE, "that strikes what domferry "
		    "does, and here only people type: name what happens to "
		    "the site, like power-off node1");
	stage->changed = true;
	return sandbox_arm(stage->sandbox, &fault, err) &&
	    fault_said(spoken, err);
}

static bool
mend_play(const struct spoken *spoken, struct err *err)
{
	struct stage *stage = spoken->stage;
	struct language language = language_of(stage);
	struct fault fault;
	struct wrong wrong;

	if (!phrase_mend(&language, spoken->rest, &fault, &wrong))
		return phrase_wrong(&wrong, err);
	stage->changed = true;
	return sandbox_mend(stage->sandbox, &fault) || err_set(err,
	    ERR_NOT_FOUND, "no such fault is in force");
}

static bool
wait_play(const struct spoken *spoken, struct err *err)
{
	int64_t ms;

	if (!units_read_duration(spoken->rest, &ms))
		return err_set(err, ERR_USAGE, "\"%.80s\" is not a duration, "
		    "like 90s or 10m", spoken->rest);
	if (ms > 0)
		spoken->caller->until_ms =
		    sandbox_now_ms(spoken->stage->sandbox) + ms;
	return true;
}

static bool
time_play(const struct spoken *spoken, struct err *err)
{
	int64_t ms = sandbox_now_ms(spoken->stage->sandbox);

	(void)err;
	buffer_print(&spoken->caller->out, "%lld.%03d s of simulated time\n",
	    (long long)(ms / 1000), (int)(ms % 1000));
	return true;
}

static bool
world_play(const struct spoken *spoken, struct err *err)
{
	char *text = sim_text(spoken->stage->sandbox->simulated.sim, NULL);

	(void)err;
	buffer_print(&spoken->caller->out, "%s", text);
	free(text);
	return true;
}

static bool
digest_play(const struct spoken *spoken, struct err *err)
{
	char digest[SANDBOX_DIGEST];

	(void)err;
	sandbox_digest(spoken->stage->sandbox, digest);
	buffer_print(&spoken->caller->out, "%s\n", digest);
	return true;
}

static bool
snapshot_play(const struct spoken *spoken, struct err *err)
{
	struct stage *stage = spoken->stage;

	stage->changed = true;
	return history_name(stage->arena, &stage->history, spoken->rest,
	    &stage->sandbox->simulated, err);
}

/* A command that is in progress waits for its end in the world as it is. */
static bool
may_go_back(const struct stage *stage, struct err *err)
{
	return stage->waiting == NULL || err_set(err, ERR_IN_USE,
	    "a command is in progress at another prompt: wait until it has "
	    "ended");
}

static bool
restore_play(const struct spoken *spoken, struct err *err)
{
	struct stage *stage = spoken->stage;
	const struct bygone *state = history_find(&stage->history,
	    spoken->rest);

	if (state == NULL)
		return err_set(err, ERR_NOT_FOUND, "there is no snapshot "
		    "\"%.80s\"", spoken->rest);
	if (!may_go_back(stage, err))
		return false;
	stage->changed = true;
	bygone_restore(state, &stage->sandbox->simulated);
	return true;
}

static bool
undo_play(const struct spoken *spoken, struct err *err)
{
	struct stage *stage = spoken->stage;
	const struct bygone *undo = history_last(&stage->history);

	if (undo == NULL)
		return err_set(err, ERR_NOT_FOUND, "nothing can be undone");
	if (!may_go_back(stage, err))
		return false;
	stage->changed = true;
	bygone_restore(undo, &stage->sandbox->simulated);
	history_forget(&stage->history);
	return true;
}

static bool
exit_play(const struct spoken *spoken, struct err *err)
{
	(void)err;
	spoken->caller->over = true;
	return true;
}

static bool	 help_play(const struct spoken *, struct err *);

static const struct word words[] = {
	{ "node", "PLACE", "type there: a node, sp:NODE, guest:NAME, "
	    "source:NAME", node_play },
	{ "fault", "PHRASE", "let it happen: power-off node1", fault_play },
	{ "mend", "PHRASE", "end a fault that lasts", mend_play },
	{ "wait", "DURATION", "let time pass: 10m", wait_play },
	{ "time", NULL, "how much time has passed", time_play },
	{ "world", NULL, "the whole site as text", world_play },
	{ "digest", NULL, "a number for the whole site as it is",
	    digest_play },
	{ "snapshot", "NAME", "keep the site as it is", snapshot_play },
	{ "restore", "NAME", "the site as it was then", restore_play },
	{ "undo", NULL, "the site as it was before the last change",
	    undo_play },
	{ "help", NULL, "this list", help_play },
	{ "exit", NULL, "end", exit_play },
};

enum { WORDS = sizeof(words) / sizeof(words[0]) };

static bool
help_play(const struct spoken *spoken, struct err *err)
{
	struct buffer *out = &spoken->caller->out;

	(void)err;
	for (size_t i = 0; i < WORDS; i++)
		buffer_print(out, "%-10s%-10s%s\n", words[i].name,
		    words[i].operand != NULL ? words[i].operand : "",
		    words[i].about);
	buffer_print(out, "Anything else is a program of the place: "
	    "ldm, zpool, clrg, ...\n");
	return true;
}

const char *
word_name(unsigned n)
{
	return n < WORDS ? words[n].name : NULL;
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
word_play(struct stage *stage, struct caller *caller, const char *line)
{
	const char *rest;
	const struct word *word = word_find(line, &rest);
	struct err err = { 0 };
	bool done;

	if (word == NULL)
		return false;
	caller->until_ms = 0;
	if ((word->operand == NULL) != (*rest == '\0'))
		done = err_set(&err, ERR_USAGE, "%s %s", word->name,
		    word->operand != NULL ? word->operand :
		    "stands by itself");
	else
		done = word->play(&(struct spoken){ stage, caller, rest },
		    &err);
	caller->status = done ? EXIT_OK : err_table[err.code].exit;
	if (!done)
		buffer_print(&caller->err, "domferry: %s: %s\n",
		    err_table[err.code].name, err.text);
	return true;
}
