#include <stdio.h>
#include <string.h>

#include "backends/commands/line.h"
#include "backends/real/answers/outputs.h"
#include "core/formats/json/text.h"
#include "tools/file.h"
#include "tools/options.h"
#include "tools/report/lines.h"
#include "tools/say.h"
#include "tools/verbs.h"

/* The word as a shell reads it again; a letter that needs no backslash may have
 * one. */
static const char *
word_escaped(struct arena *arena, const char *word)
{
	char *escaped = arena_take(arena, 2 * strlen(word) + 3, 1), *to =
	    escaped;

	if (*word == '\0')
		return "''";
	for (; *word != '\0'; word++) {
		if (*word > ' ' && strchr("'\"\\$`;<>|&#()*?[]~{}!", *word) !=
		    NULL)
			*to++ = '\\';
		if (*word == ' ' || *word == '\t')
			*to++ = '\\';
		*to++ = *word;
	}
	return escaped;
}

/* The words as a person types them, with the names that people use resolved.
 * The line is the caller's. */
static bool
words_read(struct arena *arena, const struct options *options,
    struct typed_line *line, struct printed *printed, struct err *err)
{
	const char *text = "";

	for (int i = 0; i < options->operand_count; i++)
		text = arena_format(arena, "%s%s%s", text, i == 0 ? "" : " ",
		    word_escaped(arena, options->operand[i]));
	return line_read(line, text, err) && printed_read(printed, line->word,
	    line->count, err);
}

static void
detail_write(struct text *text, const struct detail *detail)
{
	if (detail->kind == DETAIL_NUMBER)
		text_integer(text, detail->key, detail->number);
	else
		text_string(text, detail->key, detail->text);
}

/* What nobody knows is apart: a newer release may mean something by it. */
static void
unknown_write(struct text *text, const struct fact_row *fact)
{
	bool open = false;

	for (const struct detail *detail = fact->first; detail != NULL;
	    detail = detail->next) {
		if (!detail->unknown)
			continue;
		if (!open)
			text_open(text, "unknown", '{');
		open = true;
		detail_write(text, detail);
	}
	if (open)
		text_close(text, '}');
}

static void
fact_print(struct arena *arena, const struct fact_row *fact)
{
	struct text text = { 0 };

	text_open(&text, NULL, '{');
	text_string(&text, "type", fact->kind);
	text_integer(&text, "line", fact->line);
	if (fact->why != NULL) {
		text_string(&text, "why", fact->why);
		text_string(&text, "text", arena_text(arena, fact->text,
		    fact->size));
	}
	for (const struct detail *detail = fact->first; detail != NULL;
	    detail = detail->next)
		if (!detail->unknown)
			detail_write(&text, detail);
	unknown_write(&text, fact);
	text_close(&text, '}');
	say("%.*s\n", (int)text.size, text.bytes);
	text_drop(&text);
}

static int
facts_print(struct arena *arena, const struct printed *printed,
    const char *output, size_t size)
{
	struct reading reading;

	output_read(arena, printed, output, size, &reading);
	lines_version("parse");
	for (uint32_t i = 0; i < reading.count; i++)
		fact_print(arena, &reading.fact[i]);
	lines_print(json_pack("{s:s,s:I,s:I,s:b}", "type", "parsed",
	    "facts", (json_int_t)(reading.count - reading.strange),
	    "strange", (json_int_t)reading.strange,
	    "whole", (int)!reading.full));
	return reading.strange != 0 || reading.full ? EXIT_RETURNED : EXIT_OK;
}

/* A program a line, with its subcommands. */
static void
outputs_print(void)
{
	const char *program, *subcommand, *last = "";

	say_to(stderr, "        These are read:");
	for (unsigned n = 0; output_name(n, &program, &subcommand); n++) {
		if (strcmp(program, last) != 0)
			say_to(stderr, "\n            %s", program);
		if (subcommand != NULL)
			say_to(stderr, " %s", subcommand);
		last = program;
	}
	say_to(stderr, "\n");
}

int
cmd_parse(const struct options *options)
{
	struct arena arena = { 0 };
	struct typed_line *line = arena_take(&arena, 1, sizeof(*line));
	struct printed printed = { .row = NULL };
	struct err err = { 0 };
	const char *output = NULL;
	size_t size = 0;
	int status;

	if (options->operand_count == 0)
		err_set(&err, ERR_USAGE, "it is not said whose output it is");
	else if (words_read(&arena, options, line, &printed, &err))
		output = file_read(&arena, printed.operand != NULL ?
		    printed.operand : "/dev/stdin", READING_BYTES, &size,
		    &err);
	status = output != NULL ? facts_print(&arena, &printed, output,
	    size) : err_print(&err);
	if (err.code == ERR_USAGE && printed.row == NULL)
		outputs_print();
	arena_drop(&arena);
	return status;
}
