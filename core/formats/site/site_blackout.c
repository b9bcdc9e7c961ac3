/*
 * "blackout": the commands that open and close a blackout of the monitoring,
 * and the one that says whether it is open.  All three, or none: what nobody
 * can ask cannot be settled.
 */
#include <string.h>

#include "core/formats/site/site_parts.h"

/* In the order of enum blackout_part. */
static const char *const keys[BLACKOUT_PARTS] = { "open", "close", "state" };

static void
one(struct reader *reader, const struct value *list, void *target)
{
	const char *const **words = target;
	unsigned part = 0;

	while (strcmp(keys[part], list->key) != 0)
		part++;
	words[part] = site_words(reader, list);
}

static const struct row word = { .type = ROW_TEXT };
#define WORDS(name)	{ name, ROW_LIST, .required = true, .minimum = 1, \
			.maximum = SITE_WORDS, .each = &word, .read = one }
static const struct row rows[] = {
	WORDS("open"),
	WORDS("close"),
	WORDS("state"),
	{ .key = NULL },
};
static const struct shape shape = { "\"blackout\"", rows };

void
site_blackout(struct reader *reader, const struct value *object, void *target)
{
	(void)target;
	reader_object(reader, &shape, object, reader->site->blackout);
}
