#include "tools/journal-check/value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/journal-check/scan.h"

static bool
expects(struct scan *scan, char wanted)
{
	char expected[] = { wanted, '\0' };

	if (scan_advance(scan, wanted))
		return true;
	return scan_wrong(scan, expected);
}

/* Downwards from zero, because the least number has no opposite. */
static bool
digits(struct scan *scan, bool negative, int64_t *number)
{
	*number = 0;
	do {
		int digit = *scan->at - '0';

		if (*number < (INT64_MIN + digit) / 10)
			return scan_wrong(scan, "an integer of 64 bits");
		*number = *number * 10 - digit;
		scan->at++;
	} while (scan_digit(scan));
	if (!negative && *number == INT64_MIN)
		return scan_wrong(scan, "an integer of 64 bits");
	*number = negative ? *number : -*number;
	return true;
}

static bool
read_integer(struct scan *scan, struct value *value)
{
	bool negative = scan_advance(scan, '-');

	value->kind = VALUE_INTEGER;
	if (!scan_digit(scan))
		return scan_wrong(scan, "a digit");
	if (scan_advance(scan, '0'))
		return !scan_digit(scan) ||
		    scan_wrong(scan, "no digit after a zero");
	return digits(scan, negative, &value->number);
}

static bool
read_word(struct scan *scan, struct value *value)
{
	static const struct { const char *word; enum value_kind kind; }
	    words[] = {
		{ "true",	VALUE_BOOLEAN },
		{ "false",	VALUE_BOOLEAN },
		{ "null",	VALUE_NULL },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i].word);

		if ((size_t)(scan->end - scan->at) < n ||
		    memcmp(scan->at, words[i].word, n) != 0)
			continue;
		scan->at += n;
		value->kind = words[i].kind;
		return true;
	}
	return scan_wrong(scan, "a value");
}

static int
keys_compare(const void *one, const void *other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

/* Sorted, so that an object of a million keys takes no time to refuse. */
static bool
keys_differ(struct scan *scan, const struct value *object)
{
	size_t count = 0, n = 0;
	const char **keys, *twice = NULL;

	for (const struct value *v = object->first; v != NULL; v = v->next)
		count++;
	keys = malloc((count + 1) * sizeof(*keys));
	if (keys == NULL)
		abort();
	for (const struct value *v = object->first; v != NULL; v = v->next)
		keys[n++] = v->key;
	qsort(keys, count, sizeof(*keys), keys_compare);
	for (size_t i = 1; i < count && twice == NULL; i++)
		if (strcmp(keys[i - 1], keys[i]) == 0)
			twice = keys[i];
	free(keys);
	return twice == NULL || damage_set(scan->damage,
	    "each key once in an object", "\"%.60s\" twice", twice);
}

static bool	 read_value(struct scan *, struct value *);

static bool
read_members(struct scan *scan, struct value *value, char close)
{
	const struct value **last = &value->first;

	if (scan_advance(scan, close))
		return true;
	do {
		struct value *member = scan->value++;

		if (value->kind == VALUE_OBJECT &&
		    (!scan_string(scan, &member->key) ||
		    !expects(scan, ':')))
			return false;
		if (!read_value(scan, member))
			return false;
		*last = member;
		last = &member->next;
	} while (scan_advance(scan, ','));
	return expects(scan, close);
}

static bool
read_container(struct scan *scan, struct value *value)
{
	bool object = *scan->at++ == '{';

	value->kind = object ? VALUE_OBJECT : VALUE_ARRAY;
	if (++scan->depth > VALUE_DEPTH)
		return damage_set(scan->damage, "containers at most 64 deep",
		    "one that is %u deep", scan->depth);
	if (!read_members(scan, value, object ? '}' : ']'))
		return false;
	scan->depth--;
	return !object || keys_differ(scan, value);
}

static bool
read_value(struct scan *scan, struct value *value)
{
	char first = scan->at < scan->end ? *scan->at : '\0';
	bool read;

	value->from = scan->at;
	if (first == '{' || first == '[') {
		read = read_container(scan, value);
	} else if (first == '"') {
		value->kind = VALUE_STRING;
		read = scan_string(scan, &value->text);
	} else if (first == '-' || scan_digit(scan)) {
		read = read_integer(scan, value);
	} else {
		read = read_word(scan, value);
	}
	value->size = (size_t)(scan->at - value->from);
	return read;
}

/* At most one value begins with the line, at each opening, and each comma. */
static size_t
values_most(const char *line, size_t size)
{
	size_t most = 1;

	for (size_t i = 0; i < size; i++)
		most += line[i] == '{' || line[i] == '[' || line[i] == ',';
	return most;
}

bool
tree_read(struct tree *tree, const char *line, size_t size,
    struct damage *damage)
{
	struct scan scan = { .line = line, .at = line, .end = line + size,
	    .damage = damage };

	tree->values = calloc(values_most(line, size), sizeof(*tree->values));
	tree->texts = malloc(size + 1);
	if (tree->values == NULL || tree->texts == NULL)
		abort();
	scan.value = tree->values + 1;
	scan.out = tree->texts;
	return read_value(&scan, tree->values) && (scan.at == scan.end ||
	    scan_wrong(&scan, "the end of the line"));
}

void
tree_drop(struct tree *tree)
{
	free(tree->values);
	free(tree->texts);
}

const struct value *
value_member(const struct value *object, const char *key)
{
	for (const struct value *v = object->first; v != NULL; v = v->next)
		if (strcmp(v->key, key) == 0)
			return v;
	return NULL;
}
