#include "tools/apply/recording.h"

#include <string.h>

#include "tools/apply/apply.h"
#include "tools/apply/hooked.h"
#include "tools/options_words.h"
#include "tools/session/plan_file.h"
#include "tools/session/stop.h"

/* By the clock of the run, once it has begun. */
static void
on_exchange(void *with, const struct overheard *heard)
{
	struct apply *apply = with;
	struct overheard exchange = *heard;
	int64_t shift_ms = session_now_ms(&apply->session) - heard->at_ms;

	exchange.begun_ms += shift_ms;
	exchange.at_ms += shift_ms;
	transcript_put(&apply->transcript, apply->watcher.names, &exchange);
}

/* Of what no command says: its number is one of theirs. */
static struct transcript_aside
aside(struct apply *apply)
{
	return (struct transcript_aside){ .number = ++apply->hearing.count,
	    .at_ms = session_now_ms(&apply->session) };
}

static void
on_asked(void *with, const char *question, const char *word)
{
	struct apply *apply = with;
	struct transcript_aside line = aside(apply);

	line.asked = question;
	line.said = word;
	transcript_put_aside(&apply->transcript, &line);
}

static bool
hook_start(void *with, const struct site_hook *hook, const char *text,
    struct err *err)
{
	struct apply *apply = with;
	const struct around *around = apply->around;
	int64_t limit_ms = apply->execution->site.site->hooks.limit_ms;
	struct transcript_aside line = aside(apply);
	struct err why = { 0 };

	if (!(around->hook != NULL ? around->hook(around->recorded_with, hook,
	    text, limit_ms, &why) : hooked_run(hook, text, limit_ms, &why)))
		line.failed = why.text;
	line.hook = hook->words[0];
	line.took_ms = session_now_ms(&apply->session) - line.at_ms;
	transcript_put_aside(&apply->transcript, &line);
	if (line.failed != NULL)
		*err = why;
	return line.failed == NULL;
}

void
recording_make(struct apply *apply)
{
	struct execution *execution = apply->execution;

	apply->hearing.heard = on_exchange;
	apply->hearing.with = apply;
	apply->ask.heard = on_asked;
	apply->ask.heard_with = apply;
	apply->holders.judged = apply->around->judged;
	apply->holders.judged_with = apply->around->recorded_with;
	execution->hook = hook_start;
	execution->hook_with = apply;
}

/* They are locks of other runs, which this one takes over. */
static void
holders_put(struct apply *apply)
{
	for (unsigned i = 0; i < apply->holders.count; i++) {
		const struct lock_holder *holder = &apply->holders.list[i];
		struct transcript_aside line = aside(apply);

		line.on = names_text(apply->watcher.names, KIND_NODE,
		    holder->node);
		line.lock = holder->lock;
		line.says = holder->said;
		line.holder = holder_state_names[holder->found];
		line.proof = holder->proof;
		transcript_put_aside(&apply->transcript, &line);
	}
}

static void
word_put(void *with, const char *word)
{
	text_string(with, NULL, word);
}

/* With what it was begun: the plan is that of the run directory, and the
 * window a duration. */
static void
words_put(struct apply *apply)
{
	struct execution *execution = apply->execution;
	struct options options = *execution->options;
	struct text *words = &apply->transcript.typed;

	if (options.window != NULL)
		options.window = arena_format(&execution->arena, "%lldms",
		    (long long)(apply->gate.window_ms - session_now_ms(
		    &apply->session)));
	if (strcmp(execution->verb, "apply") != 0)
		options.operand_count = 0;
	else if (plan_file_is(&options))
		options.operand[0] = "plan.json";
	text_open(words, NULL, '[');
	options_words(&options, word_put, words);
	text_close(words, ']');
}

void
recording_begins(struct apply *apply)
{
	apply->transcript.records = apply->execution->journal.count;
	words_put(apply);
	holders_put(apply);
}

void
recording_ends(struct apply *apply, int status)
{
	const struct run *run = &apply->execution->run;

	transcript_end(&apply->transcript, &(struct transcript_end){
	    .at_ms = session_now_ms(&apply->session),
	    .ending = run->ending != GOING ? ending_name((enum ending)
	    run->ending) : "stopped",
	    .code = run->ending != GOING && run->why.code != ERR_NONE ?
	    err_table[run->why.code].name : NULL,
	    .signal = run->ending == GOING && stop_asked() ? stop_signal() :
	    NULL, .status = status });
}
