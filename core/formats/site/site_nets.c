/*
 * The nets of a guest, each with the switch that it is plugged into.
 */
#include "core/formats/site/site_guest.h"

#include <stddef.h>
#include <string.h>

#include "core/base/arena.h"

struct net_entry {
	const struct value *name, *vsw;
};

/* As ldm writes it: bytes in hex, a leading nought may be missing. */
static void
mac(struct reader *reader, const struct value *value, void *target)
{
	static const char hex[] = "0123456789abcdefABCDEF";
	const char *at = value->text;

	(void)target;
	for (int i = 0; i < 6; i++) {
		size_t n = strspn(at, hex);

		if (n < 1 || n > 2 || at[n] != (i < 5 ? ':' : '\0')) {
			reader_wrong(reader, value, "a MAC address such as "
			    "\"0:14:4f:fb:21:7\"");
			return;
		}
		at += n + 1;
	}
}

static const struct row net_rows[] = {
	{ "name", ROW_NAME, .place = 1 + offsetof(struct net_entry, name) },
	{ "vsw", ROW_NAME, .required = true,
	    .place = 1 + offsetof(struct net_entry, vsw) },
	{ "mac", ROW_TEXT, .read = mac },
	{ .key = NULL },
};
static const struct shape net_shape = { "a net", net_rows };
static const struct row net_each =
    { .type = ROW_OBJECT, .shape = &net_shape };

static void
net_fill(struct reader *reader, struct site_guest *guest,
    const struct net_entry *net, const struct value *at, uint32_t number)
{
	struct site_net *row = &guest->net[guest->net_count];
	const char *name = net->name != NULL ? net->name->text :
	    arena_format(reader->arena, "vnet%u", (unsigned)number);

	row->net = names_put(reader->site->names, KIND_NET, name);
	if (net->vsw != NULL)
		row->vsw = site_service(reader, net->vsw, SERVICE_VSW);
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
			net_fill(reader, &entry->row, &net, part, number);
		number++;
	}
}
