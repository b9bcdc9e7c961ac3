#include "tests/forged_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include <openssl/evp.h>

#include "tools/journal-check/check.h"

#define DIGEST "sha256:" \
    "0000000000000000000000000000000000000000000000000000000000000000"
#define WHO "\"who\":\"root\",\"host\":\"vm\",\"pid\":7,\"boot\":\"b1\"," \
    "\"time\":\"2026-01-01\""

const char forged_digest[] = DIGEST;

static const struct {
	const char *type, *fields;
} sound_fields[] = {
	{ "open", "\"format\":1,\"program\":\"domferry\",\"mode\":\"rehearse\","
	    "\"site_digest\":\"" DIGEST "\",\"plan_digest\":\"" DIGEST "\","
	    "\"seed\":-1,\"faults\":[\"crash\"]," WHO },
	{ "plan", "\"plan\":{\"plan\":\"create ldom1\"}" },
	{ "check", "\"check\":\"up\",\"on\":\"node1\",\"result\":\"pass\","
	    "\"evidence\":null" },
	{ "answer", "\"op\":{\"name\":\"pool-state\"},\"outcome\":\"done\","
	    "\"state\":\"none\"" },
	{ "proof", "\"of\":\"fenced\",\"on\":\"node1\",\"evidence\":{},"
	    "\"until_ms\":0" },
	{ "override", "\"guard\":\"fence\",\"why\":\"\\ud83d\\ude00\","
	    "\"who\":\"root\"" },
	{ "intent", "\"step\":\"pool\",\"op\":{\"name\":\"pool-create\"},"
	    "\"try\":1,\"digest\":\"" DIGEST "\"" },
	{ "outcome", "\"of\":0,\"outcome\":\"done\",\"code\":\"\","
	    "\"text\":\"x\",\"state\":\"none\",\"took_ms\":0,"
	    "\"settled_by\":\"pool-state\"" },
	{ "turn", "\"because\":\"refused\"" },
	{ "ask", "\"text\":\"go on?\",\"answer\":\"yes\",\"who\":\"root\"" },
	{ "resumed", WHO ",\"by\":\"resume\"" },
	{ "cut", "\"bytes\":6" },
	{ "end", "\"ending\":\"arrived\",\"code\":\"\",\"duration_ms\":0,"
	    "\"downtime_ms\":{}" },
};

const char *
forged_fields(const char *type)
{
	for (size_t i = 0; i < sizeof(sound_fields) / sizeof(sound_fields[0]);
	    i++)
		if (strcmp(sound_fields[i].type, type) == 0)
			return sound_fields[i].fields;
	return "\"x\":1";
}

void
forged_change(char fields[FORGED_FIELDS], const char *from, const char *key,
    const char *value)
{
	char head[64];
	bool found = false;
	size_t n = (size_t)snprintf(head, sizeof(head), "\"%s\":", key);

	fields[0] = '\0';
	for (const char *at = from; *at != '\0'; at += *at == ',') {
		size_t size = strcspn(at, ","), used = strlen(fields);
		bool is = strncmp(at, head, n) == 0;
		const char *comma = used != 0 ? "," : "";

		found |= is;
		if (!is)
			snprintf(fields + used, FORGED_FIELDS - used, "%s%.*s",
			    comma, (int)size, at);
		else if (value != NULL)
			snprintf(fields + used, FORGED_FIELDS - used,
			    "%s%s%s", comma, head, value);
		at += size;
	}
	assert_true(found);
}

void
forged_bytes(struct forged *j, const char *bytes, size_t size)
{
	assert_true(size <= sizeof(j->text) - j->size);
	memcpy(j->text + j->size, bytes, size);
	j->size += size;
}

static void
text_put(struct forged *j, const char *text)
{
	forged_bytes(j, text, strlen(text));
}

/* Over the hash before, a newline, and the line up to the comma. */
static void
hash_next(char hash[FORGED_HASH + 1], const char *line)
{
	static char text[8192];
	unsigned char sum[EVP_MAX_MD_SIZE];
	unsigned n = 0;
	int size = snprintf(text, sizeof(text), "%s\n%s", hash, line);

	assert_in_range(size, 1, sizeof(text) - 1);
	assert_int_equal(EVP_Digest(text, (size_t)size, sum, &n, EVP_sha256(),
	    NULL), 1);
	for (unsigned i = 0; i < n; i++)
		snprintf(hash + (size_t)2 * i, 3, "%02x", (unsigned)sum[i]);
}

void
forged_seal(struct forged *j, const char *line)
{
	hash_next(j->hash, line);
	text_put(j, line);
	text_put(j, ",\"hash\":\"");
	text_put(j, j->hash);
	text_put(j, j->tail);
	j->n++;
}

void
forged_record(struct forged *j, const char *type, const char *fields)
{
	char line[2048];

	snprintf(line, sizeof(line), "{\"n\":%ld,\"type\":\"%s\","
	    "\"at_ms\":%ld,%s", j->n, type, j->at_ms, fields);
	forged_seal(j, line);
}

void
forged_sound_record(struct forged *j, const char *type)
{
	forged_record(j, type, forged_fields(type));
}

static void
numbered(struct forged *j, const char *type, const char *key, long number)
{
	char fields[FORGED_FIELDS], value[24];

	snprintf(value, sizeof(value), "%ld", number);
	forged_change(fields, forged_fields(type), key, value);
	forged_record(j, type, fields);
}

void
forged_intent(struct forged *j, long number)
{
	numbered(j, "intent", "try", number);
}

void
forged_outcome(struct forged *j, long of)
{
	numbered(j, "outcome", "of", of);
}

void
forged_empty(struct forged *j)
{
	*j = (struct forged){ .tail = "\"}\n" };
	memset(j->hash, '0', FORGED_HASH);
}

void
forged_begin(struct forged *j)
{
	forged_empty(j);
	forged_sound_record(j, "open");
	forged_sound_record(j, "plan");
}

void
forged_whole(struct forged *j)
{
	static const char *const first[] = { "check", "answer", "proof",
	    "override" };

	forged_begin(j);
	for (size_t i = 0; i < sizeof(first) / sizeof(first[0]); i++)
		forged_sound_record(j, first[i]);
	forged_intent(j, 1);
	forged_outcome(j, 6);
	j->at_ms = 100;
	forged_intent(j, 2);
	forged_outcome(j, 8);
	forged_sound_record(j, "ask");
	forged_sound_record(j, "turn");
	forged_intent(j, 1);
	forged_outcome(j, 12);
	forged_sound_record(j, "end");
}

size_t
forged_line(const struct forged *j, long line)
{
	size_t at = 0;

	for (; line > 1; line--) {
		const char *stop = memchr(j->text + at, '\n', j->size - at);

		assert_non_null(stop);
		at = (size_t)(stop - j->text) + 1;
	}
	return at;
}

/* These bytes become others. */
static void
splice(struct forged *j, size_t at, size_t gone, const char *text,
    size_t size)
{
	assert_true(j->size - gone + size <= sizeof(j->text));
	memmove(j->text + at + size, j->text + at + gone,
	    j->size - at - gone);
	memcpy(j->text + at, text, size);
	j->size = j->size - gone + size;
}

void
forged_edit(struct forged *j, long line, const char *from, const char *to)
{
	size_t at = forged_line(j, line), end = forged_line(j, line + 1);
	size_t n = strlen(from);

	while (at + n <= end && memcmp(j->text + at, from, n) != 0)
		at++;
	assert_true(at + n <= end);
	splice(j, at, n, to, strlen(to));
}

void
forged_lines_drop(struct forged *j, long line, long count)
{
	size_t at = forged_line(j, line);

	splice(j, at, forged_line(j, line + count) - at, "", 0);
}

void
forged_line_copy(struct forged *j, long line, long before)
{
	char copy[2048];
	size_t at = forged_line(j, line);
	size_t size = forged_line(j, line + 1) - at;

	assert_true(size <= sizeof(copy));
	memcpy(copy, j->text + at, size);
	splice(j, forged_line(j, before), 0, copy, size);
}

/* What it says goes into memory, by way of a file. */
static int
check(struct forged *j)
{
	FILE *said = tmpfile();
	int out = dup(STDOUT_FILENO), err = dup(STDERR_FILENO), status;

	assert_non_null(said);
	fflush(stdout);
	dup2(fileno(said), STDOUT_FILENO);
	dup2(fileno(said), STDERR_FILENO);
	status = journal_check(j->path, false);
	fflush(stdout);
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	close(out);
	close(err);
	rewind(said);
	j->said[fread(j->said, 1, sizeof(j->said) - 1, said)] = '\0';
	fclose(said);
	return status;
}

static void
says(const struct forged *j, const char *name, const char *message)
{
	if (strstr(j->said, message) == NULL)
		fail_msg("%s: wanted: %s\nsaid: %s", name, message, j->said);
}

void
forged_result(struct forged *j, int status, const char *name,
    const char *message)
{
	char wanted[1024];
	FILE *file;
	int found, at;

	snprintf(j->path, sizeof(j->path), "/tmp/forged-journal-XXXXXX");
	at = mkstemp(j->path);
	assert_true(at >= 0);
	file = fdopen(at, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(j->text, 1, j->size, file), j->size);
	assert_int_equal(fclose(file), 0);
	found = check(j);
	unlink(j->path);
	snprintf(wanted, sizeof(wanted), "%s%s",
	    strncmp(message, ": ", 2) == 0 ? j->path : "", message);
	if (found != status)
		fail_msg("%s: status %d, wanted %d\nsaid: %s", name, found,
		    status, j->said);
	says(j, name, wanted);
}

void
forged_damaged(struct forged *j, const char *name, long line,
    const char *expected, const char *found)
{
	char wanted[512];
	size_t n = strlen(expected);
	bool begins = n > 0 && expected[n - 1] == '*';

	snprintf(wanted, sizeof(wanted), ": line %ld: expected %.*s%s%s", line,
	    (int)(begins ? n - 1 : n), expected, begins ? "" : "; found ",
	    begins ? "" : found);
	forged_result(j, JOURNAL_DAMAGED, name, wanted);
	snprintf(wanted, sizeof(wanted), "; found %s", found);
	says(j, name, wanted);
}

void
forged_sound(struct forged *j, const char *name, const char *has)
{
	char wanted[512];

	snprintf(wanted, sizeof(wanted), ": sound: %s", has);
	forged_result(j, JOURNAL_SOUND, name, wanted);
}
