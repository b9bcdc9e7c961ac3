/*
 * The guests of a site file.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/formats/json/units.h"
#include "core/op/mac.h"
#include "tools/adopt/site_text.h"

enum { KEY_COLUMN = 6 };

/* Those of the group that are in this file, and one more that has to be. */
static void
nodes_text(struct page *page, const struct found_site *found,
    const char *list, const char *more)
{
	char name[LIMIT_NAME_BYTES + 1];
	bool first = true;

	page_put(page, "[");
	for (const char *at = list; at != NULL && *at != '\0';
	    at += strcspn(at, " "), at += strspn(at, " ")) {
		snprintf(name, sizeof(name), "%.*s", (int)strcspn(at, " "),
		    at);
		if (found_node(found, name) == 0)
			continue;
		page_item(page, name, &first);
		if (more != NULL && strcmp(name, more) == 0)
			more = NULL;
	}
	if (more != NULL)
		page_item(page, more, &first);
	page_put(page, " ]");
}

static void
loads_text(struct page *page, const struct found_pair *load)
{
	if (load == NULL)
		return;
	page_key(page, "load_factors");
	page_put(page, "[ ");
	for (; load != NULL; load = load->next) {
		page_open(page);
		page_text(page, "name", load->name);
		page_number(page, "factor", strtol(load->value, NULL, 10));
		page_close(page);
		page_put(page, load->next != NULL ? ", " : " ");
	}
	page_put(page, "]");
}

/* One that is not ours may be where its group may not, or be in none. */
static void
group_text(struct page *page, const struct found_site *found,
    const struct found_guest *guest)
{
	const char *node = found->node[guest->node].item.name;
	bool foreign = guest->item.as != FOUND_WHOLE;

	page_turn(page, KEY_COLUMN);
	page_key(page, "group");
	page_open(page);
	if (guest->item.as < FOUND_ROOM)
		page_text(page, "name", guest->group);
	page_key(page, "nodes");
	nodes_text(page, found, guest->nodes, foreign ? node : NULL);
	if (!foreign && guest->affinities != NULL)
		page_words(page, "affinities", guest->affinities);
	if (!foreign)
		loads_text(page, guest->load);
	if (!foreign && guest->failback) {
		page_key(page, "failback");
		page_put(page, "true");
	}
	page_close(page);
}

static void
disks_text(struct page *page, const struct found_guest *guest)
{
	page_turn(page, KEY_COLUMN);
	page_key(page, "disks");
	page_put(page, "[ ");
	for (const struct found_disk *disk = guest->disk; disk != NULL;
	    disk = disk->next) {
		page_open(page);
		page_text(page, "name", disk->name);
		page_text(page, "volume", disk->volume);
		page_text(page, "vds", disk->vds);
		page_text(page, "file", disk->file);
		page_size(page, "size", disk->size);
		page_text(page, "options", disk->options);
		page_close(page);
		page_put(page, disk->next != NULL ?
		    ",\n                 " : " ");
	}
	page_put(page, "]");
}

static void
storage_text(struct page *page, const struct found_guest *guest)
{
	page_turn(page, KEY_COLUMN);
	page_key(page, "pool");
	page_open(page);
	page_text(page, "name", guest->pool);
	page_text(page, "device", guest->device);
	page_close(page);
	page_text(page, "storage", guest->storage);
	page_text(page, "filesystem", guest->filesystem);
	disks_text(page, guest);
}

static void
nets_text(struct page *page, const struct found_guest *guest)
{
	char mac[MAC_BYTES];

	if (guest->net == NULL)
		return;
	page_turn(page, KEY_COLUMN);
	page_key(page, "nets");
	page_put(page, "[ ");
	for (const struct found_net *net = guest->net; net != NULL;
	    net = net->next) {
		page_open(page);
		page_text(page, "name", net->name);
		page_text(page, "vsw", net->vsw);
		if (net->mac != 0)
			page_text(page, "mac", mac_write(net->mac, mac));
		page_close(page);
		page_put(page, net->next != NULL ?
		    ",\n                " : " ");
	}
	page_put(page, "]");
}

static void
agent_text(struct page *page, const struct found_guest *guest)
{
	const struct found_agent *agent = &guest->agent;

	page_turn(page, KEY_COLUMN);
	page_key(page, "agent");
	if (agent->resource == NULL || guest->item.as > FOUND_FOREIGN) {
		page_put(page, "null");
		return;
	}
	page_open(page);
	page_text(page, "resource", agent->resource);
	page_text(page, "migration_type", agent->type);
	page_text(page, "password_file", agent->password_file);
	page_text(page, "plugin_probe", agent->probe);
	page_pairs(page, "properties", agent->property);
	page_close(page);
}

/* Without pool and agent it can do no more than run. */
static void
now_text(struct page *page, const struct found_site *found,
    const struct found_guest *guest)
{
	static const char *const words[] = { [NOW_DEFINED] = "defined",
	    [NOW_RUNNING] = "running", [NOW_CLUSTERED] = "clustered" };
	enum guest_now now = guest->item.as > FOUND_FOREIGN &&
	    guest->now == NOW_CLUSTERED ? NOW_RUNNING : guest->now;
	char text[512];

	if (now == NOW_ABSENT)
		return;
	snprintf(text, sizeof(text), "%s on %.400s", words[now],
	    found->node[guest->node].item.name);
	page_turn(page, KEY_COLUMN);
	page_text(page, "now", text);
}

static void
parts_text(struct page *page, const struct found_guest *guest)
{
	char hostid[UNITS_BYTES];

	if (guest->item.as < FOUND_BARE)
		storage_text(page, guest);
	if (guest->item.as < FOUND_ROOM)
		nets_text(page, guest);
	if (guest->item.as < FOUND_BARE && guest->variable != NULL) {
		page_turn(page, KEY_COLUMN);
		page_pairs(page, "variables", guest->variable);
	}
	if (guest->item.as < FOUND_BARE && guest->hostid > 0)
		page_text(page, "hostid", units_write_hostid(
		    (uint32_t)guest->hostid, hostid));
	agent_text(page, guest);
}

static void
guest_text(struct page *page, const struct found_site *found,
    struct found_guest *guest)
{
	if (!item_begin(page, &guest->item))
		return;
	page_text(page, "name", guest->item.name);
	page_number(page, "vcpus", guest->vcpus);
	page_size(page, "memory", guest->memory);
	if (guest->crypto > 0 && guest->item.as < FOUND_BARE)
		page_number(page, "crypto", guest->crypto);
	if (guest->item.as != FOUND_WHOLE) {
		page_key(page, "ours");
		page_put(page, "false");
	}
	group_text(page, found, guest);
	parts_text(page, guest);
	now_text(page, found, guest);
	item_end(page, &guest->item);
}

void
guests_text(struct page *page, struct found_site *found)
{
	page_put(page, "  \"guests\": [\n");
	for (struct found_guest *guest = found->guest; guest != NULL;
	    guest = guest->next)
		guest_text(page, found, guest);
	page_notes(page, 4, &found->rest);
	page_put(page, "  ],\n");
}
