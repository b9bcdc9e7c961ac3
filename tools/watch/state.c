#include "tools/watch/state.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tools/draft.h"
#include "tools/file.h"

static const char format[] = "domferry watch 1";

enum { STATE_MOST = 8 << 20 };

/* The stages that an outage notes, by the keys of the file. */
static const struct {
	const char	*key;
	enum guest_stage	 stage;
} stages[] = { { "up", STAGE_UP }, { "down", STAGE_DOWN },
    { "imported", STAGE_IMPORTED }, { "started", STAGE_STARTED } };

enum { STAGE_KEYS = sizeof(stages) / sizeof(stages[0]) };

static json_t *
noted_json(const struct noted *noted)
{
	return json_pack("{s:s,s:s,s:s,s:s,s:s,s:I,s:I,s:i,s:b,s:b,s:I,s:i}",
	    "key", noted->key, "finding", noted->row->id, "on", noted->on,
	    "evidence", noted->text, "do", noted->advice, "first_ms",
	    (json_int_t)noted->first_ms, "until_ms",
	    (json_int_t)noted->until_ms, "seen", (int)noted->seen,
	    "reported", noted->reported, "overdue", noted->overdue, "acted_ms",
	    (json_int_t)noted->acted_ms, "acted_status", noted->acted_status);
}

static json_t *
absence_json(const struct site *site, uint32_t guest,
    const struct absence *absence)
{
	json_t *json = json_pack("{s:s,s:b,s:s,s:s,s:I}", "guest",
	    names_text(site->names, KIND_GUEST, guest), "is_down",
	    absence->down, "from", names_text(site->names, KIND_NODE,
	    absence->from), "to", names_text(site->names, KIND_NODE,
	    absence->to), "again_ms", (json_int_t)absence->again_ms);

	for (int i = 0; i < STAGE_KEYS; i++)
		json_object_set_new(json, stages[i].key, json_integer(
		    absence->at_ms[stages[i].stage]));
	return json;
}

bool
watch_state_write(const struct watch_state *state, const char *path,
    const struct site *site, struct err *err)
{
	json_t *whole = json_pack("{s:s,s:s,s:[],s:[]}", "version", format,
	    "site", site->name, "findings", "guests");
	char *text;
	bool ok;

	for (uint32_t i = 0; i < state->notes.count; i++)
		if (state->notes.list[i].became != BECAME_OVER)
			json_array_append_new(json_object_get(whole,
			    "findings"), noted_json(&state->notes.list[i]));
	for (uint32_t g = 1; g <= site->guest_count; g++)
		json_array_append_new(json_object_get(whole, "guests"),
		    absence_json(site, g, &state->absence[g]));
	text = json_dumps(whole, JSON_INDENT(1));
	json_decref(whole);
	ok = draft_put(&(struct draft){ .path = path, .text = text,
	    .size = strlen(text), .mode = 0600, .replaces = true });
	if (!ok)
		err_set(err, ERR_FILE_UNWRITABLE, "%.200s: %s", path,
		    strerror(errno));
	free(text);
	return ok;
}

/* A kind that this release does not have is found anew, or not at all. */
static bool
noted_take(struct notes *notes, json_t *json)
{
	const char *key, *id, *on, *text, *advice;
	json_int_t first, until, acted;
	int seen, reported, overdue, status;
	struct noted *noted;

	if (json_unpack(json, "{s:s,s:s,s:s,s:s,s:s,s:I,s:I,s:i,s:b,s:b,"
	    "s:I,s:i}", "key", &key, "finding", &id, "on", &on, "evidence",
	    &text, "do", &advice, "first_ms", &first, "until_ms", &until,
	    "seen", &seen, "reported", &reported, "overdue", &overdue,
	    "acted_ms", &acted, "acted_status", &status) != 0 || seen < 0)
		return false;
	if (watch_find(id) == NULL || notes_find(notes, key) != NULL)
		return true;
	noted = notes_add(notes, key);
	noted->row = watch_find(id);
	noted->on = arena_text(&notes->arena, on, strlen(on));
	noted->text = arena_text(&notes->arena, text, strlen(text));
	noted->advice = arena_text(&notes->arena, advice, strlen(advice));
	noted->first_ms = first;
	noted->until_ms = until;
	noted->seen = (unsigned)seen;
	noted->reported = reported != 0;
	noted->overdue = overdue != 0;
	noted->acted_ms = acted;
	noted->acted_status = status;
	return true;
}

/* A guest that the site file has no more is left out. */
static bool
absence_take_json(struct watch_state *state, const struct site *site,
    json_t *json)
{
	const char *name, *from, *to;
	struct absence absence = { .down = false };
	json_int_t again;
	int down;
	uint32_t guest;

	if (json_unpack(json, "{s:s,s:b,s:s,s:s,s:I}", "guest", &name,
	    "is_down", &down, "from", &from, "to", &to, "again_ms", &again) !=
	    0)
		return false;
	absence.down = down != 0;
	absence.again_ms = again;
	absence.from = names_find(site->names, KIND_NODE, from);
	absence.to = names_find(site->names, KIND_NODE, to);
	for (int i = 0; i < STAGE_KEYS; i++) {
		json_t *at = json_object_get(json, stages[i].key);

		if (!json_is_integer(at))
			return false;
		absence.at_ms[stages[i].stage] = json_integer_value(at);
	}
	guest = names_find(site->names, KIND_GUEST, name);
	if (guest != 0 && guest <= site->guest_count)
		state->absence[guest] = absence;
	return true;
}

static bool
state_take(struct watch_state *state, const struct site *site, json_t *whole)
{
	const char *version, *name;
	json_t *findings, *guests, *one;
	size_t i;

	if (json_unpack(whole, "{s:s,s:s,s:o,s:o}", "version", &version,
	    "site", &name, "findings", &findings, "guests", &guests) != 0 ||
	    strcmp(version, format) != 0 || strcmp(name, site->name) != 0 ||
	    !json_is_array(findings) || !json_is_array(guests))
		return false;
	json_array_foreach(findings, i, one)
		if (!noted_take(&state->notes, one))
			return false;
	json_array_foreach(guests, i, one)
		if (!absence_take_json(state, site, one))
			return false;
	return true;
}

bool
watch_state_read(struct watch_state *state, const char *path,
    const struct site *site, struct err *err)
{
	struct arena arena = { 0 };
	json_t *whole;
	char *text;
	size_t n;
	bool ok;

	if (access(path, F_OK) != 0 && errno == ENOENT)
		return true;
	text = file_read(&arena, path, STATE_MOST, &n, err);
	if (text == NULL)
		return false;
	whole = json_loadb(text, n, JSON_REJECT_DUPLICATES, NULL);
	ok = (whole != NULL && state_take(state, site, whole)) ||
	    err_set(err, ERR_FILE_EXISTS, "%.200s is no state of a watch of "
	    "site %.60s", path, site->name);
	json_decref(whole);
	arena_drop(&arena);
	return ok;
}
