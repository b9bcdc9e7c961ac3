#include "backends/readiness/readiness.h"

#include <assert.h>
#include <string.h>

#include "backends/readiness/subjects.h"
#include "core/procedures/procedure.h"

const char *const found_words[FOUNDS] = { "pass", "warn", "fail", "unknown" };

/* What is judged, and what was found. */
struct task {
	struct readiness *readiness;
	const struct readiness_of *of;
};

const struct readiness_row *
readiness_find(const char *id)
{
	const struct readiness_row *row;

	for (unsigned n = 0; (row = readiness_row(n)) != NULL; n++)
		if (strcmp(row->id, id) == 0)
			return row;
	return NULL;
}

const char *
readiness_jobs(struct arena *arena, const struct readiness_row *row)
{
	const char *text = "";

	for (int p = 0; procedures[p] != NULL; p++)
		if ((row->jobs >> procedures[p]->checks & 1) != 0)
			text = arena_format(arena, "%s%s%s", text, *text != '\0'
			    ? ", " : "", procedures[p]->name);
	return text;
}

static struct finding *
finding_add(struct readiness *readiness)
{
	if (readiness->count == readiness->capacity) {
		uint32_t capacity = readiness->capacity * 2 + 64;
		struct finding *list = arena_take(&readiness->arena, capacity,
		    sizeof(*list));

		if (readiness->count != 0)
			memcpy(list, readiness->finding, readiness->count *
			    sizeof(*list));
		readiness->finding = list;
		readiness->capacity = capacity;
	}
	return &readiness->finding[readiness->count++];
}

/* The name for a word in braces. */
static const char *
word_name(const struct judging *judging, const char *word, size_t n)
{
	const struct site_guest *row = row_of(judging);
	const struct {
		const char	*word;
		enum kind	 kind;
		uint32_t	 number;
	} words[] = {
		{ "node", KIND_NODE, judging->node },
		{ "at", KIND_NODE, judging->at },
		{ "guest", KIND_GUEST, judging->guest },
		{ "pool", KIND_POOL, row->pool },
		{ "group", KIND_GROUP, row->group },
		{ "storage", KIND_RESOURCE, row->storage },
		{ "agent", KIND_RESOURCE, row->agent.resource },
		{ "device", KIND_DEVICE, row->device },
		{ "password", KIND_FILE, row->agent.password_file },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i].word) == n &&
		    memcmp(words[i].word, word, n) == 0)
			return words[i].number != 0 ? name_of(judging,
			    words[i].kind, words[i].number) :
			    words[i].word;
	assert(false);
	return "";
}

/* The row's remedy with the names of what it is about. */
static const char *
remedy_write(const struct judging *judging, const char *remedy)
{
	const char *text = "", *open;

	while ((open = strchr(remedy, '{')) != NULL) {
		const char *close = strchr(open, '}');

		assert(close != NULL);
		text = arena_format(judging->arena, "%s%.*s%s", text,
		    (int)(open - remedy), remedy, word_name(judging, open + 1,
		    (size_t)(close - open - 1)));
		remedy = close + 1;
	}
	return arena_format(judging->arena, "%s%s", text, remedy);
}

static const char *
on_write(const struct judging *judging)
{
	return judging->guest == 0 ? node_of(judging, judging->node) :
	    judging->node == 0 ? guest_of(judging) :
	    arena_format(judging->arena, "%s, %s", guest_of(judging),
	    node_of(judging, judging->node));
}

static void
judge_one(const struct task *task, const struct readiness_row *row,
    uint32_t node, uint32_t guest)
{
	struct judging judging = { .arena = &task->readiness->arena,
	    .survey = task->of->survey, .site = task->of->site, .row = row,
	    .node = node, .guest = guest };
	struct finding *finding;

	assert((node != 0 || guest != 0) && (row->about == ABOUT_GUEST) ==
	    (node == 0));
	judging.end = &judging.quote;
	if (guest != 0)
		judging.at = guest_node(task->of->survey, task->of->site, guest,
		    &judging.twin);
	row->judge(&judging);
	assert(judging.decided);
	if (judging.needless)
		return;
	finding = finding_add(task->readiness);
	*finding = (struct finding){ .row = row, .node = node, .guest = guest,
	    .on = on_write(&judging), .found = judging.found,
	    .text = judging.text, .quote = judging.quote,
	    .remedy = judging.found == FOUND_PASS ? "" :
	    judging.found == FOUND_UNKNOWN ? "look there yourself, or ask "
	    "again when it answers" : remedy_write(&judging, row->remedy) };
	task->readiness->of[judging.found]++;
}

/* Does anything of it exist: a domain on a node, or its group? */
static bool
is_there(const struct task *task, uint32_t guest)
{
	const struct site *site = task->of->site;
	const struct reading *groups = survey_reading(task->of->survey, 0,
	    SURVEY_GROUPS);
	uint32_t twin;

	return guest_node(task->of->survey, site, guest, &twin) != 0 ||
	    (groups != NULL && fact_find(groups, "group", "name",
	    names_text(site->names, KIND_GROUP,
	    site->guests[guest].group)) != NULL);
}

static void
judge_targets(const struct task *task, const struct readiness_row *row,
    uint32_t guest)
{
	const struct site_guest *of = &task->of->site->guests[guest];
	uint32_t twin, at = guest_node(task->of->survey, task->of->site,
	    guest, &twin);

	for (uint32_t i = 0; i < of->node_count; i++)
		if (of->node[i] != at && (task->of->job == NULL ||
		    task->of->job->to == 0 || task->of->job->to == of->node[i]))
			judge_one(task, row, of->node[i], guest);
}

/* Of a job its guest; else those that are there, and the others by what a job
 * needs that creates them. */
static bool
is_judged(const struct task *task, const struct readiness_row *row,
    uint32_t guest)
{
	return task->of->job != NULL ? task->of->job->guest == guest :
	    (row->jobs & (1 << CHECK_CREATE | 1 << CHECK_P2V)) != 0 ||
	    is_there(task, guest);
}

static void
judge_row(const struct task *task, const struct readiness_row *row)
{
	for (uint32_t n = 1; n <= task->of->site->node_count; n++)
		if (row->about == ABOUT_NODE && (task->of->job == NULL ||
		    job_touches(task->of->site, task->of->job, n)))
			judge_one(task, row, n, 0);
	for (uint32_t g = 1; g <= task->of->site->guest_count; g++) {
		if (row->about == ABOUT_NODE || !is_judged(task, row, g))
			continue;
		if (row->about == ABOUT_GUEST)
			judge_one(task, row, 0, g);
		else
			judge_targets(task, row, g);
	}
}

static bool
is_wanted(const struct task *task, const struct readiness_row *row)
{
	return task->of->job == NULL ||
	    (row->jobs >> task->of->job->procedure->checks & 1) != 0;
}

static bool
is_left_out(const struct readiness_of *of, const struct readiness_row *row)
{
	unsigned i = 0;

	while (i < of->left_out_count && strcmp(of->left_out[i], row->id) != 0)
		i++;
	return i < of->left_out_count;
}

void
readiness_judge(struct readiness *readiness, const struct readiness_of *of)
{
	const struct task task = { readiness, of };
	const struct readiness_row *row;

	assert(of->survey->nodes == of->site->node_count);
	*readiness = (struct readiness){ .count = 0 };
	for (unsigned n = 0; (row = readiness_row(n)) != NULL; n++)
		if (!is_left_out(of, row) && is_wanted(&task, row))
			judge_row(&task, row);
	for (uint32_t g = 1; g <= of->site->guest_count; g++)
		readiness->guests_absent += !is_there(&task, g);
}

void
readiness_drop(struct readiness *readiness)
{
	arena_drop(&readiness->arena);
	*readiness = (struct readiness){ .count = 0 };
}
