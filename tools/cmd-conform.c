#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/formats/json/reader.h"
#include "tools/live/formed.h"
#include "tools/live/named.h"
#include "tools/say.h"
#include "tools/session/stop.h"
#include "tools/verbs.h"

/* A word that no other run has. */
static const char *
run_word(struct arena *arena)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_REALTIME, &now);
	return arena_format(arena, "conform-%lld-%ld",
	    (long long)now.tv_sec, (long)getpid());
}

/* On the first of the nodes. */
static bool
tiny_play(struct looked *looked, const char *name, struct tiny *tiny,
    struct err *err)
{
	struct reach *reach = looked->reach;
	bool good;

	reach->run = run_word(&looked->arena);
	*tiny = (struct tiny){ .arena = &looked->arena, .reach = reach,
	    .node = 1 };
	good = tiny_try(tiny, name, err);
	reach->run = NULL;
	return good;
}

static int
conform_play(struct looked *looked, const struct options *options)
{
	struct tiny tiny = { .removed = false };
	struct err err = { 0 };
	struct text text = { 0 };
	struct formed formed;
	bool good = true, written = true;

	looked_ask(looked, FOR_CAPTURE | FOR_FORMS);
	if (options->define != NULL)
		good = tiny_play(looked, options->define, &tiny, &err);
	formed_write(&looked->survey, options->define != NULL ? &tiny : NULL,
	    &text, &formed);
	if (options->write != NULL)
		written = file_write(options->write, text.bytes, good ? &err :
		    &(struct err){ 0 });
	if (options->write == NULL || strcmp(options->write, "-") != 0)
		formed_print(&looked->survey, &formed);
	text_drop(&text);
	if (!good || !written)
		return err_print(&err);
	return formed.understood == formed.asked && formed.otherwise == 0 ?
	    EXIT_OK : EXIT_RETURNED;
}

int
cmd_conform(const struct options *options)
{
	struct looked looked = { .open = false };
	struct err err = { 0 };
	int status;

	if (options->operand_count == 0) {
		err_set(&err, ERR_USAGE, "conform needs the names of nodes");
		return err_print(&err);
	}
	if (options->define != NULL && !reader_is_name(options->define)) {
		err_set(&err, ERR_USAGE, "\"%.60s\" is no name of a domain",
		    options->define);
		return err_print(&err);
	}
	stop_outlive_pipe();
	status = looked_named(&looked, options);
	if (status == EXIT_OK)
		status = conform_play(&looked, options);
	looked_drop(&looked);
	return status;
}
