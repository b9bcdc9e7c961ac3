/*
 * Physical machines to convert.
 */
#include <string.h>

#include "core/formats/json/units.h"
#include "core/op/timing.h"
#include "tools/checked.h"

static void
check_identity(struct checking *checking, uint32_t source)
{
	const struct site_source *row = &checking->site->sources[source];
	char hostid[UNITS_BYTES] = "not declared";

	if (row->hostid != 0)
		units_write_hostid(row->hostid, hostid);
	checked_verdict(checked_as(checking, PASS), "source",
	    checked_name(checking, KIND_SOURCE, source), "%s%sSolaris %s, "
	    "hostid %s%s%s", row->arch != NULL ? row->arch : "", row->arch !=
	    NULL ? ", " : "", row->release != 0 ? checked_name(checking,
	    KIND_TEXT, row->release) : "of no declared release", hostid,
	    row->keep_hostid ? ", which the guest keeps" : "", row->keep_mac ?
	    ", and its MAC addresses" : "");
	if (row->svm)
		checked_verdict(checked_as(checking, PASS), "volumes",
		    checked_name(checking, KIND_SOURCE, source),
		    "under Solaris Volume Manager: ldmp2v gives the guest "
		    "plain slices");
}

static void
check_nets(struct checking *checking, uint32_t source, uint32_t guest)
{
	const struct site_source *row = &checking->site->sources[source];
	const struct site_guest *to = &checking->site->guests[guest];

	for (uint32_t i = 0; i < row->net_count; i++) {
		const struct site_source_net *net = &row->nets[i];
		bool there = i < to->net_count;

		checked_verdict(checked_as(checking, there ? PASS : WARN),
		    "net", checked_name(checking, KIND_SOURCE, source),
		    "%s%s%s becomes %s%s%s", net->name,
		    net->address != NULL ? " " : "",
		    net->address != NULL ? net->address : "",
		    there ? checked_name(checking, KIND_NET, to->net[i].net) :
		    "nothing: the guest has no such net in the site file",
		    there ? " on " : "", there ? checked_name(checking,
		    KIND_SERVICE, to->net[i].vsw) : "");
	}
}

/* ldmp2v gives up waiting, and says so, though the guest is still booting. */
static void
check_limit(struct checking *checking, uint32_t source)
{
	const struct site_source *row = &checking->site->sources[source];
	int64_t boots_ms = timing_medium(&checking->site->timing, INT64_MAX);
	bool enough = row->boot_timeout_ms >= boots_ms;
	char has[UNITS_BYTES], takes[UNITS_BYTES];

	checked_verdict(checked_as(checking, enough ? PASS : WARN), "limit",
	    checked_name(checking, KIND_SOURCE, source), "boot_timeout %s, a "
	    "boot from the install medium takes %s%s",
	    units_write_duration(row->boot_timeout_ms, has),
	    units_write_duration(boots_ms, takes), enough ? "" : ": ldmp2v "
	    "convert will report a timeout, and the guest boots all the same");
}

static void
check_image(struct checking *checking, uint32_t source, uint32_t guest)
{
	const struct site_source *row = &checking->site->sources[source];
	const struct site_file *file = site_file_find(checking->site,
	    row->image);
	uint32_t node = checking->site->guests[guest].node[0];
	bool there = file != NULL && (file->nodes >> node & 1) != 0;

	if (row->image != 0)
		checked_verdict(checked_as(checking, there ? PASS : FAIL),
		    "image", checked_name(checking, KIND_NODE, node), "%s is "
		    "%sdeclared for this node", checked_name(checking,
		    KIND_FILE, row->image), there ? "" : "not ");
}

void
checked_source(struct checking *checking, uint32_t source, uint32_t guest)
{
	const struct site_source *row = &checking->site->sources[source];
	const char *name = checked_name(checking, KIND_SOURCE, source);

	check_identity(checking, source);
	if (guest == 0) {
		checked_verdict(checked_as(checking, WARN), "guest", name, "no "
		    "guest is converted from it: none has it as \"from\"");
		return;
	}
	check_nets(checking, source, guest);
	check_limit(checking, source);
	check_image(checking, source, guest);
	checked_reach(checking, name, &row->reach);
	if (row->power_sp)
		checked_power(checking, PLACE_SOURCE | source, name,
		    "only a person can say whether it is off");
	checked_verdict(checked_as(checking, PASS), "power", name,
	    "switched off and on by a person%s", row->power_sp ?
	    ", at its service processor" : "");
}
