#include "tools/adopt/fitting.h"

#include <assert.h>
#include <string.h>

#include "core/formats/site/site_file.h"
#include "tools/adopt/site_text.h"

static bool
is_at(const struct found_item *item, uint32_t line)
{
	return line >= item->from && line <= item->to;
}

/* A guest can be said with less; anything else is said or not. */
static struct found_item *
item_at(struct found_site *found, uint32_t line, bool *is_guest)
{
	*is_guest = false;
	for (uint32_t n = 1; n <= found->nodes; n++)
		if (is_at(&found->node[n].item, line))
			return &found->node[n].item;
	for (struct found_device *device = found->device; device != NULL;
	    device = device->next)
		if (is_at(&device->item, line))
			return &device->item;
	for (struct found_service *service = found->service; service != NULL;
	    service = service->next)
		if (is_at(&service->item, line))
			return &service->item;
	for (struct found_file *file = found->file; file != NULL;
	    file = file->next)
		if (is_at(&file->item, line))
			return &file->item;
	*is_guest = true;
	for (struct found_guest *guest = found->guest; guest != NULL;
	    guest = guest->next)
		if (is_at(&guest->item, line))
			return &guest->item;
	return NULL;
}

/* What stands before the nodes: one thing less each time. */
static bool
site_lessen(struct found_site *found, const struct mistake *mistake)
{
	if (found->adapter != NULL)
		found->adapter = NULL;
	else if (found->type != NULL)
		found->type = NULL;
	else if (found->config != NULL)
		found->config = NULL;
	else if (found->cluster != NULL)
		found->cluster = NULL;
	else if (strcmp(found->name, "adopted") != 0)
		found->name = "adopted";
	else
		return false;
	found_note(found, &found->site, "the cluster: %s", mistake->text);
	return true;
}

/* A guest has no home without its node, and not all of its group without
 * another one. */
static void
node_left(struct found_site *found, const struct found_node *node)
{
	const char *name = node->item.name;
	size_t n = strlen(name);

	for (struct found_guest *guest = found->guest; guest != NULL;
	    guest = guest->next) {
		const char *at = guest->nodes;

		if (&found->node[guest->node] == node)
			found_lessen(found, &guest->item, FOUND_OUT, "it is on "
			    "%s, which is left out", name);
		for (; at != NULL && *at != '\0'; at += strcspn(at, " "),
		    at += strspn(at, " "))
			if (strncmp(at, name, n) == 0 &&
			    strcspn(at, " ") == n)
				found_lessen(found, &guest->item,
				    FOUND_FOREIGN, "its group %s may be on %s, "
				    "which is left out", guest->group, name);
	}
}

static void
nodes_left(struct found_site *found)
{
	for (uint32_t n = 1; n <= found->nodes; n++)
		if (found->node[n].item.as == FOUND_OUT)
			node_left(found, &found->node[n]);
}

/*
 * One mistake of a thing at a time, because others may follow from it; and
 * those of guests only when there are no others.  false: there is nothing that
 * could be said with less.
 */
static bool
mistakes_fit(struct found_site *found, const struct mistakes *mistakes,
    bool guests)
{
	const struct found_item *last = NULL;
	bool lessened = false;

	for (size_t i = 0; i < mistakes->count; i++) {
		const struct mistake *mistake = &mistakes->list[i];
		bool is_guest;
		struct found_item *item = item_at(found, mistake->spot.line,
		    &is_guest);

		if (item == NULL && !guests)
			return site_lessen(found, mistake);
		if (item == NULL || item == last || is_guest != guests ||
		    item->as == FOUND_OUT)
			continue;
		found_lessen(found, item, is_guest ? item->as + 1 : FOUND_OUT,
		    "a site file cannot say it: %s", mistake->text);
		last = item;
		lessened = true;
	}
	nodes_left(found);
	return lessened;
}

static bool
has_node(const struct found_site *found)
{
	for (uint32_t n = 1; n <= found->nodes; n++)
		if (found->node[n].item.as == FOUND_WHOLE)
			return true;
	return false;
}

bool
fitting_write(struct buffer *out, struct found_site *found, bool simulated,
    struct err *err)
{
	while (has_node(found)) {
		struct arena arena = { 0 };
		struct mistakes mistakes = { 0 };
		bool read, fits;

		buffer_drop(out);
		site_text_write(out, found, simulated);
		read = site_read(&arena, "the site", buffer_text(out),
		    out->size, &mistakes) != NULL;
		fits = read || mistakes_fit(found, &mistakes, false) ||
		    mistakes_fit(found, &mistakes, true);
		arena_drop(&arena);
		assert(fits);
		if (read)
			return true;
	}
	return err_set(err, ERR_NO_ANSWER, "no node has said what a site file "
	    "needs of it");
}
