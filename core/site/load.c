#include "core/site/load.h"

#include <assert.h>
#include <string.h>

#include "core/base/names.h"

const char load_property[] = "Load_factors";
const char load_none[] = "Load_factors=";

enum { NAME_BYTES = 128, DIGITS = 7 };

/* Decimal digits only; the text goes on behind them. */
static bool
number_read(const char **text, int64_t most, int64_t *number)
{
	size_t n = strspn(*text, "0123456789");

	if (n == 0 || n > DIGITS)
		return false;
	for (*number = 0; n > 0; n--)
		*number = *number * 10 + (*(*text)++ - '0');
	return *number <= most;
}

/* "guests@1", up to a comma, where *text goes on. */
static bool
part_read(const struct names *names, const char **text, struct load *load)
{
	char name[NAME_BYTES] = "";
	size_t n = strcspn(*text, "@,");
	int64_t factor;

	if (n == 0 || n >= sizeof(name) || (*text)[n] != '@')
		return false;
	memcpy(name, *text, n);
	*text += n + 1;
	if (!number_read(text, LOAD_FACTOR, &factor))
		return false;
	*load = (struct load){ names_find(names, KIND_TEXT, name),
	    (uint32_t)factor };
	return **text == '\0' || (**text == ',' && (*text)[1] != '\0');
}

uint32_t
load_list(const struct names *names, const char *text, struct load *list,
    bool *whole)
{
	uint32_t count = 0;

	*whole = strncmp(text, load_none, strlen(load_none)) == 0;
	for (text += *whole ? strlen(load_none) : strlen(text);
	    *text != '\0'; text += *text == ',') {
		*whole = count < LOADS && part_read(names, &text, &list[count]);
		if (!*whole)
			return count;
		count++;
	}
	return count;
}

int64_t
load_factor(const struct names *names, uint32_t property, uint32_t limit)
{
	struct load list[LOADS];
	uint32_t count;
	bool whole;

	assert(limit != 0);
	if (property == 0)
		return 0;
	count = load_list(names, names_text(names, KIND_TEXT, property), list,
	    &whole);
	for (uint32_t i = 0; i < count; i++)
		if (list[i].limit == limit)
			return list[i].factor;
	return 0;
}

void
load_limit(const char *text, int64_t *soft, int64_t *hard)
{
	const char *at = strchr(text, '=');

	assert(at != NULL);
	at++;
	if (!number_read(&at, LOAD_LIMIT, soft))
		*soft = LOAD_UNLIMITED;
	at += *at == ':';
	if (!number_read(&at, LOAD_LIMIT, hard))
		*hard = LOAD_UNLIMITED;
}
