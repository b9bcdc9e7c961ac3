#include "tools/live/named.h"

#include <assert.h>
#include <string.h>

#include <sys/utsname.h>

#include "core/formats/json/reader.h"
#include "core/formats/json/text.h"

/* Is it the machine that this runs on, by its name or by that word? */
static bool
is_here(const char *name)
{
	struct utsname this = { 0 };

	return strcmp(name, "here") == 0 || (uname(&this) >= 0 &&
	    strcmp(this.nodename, name) == 0);
}

static void
node_put(struct text *text, const char *name)
{
	text_open(text, NULL, '{');
	text_string(text, "name", name);
	text_integer(text, "vcpus", 1);
	text_string(text, "memory", "1G");
	text_open(text, "reach", '{');
	text_string(text, "by", is_here(name) ? "here" : "ssh");
	text_close(text, '}');
	text_close(text, '}');
}

static const char *
site_text(struct arena *arena, const struct options *options, bool simulated)
{
	struct text text = { 0 };
	const char *kept;

	text_open(&text, NULL, '{');
	text_string(&text, "site", "named");
	if (simulated)
		text_true(&text, "simulated");
	text_open(&text, "nodes", '[');
	for (int i = 0; i < options->operand_count; i++)
		node_put(&text, options->operand[i]);
	text_close(&text, ']');
	text_close(&text, '}');
	kept = arena_text(arena, text.bytes, text.size);
	text_drop(&text);
	return kept;
}

static bool
names_fit(const struct options *options, struct err *err)
{
	if (options->operand_count > SITE_NODES)
		return err_set(err, ERR_USAGE, "a site has at most %d nodes",
		    SITE_NODES);
	for (int i = 0; i < options->operand_count; i++) {
		const char *name = options->operand[i];

		if (!reader_is_name(name))
			return err_set(err, ERR_USAGE, "\"%.80s\" is no name "
			    "of a node: letters, digits and \".\", \"_\", "
			    "\"-\", as ssh knows it", name);
		for (int k = 0; k < i; k++)
			if (strcmp(options->operand[k], name) == 0)
				return err_set(err, ERR_USAGE, "%.80s is named "
				    "twice", name);
	}
	return true;
}

static bool
ways_try(struct looked *looked, const struct options *options, bool simulated,
    struct err *err)
{
	site_take(&looked->arena, "the named nodes", site_text(&looked->arena,
	    options, simulated), &looked->site);
	assert(looked->site.site != NULL);
	looked->open = ways_open(&looked->ways, looked->site.site,
	    &(struct ways_for){ .ssh_config = options->ssh_config,
	    .only_asks = true }, err);
	looked->reach = looked->ways.reach;
	return looked->open;
}

int
looked_named(struct looked *looked, const struct options *options)
{
	struct err err = { 0 }, again = { 0 };

	*looked = (struct looked){ .open = false };
	if (!names_fit(options, &err))
		return err_print(&err);
	if (ways_try(looked, options, false, &err))
		return EXIT_OK;
	if (err.code == ERR_GUARDED && ways_try(looked, options, true, &again))
		return EXIT_OK;
	return err_print(&err);
}
