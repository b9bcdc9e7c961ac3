#include "tools/file.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sys/stat.h>

#include "core/base/limits.h"
#include "core/formats/site/site_file.h"
#include "tools/draft.h"
#include "tools/say.h"

enum { CHUNK = 8192 };

/* How much will come, and a little more: a file of 30 MB is not copied from
 * buffer to buffer.  Only a guess: it can grow, or be a pipe. */
static size_t
size_guess(FILE *file, size_t most)
{
	struct stat about;

	if (fstat(fileno(file), &about) != 0 || about.st_size < CHUNK)
		return CHUNK;
	return (uintmax_t)about.st_size < most ? (size_t)about.st_size + 1 :
	    most + 1;
}

/* A little more than that at most: that it is too much is seen. */
static char *
stream_read(struct arena *arena, FILE *file, size_t most, size_t *n)
{
	size_t capacity = size_guess(file, most);
	char *text = arena_take(arena, capacity + 1, 1);

	*n = 0;
	for (;;) {
		size_t more = fread(text + *n, 1, capacity - *n, file);
		char *bigger;

		*n += more;
		if (more == 0 || *n > most)
			return text;
		if (*n < capacity)
			continue;
		bigger = arena_take(arena, 2 * capacity + 1, 1);
		memcpy(bigger, text, *n);
		text = bigger;
		capacity *= 2;
	}
}

char *
file_read(struct arena *arena, const char *path, size_t most, size_t *n,
    struct err *err)
{
	FILE *file = fopen(path, "rb");
	char *text;

	if (file == NULL) {
		err_set(err, ERR_FILE_UNREADABLE, "%s: %s", path,
		    strerror(errno));
		return NULL;
	}
	errno = 0;
	text = stream_read(arena, file, most, n);
	if (ferror(file)) {
		err_set(err, ERR_FILE_UNREADABLE, "%s: %s", path,
		    strerror(errno));
		text = NULL;
	} else if (*n > most) {
		err_set(err, ERR_TOO_MANY, "%s has more than %zu bytes", path,
		    most);
		text = NULL;
	}
	fclose(file);
	return text;
}

bool
file_write(const char *path, const char *text, struct err *err)
{
	const struct draft draft = { .path = path, .text = text,
	    .size = strlen(text), .mode = 0666 };
	bool written;

	if (strcmp(path, "-") == 0) {
		say_document(stdout, text);
		written = fflush(stdout) == 0 && ferror(stdout) == 0;
	} else {
		written = draft_put(&draft);
	}
	return written || err_set(err, errno == EEXIST ? ERR_FILE_EXISTS :
	    ERR_FILE_UNWRITABLE, "%s: %s", path,
	    strerror(errno));
}

int
err_print(const struct err *err)
{
	const struct err_info *info = &err_table[err->code];

	/* In a log both streams are one: what came before stands before. */
	fflush(stdout);
	say_to(stderr, "domferry: %s: %s\n", info->name, err->text);
	say_to(stderr, "        %s\n", info->hint);
	return info->exit;
}

void
mistakes_print(const struct mistakes *mistakes)
{
	for (size_t i = 0; i < mistakes->count; i++)
		say_to(stderr, "domferry: %s: %s:%u:%u: %s\n",
		    err_table[ERR_FILE_INVALID].name,
		    mistakes->list[i].spot.file,
		    (unsigned)mistakes->list[i].spot.line,
		    (unsigned)mistakes->list[i].spot.column,
		    mistakes->list[i].text);
}

static const char *
site_path(const char *path)
{
	const char *other = getenv("DOMFERRY_SITE");

	if (path != NULL)
		return path;
	return other != NULL && *other != '\0' ? other : "site.json";
}

void
site_take(struct arena *arena, const char *path, const char *text,
    struct site_text *site)
{
	site->mistakes = (struct mistakes){ 0 };
	site->path = path;
	site->size = strlen(text);
	site->text = arena_text(arena, text, site->size);
	memcpy(site->digest, "sha256:", 7);
	digest_hex(site->text, site->size, site->digest + 7);
	site->site = site_read(arena, site->path, site->text, site->size,
	    &site->mistakes);
}

int
site_open(struct arena *arena, const char *path, struct site_text *site)
{
	struct err err = { 0 };

	site->mistakes = (struct mistakes){ 0 };
	site->path = site_path(path);
	site->text = file_read(arena, site->path, LIMIT_FILE_BYTES,
	    &site->size, &err);
	if (site->text == NULL) {
		err_print(&err);
		if (path == NULL)
			say_to(stderr, "        -s SITE or $DOMFERRY_SITE "
			    "names another file.\n");
		return EXIT_FILE;
	}
	memcpy(site->digest, "sha256:", 7);
	digest_hex(site->text, site->size, site->digest + 7);
	site->site = site_read(arena, site->path, site->text, site->size,
	    &site->mistakes);
	mistakes_print(&site->mistakes);
	return site->site != NULL ? EXIT_OK : EXIT_FILE;
}
