#include "tools/capture/index.h"

#include <assert.h>
#include <jansson.h>
#include <string.h>

#include "core/formats/json/reader.h"

const char *
index_digest(struct bundle_bytes bytes, char room[BUNDLE_DIGEST])
{
	room[0] = '\0';
	if (bytes.size == 0)
		return room;
	memcpy(room, "sha256:", 7);
	digest_hex(bytes.bytes, bytes.size, room + 7);
	return room;
}

/* Nothing is said of what has no bytes. */
static void
digest_put(struct text *text, const char *key, struct bundle_bytes bytes)
{
	char room[BUNDLE_DIGEST];

	if (bytes.size != 0)
		text_string(text, key, index_digest(bytes, room));
}

static void
line_end(struct text *text)
{
	text_close(text, '}');
	text_put(text, "\n", 1);
}

static void
head_put(const struct bundle *bundle, struct text *text)
{
	char room[BUNDLE_DIGEST];

	text_open(text, NULL, '{');
	text_string(text, "type", "capture");
	text_integer(text, "format", 1);
	text_open(text, "nodes", '[');
	for (uint32_t n = 1; n <= bundle->nodes; n++)
		text_string(text, NULL, bundle->node[n]);
	text_close(text, ']');
	text_integer(text, "answers", bundle->count);
	if (bundle->has_site)
		text_string(text, "site", index_digest(bundle->site, room));
	line_end(text);
}

static void
answer_put(const struct bundle *bundle, uint32_t n, struct text *text)
{
	const struct bundle_answer *answer = &bundle->answer[n];

	text_open(text, NULL, '{');
	text_integer(text, "n", n + 1);
	text_string(text, "on", bundle->node[answer->node]);
	text_string(text, "command", answer->command);
	if (answer->lost) {
		text_true(text, "lost");
		if (*answer->why != '\0')
			text_string(text, "why", answer->why);
	} else {
		text_integer(text, "status", answer->status);
		digest_put(text, "out", answer->out);
		digest_put(text, "err", answer->err);
	}
	line_end(text);
}

void
index_write(const struct bundle *bundle, struct text *text)
{
	head_put(bundle, text);
	for (uint32_t n = 0; n < bundle->count; n++)
		answer_put(bundle, n, text);
}

void
times_write(const struct bundle *bundle, struct text *text)
{
	text_open(text, NULL, '{');
	text_string(text, "type", "times");
	text_string(text, "of", bundle->digest);
	text_string(text, "at", bundle->at);
	line_end(text);
	for (uint32_t n = 0; n < bundle->count; n++) {
		text_open(text, NULL, '{');
		text_integer(text, "n", n + 1);
		text_integer(text, "at_ms", bundle->answer[n].begun_ms);
		text_integer(text, "took_ms", bundle->answer[n].took_ms);
		line_end(text);
	}
}

/* Lines of a list, one after the other. */
struct list {
	const char	*name;
	const char	*at, *end;
	unsigned	 number;	/* of the last line */
	json_t		*line;		/* or NULL */
	struct err	*err;
};

static bool
wrong(const struct list *list, const char *why)
{
	return err_set(list->err, ERR_FILE_INVALID, "%s:%u: %s", list->name,
	    list->number, why);
}

/* A line that was cut off is none. */
static bool
line_take(struct list *list)
{
	const char *end = memchr(list->at, '\n',
	    (size_t)(list->end - list->at));

	json_decref(list->line);
	list->line = NULL;
	list->number++;
	if (end == NULL)
		return wrong(list, "a line is missing");
	list->line = json_loadb(list->at, (size_t)(end - list->at),
	    JSON_REJECT_DUPLICATES, NULL);
	list->at = end + 1;
	return json_is_object(list->line) || wrong(list,
	    "that is no JSON object");
}

static bool
list_end(struct list *list, bool read)
{
	json_decref(list->line);
	if (read && list->at != list->end) {
		list->number++;
		return wrong(list, "there are lines more than answers");
	}
	return read;
}

static const char *
kept(struct arena *arena, const char *text)
{
	return arena_text(arena, text, strlen(text));
}

static bool
nodes_read(struct arena *arena, const json_t *names, struct bundle *bundle)
{
	size_t count = json_array_size(names);

	if (count == 0 || count > SITE_NODES)
		return false;
	for (size_t i = 0; i < count; i++) {
		const char *name = json_string_value(json_array_get(names, i));

		if (name == NULL || !reader_is_name(name))
			return false;
		for (uint32_t n = 1; n <= i; n++)
			if (strcmp(bundle->node[n], name) == 0)
				return false;
		bundle->node[i + 1] = kept(arena, name);
	}
	bundle->nodes = (uint32_t)count;
	return true;
}

static bool
head_read(struct arena *arena, struct list *list, struct index *index)
{
	const char *type = "", *site = "";
	json_int_t format = 0, count = -1;
	json_t *names = NULL;

	if (!line_take(list))
		return false;
	if (json_unpack_ex(list->line, NULL, JSON_STRICT,
	    "{s:s, s:I, s:o, s:I, s?s}", "type", &type, "format", &format,
	    "nodes", &names, "answers", &count, "site", &site) != 0 ||
	    strcmp(type, "capture") != 0)
		return wrong(list, "it does not begin as a capture does");
	if (format != 1)
		return wrong(list, "it is a capture of a newer domferry");
	if (!nodes_read(arena, names, index->bundle))
		return wrong(list, "\"nodes\" are no names, or too many");
	if (count < 0 || count > BUNDLE_ANSWERS)
		return wrong(list, "that many answers are in no capture");
	index->bundle->count = (uint32_t)count;
	index->bundle->has_site =
	    json_object_get(list->line, "site") != NULL;
	index->site = kept(arena, site);
	return true;
}

static uint32_t
node_find(const struct bundle *bundle, const char *name)
{
	uint32_t n = bundle->nodes;

	while (n != 0 && strcmp(bundle->node[n], name) != 0)
		n--;
	return n;
}

/* It is lost, or has a status and, perhaps, bytes. */
static bool
answer_read(struct arena *arena, struct list *list, struct index *index,
    uint32_t n)
{
	struct bundle_answer *answer = &index->bundle->answer[n];
	const char *on = "", *command = "", *why = "", *out = "", *err = "";
	json_int_t number = 0;
	int status = -1, lost = 0;

	if (!line_take(list))
		return false;
	if (json_unpack_ex(list->line, NULL, JSON_STRICT,
	    "{s:I, s:s, s:s, s?b, s?s, s?i, s?s, s?s}", "n", &number, "on",
	    &on, "command", &command, "lost", &lost, "why", &why, "status",
	    &status, "out", &out, "err", &err) != 0 ||
	    number != (json_int_t)n + 1 || (lost != 0) == (status >= 0))
		return wrong(list, "that is no answer of a capture");
	*answer = (struct bundle_answer){ .node = node_find(index->bundle,
	    on), .command = kept(arena, command), .lost = lost != 0,
	    .why = kept(arena, why), .status = status };
	index->digests[n] = (struct index_digests){ kept(arena, out),
	    kept(arena, err) };
	if (answer->node == 0)
		return wrong(list, "\"on\" is none of its nodes");
	return n == 0 || bundle_order(&answer[-1], answer) < 0 ||
	    wrong(list, "answers are not in order, or one is there twice");
}

bool
index_read(struct arena *arena, struct bundle_bytes text, struct index *index,
    struct err *err)
{
	struct list list = { "index.jsonl", text.bytes,
	    text.bytes + text.size, .err = err };
	struct bundle *bundle = index->bundle;
	bool read = head_read(arena, &list, index);

	if (read && bundle->count > text.size) {
		list.number++;
		read = wrong(&list, "a line is missing");
	}
	bundle->answer = arena_take(arena, read ? bundle->count + 1 : 1,
	    sizeof(*bundle->answer));
	index->digests = arena_take(arena, read ? bundle->count + 1 : 1,
	    sizeof(*index->digests));
	for (uint32_t n = 0; read && n < bundle->count; n++)
		read = answer_read(arena, &list, index, n);
	return list_end(&list, read);
}

static bool
time_read(struct list *list, struct bundle *bundle, uint32_t n)
{
	json_int_t number = 0, at_ms = -1, took_ms = -1;

	if (!line_take(list))
		return false;
	if (json_unpack_ex(list->line, NULL, JSON_STRICT, "{s:I, s:I, s:I}",
	    "n", &number, "at_ms", &at_ms, "took_ms", &took_ms) != 0 ||
	    number != (json_int_t)n + 1 || at_ms < 0 || took_ms < 0)
		return wrong(list, "that is no time of an answer");
	bundle->answer[n].begun_ms = at_ms;
	bundle->answer[n].took_ms = took_ms;
	return true;
}

bool
times_read(struct arena *arena, struct bundle_bytes text,
    struct bundle *bundle, struct err *err)
{
	struct list list = { "times.jsonl", text.bytes,
	    text.bytes + text.size, .err = err };
	const char *type = "", *of = "", *at = "";
	bool read = line_take(&list);

	if (read && (json_unpack_ex(list.line, NULL, JSON_STRICT,
	    "{s:s, s:s, s:s}", "type", &type, "of", &of, "at", &at) != 0 ||
	    strcmp(type, "times") != 0))
		read = wrong(&list, "it does not begin as times do");
	if (read && strcmp(of, bundle->digest) != 0)
		read = wrong(&list, "index.jsonl has another digest than the "
		    "one that is said here");
	bundle->at = kept(arena, at);
	for (uint32_t n = 0; read && n < bundle->count; n++)
		read = time_read(&list, bundle, n);
	return list_end(&list, read);
}
