/*
 * The programs of the simulated site, as transcripts: what is typed, what is
 * printed on which stream, the status.
 *
 * tests/transcripts/PROGRAM/NAME.txt.  "@ site FILE" (else posts.json) and
 * "@ begin JOB" say where it begins; another line behind "@ " is a word of the
 * prompt: "@ fault PHRASE", "@ wait 10m".  "PLACE# COMMAND" is typed; its
 * output follows, standard error behind "! ", and "= STATUS" if that is not 0.
 * Lines that begin with "-- " are remarks.  What is said now is compared with
 * the whole file; with REWRITE=yes it is written there, to be read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <glob.h>

#include "core/base/arena.h"
#include "tests/prompt_fixture.h"
#include "tools/file.h"

enum { BEGINS = 4, LEAST = 5 };

struct transcript {
	struct arena	 arena;
	const char	*path;
	const char	*site;
	const char	*begin[BEGINS];
	unsigned	 begin_count;
	struct prompt	 prompt;
	bool		 made;
	struct buffer	 now;		/* the file as it would be now */
};

static void
must(const struct transcript *transcript, bool good, const struct err *err)
{
	if (!good)
		fail_msg("%s: %s", transcript->path, err->text);
}

/* Everything that makes the site comes before what is typed. */
static void
make(struct transcript *transcript)
{
	struct site_text site;
	struct err err;

	if (transcript->made)
		return;
	transcript->made = true;
	assert_int_equal(site_open(&transcript->arena, arena_format(
	    &transcript->arena, "scenarios/sites/%s", transcript->site),
	    &site), 0);
	must(transcript, prompt_make(&transcript->prompt, &transcript->arena,
	    &(struct stage_from){ site.site, transcript->begin,
	    transcript->begin_count }, &err), &err);
}

/* Each line of a text behind a mark. */
static void
marked(struct buffer *now, const char *mark, const char *text)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");

		buffer_print(now, "%s%.*s\n", mark, (int)n, text);
		text += n + (text[n] == '\n');
	}
}

static void
line_play(struct transcript *transcript, const char *line)
{
	struct prompt *prompt = &transcript->prompt;

	make(transcript);
	prompt_line(prompt, line);
	marked(&transcript->now, "", buffer_text(&prompt->caller.out));
	marked(&transcript->now, "! ", buffer_text(&prompt->caller.err));
	if (prompt->caller.status != 0)
		buffer_print(&transcript->now, "= %d\n", prompt->caller.status);
}

static void
at_play(struct transcript *transcript, const char *line)
{
	if (strncmp(line, "site ", 5) == 0)
		transcript->site = line + 5;
	else if (strncmp(line, "begin ", 6) == 0)
		transcript->begin[transcript->begin_count++] = line + 6;
	else
		line_play(transcript, line);
}

static void
command_play(struct transcript *transcript, char *place, char *command)
{
	struct err err;

	*command = '\0';
	make(transcript);
	must(transcript, prompt_go(&transcript->prompt, place, &err), &err);
	line_play(transcript, command + 2);
	*command = '#';
}

/* Output has no line that begins like a prompt. */
static char *
command_of(char *line)
{
	char *mark = strstr(line, "# ");

	return mark != NULL && mark != line && strcspn(line, " =|!") >
	    (size_t)(mark - line) ? mark : NULL;
}

/* Output has rows of dashes, and titles between dashes. */
static bool
is_remark(const char *line)
{
	size_t n = strlen(line);

	return strncmp(line, "-- ", 3) == 0 && line[3] != ' ' &&
	    line[3] != '-' && strcmp(line + n - 3, " --") != 0;
}

static void
transcript_play(struct transcript *transcript, char *text)
{
	for (char *line = strtok(text, "\n"); line != NULL;
	    line = strtok(NULL, "\n")) {
		char *command = command_of(line);

		if (strncmp(line, "@ ", 2) != 0 && command == NULL &&
		    !is_remark(line))
			continue;
		buffer_print(&transcript->now, "%s\n", line);
		if (*line == '@')
			at_play(transcript, line + 2);
		else if (command != NULL)
			command_play(transcript, line, command);
	}
}

static void
transcript_judge(const struct transcript *transcript, const char *was)
{
	const char *now = buffer_text(&transcript->now);
	FILE *file;

	if (strcmp(now, was) == 0)
		return;
	if (getenv("REWRITE") == NULL)
		fail_msg("%s is now:\n%s", transcript->path, now);
	file = fopen(transcript->path, "w");
	assert_non_null(file);
	fputs(now, file);
	fclose(file);
}

static void
file_play(const char *path)
{
	struct transcript transcript = { .path = path, .site = "posts.json" };
	struct err err;
	size_t n;
	char *text = file_read(&transcript.arena, path, 1 << 20, &n, &err);

	assert_non_null(text);
	transcript_play(&transcript, arena_text(&transcript.arena, text, n));
	transcript_judge(&transcript, text);
	if (transcript.made)
		prompt_drop(&transcript.prompt);
	buffer_drop(&transcript.now);
	arena_drop(&transcript.arena);
}

static void
every_transcript_is_what_the_programs_say(void **state)
{
	glob_t found;

	(void)state;
	assert_int_equal(glob("tests/transcripts/*/*.txt", 0, NULL, &found),
	    0);
	assert_true(found.gl_pathc >= LEAST);
	for (size_t i = 0; i < found.gl_pathc; i++)
		file_play(found.gl_pathv[i]);
	globfree(&found);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_transcript_is_what_the_programs_say),
	};

	return cmocka_run_group_tests_name("transcript", tests, NULL, NULL);
}
