#include "core/site/affinity.h"

#include <assert.h>
#include <string.h>

#include "core/base/names.h"

const char affinity_property[] = "RG_affinities";
const char affinity_none[] = "RG_affinities=";

enum { GROUP_BYTES = 128 };

static const char *const marks[SIGNS] = {
	[SIGN_NONE] = "",
	[SIGN_PREFERS] = "+",
	[SIGN_FOLLOWS] = "++",
	[SIGN_DELEGATES] = "+++",
	[SIGN_AVOIDS] = "-",
	[SIGN_EXCLUDES] = "--",
};

enum sign
affinity_sign(const char *text, size_t *length)
{
	*length = strspn(text, "+-");
	for (enum sign i = SIGN_PREFERS; i < SIGNS; i++)
		if (strlen(marks[i]) == *length &&
		    strncmp(text, marks[i], *length) == 0)
			return i;
	*length = 0;
	return SIGN_NONE;
}

const char *
affinity_mark(enum sign sign)
{
	assert(sign < SIGNS);
	return marks[sign];
}

bool
affinity_is_with(enum sign sign)
{
	return sign == SIGN_FOLLOWS || sign == SIGN_DELEGATES;
}

bool
affinity_is_strong(enum sign sign)
{
	return affinity_is_with(sign) || sign == SIGN_EXCLUDES;
}

/* One part of the list, up to a comma. */
static bool
part_read(const struct names *names, const char *text, size_t size,
    struct affinity *affinity)
{
	char name[GROUP_BYTES] = "";
	size_t length;

	affinity->sign = affinity_sign(text, &length);
	if (affinity->sign == SIGN_NONE || length >= size ||
	    size - length >= sizeof(name))
		return false;
	memcpy(name, text + length, size - length);
	affinity->group = names_find(names, KIND_GROUP, name);
	return affinity->group != 0;
}

uint32_t
affinity_list(const struct names *names, const char *text,
    struct affinity *list, bool *whole)
{
	uint32_t count = 0;

	*whole = strncmp(text, affinity_none, strlen(affinity_none)) == 0;
	for (text += *whole ? strlen(affinity_none) : strlen(text);
	    *text != '\0';) {
		size_t size = strcspn(text, ",");

		*whole = count < AFFINITIES &&
		    part_read(names, text, size, &list[count]);
		if (!*whole)
			return count;
		count++;
		text += size;
		*whole = *text == '\0' || text[1] != '\0';
		text += *text == ',';
	}
	return count;
}
