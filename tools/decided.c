#include "tools/decided.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/formats/policy/decision.h"
#include "core/policy/policy_words.h"
#include "tools/file.h"
#include "tools/report/lines.h"
#include "tools/report/text.h"
#include "tools/say.h"

/* Its group, or that of the guest; 0: there is none. */
static uint32_t
group_find(const struct scene *scene, const char *name)
{
	uint32_t group = names_find(scene->names, KIND_GROUP, name);
	uint32_t guest = names_find(scene->names, KIND_GUEST, name);

	for (uint32_t g = 1; group == 0 && guest != 0 &&
	    g <= scene->group_count; g++)
		if (scene->groups[g].guest == guest)
			group = g;
	return group != 0 && scene->groups[group].stage != GROUP_ABSENT ?
	    group : 0;
}

static const struct placement *
placement_find(const struct placements *placements, uint32_t group)
{
	for (uint32_t i = 0; i < placements->count; i++)
		if (placements->list[i].group == group)
			return &placements->list[i];
	return NULL;
}

static void
candidates_print(struct arena *arena, const struct scene *scene,
    const struct placement *placement)
{
	for (uint32_t i = 0; i < placement->count; i++) {
		const struct candidate *candidate = &placement->candidates[i];

		say("    ");
		text_wrap(arena_format(arena, "%s: %s", names_text(
		    scene->names, KIND_NODE, candidate->node),
		    candidate_words(arena, scene, candidate)), 6, 4);
	}
}

static void
decision_print(struct arena *arena, const struct saved_decision *decision,
    uint32_t group)
{
	const struct scene *scene = decision->scene;
	const struct placement *placement =
	    placement_find(&decision->placements, group);

	if (placement == NULL) {
		say("  %s stays %s%s\n", names_text(scene->names, KIND_GROUP,
		    group), scene->groups[group].on != 0 ? "on " : "offline",
		    names_text(scene->names, KIND_NODE,
		    scene->groups[group].on));
		return;
	}
	say("  %s\n", placement_words(arena, scene, placement));
	candidates_print(arena, scene, placement);
}

static bool
decision_save(const struct saved_decision *decision, const char *file,
    struct err *err)
{
	json_t *whole = decision_json(decision);
	char *text = json_dumps(whole, JSON_INDENT(1));
	struct arena arena = { 0 };
	bool saved;

	if (text == NULL)
		abort();
	saved = file_write(file, arena_format(&arena, "%s\n", text), err);
	arena_drop(&arena);
	free(text);
	json_decref(whole);
	return saved;
}

static void
decide(struct arena *arena, struct scene *scene, uint32_t node,
    struct saved_decision *decision)
{
	*decision = (struct saved_decision){ .scene = scene,
	    .occasion = { .kind = OCCASION_NODES_DIE,
	    .nodes = (uint64_t)1 << node } };
	decision->placements = decision_again(arena, decision);
}

static int
why_node(struct scene *scene, const struct options *options, uint32_t group,
    uint32_t node)
{
	struct arena arena = { 0 };
	struct saved_decision decision;
	struct err err = { 0 };
	int status = EXIT_OK;

	decide(&arena, scene, node, &decision);
	if (options->write != NULL) {
		if (!decision_save(&decision, options->write, &err))
			status = err_print(&err);
	} else if (options->json) {
		json_t *whole = decision_json(&decision);

		json_object_set_new(whole, "type", json_string("decision"));
		lines_print(whole);
	} else {
		say("%s is dead\n", names_text(scene->names, KIND_NODE, node));
		decision_print(&arena, &decision, group);
	}
	arena_drop(&arena);
	return status;
}

int
decided_why(struct scene *scene, const struct options *options)
{
	uint32_t group = group_find(scene, options->why), node = 0;
	struct err err = { 0 };
	int status = EXIT_OK;

	if (group == 0)
		err_set(&err, ERR_USAGE, "\"%.80s\" is no group, and no guest "
		    "with an agent, of this site", options->why);
	else if (options->node != NULL && (node = names_find(scene->names,
	    KIND_NODE, options->node)) == 0)
		err_set(&err, ERR_USAGE, "there is no node \"%.80s\"",
		    options->node);
	else if (options->write != NULL && node == 0)
		err_set(&err, ERR_USAGE, "-w saves one decision: -N says which "
		    "node is dead");
	if (err.code != ERR_NONE)
		return err_print(&err);
	if (options->json && options->write == NULL)
		lines_version("capacity");
	for (uint32_t n = 1; status == EXIT_OK && n <= scene->node_count; n++)
		if (node == 0 || n == node)
			status = why_node(scene, options, group, n);
	return status;
}

/* The file, as it was saved; NULL: says why not. */
static json_t *
saved_open(struct arena *arena, const char *file, struct err *err)
{
	size_t n;
	char *text = file_read(arena, file, LIMIT_FILE_BYTES, &n, err);
	json_error_t error;
	json_t *whole = text == NULL ? NULL : json_loadb(text, n,
	    JSON_REJECT_DUPLICATES, &error);

	if (text != NULL && whole == NULL)
		err_set(err, ERR_FILE_INVALID, "%s:%d:%d: %s", file,
		    error.line, error.column, error.text);
	return whole;
}

static void
again_print(struct arena *arena, const struct saved_decision *decision)
{
	for (uint32_t i = 0; i < decision->placements.count; i++)
		decision_print(arena, decision,
		    decision->placements.list[i].group);
}

int
decided_again(struct arena *arena, const struct options *options)
{
	struct err err = { 0 };
	struct saved_decision decision;
	json_t *whole = saved_open(arena, options->again, &err), *now;
	int status = EXIT_OK;

	if (whole == NULL || !decision_read(arena, whole, &decision, &err)) {
		json_decref(whole);
		return err_print(&err);
	}
	decision.placements = decision_again(arena, &decision);
	now = decision_json(&decision);
	if (!json_equal(now, whole))
		status = EXIT_DIFFERS;
	if (options->json) {
		lines_version("capacity");
		json_object_set_new(now, "type", json_string("decision"));
		lines_print(json_incref(now));
	} else {
		say("%s: decided %s\n", options->again, status == EXIT_OK ?
		    "as it was saved" : "otherwise than it was saved");
		again_print(arena, &decision);
	}
	json_decref(now);
	json_decref(whole);
	return status;
}
