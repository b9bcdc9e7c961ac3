/*
 * A site file from the nodes of a live site.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "tools/adopt/fitting.h"
#include "tools/live/named.h"
#include "tools/say.h"
#include "tools/verbs.h"

/* Before anybody is asked. */
static bool
path_is_free(const char *path, struct err *err)
{
	struct stat there;

	return strcmp(path, "-") == 0 || lstat(path, &there) != 0 ||
	    err_set(err, ERR_FILE_EXISTS, "%s: File exists", path);
}

static void
asking_say(const struct options *options)
{
	say_to(stderr, "asking");
	for (int i = 0; i < options->operand_count; i++)
		say_to(stderr, " %s", options->operand[i]);
	say_to(stderr, "; nothing is changed there\n");
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
nodes_say(const struct found_site *found)
{
	for (uint32_t n = 1; n <= found->nodes; n++)
		lessened_say(&found->node[n].item, "node");
}

static void
summary_say(const struct found_site *found, const char *path)
{
	nodes_say(found);
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
	if (strcmp(path, "-") != 0)
		say_to(stderr, "next: domferry check %s\n", path);
}

/* A node that is this machine is reached so, whatever its name. */
static void
found_of(struct looked *looked, struct found_site *found)
{
	const struct site *site = looked->site.site;

	looked_ask(looked, FOR_SITE);
	answers_say(&looked->survey);
	found_make(found, &looked->arena, &looked->survey);
	for (uint32_t n = 1; n <= site->node_count; n++)
		if (strcmp(site->nodes[n].reach.by, "here") == 0)
			found->node[n].host = "here";
}

static int
adopt(struct looked *looked, const char *path)
{
	struct buffer text = { 0 };
	struct err err = { 0 };
	struct found_site found;
	bool written;

	found_of(looked, &found);
	written = fitting_write(&text, &found, looked->site.site->simulated,
	    &err) && file_write(path, buffer_text(&text), &err);
	buffer_drop(&text);
	if (!written) {
		nodes_say(&found);
		return err_print(&err);
	}
	summary_say(&found, path);
	return found.missing != 0 ? EXIT_UNKNOWN : EXIT_OK;
}

int
cmd_adopt(const struct options *options)
{
	const char *path = options->write != NULL ? options->write : "-";
	struct looked looked = { .open = false };
	struct err err = { 0 };
	int status;

	if (options->operand_count == 0) {
		err_set(&err, ERR_USAGE, "adopt needs the names of nodes");
		return err_print(&err);
	}
	if (!path_is_free(path, &err))
		return err_print(&err);
	asking_say(options);
	status = looked_named(&looked, options);
	if (status == EXIT_OK)
		status = adopt(&looked, path);
	looked_drop(&looked);
	return status;
}
