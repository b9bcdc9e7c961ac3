#include "tools/shell/parcel.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/world/key.h"

static const char begins[] = "domferry-state 1 ";

enum { LINE_BYTES = 128, CHECK_DIGITS = 32, NUMBER_DIGITS = 20 };

void
parcel_add(struct buffer *buffer, const struct part *part)
{
	assert(part->word[0] != '\0' && strchr(part->word, ' ') == NULL);
	buffer_print(buffer, "%s %" PRId64 " %" PRId64 " %zu\n", part->word,
	    part->number[0], part->number[1], part->size);
	buffer_put(buffer, part->bytes, part->size);
	buffer_put(buffer, "\n", 1);
}

static void
check_print(const char *bytes, size_t n, char text[CHECK_DIGITS + 1])
{
	struct key key = { 0, 0 };

	key_bytes(&key, bytes, n);
	key_mix(&key, n);
	snprintf(text, CHECK_DIGITS + 1, "%016" PRIx64 "%016" PRIx64, key.a,
	    key.b);
}

void
parcel_close(const struct buffer *parts, const char *build,
    struct buffer *whole)
{
	char check[CHECK_DIGITS + 1];

	check_print(buffer_text(parts), parts->size, check);
	buffer_print(whole, "%s%s\ncheck %s\n", begins, build, check);
	buffer_put(whole, buffer_text(parts), parts->size);
}

/* The line at the beginning, without its newline; *at is after it. */
static bool
line_take(const char **at, const char *end, char line[LINE_BYTES])
{
	size_t most = (size_t)(end - *at) < LINE_BYTES ?
	    (size_t)(end - *at) : LINE_BYTES;
	const char *last = memchr(*at, '\n', most);

	if (last == NULL || memchr(*at, '\0', (size_t)(last - *at)) != NULL)
		return false;
	memcpy(line, *at, (size_t)(last - *at));
	line[last - *at] = '\0';
	*at = last + 1;
	return true;
}

bool
parcel_open(struct parcel *parcel, const char *bytes, size_t n,
    const char *build, struct err *err)
{
	char line[LINE_BYTES], check[CHECK_DIGITS + 1];
	const char *at = bytes, *end = bytes + n;

	if (!line_take(&at, end, line) ||
	    strncmp(line, begins, sizeof(begins) - 1) != 0)
		return err_set(err, ERR_FILE_INVALID, "it is not the state of "
		    "a simulated site");
	if (strcmp(line + sizeof(begins) - 1, build) != 0)
		return err_set(err, ERR_FILE_INVALID, "it was written by build "
		    "%.60s of domferry, and this is %.60s: begin anew",
		    line + sizeof(begins) - 1, build);
	if (!line_take(&at, end, line) || strncmp(line, "check ", 6) != 0)
		return err_set(err, ERR_FILE_INVALID, "it is not whole");
	check_print(at, (size_t)(end - at), check);
	if (strcmp(line + 6, check) != 0)
		return err_set(err, ERR_FILE_INVALID, "it is damaged, or not "
		    "whole");
	*parcel = (struct parcel){ at, end };
	return true;
}

/* A number in decimal, after a blank. */
static bool
number_take(const char **at, int64_t *number)
{
	const char *from = *at;
	char *end;

	if (*from++ != ' ' || !((*from >= '0' && *from <= '9') ||
	    *from == '-') || strcspn(from, " ") > NUMBER_DIGITS)
		return false;
	*number = strtoll(from, &end, 10);
	*at = end;
	return true;
}

bool
parcel_next(struct parcel *parcel, struct part *part)
{
	char line[LINE_BYTES];
	const char *at = parcel->at, *word = line;
	int64_t size;
	size_t n;

	if (!line_take(&at, parcel->end, line))
		return false;
	n = strcspn(line, " ");
	if (n == 0 || n >= PART_WORD)
		return false;
	*part = (struct part){ .word = "" };
	memcpy(part->word, line, n);
	word += n;
	if (!number_take(&word, &part->number[0]) ||
	    !number_take(&word, &part->number[1]) ||
	    !number_take(&word, &size) || *word != '\0' || size < 0 ||
	    size >= parcel->end - at || at[size] != '\n')
		return false;
	part->bytes = at;
	part->size = (size_t)size;
	parcel->at = at + size + 1;
	return true;
}
