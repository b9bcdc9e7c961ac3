#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "tools/file.h"
#include "tools/options.h"
#include "tools/say.h"
#include "tools/shell/prompt.h"
#include "tools/verbs.h"

enum { LINE_MAX_BYTES = 8192 };

/* The words as one line, each as a shell would read it again. */
static const char *
command_line(struct arena *arena, const struct options *options)
{
	const char *line = "";

	for (int i = 0; i < options->operand_count; i++) {
		const char *word = options->operand[i];
		char *quoted = arena_take(arena, 2 * strlen(word) + 3, 1);
		char *to = quoted;

		if (*word == '\0')
			to += sprintf(to, "''");
		for (; *word != '\0'; word++) {
			if (strchr(" \t'\"\\$`;<>|&#", *word) != NULL)
				*to++ = '\\';
			*to++ = *word;
		}
		line = arena_format(arena, "%s%s%s", line, i == 0 ? "" : " ",
		    quoted);
	}
	return line;
}

static void
output_print(struct prompt *prompt)
{
	say_document(stdout, buffer_text(&prompt->caller.out));
	fflush(stdout);
	say_document(stderr, buffer_text(&prompt->caller.err));
}

/* Every prompt says that nothing of it is real. */
static void
prompt_print(const struct prompt *prompt)
{
	char place[80];

	say("SIMULATED %s# ", site_place(prompt->stage.site->names,
	    prompt->caller.place, place, sizeof(place)));
	fflush(stdout);
}

static int
lines_play(struct prompt *prompt)
{
	bool terminal = isatty(STDIN_FILENO) != 0;
	char line[LINE_MAX_BYTES];

	if (terminal)
		say("A simulated site: nothing here is real, and nothing is "
		    "kept.  \"help\" lists the words that are domferry's.\n");
	while (!prompt->caller.over) {
		if (terminal)
			prompt_print(prompt);
		if (fgets(line, sizeof(line), stdin) == NULL)
			break;
		line[strcspn(line, "\r\n")] = '\0';
		prompt_line(prompt, line);
		output_print(prompt);
	}
	return prompt->caller.status;
}

static int
play(struct prompt *prompt, const struct options *options)
{
	if (options->operand_count == 0)
		return lines_play(prompt);
	prompt_call(prompt, command_line(prompt->stage.arena, options));
	output_print(prompt);
	return prompt->caller.status;
}

int
cmd_shell(const struct options *options)
{
	struct arena arena = { 0 };
	struct site_text site;
	struct prompt prompt;
	struct err err = { 0 };
	int status = site_open(&arena, options->site, &site);

	if (status == EXIT_OK) {
		if (!prompt_make(&prompt, &arena, &(struct stage_from){
		    site.site, options->begin, options->begin_count },
		    &err) || (options->node != NULL &&
		    !prompt_go(&prompt, options->node, &err)))
			status = err_print(&err);
		else
			status = play(&prompt, options);
		prompt_drop(&prompt);
	}
	arena_drop(&arena);
	return status;
}
