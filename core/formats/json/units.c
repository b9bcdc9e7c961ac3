#include "core/formats/json/units.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/base/limits.h"

struct unit {
	const char	*name;
	int64_t		 worth;
};

/* Largest first; ends with one that is worth nothing. */
static const struct unit sizes[] = {
	{ "T", (int64_t)1 << 40 }, { "G", 1 << 30 }, { "M", 1 << 20 },
	{ "K", 1 << 10 }, { NULL, 0 },
};
static const struct unit times[] = {
	{ "d", 24 * 3600 * 1000 }, { "h", 3600 * 1000 }, { "m", 60 * 1000 },
	{ "s", 1000 }, { "ms", 1 }, { NULL, 0 },
};

/* The digits at *at, which moves past them. */
static bool
digits(const char **at, int64_t maximum, int64_t *number)
{
	const char *c = *at;
	int64_t sum = 0;

	for (; *c >= '0' && *c <= '9'; c++) {
		if (sum > (maximum - (*c - '0')) / 10)
			return false;
		sum = sum * 10 + (*c - '0');
	}
	if (c == *at)
		return false;
	*at = c;
	*number = sum;
	return true;
}

/* The unit at *at among those that come after the last one. */
static const struct unit *
unit_at(const struct unit *units, const char **at)
{
	const char *c = *at;
	size_t n;

	while (*c >= 'A' && *c <= 'z')
		c++;
	n = (size_t)(c - *at);
	for (; units->name != NULL; units++)
		if (strlen(units->name) == n &&
		    memcmp(units->name, *at, n) == 0) {
			*at = c;
			return units;
		}
	return NULL;
}

bool
units_read_size(const char *text, int64_t *bytes)
{
	const struct unit *unit;
	int64_t number;

	if (!digits(&text, LIMIT_SIZE, &number))
		return false;
	unit = unit_at(sizes, &text);
	if (unit == NULL || *text != '\0' ||
	    number > LIMIT_SIZE / unit->worth)
		return false;
	*bytes = number * unit->worth;
	return true;
}

/* One duration at *at, which moves to the byte after it. */
static bool
duration(const char **at, int64_t *ms)
{
	const struct unit *unit = times;
	int64_t number, sum = 0;

	do {
		if (!digits(at, LIMIT_DURATION_MS, &number))
			return false;
		unit = unit_at(unit, at);
		if (unit == NULL ||
		    number > (LIMIT_DURATION_MS - sum) / unit->worth)
			return false;
		sum += number * unit->worth;
		unit++;
	} while (**at >= '0' && **at <= '9');
	*ms = sum;
	return true;
}

bool
units_read_duration(const char *text, int64_t *ms)
{
	int64_t sum;

	if (!duration(&text, &sum) || *text != '\0')
		return false;
	*ms = sum;
	return true;
}

static void
blanks(const char **at)
{
	while (**at == ' ')
		(*at)++;
}

bool
units_read_formula(const char *text, int64_t *fixed_ms, int64_t *per_gib_ms)
{
	int64_t fixed, per_gib = 0;

	if (!duration(&text, &fixed))
		return false;
	blanks(&text);
	if (*text == '+') {
		text++;
		blanks(&text);
		if (!duration(&text, &per_gib) || strncmp(text, "/G", 2) != 0)
			return false;
		text += 2;
	}
	if (*text != '\0')
		return false;
	*fixed_ms = fixed;
	*per_gib_ms = per_gib;
	return true;
}

bool
units_read_hostid(const char *text, uint32_t *hostid)
{
	static const char hex[] = "0123456789abcdef";
	const char *digit;
	uint32_t sum = 0;
	size_t n = strlen(text);

	if (n < 1 || n > 8)
		return false;
	for (size_t i = 0; i < n; i++) {
		digit = strchr(hex, text[i]);
		if (digit == NULL)
			return false;
		sum = sum << 4 | (uint32_t)(digit - hex);
	}
	if (sum == 0)
		return false;
	*hostid = sum;
	return true;
}

bool
units_read_number(const char *text, int64_t maximum, int64_t *number)
{
	int64_t sum;

	assert(maximum >= 0);
	if (!digits(&text, maximum, &sum) || *text != '\0')
		return false;
	*number = sum;
	return true;
}

/* What is no whole number of KiB was never read; it is written in bytes. */
char *
units_write_size(int64_t bytes, char buffer[UNITS_BYTES])
{
	const struct unit *unit = sizes;

	assert(bytes >= 0);
	while (unit->name != NULL && (bytes % unit->worth != 0 ||
	    (bytes == 0 && unit->worth != 1 << 10)))
		unit++;
	if (unit->name == NULL)
		snprintf(buffer, UNITS_BYTES, "%" PRId64, bytes);
	else
		snprintf(buffer, UNITS_BYTES, "%" PRId64 "%s",
		    bytes / unit->worth, unit->name);
	return buffer;
}

/* All of it in that unit and smaller ones. */
static void
spell(int64_t ms, const struct unit *unit, char buffer[UNITS_BYTES])
{
	int used = 0;

	for (; unit->name != NULL; unit++) {
		if (ms >= unit->worth)
			used += snprintf(buffer + used,
			    UNITS_BYTES - (size_t)used, "%" PRId64 "%s",
			    ms / unit->worth, unit->name);
		ms %= unit->worth;
	}
}

char *
units_write_duration(int64_t ms, char buffer[UNITS_BYTES])
{
	char other[UNITS_BYTES];

	assert(ms >= 0);
	if (ms <= 0)
		return memcpy(buffer, "0s", sizeof("0s"));
	spell(ms, times, buffer);
	for (const struct unit *unit = times; unit->name != NULL; unit++) {
		if (ms < unit->worth)
			continue;
		spell(ms, unit, other);
		if (strlen(other) < strlen(buffer))
			memcpy(buffer, other, strlen(other) + 1);
	}
	return buffer;
}

char *
units_write_hostid(uint32_t hostid, char buffer[UNITS_BYTES])
{
	snprintf(buffer, UNITS_BYTES, "%08" PRIx32, hostid);
	return buffer;
}
