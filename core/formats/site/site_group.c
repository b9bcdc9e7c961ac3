/*
 * The resource group of a guest, and its nodes.
 */
#include "core/formats/site/site_guest.h"

#include "core/base/arena.h"

/* One node of the group; it must see the pool's device. */
static void
group_node(struct reader *reader, struct guest_entry *entry, uint32_t node,
    const struct value *at)
{
	const struct site *site = reader->site;
	const struct site_guest *row = &entry->row;

	if (row->device != 0 &&
	    (site->devices[row->device].nodes >> node & 1) == 0)
		reader_add(reader, at, "node \"%s\" of the group does not see "
		    "device \"%s\": expected nodes that see it",
		    names_text(site->names, KIND_NODE, node),
		    names_text(site->names, KIND_DEVICE, row->device));
	entry->row.node[entry->row.node_count++] = node;
}

/*
 * Without a list it is all nodes of the site, in its order; then the device is
 * what is wrong when one of them does not see it.
 */
static void
group_nodes(struct reader *reader, struct guest_entry *entry)
{
	const struct site *site = reader->site;
	const struct value *part;
	uint32_t node;

	if (entry->nodes == NULL) {
		for (node = 1; node <= site->node_count; node++)
			group_node(reader, entry, node,
			    guest_spot(entry, entry->device));
		return;
	}
	site_node_set(reader, entry->nodes);
	for (part = entry->nodes->first; part != NULL; part = part->next) {
		node = part->type == VALUE_TEXT ? names_find(site->names,
		    KIND_NODE, part->text) : 0;
		if (node != 0)
			group_node(reader, entry, node, part);
	}
}

/*
 * The list is written once, as clrg takes it: plans compare it by its number.
 */
void
guest_group(struct reader *reader, struct guest_entry *entry)
{
	const struct names *names = reader->site->names;
	struct site_guest *row = &entry->row;
	const char *list = "";

	row->group = site_declare(reader, KIND_GROUP,
	    guest_custom(reader, entry, entry->group, "", "-rg"),
	    guest_spot(entry, entry->group));
	group_nodes(reader, entry);
	for (uint32_t i = 0; i < row->node_count; i++)
		list = arena_format(reader->arena, "%s%s%s", list,
		    i != 0 ? "," : "",
		    names_text(names, KIND_NODE, row->node[i]));
	row->node_list = names_put(reader->site->names, KIND_TEXT, list);
}
