#include "core/formats/json/chain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ,"hash":"…"} */
enum { TAIL = 9 + 64 + 2 };
/* Times are added and subtracted. */
#define TIME_MAX	(INT64_MAX / 4)

static const char tail_begin[] = ",\"hash\":\"";

void
chain_start(struct chain *chain)
{
	chain->n = 0;
	memset(chain->hash, '0', sizeof(chain->hash) - 1);
	chain->hash[sizeof(chain->hash) - 1] = '\0';
}

/* The hash over the one before, a newline, and the line up to its own. */
static void
link_hash(const struct chain *chain, const char *line, size_t size,
    char room[DIGEST_ROOM])
{
	size_t before = sizeof(chain->hash) - 1;
	char *text = malloc(before + 1 + size);

	if (text == NULL)
		abort();
	memcpy(text, chain->hash, before);
	text[before] = '\n';
	memcpy(text + before + 1, line, size);
	digest_hex(text, before + 1 + size, room);
	free(text);
}

char *
chain_line(struct chain *chain, const char *type, int64_t at_ms,
    json_t *fields, size_t *size)
{
	json_t *object = json_pack("{s:I,s:s,s:I}", "n",
	    (json_int_t)chain->n, "type", type, "at_ms", (json_int_t)at_ms);
	char *text, *line, hash[DIGEST_ROOM];
	size_t n;

	json_object_update(object, fields);
	json_decref(fields);
	text = json_dumps(object, JSON_COMPACT);
	json_decref(object);
	n = strlen(text) - 1;
	line = realloc(text, n + TAIL + 2);
	if (line == NULL)
		abort();
	link_hash(chain, line, n, hash);
	snprintf(line + n, TAIL + 2, "%s%s\"}\n", tail_begin, hash);
	memcpy(chain->hash, hash, sizeof(hash));
	chain->n++;
	*size = n + TAIL + 1;
	return line;
}

static json_t *
taken(const struct chain *chain, const char *line, size_t size,
    struct err *err)
{
	json_error_t error;
	json_t *object = json_loadb(line, size, JSON_REJECT_DUPLICATES,
	    &error);
	const json_t *n = json_object_get(object, "n");
	const json_t *at = json_object_get(object, "at_ms");

	if (object == NULL) {
		err_set(err, ERR_JOURNAL_DAMAGED, "expected a JSON object; "
		    "found: %s", error.text);
	} else if (!json_is_integer(n) || json_integer_value(n) != chain->n) {
		err_set(err, ERR_JOURNAL_DAMAGED, "expected \"n\":%lld; "
		    "found \"n\":%lld", (long long)chain->n,
		    (long long)json_integer_value(n));
	} else if (json_integer_value(at) < 0 ||
	    json_integer_value(at) > TIME_MAX || !json_is_integer(at) ||
	    json_string_value(json_object_get(object, "type")) == NULL) {
		err_set(err, ERR_JOURNAL_DAMAGED, "expected a type and a "
		    "time; found neither or one");
	} else {
		return object;
	}
	json_decref(object);
	return NULL;
}

json_t *
chain_take(struct chain *chain, const char *line, size_t size,
    struct err *err)
{
	char hash[DIGEST_ROOM];
	const char *tail = line + size - TAIL;
	json_t *object;

	if (size <= TAIL || memcmp(tail, tail_begin, 9) != 0 ||
	    memcmp(line + size - 2, "\"}", 2) != 0) {
		err_set(err, ERR_JOURNAL_DAMAGED, "expected a line that ends "
		    "in its hash; found one that does not");
		return NULL;
	}
	link_hash(chain, line, size - TAIL, hash);
	if (memcmp(hash, tail + 9, 64) != 0) {
		err_set(err, ERR_JOURNAL_DAMAGED, "expected hash %.12s…; "
		    "found %.12s…", hash, tail + 9);
		return NULL;
	}
	object = taken(chain, line, size, err);
	if (object == NULL)
		return NULL;
	memcpy(chain->hash, hash, sizeof(hash));
	chain->n++;
	return object;
}
