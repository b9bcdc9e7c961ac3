#include "tools/session/plan_file.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/formats/journal/plan_json.h"
#include "core/plan/check.h"
#include "tools/file.h"
#include "tools/say.h"

enum { PLACE_BYTES = 80, QUESTION_LIMIT_MS = 30000 };

/* No procedure's name has a dot or a slash in it. */
bool
plan_file_is(const struct options *options)
{
	return options->operand_count == 1 &&
	    strpbrk(options->operand[0], "./") != NULL;
}

bool
plan_file_fits(const struct plan *plan, const char *text, struct err *err)
{
	size_t size = strlen(text);

	return size <= LIMIT_FILE_BYTES || err_set(err, ERR_TOO_MANY,
	    "the plan of %.100s has %zu bytes; none may have more than %d",
	    plan->job, size, LIMIT_FILE_BYTES);
}

bool
plan_file_open(struct arena *arena, struct site *site, const char *path,
    struct plan_file *file, struct err *err)
{
	struct err why = { 0 };
	json_error_t error;
	json_t *object;
	const char *made_for;
	bool same;
	size_t size;
	char *text = file_read(arena, path, LIMIT_FILE_BYTES, &size, err);

	*file = (struct plan_file){ .path = path, .site_digest = "" };
	if (text == NULL)
		return false;
	object = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);
	if (object == NULL)
		return err_set(err, ERR_FILE_INVALID, "%s:%d:%d: %s", path,
		    error.line, error.column, error.text);
	file->plan = plan_read(arena, site, object, &same, &why);
	made_for = json_string_value(json_object_get(object, "site_digest"));
	if (made_for != NULL)
		file->site_digest = arena_text(arena, made_for,
		    strlen(made_for));
	json_decref(object);
	if (file->plan == NULL)
		return err_set(err, why.code, "%.60s: %.160s", path, why.text);
	file->edited = !same;
	if (!same)
		say_to(stderr, "domferry: note: %s was edited: it does not "
		    "match its digest\n", path);
	return true;
}

/* Where something is, or what has a number. */
static bool
is_assumed(const struct check *check)
{
	return (check->fact.want.cares & WANT_ON) != 0 ||
	    check->code == ERR_PLAN_OLD;
}

/* One of its checks, if it is answered and not met.  What only warns, or is
 * under way, has not moved. */
static const char *
check_moved(struct session *session, struct backend *asked,
    const struct plan *plan, const struct check *check)
{
	const struct names *names = plan->site->names;
	const uint32_t at = op_asked_at(&check->fact.ask);
	struct op ask = check->fact.ask;
	char place[PLACE_BYTES] = "the cluster";
	struct result res;

	backend_execute(asked, &ask, QUESTION_LIMIT_MS, &res);
	if (res.outcome != DONE || check->warns ||
	    check_met(check, &res.answer) ||
	    want_under_way(&check->fact.want, &res.answer))
		return NULL;
	if (at != 0)
		site_place(names, at, place, sizeof(place));
	return arena_format(session->arena, "%s on %s: expected: %s; found: "
	    "%s%s%s", check->name, place, check->expect,
	    state_name((enum state)res.answer.state),
	    res.answer.on != 0 ? " on " : "",
	    names_text(names, KIND_NODE, res.answer.on));
}

const char *
plan_file_moved(struct session *session, struct backend *asked,
    const struct plan_file *file, const char *site_digest)
{
	struct plan *plan = file->plan;
	struct err err = { 0 };
	struct view view = { 0 };
	struct job job;
	const char *moved;

	assert(file->path != NULL);
	if (job_read_line(session->arena, session->site, plan->job, &job,
	    &err) && view_ask(asked, session->site, &job, &view,
	    &err))
		plan_number(session->arena, plan, session->site->names, &view);
	if (strcmp(file->site_digest, site_digest) != 0)
		return arena_format(session->arena, "%s no longer fits: it was "
		    "made for another site file (%.19s; this one is %.19s)",
		    file->path, file->site_digest, site_digest);
	for (uint32_t i = 0; i < 2 * plan->check_count; i++) {
		const struct check *check =
		    &plan->checks[i % plan->check_count];

		/* What the plan was built on comes first. */
		moved = i >= plan->check_count || is_assumed(check) ?
		    check_moved(session, asked, plan, check) : NULL;
		if (moved != NULL)
			return arena_format(session->arena, "%s no longer "
			    "fits: %s", file->path, moved);
	}
	return NULL;
}
