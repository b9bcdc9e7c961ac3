/*
 * telnet to the console of a guest, by its port.
 *
 * Nobody types here: this is what a script calls without a standard input
 * (tools/client/telnet.c has the one with keys).  A person does what the
 * runbooks send him there for: a guest without a system is installed, and one
 * that has booted from the install medium is upgraded.  The call ends when that
 * has ended.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/sim/hypervisor/bind.h"
#include "backends/sim/shell/ending.h"
#include "backends/sim/shell/machine.h"
#include "backends/sim/shell/program.h"
#include "backends/sim/world/simulation.h"

/* What a person does who finds the console so; OP_NONE: it is not known. */
static enum op_kind
work_of(const struct call *call, const struct domain_row *domain)
{
	struct world *world = call->shell->sim->world;

	if (domain->state != STATE_AT_OK)
		return OP_NONE;
	if (domain->soft == SOFT_MEDIA)
		return OP_GUEST_UPGRADE;
	return world_guest(world, domain->guest)->installed == INSTALLED_NOT ?
	    OP_GUEST_INSTALL : OP_NONE;
}

void
telnet_run(struct call *call)
{
	const struct domain_row *domain;
	struct op op = { .on = call_node(call) };
	long port = 0;
	char *end = "";

	if (call->line.count == 3 &&
	    strcmp(call->line.word[1], "localhost") == 0)
		port = strtol(call->line.word[2], &end, 10);
	if (port <= 0 || port > UINT16_MAX || *end != '\0') {
		call_not_simulated(call);
		return;
	}
	if (!call_answers(call))
		return;
	domain = world_domain(call->shell->sim->world, bind_at_port(
	    call->shell->sim, call_node(call), (uint16_t)port));
	if (domain->guest == 0) {
		buffer_print(&call->out, "Trying 127.0.0.1...\n");
		call_fail(call, 1, "telnet: Unable to connect to remote host: "
		    "Connection refused");
		return;
	}
	op.kind = (uint32_t)work_of(call, domain);
	op.guest = domain->guest;
	if (op.kind == OP_NONE)
		call_not_simulated(call);
	else
		call_add(call, &op);
}

/* The upgrade tells by itself what the console shows. */
void
telnet_done(struct call *call, const struct op *op)
{
	const char *guest = call_name(call, KIND_GUEST, op->guest);

	buffer_print(&call->out, "Connected to localhost.\n"
	    "Escape character is '^]'.\n\n"
	    "Connecting to console \"%s\" in group \"%s\" ....\n"
	    "Press ~? for control options ..\n", guest, guest);
}
