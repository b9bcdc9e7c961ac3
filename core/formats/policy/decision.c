/*
 * What a decision is about, and what it is; each function writes its part, or
 * reads it.
 */
#include "core/formats/policy/decision.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/formats/policy/scening.h"
#include "core/policy/policy_words.h"

static const char *
reason_word(unsigned reason)
{
	return reason_code((enum reason)reason);
}

static const char *
placing_word(unsigned placing)
{
	return placing_code((enum placing)placing);
}

static const char *
occasion_word(unsigned kind)
{
	return occasion_code((enum occasion_kind)kind);
}

static const struct wordlist reasons = { reason_word, REASONS },
    placings = { placing_word, PLACINGS },
    occasions = { occasion_word, OCCASIONS };

static void
occasion_pass(struct scening *scening, json_t *whole,
    struct occasion *occasion)
{
	struct passing *passing = &scening->passing;
	json_t *object = pass_object(passing, whole, "occasion");
	size_t keys = passing->keys;
	unsigned kind = occasion->kind;
	bool of_group;

	passing->keys = 0;
	pass_word(passing, object, "kind", &kind, &occasions);
	occasion->kind = (enum occasion_kind)kind;
	pass_nodes(passing, object, "nodes", &occasion->nodes);
	pass_name(passing, object, "group", KIND_GROUP, &occasion->group);
	pass_name(passing, object, "to", KIND_NODE, &occasion->to);
	of_group = occasion->kind == OCCASION_START ||
	    occasion->kind == OCCASION_SWITCH;
	if (of_group != (occasion->group != 0) ||
	    (occasion->kind == OCCASION_NODE_JOINS && occasion->to == 0))
		pass_wrong(passing, "occasion", "a group to start or switch, "
		    "or the node that joins");
	pass_over(passing, object);
	passing->keys = keys;
}

static void
candidate_pass(struct scening *scening, json_t *object,
    struct candidate *candidate)
{
	struct passing *passing = &scening->passing;
	unsigned reason = candidate->reason, sign = candidate->sign;
	bool of_load = candidate->reason == REASON_LOAD ||
	    candidate->reason == REASON_CROWDED;
	uint32_t group = of_load ? 0 : candidate->about;
	uint32_t limit = of_load ? candidate->about : 0;

	pass_name(passing, object, "node", KIND_NODE, &candidate->node);
	pass_word(passing, object, "reason", &reason, &reasons);
	candidate->reason = (enum reason)reason;
	pass_name(passing, object, "group", KIND_GROUP, &group);
	pass_count(passing, object, "limit", &limit);
	candidate->about = group != 0 ? group : limit;
	pass_name(passing, object, "where", KIND_NODE, &candidate->where);
	pass_word(passing, object, "sign", &sign, &scening_signs);
	candidate->sign = (enum sign)sign;
	pass_signed(passing, object, "wanted", &candidate->wanted,
	    LIMIT_SIZE);
	pass_signed(passing, object, "there", &candidate->there, LIMIT_SIZE);
	pass_signed(passing, object, "most", &candidate->most, LIMIT_SIZE);
	pass_over(passing, object);
}

static void
placement_pass(struct scening *scening, json_t *object,
    struct placement *placement)
{
	struct passing *passing = &scening->passing;
	unsigned placing = placement->placing;
	json_t *list;
	size_t keys;

	pass_name(passing, object, "group", KIND_GROUP, &placement->group);
	pass_name(passing, object, "from", KIND_NODE, &placement->from);
	pass_name(passing, object, "node", KIND_NODE, &placement->node);
	pass_word(passing, object, "placing", &placing, &placings);
	placement->placing = (enum placing)placing;
	pass_count(passing, object, "starts", &placement->starts);
	pass_count(passing, object, "moves", &placement->moves);
	list = pass_list(passing, object, "candidates", &placement->count,
	    SCENE_NODES);
	keys = passing->keys;
	for (uint32_t i = 0; i < placement->count; i++)
		candidate_pass(scening, pass_element(passing, list, i),
		    &placement->candidates[i]);
	passing->keys = keys;
	pass_over(passing, object);
}

static void
placements_pass(struct scening *scening, json_t *whole,
    struct placements *placements)
{
	struct passing *passing = &scening->passing;
	json_t *list = pass_list(passing, whole, "placements",
	    &placements->count, SCENING_GROUPS);
	size_t keys = passing->keys;

	placements->list = scening_rows(passing, placements->list,
	    placements->count, sizeof(*placements->list));
	passing->list = "placements";
	for (uint32_t i = 0; !passing->failed && i < placements->count; i++) {
		passing->index = i;
		placement_pass(scening, pass_element(passing, list, i),
		    &placements->list[i]);
	}
	passing->list = NULL;
	passing->keys = keys;
}

static void
decision_pass(struct scening *scening, json_t *whole,
    struct saved_decision *decision)
{
	scening_pass(scening, whole);
	occasion_pass(scening, whole, &decision->occasion);
	placements_pass(scening, whole, &decision->placements);
	pass_over(&scening->passing, whole);
}

json_t *
decision_json(const struct saved_decision *decision)
{
	struct saved_decision copy = *decision;
	struct scening scening = { .passing.known = decision->scene->names,
	    .scene = decision->scene };
	json_t *whole = json_object();

	decision_pass(&scening, whole, &copy);
	return whole;
}

bool
decision_read(struct arena *arena, const json_t *whole,
    struct saved_decision *decision, struct err *err)
{
	struct names *names = arena_take(arena, 1, sizeof(*names));
	struct scene *scene = arena_take(arena, 1, sizeof(*scene));
	struct scening scening = { .passing = { .arena = arena,
	    .names = names, .known = names, .err = err, .reads = true },
	    .scene = scene };

	names_begin(arena, names);
	*decision = (struct saved_decision){ .scene = scene };
	scene->names = names;
	if (!json_is_object(whole))
		return pass_wrong(&scening.passing, "decision", "an object");
	decision_pass(&scening, (json_t *)(uintptr_t)whole, decision);
	if (scening.passing.failed)
		return false;
	scene_index(arena, scene);
	return true;
}

struct placements
decision_again(struct arena *arena, const struct saved_decision *decision)
{
	return policy_play(arena, scene_copy(arena, decision->scene),
	    &decision->occasion);
}
