#include "tools/apply/holders.h"

#include <assert.h>
#include <errno.h>
#include <jansson.h>
#include <signal.h>
#include <string.h>

#include "tools/say.h"

static const char *
text_of(struct arena *arena, const json_t *record, const char *key)
{
	const char *text = json_string_value(json_object_get(record, key));

	return text != NULL ? arena_text(arena, text, strlen(text)) : "";
}

/* false: it says less than what its holder is proved by. */
static bool
said_read(struct arena *arena, struct lock_holder *holder)
{
	json_t *record = json_loads(holder->said, JSON_REJECT_DUPLICATES,
	    NULL);
	json_int_t pid = json_integer_value(json_object_get(record, "pid"));

	holder->run = text_of(arena, record, "run");
	holder->who = text_of(arena, record, "who");
	holder->host = text_of(arena, record, "host");
	holder->since = text_of(arena, record, "since");
	holder->boot = text_of(arena, record, "boot");
	holder->pid = pid > 0 && pid <= INT32_MAX ? (long)pid : 0;
	json_decref(record);
	return *holder->run != '\0' && *holder->host != '\0' &&
	    holder->pid != 0;
}

/* Is a command of that run under way at one of the nodes? */
static const char *
at_work(struct arena *arena, const struct plan *plan, struct reach *reach,
    const char *run)
{
	const char *own = reach->run, *text = NULL;

	reach->run = run;
	for (uint32_t i = 0; i < plan->lock_steps && text == NULL; i++) {
		uint32_t on = plan->steps[i].op.on;
		struct op ask = { .kind = OP_COMMAND_STATE, .on = on };
		struct answer answer = { .state = STATE_NONE };

		if (!reach->kept(reach, &ask, &answer) ||
		    answer.state == STATE_AT_WORK)
			text = arena_format(arena, answer.state ==
			    STATE_AT_WORK ? "a command of it is still under "
			    "way on %s" : "%s does not say whether a command "
			    "of it is still under way", names_text(
			    plan->site->names, KIND_NODE, on));
	}
	reach->run = own;
	return text;
}

/* A number that another process has by now counts as alive. */
static void
judge(struct arena *arena, struct lock_holder *holder,
    const struct holder *me)
{
	if (strcmp(holder->host, me->host) != 0) {
		holder->state = HOLDER_ELSEWHERE;
		holder->proof = arena_format(arena, "only somebody at %s can "
		    "say whether that process lives", holder->host);
	} else if (*holder->boot != '\0' && *me->boot != '\0' &&
	    strcmp(holder->boot, me->boot) != 0) {
		holder->state = HOLDER_GONE;
		holder->proof = arena_format(arena, "%s has booted since",
		    me->host);
	} else if (kill((pid_t)holder->pid, 0) != 0 && errno == ESRCH) {
		holder->state = HOLDER_GONE;
		holder->proof = "that process has ended";
	} else {
		holder->state = HOLDER_LIVES;
		holder->proof = "that process lives";
	}
}

const char *const holder_state_names[] = {
	[HOLDER_GONE] = "gone", [HOLDER_ELSEWHERE] = "elsewhere",
	[HOLDER_LIVES] = "lives", [HOLDER_AT_WORK] = "at-work",
	[HOLDER_STRANGE] = "strange", NULL,
};

static void
holder_ask_for(struct arena *arena, struct lock_holder *holder,
    const struct plan *plan, struct reach *reach, const struct holder *me)
{
	const char *working;

	if (!said_read(arena, holder)) {
		holder->state = HOLDER_STRANGE;
		holder->proof = "the lock does not say which";
		return;
	}
	judge(arena, holder, me);
	working = holder->state == HOLDER_LIVES ? NULL :
	    at_work(arena, plan, reach, holder->run);
	if (working != NULL) {
		holder->state = HOLDER_AT_WORK;
		holder->proof = working;
	}
}

void
holders_ask(struct holders *holders, struct arena *arena,
    const struct plan *plan, struct reach *reach, const struct holder *me)
{
	uint32_t count = reach->holder != NULL ? plan->lock_steps : 0;

	holders->count = 0;
	for (uint32_t i = 0; i < count; i++) {
		const struct op *op = &plan->steps[i].op;
		const char *path = names_text(plan->site->names, KIND_FILE,
		    op->file);
		const char *said = reach->holder(reach, op->on, path);
		struct lock_holder *holder = &holders->list[holders->count];

		/* One that does not answer is asked again by its step. */
		if (said == NULL || *said == '\0')
			continue;
		*holder = (struct lock_holder){ .node = op->on, .lock = path,
		    .said = arena_text(arena, said, strlen(said)) };
		if (holders->judged == NULL)
			holder_ask_for(arena, holder, plan, reach, me);
		else if (!said_read(arena, holder) || !holders->judged(
		    holders->judged_with, holder))
			holder->state = HOLDER_STRANGE;
		holder->found = holder->state;
		if (reach->run == NULL || strcmp(holder->run, reach->run) != 0)
			holders->count++;
	}
}

/* "guest.ldom1" */
static const char *
lock_name(const struct lock_holder *holder)
{
	return strrchr(holder->lock, '/') + 1;
}

static const char *const advices[] = {
	[HOLDER_GONE] = "resume that run, or break its lock with --take-over",
	[HOLDER_ELSEWHERE] = "ask there; if it has ended, break its lock with "
	    "--take-over, at a terminal",
	[HOLDER_LIVES] = "wait until it has ended",
	[HOLDER_AT_WORK] = "wait until it has ended",
	[HOLDER_STRANGE] = "nothing proves that nobody has it; if that is so, "
	    "remove it there by hand (rm -r)",
};

static void
holder_print(const struct lock_holder *holder, const char *node)
{
	if (holder->state != HOLDER_STRANGE)
		say_to(stderr, "domferry: %s on %s is a lock of the run %s: "
		    "%s on %s, process %ld, since %s\n", lock_name(holder),
		    node, holder->run, holder->who, holder->host, holder->pid,
		    holder->since);
}

static bool
held(const struct lock_holder *holder, const struct plan *plan,
    struct err *err)
{
	const char *node = names_text(plan->site->names, KIND_NODE,
	    holder->node);

	holder_print(holder, node);
	return err_set(err, ERR_LOCKED, "another run has the lock %.60s on "
	    "%.40s, and %.80s: %s", lock_name(holder), node, holder->proof,
	    advices[holder->state]);
}

bool
holders_allow(const struct holders *holders, const struct plan *plan,
    bool take_over, struct err *err)
{
	for (unsigned i = 0; i < holders->count; i++) {
		const struct lock_holder *holder = &holders->list[i];

		if (!take_over || (holder->state != HOLDER_GONE &&
		    holder->state != HOLDER_ELSEWHERE))
			return held(holder, plan, err);
	}
	return !take_over || holders->count != 0 || err_set(err,
	    ERR_NOT_CONFIRMED, "--take-over is not needed: no other run has a "
	    "lock of this job; leave it out");
}

static bool
is_gone_by_word(struct lock_holder *holder, struct arena *arena,
    const struct ask *ask, struct err *err)
{
	char word[ASK_WORD];

	if (!ask->can)
		return err_set(err, ERR_LOCKED, "the run %.80s has the lock "
		    "%.60s, and %.80s: a person says so at a terminal, without "
		    "-y", holder->run, lock_name(holder), holder->proof);
	if (!ask_for(ask, arena_format(arena, "The run %s of %s on %s (process "
	    "%ld, since %s) has a lock.  Find out there that it has ended.  If "
	    "it has, type its name, %s:", holder->run, holder->who,
	    holder->host, holder->pid, holder->since, holder->run), word) ||
	    strcmp(word, holder->run) != 0)
		return err_set(err, ERR_NOT_CONFIRMED, "\"%.120s\" was not "
		    "typed", holder->run);
	holder->state = HOLDER_GONE;
	holder->proof = "a person has said that it is gone";
	return true;
}

/* One word for all locks of a run. */
static bool
is_said_already(struct holders *holders, struct lock_holder *holder)
{
	for (struct lock_holder *other = holders->list; other != holder;
	    other++)
		if (strcmp(other->said, holder->said) == 0 &&
		    other->state == HOLDER_GONE) {
			holder->state = HOLDER_GONE;
			holder->proof = other->proof;
			return true;
		}
	return false;
}

bool
holders_confirm(struct holders *holders, struct arena *arena,
    const struct ask *ask, struct err *err)
{
	for (unsigned i = 0; i < holders->count; i++) {
		struct lock_holder *holder = &holders->list[i];

		if (holder->state == HOLDER_ELSEWHERE &&
		    !is_said_already(holders, holder) &&
		    !is_gone_by_word(holder, arena, ask, err))
			return false;
	}
	return true;
}

void
holders_renew(const struct plan *plan, struct reach *reach)
{
	struct answer answer;

	for (uint32_t i = 0; i < plan->lock_steps; i++)
		(void)reach->kept(reach, &(struct op){ .kind = OP_LOCK_STATE,
		    .on = plan->steps[i].op.on,
		    .file = plan->steps[i].op.file }, &answer);
}

const char *const *
holders_gone(struct holders *holders)
{
	unsigned n = 0;

	for (unsigned i = 0; i < holders->count; i++) {
		assert(holders->list[i].state == HOLDER_GONE);
		holders->gone[n++] = holders->list[i].said;
	}
	holders->gone[n] = NULL;
	return holders->gone;
}
