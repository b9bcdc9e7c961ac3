/*
 * The nets of a guest, each with the switch that it is plugged into; and those
 * of a source.
 */
#include "core/formats/site/site_guest.h"

#include <stddef.h>

#include "core/base/arena.h"
#include "core/op/mac.h"

struct net_entry {
	const struct value *name, *vsw, *mac;
	int64_t		 address;
};

static void
mac(struct reader *reader, const struct value *value, void *target)
{
	struct net_entry *entry = target;

	if (!mac_read(value->text, &entry->address))
		reader_wrong(reader, value, "a MAC address of one machine, "
		    "such as \"0:14:4f:fb:21:7\"");
}

static const struct row net_rows[] = {
	{ "name", ROW_NAME, .place = 1 + offsetof(struct net_entry, name) },
	{ "vsw", ROW_NAME, .required = true,
	    .place = 1 + offsetof(struct net_entry, vsw) },
	{ "mac", ROW_TEXT, .read = mac,
	    .place = 1 + offsetof(struct net_entry, mac) },
	{ .key = NULL },
};
static const struct shape net_shape = { "a net", net_rows };
static const struct row net_each =
    { .type = ROW_OBJECT, .shape = &net_shape };

/* The guest that has the address, or 0. */
static uint32_t
holder(struct reader *reader, int64_t address)
{
	const struct site *site = reader->site;
	char text[MAC_BYTES];

	if (address == 0 || site_is_new(reader, arena_format(reader->arena,
	    "mac-addr=%s", mac_write(address, text))))
		return 0;
	for (uint32_t g = 1; g <= site->guest_count; g++)
		for (uint32_t i = 0; i < site->guests[g].net_count; i++)
			if (site->guests[g].net[i].mac == address)
				return g;
	return 0;
}

/*
 * Two machines with one address take each other's frames.  ldmp2v gives a
 * converted guest its addresses.
 */
static void
mac_fits(struct reader *reader, const struct guest_entry *entry,
    const struct net_entry *net)
{
	const struct site_guest *row = &entry->row;
	uint32_t other = holder(reader, net->address);

	if (net->address == 0)
		return;
	if (entry->from != NULL)
		reader_wrong(reader, net->mac, "no address, because ldmp2v "
		    "gives a converted guest its own; \"keep\": [ \"mac\" ] "
		    "of its source takes over the source's");
	if (other != 0)
		reader_wrong(reader, net->mac, arena_format(reader->arena,
		    "an address of its own: guest \"%s\" has that one",
		    names_text(reader->site->names, KIND_GUEST, other)));
	for (uint32_t i = 0; i < row->net_count; i++)
		if (row->net[i].mac == net->address)
			reader_wrong(reader, net->mac, arena_format(
			    reader->arena, "an address of its own: net "
			    "\"%s\" has that one", names_text(
			    reader->site->names, KIND_NET, row->net[i].net)));
}

static void
net_fill(struct reader *reader, struct guest_entry *entry,
    const struct net_entry *net, const struct value *at, uint32_t number)
{
	struct site_guest *guest = &entry->row;
	struct site_net *row = &guest->net[guest->net_count];
	const char *name = net->name != NULL ? net->name->text :
	    arena_format(reader->arena, "vnet%u", (unsigned)number);

	row->net = names_put(reader->site->names, KIND_NET, name);
	if (net->vsw != NULL)
		row->vsw = site_service(reader, net->vsw, SERVICE_VSW);
	mac_fits(reader, entry, net);
	row->mac = net->address;
	for (uint32_t i = 0; i < guest->net_count; i++)
		if (guest->net[i].net == row->net)
			reader_add(reader, net->name != NULL ? net->name : at,
			    "net \"%s\" is declared twice: expected a name of "
			    "its own", name);
	guest->net_count++;
}

void
guest_nets(struct reader *reader, struct guest_entry *entry)
{
	uint32_t number = 0;

	if (entry->nets == NULL)
		return;
	for (const struct value *part = entry->nets->first; part != NULL;
	    part = part->next) {
		struct net_entry net = { .name = NULL };

		if (reader_value(reader, &net_each, part, &net))
			net_fill(reader, entry, &net, part, number);
		number++;
	}
}

const struct site_source_net *
site_source_nets(struct reader *reader, const struct value *list)
{
	struct site_source_net *nets = arena_take(reader->arena,
	    list->count + 1, sizeof(*nets)), *net = nets;

	for (list = list->first; list != NULL; list = list->next)
		*net++ = (struct site_source_net){
			.name = site_text(list, "name"),
			.address = site_text(list, "address"),
		};
	return nets;
}
