#include "tools/explore/schedule.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/run/drive.h"
#include "tools/explore/inside.h"
#include "tools/report/lines.h"
#include "tools/say.h"

enum { OPS = 20000 };

/* All operations of a branch so far: a phrase counts those that it fits. */
struct past {
	struct op	*op;
	unsigned	count;
};

static void
step(struct branch *branch, struct past *past)
{
	int64_t limit_ms;

	if (past->count < OPS && run_next(branch->plan, &branch->run,
	    &past->op[past->count], &limit_ms))
		past->count++;
	branch_step(branch);
}

static unsigned
nth_of(const struct past *past, const struct op *op)
{
	struct fault fault = { .op = (enum op_kind)op->kind,
	    .on = op_place(op) };
	unsigned nth = 1;

	fault.object = op_object(op, &fault.kind);
	for (unsigned i = 0; i < past->count; i++)
		nth += fault_fits(&fault, &past->op[i]);
	return nth;
}

/* A fault of the world is armed for a time; that is when it strikes. */
static int64_t
armed_at(const struct simulated *simulated)
{
	return simulated->fault_count != 0 ?
	    simulated->faults[simulated->fault_count - 1].fault.at_ms : 0;
}

/* Execute the path; call back at each of its choices. */
static void
path_emit(struct walk *walk, const struct path *path,
    void (*emit)(void *, const struct chosen *), void *with)
{
	struct branch *branch = &walk->branch;
	struct past past = { malloc(OPS * sizeof(*past.op)), 0 };
	struct branch_copy *copy = &walk->copy[0];

	if (past.op == NULL)
		abort();
	branch_return(branch, &walk->begin);
	for (unsigned i = 0; i < path->count; i++) {
		const struct choice *choice = &path->choice[i];
		struct chosen chosen = { .branch = branch, .choice = choice };
		struct op *op = &chosen.op;
		int64_t limit_ms;
		uint32_t calls;

		while (branch->calls < choice->call &&
		    branch->run.ending == GOING)
			step(branch, &past);
		if (branch->run.ending != GOING && choice_is_ended(choice)) {
			emit(with, &chosen);
			choice_make(branch, choice);
			continue;
		}
		if (!run_next(branch->plan, &branch->run, op, &limit_ms))
			break;
		branch_save(branch, copy);
		choice_make(branch, choice);
		chosen.at_ms = armed_at(&branch->sandbox->simulated);
		branch_return(branch, copy);
		chosen.nth = nth_of(&past, op);
		emit(with, &chosen);
		calls = branch->calls;
		choice_make(branch, choice);
		if (branch->calls != calls && past.count < OPS)
			past.op[past.count++] = *op;
	}
	free(past.op);
}

struct phrases {
	char	(*list)[PHRASE_BYTES];
	unsigned count;
};

static void
phrase_emit(void *with, const struct chosen *chosen)
{
	struct phrases *phrases = with;

	choice_phrase(chosen, phrases->list[phrases->count++], PHRASE_BYTES);
}

unsigned
schedule_phrases(struct explore *explore, const struct path *path,
    char list[CHOICE_PATH][PHRASE_BYTES])
{
	struct walk *walk = malloc(sizeof(*walk));
	struct phrases phrases = { list, 0 };

	if (walk == NULL)
		abort();
	walk_begin(walk, explore);
	path_emit(walk, path, phrase_emit, &phrases);
	walk_end(walk);
	free(walk);
	return phrases.count;
}

struct writing {
	FILE	*out;
	bool	meanwhile;
};

static void
entry_emit(void *with, const struct chosen *chosen)
{
	const struct writing *writing = with;

	choice_write(writing->out, chosen, writing->meanwhile);
}

/* A line of it is a text. */
static void
start_write(FILE *out, struct arena *arena, const char *at)
{
	const char *first = at;

	say_to(out, "  \"start\": [\n    ");
	while (*at != '\0') {
		size_t n = strcspn(at, "\n");

		if (at != first)
			say_to(out, ",\n    ");
		lines_string_to(out, arena_text(arena, at, n));
		at += n + (at[n] != '\0');
	}
	say_to(out, " ],\n");
}

static void
head_write(FILE *out, const struct explore *explore,
    const struct finding *finding, const struct schedule_site *site)
{
	const struct plan *plan = explore->plan;
	struct arena arena = { 0 };

	say_to(out, "{\n  \"scenario\": ");
	lines_string_to(out, arena_format(&arena, "%s breaks a promise: %s",
	    plan->job, finding->invariant));
	say_to(out, ",\n  \"why\": \"Found by domferry explore.\",\n  "
	    "\"site\": ");
	if (site->text != NULL)
		say_document(out, site->text);
	else
		lines_string_to(out, site->path);
	say_to(out, ",\n");
	if (site->now != NULL)
		say_to(out, "  \"change\": { \"guests\": [ { \"name\": "
		    "\"%s\", \"now\": \"%s\" } ] },\n", names_text(
		    plan->site->names, KIND_GUEST, site->guest), site->now);
	if (site->start != NULL)
		start_write(out, &arena, site->start);
	for (unsigned i = 0; i < site->begin_count; i++) {
		say_to(out, i == 0 ? "  \"begin\": [ " : ", ");
		lines_string_to(out, site->begin[i]);
	}
	if (site->begin_count != 0)
		say_to(out, " ],\n");
	say_to(out, "  \"seed\": %llu,\n  \"do\": [\n",
	    (unsigned long long)site->seed);
	for (unsigned i = 0; i < site->happened_count; i++) {
		say_to(out, "    { \"fault\": ");
		lines_string_to(out, site->happened[i]);
		say_to(out, " },\n    { \"wait\": \"1h\" },\n");
	}
	for (unsigned i = 0; i < site->fault_count; i++) {
		say_to(out, "    { \"fault\": ");
		lines_string_to(out, site->faults[i]);
		say_to(out, " },\n");
	}
	arena_drop(&arena);
}

void
schedule_write(FILE *out, struct explore *explore,
    const struct finding *finding, const struct schedule_site *site)
{
	struct walk *walk = malloc(sizeof(*walk));
	struct writing writing = { out, false };

	if (walk == NULL)
		abort();
	walk_begin(walk, explore);
	head_write(out, explore, finding, site);
	path_emit(walk, &finding->path, entry_emit, &writing);
	say_to(out, "    { \"run\": ");
	lines_string_to(out, explore->plan->job);
	say_to(out, " },\n");
	writing.meanwhile = true;
	path_emit(walk, &finding->path, entry_emit, &writing);
	say_to(out, "  ],\n  \"expect\": [ \"no data lost\" ]\n}\n");
	walk_end(walk);
	free(walk);
}
