#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/formats/json/token.h"
#include "core/formats/site/site_file.h"

enum { SITE_BYTES = 65536 };

void
fuzz_demand(bool holds, const char *what, const char *text)
{
	if (holds)
		return;
	fprintf(stderr, "does not hold: %s%s%s\n", what,
	    text != NULL ? ": " : "", text != NULL ? text : "");
	abort();
}

/* The number, or 0: nobody has asked yet. */
static uint64_t *
told(void)
{
	static uint64_t number;

	return &number;
}

/* FNV-1a. */
void
fuzz_tell(const void *bytes, size_t size)
{
	const unsigned char *byte = bytes;
	uint64_t number = *told();

	if (number == 0)
		return;
	for (size_t i = 0; i < size; i++)
		number = (number ^ byte[i]) * 1099511628211u;
	*told() = number;
}

void
fuzz_tell_text(const char *text)
{
	fuzz_tell(text, strlen(text) + 1);
}

uint64_t
fuzz_told(void)
{
	uint64_t number = *told();

	*told() = 14695981039346656037u;
	return number;
}

char *
fuzz_text(struct arena *arena, const uint8_t *bytes, size_t size)
{
	char *text = arena_take(arena, size + 1, 1);

	if (size != 0)
		memcpy(text, bytes, size);
	return text;
}

char *
fuzz_line(char **rest)
{
	char *line = *rest, *end;

	if (line == NULL || *line == '\0')
		return NULL;
	end = strchr(line, '\n');
	*rest = end != NULL ? end + 1 : NULL;
	if (end != NULL)
		*end = '\0';
	return line;
}

/* Bytes of a character of UTF-8, a control character too; 0: it is none. */
static size_t
character(const char *at)
{
	return (unsigned char)*at < 0x20 ? 1 : token_character(at);
}

/* U+0080 to U+009F are some, too. */
static bool
is_control(const char *at)
{
	const unsigned char *byte = (const unsigned char *)at;

	return *byte < 0x20 || *byte == 0x7f ||
	    (byte[0] == 0xc2 && byte[1] < 0xa0);
}

static bool
is_whole(const char *text)
{
	size_t n = 1;

	for (; *text != '\0' && n != 0; text += n)
		n = character(text);
	return n != 0;
}

bool
fuzz_is_plain(const char *text)
{
	if (!is_whole(text))
		return false;
	for (; *text != '\0'; text += character(text))
		if (is_control(text))
			return false;
	return true;
}

/* Has it a control character, other than those between lines, or could one be
 * meant by an escape? */
static bool
is_hostile(const char *input)
{
	if (!is_whole(input))
		return true;
	for (; *input != '\0'; input += character(input))
		if (*input == '\\' || (is_control(input) && *input != '\n'))
			return true;
	return false;
}

void
fuzz_message(const char *text, const char *input)
{
	fuzz_demand(text != NULL && *text != '\0', "a message says something",
	    input);
	fuzz_demand(is_whole(text) || !is_whole(input),
	    "a message has whole characters", text);
	fuzz_demand(fuzz_is_plain(text) || is_hostile(input),
	    "a message is plain text", text);
}

void
fuzz_refusal(const struct err *err, const char *input)
{
	fuzz_demand(err->code != ERR_NONE && err->code < ERR_CODES,
	    "what is refused has a code", input);
	fuzz_message(err->text, input);
}

/* Bytes of that line, and one; 0: the text has not so many lines. */
static size_t
columns_of(const char *text, size_t size, uint32_t line)
{
	const char *end = text + size, *next;

	for (uint32_t i = 1; i < line; i++) {
		text = memchr(text, '\n', (size_t)(end - text));
		if (text++ == NULL)
			return 0;
	}
	next = memchr(text, '\n', (size_t)(end - text));
	return (size_t)((next != NULL ? next : end) - text) + 1;
}

static void
place_check(const struct mistake *mistake, const char *text, size_t size)
{
	fuzz_demand(mistake->spot.line != 0 && mistake->spot.column != 0,
	    "a place counts from 1", mistake->text);
	fuzz_demand(mistake->spot.column <=
	    columns_of(text, size, mistake->spot.line),
	    "a place is within the file", mistake->text);
}

void
fuzz_mistakes(const struct mistakes *mistakes, const char *file,
    const char *text, size_t size)
{
	fuzz_demand(mistakes->count != 0, "what is refused has a mistake",
	    file);
	for (size_t i = 0; i < mistakes->count; i++) {
		const struct mistake *now = &mistakes->list[i];
		const struct mistake *before = now - (i != 0);

		fuzz_message(now->text, text);
		if (strcmp(now->spot.file, file) == 0)
			place_check(now, text, size);
		fuzz_demand(strcmp(before->spot.file, now->spot.file) != 0 ||
		    before->spot.line < now->spot.line ||
		    (before->spot.line == now->spot.line &&
		    before->spot.column <= now->spot.column),
		    "mistakes are sorted", now->text);
	}
}

const char *
fuzz_site_text(size_t *size)
{
	static char text[SITE_BYTES];
	static size_t known;
	FILE *file;

	if (known == 0) {
		file = fopen("scenarios/sites/posts.json", "rb");
		fuzz_demand(file != NULL, "it runs in the project's root",
		    NULL);
		known = fread(text, 1, sizeof(text) - 1, file);
		fclose(file);
	}
	*size = known;
	return text;
}

/* It is read once: only the names of a site grow. */
static const struct site *
site_known(void)
{
	static struct arena arena;
	static const struct site *site;
	struct mistakes mistakes = { 0 };
	const char *text;
	size_t size;

	if (site != NULL)
		return site;
	text = fuzz_site_text(&size);
	site = site_read(&arena, "posts.json", text, size, &mistakes);
	fuzz_demand(site != NULL, "the site of the posts can be read", NULL);
	return site;
}

struct site *
fuzz_site(struct arena *arena)
{
	const struct site *known = site_known();
	struct site *site = arena_take(arena, 1, sizeof(*site));

	*site = *known;
	*site->names = *names_copy(arena, known->names);
	return site;
}

void
fuzz_words(void *with, const struct op *op, struct text *text)
{
	(void)with;
	(void)op;
	(void)text;
}
