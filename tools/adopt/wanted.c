#include "tools/adopt/wanted.h"

#include <assert.h>
#include <string.h>

#include "core/formats/site/site_file.h"
#include "tools/adopt/site_text.h"

bool
wanted_take(struct wanted_nodes *wanted, const char *const word[], int count,
    const char *own, struct err *err)
{
	*wanted = (struct wanted_nodes){ .nodes = (uint32_t)count };
	if (count < 1)
		return err_set(err, ERR_USAGE, "no node was given: domferry "
		    "adopt NODE...");
	if (count > SITE_NODES)
		return err_set(err, ERR_USAGE, "%d nodes were given: a site "
		    "has at most %d", count, SITE_NODES);
	for (int i = 0; i < count; i++)
		wanted->node[i + 1] = strcmp(word[i], own) == 0 ? "here" :
		    word[i];
	return true;
}

/* No command needs to know how large they are. */
static void
node_put(struct page *page, const char *word)
{
	const char *at = strchr(word, '@');

	page_put(page, "    ");
	page_open(page);
	page_text(page, "name", at != NULL ? at + 1 : word);
	page_number(page, "vcpus", 1);
	page_text(page, "memory", "1G");
	page_reach(page, word);
	page_close(page);
	page_put(page, ",\n");
}

bool
wanted_site(struct wanted_nodes *wanted, struct arena *arena, bool simulated,
    struct err *err)
{
	struct mistakes mistakes = { 0 };
	struct buffer text = { 0 };
	struct page page;

	page_begin(&page, &text);
	page_put(&page, "{ \"site\": \"asked\",\n  \"simulated\": ");
	page_put(&page, simulated ? "true" : "false");
	page_put(&page, ",\n  \"nodes\": [\n");
	for (uint32_t n = 1; n <= wanted->nodes; n++)
		node_put(&page, wanted->node[n]);
	page_put(&page, "  ] }\n");
	wanted->site = site_read(arena, "the nodes", buffer_text(&text),
	    text.size, &mistakes);
	buffer_drop(&text);
	return wanted->site != NULL || err_set(err, ERR_USAGE, "a node is "
	    "given by its name, or USER@NAME: %s", mistakes.list[0].text);
}
