#include "backends/sim/shell/given.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

/* One word of options, "-l" or "-lp" or "-oNAME"; *at is its number. */
static bool
options_take(struct given *given, const struct typed_line *line,
    unsigned *at, const char *letters)
{
	for (const char *letter = line->word[*at] + 1; *letter != '\0';
	    letter++) {
		const char *found = strchr(letters, *letter);

		if (*letter == ':' || *letter < 0 || found == NULL)
			return false;
		given->option[(unsigned char)*letter] = "";
		if (found[1] != ':')
			continue;
		if (letter[1] == '\0' && *at + 1 == line->count)
			return false;
		given->option[(unsigned char)*letter] = letter[1] != '\0' ?
		    letter + 1 : line->word[++*at];
		break;
	}
	return true;
}

bool
given_read(struct given *given, const struct typed_line *line, unsigned first,
    const char *letters)
{
	unsigned at = first;

	assert(letters != NULL);
	*given = (struct given){ .count = 0 };
	for (; at < line->count && line->word[at][0] == '-' &&
	    line->word[at][1] != '\0'; at++) {
		if (strcmp(line->word[at], "--") == 0) {
			at++;
			break;
		}
		given->wrong = line->word[at];
		if (!options_take(given, line, &at, letters))
			return false;
	}
	given->wrong = NULL;
	while (at < line->count)
		given->operand[given->count++] = line->word[at++];
	return true;
}

bool
given_has(const struct given *given, char letter)
{
	assert(letter > 0);
	return given->option[(unsigned char)letter] != NULL;
}
