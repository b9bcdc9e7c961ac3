#include "backends/sim/shell/mounted.h"

#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/p2v/restore.h"
#include "backends/sim/sim.h"
#include "backends/sim/world/declared.h"

/* Of the guest of the call, the node on which it runs; 0: it is none. */
static uint32_t
guest_on(const struct call *call)
{
	struct sim *sim = call->shell->sim;
	uint32_t n = sim->world->table[T_NODE].count;

	if ((call->place & PLACE_GUEST) == 0)
		return 0;
	while (n != 0 && !place_runs(sim, call->place & PLACE_ID, n))
		n--;
	return n;
}

static void
data_print(struct call *call, uint32_t node)
{
	uint32_t guest = call->place & PLACE_ID;
	const struct site_guest *row = declared_guest(call->shell->sim, guest);

	for (uint32_t i = 0; i < row->disk_count; i++)
		if (data_is_mounted(call->shell->sim, guest, node,
		    row->disk[i].mount))
			buffer_print(&call->out, "/dev/dsk/c0d%us0 - %s ufs - "
			    "no rw,intr,largefiles,logging\n", (unsigned)i,
			    call_name(call, KIND_TEXT, row->disk[i].mount));
}

void
mounted_print(struct call *call)
{
	struct sim *sim = call->shell->sim;
	uint32_t archive, node;

	if (!call_answers(call))
		return;
	node = guest_on(call);
	if (node != 0)
		data_print(call, node);
	archive = place_share(sim, call->place);
	if (archive != 0)
		buffer_print(&call->out, "%s - %s nfs - no rw\n",
		    call_name(call, KIND_TEXT, declared_archive(sim,
		    archive)->share), call_name(call, KIND_FILE,
		    declared_archive(sim, archive)->mount));
}

/* The type of what is mounted on that folder; "": nothing; NULL: the world does
 * not know that. */
static const char *
type_of(struct call *call, const char *folder)
{
	struct sim *sim = call->shell->sim;
	uint32_t guest = call->place & PLACE_ID, node = guest_on(call);
	const struct site_guest *row = declared_guest(sim, node == 0 ? 0 :
	    guest);

	for (uint32_t a = 1; a <= sim->declared.archive_count; a++)
		if (strcmp(call_name(call, KIND_FILE, declared_archive(sim,
		    a)->mount), folder) == 0)
			return place_share(sim, call->place) == a ? "nfs" :
			    "";
	for (uint32_t i = 0; i < row->disk_count; i++)
		if (row->disk[i].mount != 0 && strcmp(call_name(call,
		    KIND_TEXT, row->disk[i].mount), folder) == 0)
			return data_is_mounted(sim, guest, node,
			    row->disk[i].mount) ? "ufs" : "";
	return NULL;
}

void
mounted_types(struct call *call)
{
	for (unsigned i = 2; call_answers(call) && i < call->line.count;
	    i++) {
		const char *folder = call->line.word[i];
		const char *type = type_of(call, folder);

		if (type == NULL) {
			call_not_simulated(call);
			return;
		}
		buffer_print(&call->out, "%-19s: %s\n", *type != '\0' ?
		    folder : "/", *type != '\0' ? type : "ufs");
	}
}
