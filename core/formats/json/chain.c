#include "core/formats/json/chain.h"

#include <assert.h>
#include <string.h>

/* The hash before and a newline; ,"hash":"…"} */
enum { HEAD = DIGEST_BYTES, TAIL = 9 + 64 + 2 };
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

/* What is hashed stands together: the hash before, a newline, the line. */
static void
before_put(const struct chain *chain, struct text *text)
{
	assert(text->size == 0);
	text_put(text, chain->hash, HEAD - 1);
	text_put(text, "\n", 1);
}

static void
link_hash(const struct chain *chain, const char *line, size_t size,
    char buffer[DIGEST_BYTES])
{
	struct text text = { 0 };

	before_put(chain, &text);
	text_put(&text, line, size);
	digest_hex(text.bytes, text.size, buffer);
	text_drop(&text);
}

void
chain_begin(const struct chain *chain, struct text *text, const char *type,
    int64_t at_ms)
{
	assert(at_ms >= 0 && at_ms <= TIME_MAX);
	before_put(chain, text);
	text_open(text, NULL, '{');
	text_integer(text, "n", chain->n);
	text_string(text, "type", type);
	text_integer(text, "at_ms", at_ms);
}

const char *
chain_end(struct chain *chain, struct text *text, size_t *size)
{
	assert(text->size > HEAD);
	assert(memcmp(text->bytes, chain->hash, HEAD - 1) == 0);
	digest_hex(text->bytes, text->size, chain->hash);
	text_string(text, "hash", chain->hash);
	text_put(text, "}\n", 2);
	chain->n++;
	*size = text->size - HEAD;
	return text->bytes + HEAD;
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
		err_set(err, ERR_JOURNAL_DAMAGED, "expected \"type\" and "
		    "\"at_ms\"; one is missing or wrong");
	} else {
		return object;
	}
	json_decref(object);
	return NULL;
}

json_t *
chain_read(struct chain *chain, const char *line, size_t size,
    struct err *err)
{
	char hash[DIGEST_BYTES];
	const char *tail = line + size - TAIL;
	json_t *object;

	assert(line != NULL || size == 0);
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
