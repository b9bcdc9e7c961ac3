/*
 * A site file from the nodes of a live site.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tools/adopt/fitting.h"
#include "tools/adopt/wanted.h"
#include "tools/file.h"
#include "tools/live/live.h"
#include "tools/say.h"
#include "tools/verbs.h"
#include "tools/ways/ways.h"

enum { NAME_BYTES = 256 };

struct adopting {
	struct arena	 arena;
	struct wanted_nodes	 wanted;
	struct ways	 ways;
	bool		 open;		/* the ways are */
	struct survey	 survey;
	struct found_site found;
	struct buffer	 text;
	const char	*path;		/* or "-" */
};

/* Before anybody is wanted. */
static bool
path_is_free(const char *path, struct err *err)
{
	struct stat there;

	return strcmp(path, "-") == 0 || lstat(path, &there) != 0 ||
	    err_set(err, ERR_FILE_EXISTS, "%s: File exists", path);
}

/* Whether nodes are simulated only they can say: the first one that answers
 * otherwise makes the ways be opened anew. */
static bool
ways_found(struct adopting *adopting, const char *ssh_config,
    struct err *err)
{
	struct wanted_nodes *wanted = &adopting->wanted;
	const struct ways_for way = { .ssh_config = ssh_config,
	    .only_asks = true };

	for (int simulated = 0; simulated <= 1 && !adopting->open;
	    simulated++) {
		*err = (struct err){ 0 };
		if (!wanted_site(wanted, &adopting->arena, simulated != 0, err))
			return false;
		adopting->open = ways_open(&adopting->ways, wanted->site, &way,
		    err);
		if (!adopting->open && err->code != ERR_GUARDED)
			return false;
	}
	return adopting->open;
}

static void
answers_say(const struct survey *survey)
{
	unsigned lost = 0;

	for (uint32_t i = 0; i < survey->count; i++)
		lost += survey->list[i]->output.lost;
	say_to(stderr, "%u commands were typed, and %u had no answer\n",
	    (unsigned)survey->count, lost);
}

static bool
nodes_ask(struct adopting *adopting, const struct options *options,
    struct err *err)
{
	struct wanted_nodes *wanted = &adopting->wanted;
	char own[NAME_BYTES] = "";

	if (gethostname(own, sizeof(own) - 1) != 0)
		own[0] = '\0';
	if (!wanted_take(wanted, options->operand, options->operand_count, own,
	    err) || !path_is_free(adopting->path, err))
		return false;
	say_to(stderr, "asking");
	for (uint32_t n = 1; n <= wanted->nodes; n++)
		say_to(stderr, " %s", wanted->node[n]);
	say_to(stderr, "; nothing is changed there\n");
	if (!ways_found(adopting, options->ssh_config, err))
		return false;
	survey_make(&adopting->survey, wanted->node, wanted->nodes, FOR_SITE);
	live_ask(&adopting->survey, adopting->ways.reach);
	answers_say(&adopting->survey);
	return true;
}

/* Each thing that is less in the file than on the site has a line here. */
static void
lessened_say(const struct found_item *item, const char *kind)
{
	if (item->as != FOUND_WHOLE)
		say_to(stderr, "  %s %s: %s: %s\n", kind, item->name,
		    item->as == FOUND_OUT ? "left out" : "not ours",
		    item->note != NULL ? item->note->text : "");
}

static void
summary_say(const struct adopting *adopting)
{
	const struct found_site *found = &adopting->found;

	for (uint32_t n = 1; n <= found->nodes; n++)
		lessened_say(&found->node[n].item, "node");
	for (const struct found_device *device = found->device;
	    device != NULL; device = device->next)
		lessened_say(&device->item, "device");
	for (const struct found_service *service = found->service;
	    service != NULL; service = service->next)
		lessened_say(&service->item, "service");
	for (const struct found_file *file = found->file; file != NULL;
	    file = file->next)
		lessened_say(&file->item, "file");
	for (const struct found_guest *guest = found->guest; guest != NULL;
	    guest = guest->next)
		lessened_say(&guest->item, "guest");
	if (found->missing != 0)
		say_to(stderr, "%u thing%s not learned, for which the file has "
		    "comments\n", (unsigned)found->missing,
		    found->missing == 1 ? " was" : "s were");
	if (strcmp(adopting->path, "-") != 0)
		say_to(stderr, "next: domferry check %s\n", adopting->path);
}

static int
adopt(struct adopting *adopting, const struct options *options)
{
	struct err err = { 0 };

	if (!nodes_ask(adopting, options, &err))
		return err_print(&err);
	found_make(&adopting->found, &adopting->arena, &adopting->survey);
	if (!fitting_write(&adopting->text, &adopting->found,
	    adopting->wanted.site->simulated, &err) ||
	    !file_write(adopting->path, buffer_text(&adopting->text), &err))
		return err_print(&err);
	summary_say(adopting);
	return adopting->found.missing != 0 ? EXIT_UNKNOWN : EXIT_OK;
}

int
cmd_adopt(const struct options *options)
{
	struct adopting adopting = { .path = options->write != NULL ?
	    options->write : "-" };
	int status = adopt(&adopting, options);

	survey_drop(&adopting.survey);
	if (adopting.open)
		ways_close(&adopting.ways);
	buffer_drop(&adopting.text);
	arena_drop(&adopting.arena);
	return status;
}
