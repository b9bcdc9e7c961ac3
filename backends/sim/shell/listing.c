/*
 * Listings of domains by section: ldm list-domain -l and -o, list-bindings,
 * list-services.
 */
#include "backends/sim/shell/listing.h"

#include <string.h>

#include "backends/sim/shell/ldm_list.h"
#include "backends/sim/shell/ldm_release.h"
#include "backends/sim/shell/sections.h"

/* A dashed line divides two domains. */
enum { RULE = 78 };

struct section {
	const char	*format;	/* of -o */
	unsigned	 in;		/* set of enum listing_kind */
	void		(*print)(struct listing *, const struct listed *);
};

enum { ALL = LISTING_LONG | LISTING_BINDINGS | LISTING_CHOSEN };

/* In the order in which they are printed. */
static const struct section sections[] = {
	{ "domain", LISTING_LONG | LISTING_CHOSEN, section_softstate },
	{ "domain", ALL, section_uuid },
	{ "network", ALL, section_mac },
	{ "domain", ALL, section_hostid },
	{ "domain", ALL, section_control },
	{ "domain", ALL, section_dependency },
	{ "core", ALL, section_core },
	{ "cpu", ALL, section_vcpu },
	{ "crypto", ALL, section_mau },
	{ "memory", ALL, section_memory },
	{ "resmgmt", LISTING_CHOSEN, section_constraint },
	{ "physio", ALL, section_io },
	{ "domain", ALL, section_variables },
	{ "console", ALL | LISTING_SERVICES, section_vcc },
	{ "network", ALL | LISTING_SERVICES, section_vsw },
	{ "disk", ALL | LISTING_SERVICES, section_vds },
	{ "network", ALL, section_network },
	{ "disk", ALL, section_disk },
	{ "console", ALL, section_vcons },
	{ "status", LISTING_CHOSEN, section_status },
};

enum { COUNT = sizeof(sections) / sizeof(sections[0]) };

static bool
is_format(const char *word, size_t n, const char *format)
{
	static const struct {
		const char	*alias, *name;
	} aliases[] = { { "mau", "crypto" }, { "net", "network" },
		{ "mem", "memory" } };

	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++)
		if (strlen(aliases[i].alias) == n && strncmp(word,
		    aliases[i].alias, n) == 0)
			return strcmp(aliases[i].name, format) == 0;
	return strlen(format) == n && strncmp(word, format, n) == 0;
}

bool
listing_choose(struct listing *listing, const char *formats)
{
	listing->kind = LISTING_CHOSEN;
	listing->only_name = true;
	for (size_t n;; formats += n + 1) {
		bool found = false;

		n = strcspn(formats, ",");
		for (unsigned i = 0; i < COUNT; i++)
			if (is_format(formats, n, sections[i].format))
				listing->chosen[i] = found = true;
		if (is_format(formats, n, "domain"))
			listing->only_name = false;
		if (!found || formats[n] == '\0')
			return found;
	}
}

/* Formats that ldm has: those above, and two whose content is not here. */
static bool
word_is_format(const char *word, size_t n)
{
	for (unsigned i = 0; i < COUNT; i++)
		if (is_format(word, n, sections[i].format))
			return true;
	return is_format(word, n, "serial") || is_format(word, n, "stats");
}

bool
listing_is_format(const char *formats)
{
	for (size_t n;; formats += n + 1) {
		n = strcspn(formats, ",");
		if (!word_is_format(formats, n))
			return false;
		if (formats[n] == '\0')
			return true;
	}
}

static bool
is_in(const struct listing *listing, unsigned i)
{
	return (sections[i].in & (unsigned)listing->kind) != 0 &&
	    (listing->kind != LISTING_CHOSEN || listing->chosen[i]);
}

/* Its first line; in parseable output the state of its system belongs to
 * that. */
static void
header_print(struct listing *listing, const struct listed *listed)
{
	if (listing->kind == LISTING_SERVICES)
		return;
	if (listing->parseable && listing->only_name) {
		buffer_print(listing->out, "DOMAIN|name=%s\n", listed->name);
		return;
	}
	if (listing->parseable) {
		ldm_list_record(listing->call, listed, true);
		if (listing->kind != LISTING_BINDINGS)
			section_softstate(listing, listed);
		buffer_print(listing->out, "\n");
		return;
	}
	for (int i = 0; listing->domains != 0 && i <= RULE; i++)
		buffer_print(listing->out, i < RULE ? "-" : "\n");
	if (listing->only_name) {
		buffer_print(listing->out, "%-16s \n%-16s \n", "NAME",
		    listed->name);
	} else if (listing->kind == LISTING_CHOSEN) {
		ldm_list_short(listing->call, listed);
	} else {
		ldm_list_titles(listing->call);
		ldm_list_row(listing->call, listed, NULL);
	}
	buffer_print(listing->out, "\n");
}

static void
domain_print(struct call *call, const struct listed *listed, void *with)
{
	struct listing *listing = with;

	(void)call;
	header_print(listing, listed);
	listing->domains++;
	for (unsigned i = 0; i < COUNT; i++)
		if (is_in(listing, i) && (!listing->parseable ||
		    sections[i].print != section_softstate))
			sections[i].print(listing, listed);
}

void
listing_run(struct listing *listing, struct call *call,
    const struct given *given)
{
	listing->call = call;
	listing->out = &call->out;
	listing->parseable = given_has(given, 'p');
	layout_make(&listing->arena, call, &listing->layout);
	if (listing->parseable)
		ldm_version_line(call);
	listed_each(call, given, domain_print, listing);
	arena_drop(&listing->arena);
}
