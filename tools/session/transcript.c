#include "tools/session/transcript.h"

#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "tools/descriptor.h"
#include "tools/session/folder.h"

enum { PLACE_BYTES = 256 };

/* A process that was killed may have left part of a line. */
static bool
line_end(int file)
{
	off_t size = lseek(file, 0, SEEK_END);
	char last = '\n';

	if (size > 0 && pread(file, &last, 1, size - 1) != 1)
		return false;
	return last == '\n' || descriptor_write(file, "\n", 1);
}

void
transcript_open(struct transcript *transcript, struct arena *arena,
    const char *folder, const struct site *site)
{
	*transcript = (struct transcript){ .site = site };
	transcript->file = open(folder_path(arena, folder, "transcript.jsonl"),
	    O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	transcript->old = transcript->file < 0 ||
	    !line_end(transcript->file);
}

/* Does it read a file that may hold a password?  None that is typed does: who
 * adds one does not bring what it prints into a file. */
static bool
is_secret(const struct transcript *transcript, const struct exchange *exchange)
{
	const struct site *site = transcript->site;

	if (exchange->change || strncmp(exchange->line, "ls ", 3) == 0)
		return false;
	for (uint32_t i = 0; i < site->file_count; i++)
		if (site->files[i].use == FILE_PASSWORD &&
		    strstr(exchange->line, names_text(site->names, KIND_FILE,
		    site->files[i].file)) != NULL)
			return true;
	for (uint32_t g = 1; g <= site->guest_count; g++) {
		uint32_t file = site->guests[g].agent.password_file;

		if (file != 0 && strstr(exchange->line, names_text(
		    site->names, KIND_FILE, file)) != NULL)
			return true;
	}
	return false;
}

/* The text has a NUL at its end, which is not counted.  One within it, which
 * JSON cannot have here, becomes what any other byte becomes that is no
 * character. */
static void
bytes_text(struct text *text, const char *key, const char *bytes, size_t size)
{
	char *copy;

	if (size == 0)
		return;
	copy = malloc(size + 1);
	if (copy == NULL)
		abort();
	for (size_t i = 0; i < size; i++)
		copy[i] = (char)(bytes[i] != '\0' ? bytes[i] : '\xff');
	copy[size] = '\0';
	text_string(text, key, copy);
	free(copy);
}

/* A person is told by words, not by a status. */
static void
came_text(struct text *text, const struct exchange *exchange, bool secret)
{
	const struct heard *heard = exchange->heard;

	if (heard == NULL) {
		text_true(text, "left");
		return;
	}
	if (heard->lost) {
		text_true(text, "lost");
		return;
	}
	text_integer(text, "status", heard->ended.status);
	if (secret) {
		text_true(text, "secret");
		return;
	}
	bytes_text(text, "out", heard->ended.out, heard->ended.out_size);
	bytes_text(text, "err", heard->ended.err, heard->ended.err_size);
}

void
transcript_put(struct transcript *transcript, const struct names *names,
    const struct exchange *exchange)
{
	struct text *text = &transcript->text;
	char place[PLACE_BYTES];

	assert(exchange->at_ms >= exchange->begun_ms);
	if (transcript->file < 0)
		return;
	text_open(text, NULL, '{');
	text_integer(text, "at_ms", exchange->begun_ms);
	text_integer(text, "took_ms", exchange->at_ms - exchange->begun_ms);
	text_string(text, "on", site_place(names, exchange->place, place,
	    sizeof(place)));
	text_string(text, "command", exchange->line);
	if (exchange->change)
		text_true(text, "change");
	if (exchange->by_hand)
		text_true(text, "by_hand");
	came_text(text, exchange, is_secret(transcript, exchange));
	text_close(text, '}');
	text_put(text, "\n", 1);
	if (!descriptor_write(transcript->file, text->bytes, text->size))
		transcript->old = true;
	text->size = 0;
}

void
transcript_close(struct transcript *transcript)
{
	if (transcript->file >= 0 && close(transcript->file) != 0)
		transcript->old = true;
	transcript->file = -1;
	text_drop(&transcript->text);
}
