#include "tools/session/transcript.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/formats/json/op_json.h"
#include "tools/descriptor.h"
#include "tools/file.h"
#include "tools/session/folder.h"

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
transcript_make(struct transcript *transcript, const struct site *site)
{
	*transcript = (struct transcript){ .file = -1, .early = true,
	    .site = site };
}

static void
written(struct transcript *transcript)
{
	struct text *text = &transcript->text;

	if (!descriptor_write(transcript->file, text->bytes, text->size))
		transcript->old = true;
	text->size = 0;
}

static void
line_put(struct transcript *transcript)
{
	text_put(&transcript->text, "\n", 1);
	if (!transcript->early)
		written(transcript);
}

/* The verb begins, and what it was told before stands after that. */
static void
verb_put(struct transcript *transcript, const char *verb, int64_t at_ms)
{
	json_t *words;

	text_open(&transcript->text, NULL, '{');
	text_integer(&transcript->text, "at_ms", at_ms);
	text_string(&transcript->text, "begins", verb);
	if (transcript->records != 0)
		text_integer(&transcript->text, "records",
		    (int64_t)transcript->records);
	if (transcript->typed.size != 0) {
		words = text_parse(&transcript->typed);
		text_json(&transcript->text, "words", words);
		json_decref(words);
	}
	text_close(&transcript->text, '}');
	text_put(&transcript->text, "\n", 1);
	if (transcript->later.size != 0)
		text_put(&transcript->text, transcript->later.bytes,
		    transcript->later.size);
	text_drop(&transcript->later);
	written(transcript);
}

void
transcript_open(struct transcript *transcript, struct arena *arena,
    const char *folder, const char *verb, int64_t at_ms)
{
	assert(transcript->early);
	transcript->early = false;
	transcript->file = open(folder_path(arena, folder, "transcript.jsonl"),
	    O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	transcript->old = transcript->file < 0 ||
	    !line_end(transcript->file);
	if (transcript->file >= 0)
		verb_put(transcript, verb, at_ms);
}

bool
transcript_new(struct transcript *transcript, const char *path,
    const char *verb, struct err *err)
{
	assert(transcript->early);
	transcript->early = false;
	transcript->file = open(path, O_WRONLY | O_CREAT | O_EXCL |
	    O_CLOEXEC, 0600);
	if (transcript->file < 0)
		return err_set(err, errno == EEXIST ? ERR_FILE_EXISTS :
		    ERR_FILE_UNWRITABLE, "%.120s: %s", path, strerror(errno));
	verb_put(transcript, verb, 0);
	return true;
}

static void
aside_put(struct text *text, const struct transcript_aside *aside)
{
	text_open(text, NULL, '{');
	text_integer(text, "n", aside->number);
	text_integer(text, "at_ms", aside->at_ms);
	text_integer(text, "took_ms", aside->took_ms);
	if (aside->lock != NULL) {
		text_string(text, "on", aside->on);
		text_string(text, "lock", aside->lock);
		text_string(text, "says", aside->says);
		text_string(text, "holder", aside->holder);
		text_string(text, "proof", aside->proof);
	} else if (aside->asked != NULL) {
		text_string(text, "asked", aside->asked);
		if (aside->said != NULL)
			text_string(text, "said", aside->said);
	} else {
		text_string(text, "hook", aside->hook);
		if (aside->failed != NULL)
			text_string(text, "failed", aside->failed);
	}
	text_close(text, '}');
}

void
transcript_put_aside(struct transcript *transcript,
    const struct transcript_aside *aside)
{
	if (transcript->early) {
		aside_put(&transcript->later, aside);
		text_put(&transcript->later, "\n", 1);
	} else if (transcript->file >= 0) {
		aside_put(&transcript->text, aside);
		line_put(transcript);
	}
}

void
transcript_end(struct transcript *transcript,
    const struct transcript_end *end)
{
	struct text *text = &transcript->text;

	if (transcript->file < 0)
		return;
	text_open(text, NULL, '{');
	text_integer(text, "at_ms", end->at_ms);
	text_string(text, "ends", end->ending);
	if (end->code != NULL)
		text_string(text, "code", end->code);
	if (end->signal != NULL)
		text_string(text, "signal", end->signal);
	text_integer(text, "status", end->status);
	text_close(text, '}');
	line_put(transcript);
}

unsigned
transcript_begun(struct arena *arena, const char *folder)
{
	struct err err;
	size_t n;
	const char *at = file_read(arena, folder_path(arena, folder,
	    "transcript.jsonl"), TRANSCRIPT_MOST, &n, &err);
	unsigned count = 0;

	while (at != NULL && (at = strstr(at, ",\"begins\":")) != NULL) {
		count++;
		at++;
	}
	return count;
}

/* Does it read a file that may hold a password?  None that is typed does: who
 * adds one does not bring what it prints into a file. */
static bool
is_secret(const struct transcript *transcript, const struct overheard *exchange)
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
came_text(struct text *text, const struct overheard *exchange, bool secret)
{
	const struct heard *heard = exchange->heard;

	if (heard == NULL) {
		text_true(text, "left");
		return;
	}
	if (heard->lost || heard->locked) {
		text_true(text, heard->lost ? "lost" : "locked");
		if (heard->why != NULL)
			text_string(text, "why", heard->why);
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

static void
command_put(struct text *text, const struct transcript *transcript,
    const struct overheard *exchange)
{
	text_string(text, "command", exchange->line);
	if (exchange->at_once)
		text_true(text, "at_once");
	if (exchange->change)
		text_true(text, "change");
	if (exchange->by_hand)
		text_true(text, "by_hand");
	if (exchange->pasted)
		text_true(text, "pasted");
	came_text(text, exchange, is_secret(transcript, exchange));
}

/* A question that no command answers. */
static void
question_put(struct text *text, const struct names *names,
    const struct overheard *exchange)
{
	op_text(text, "question", names, exchange->ask);
	if (exchange->answer != NULL)
		answer_text(text, names, exchange->ask, exchange->answer);
	else
		text_true(text, "lost");
}

void
transcript_put(struct transcript *transcript, const struct names *names,
    const struct overheard *exchange)
{
	struct text *text = &transcript->text;

	assert(exchange->at_ms >= exchange->begun_ms);
	if (transcript->file < 0 && !transcript->early)
		return;
	text_open(text, NULL, '{');
	text_integer(text, "n", exchange->number);
	text_integer(text, "at_ms", exchange->begun_ms);
	text_integer(text, "took_ms", exchange->at_ms - exchange->begun_ms);
	if (exchange->place != 0)
		place_text(text, "on", names, exchange->place);
	if (exchange->line != NULL)
		command_put(text, transcript, exchange);
	else
		question_put(text, names, exchange);
	text_close(text, '}');
	line_put(transcript);
}

void
transcript_close(struct transcript *transcript)
{
	if (transcript->file >= 0 && close(transcript->file) != 0)
		transcript->old = true;
	transcript->file = -1;
	text_drop(&transcript->text);
	text_drop(&transcript->typed);
	text_drop(&transcript->later);
}
