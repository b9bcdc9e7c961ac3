#include "tools/journal-check/check.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sys/stat.h>

#include "tools/journal-check/seal.h"
#include "tools/journal-check/sequence.h"

enum { CHUNK = 65536 };

struct file {
	char	*path;			/* both are malloc'd */
	char	*text;
	size_t	 size;
};

static void *
buffer_grow(void *buffer, size_t size)
{
	buffer = realloc(buffer, size);
	if (buffer == NULL)
		abort();
	return buffer;
}

/* A run directory stands for the journal in it. */
static char *
path_make(const char *name)
{
	static const char in[] = "/journal.jsonl";
	size_t n = strlen(name);
	char *path = buffer_grow(NULL, n + sizeof(in));
	struct stat about;

	memcpy(path, name, n + 1);
	if (stat(name, &about) != 0 || !S_ISDIR(about.st_mode))
		return path;
	while (n > 1 && path[n - 1] == '/')
		n--;
	memcpy(path + n, in, sizeof(in));
	return path;
}

static bool
stream_read(FILE *stream, struct file *file)
{
	size_t capacity = 0, more;

	do {
		if (capacity - file->size < CHUNK) {
			capacity = 2 * capacity + CHUNK;
			file->text = buffer_grow(file->text, capacity);
		}
		more = fread(file->text + file->size, 1, capacity - file->size,
		    stream);
		file->size += more;
	} while (more > 0);
	return !ferror(stream);
}

static bool
file_read(struct file *file)
{
	FILE *stream = fopen(file->path, "rb");
	bool read;
	int why;

	if (stream == NULL)
		return false;
	read = stream_read(stream, file);
	why = errno;
	fclose(stream);
	errno = why;
	return read;
}

static bool
line_read(struct seal *seal, struct sequence *sequence, const char *line,
    size_t size, struct damage *damage)
{
	enum record_type type;
	struct tree tree;
	bool sound;

	if (!seal_read(seal, line, size, damage))
		return false;
	sound = tree_read(&tree, line, size, damage) &&
	    record_check(tree.values, &type, damage) &&
	    sequence_read(sequence, type, tree.values, damage);
	tree_drop(&tree);
	return sound;
}

/* The bytes after the last newline are torn, whatever they are. */
static bool
lines_read(const struct file *file, struct sequence *sequence, size_t *torn,
    struct damage *damage)
{
	const char *line = file->text, *end = file->text + file->size, *stop;
	struct seal seal;

	seal_start(&seal);
	while ((stop = memchr(line, '\n', (size_t)(end - line))) != NULL) {
		if (!line_read(&seal, sequence, line, (size_t)(stop - line),
		    damage))
			return false;
		line = stop + 1;
	}
	*torn = (size_t)(end - line);
	return sequence_stop(sequence, damage);
}

static void
sound_print(const char *path, const struct sequence *sequence, size_t torn)
{
	clean_print(stdout, path);
	printf(": sound: %ld records, %ld intents, %ld outcomes, ",
	    sequence->records, sequence->intents, sequence->outcomes);
	printf(sequence->ending[0] != '\0' ? "ended " : "not ended");
	clean_print(stdout, sequence->ending);
	if (sequence->open >= 0)
		printf("; intent %ld has no outcome", sequence->open);
	if (torn != 0)
		printf("; torn: %zu bytes after record %ld", torn,
		    sequence->records - 1);
	putchar('\n');
}

int
journal_check(const char *name, bool quiet)
{
	struct file file = { .path = path_make(name) };
	struct damage damage = { .expected = "" };
	struct sequence sequence;
	size_t torn = 0;
	int status = JOURNAL_SOUND;

	sequence_start(&sequence);
	if (!file_read(&file)) {
		const char *why = strerror(errno);

		fprintf(stderr, "journal-check: ");
		clean_print(stderr, file.path);
		fprintf(stderr, ": %s\n        Name a journal, or the "
		    "directory of a run.\n", why);
		status = JOURNAL_UNREADABLE;
	} else if (!lines_read(&file, &sequence, &torn, &damage)) {
		damage_print(&damage, file.path, sequence.records + 1);
		status = JOURNAL_DAMAGED;
	} else if (!quiet) {
		sound_print(file.path, &sequence, torn);
	}
	free(file.path);
	free(file.text);
	return status;
}
