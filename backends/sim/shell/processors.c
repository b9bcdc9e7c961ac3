/*
 * psrinfo and prtdiag: the virtual processors of a node or of a guest.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/clock.h"
#include "backends/sim/shell/machine.h"
#include "backends/sim/shell/model.h"
#include "backends/sim/shell/program.h"
#include "backends/sim/world/simulation.h"

/* Virtual processors are taken chip by chip. */
enum { THREADS_OF_CHIP = 64, SINCE_BYTES = 48 };

static uint32_t
vcpus_of(const struct call *call)
{
	const struct site *site = call->shell->site;
	uint32_t n = call_node(call);

	if (n == 0)
		return machine_domain(call)->vcpus;
	return n <= site->node_count ? site->nodes[n].control_vcpus : 0;
}

static const char *
time_print(int64_t s, char text[SINCE_BYTES])
{
	struct moment moment;

	clock_split(s, &moment);
	snprintf(text, SINCE_BYTES, "%02d/%02d/%04d %02d:%02d:%02d",
	    moment.month + 1, moment.day, moment.year, moment.hour,
	    moment.minute, moment.second);
	return text;
}

static void
processor_print(struct call *call, uint32_t n, bool verbose)
{
	char since[SINCE_BYTES], now[SINCE_BYTES];
	int64_t now_s = clock_now_s(call);
	const struct model *model = model_of(call);

	time_print(now_s - machine_up_s(call), since);
	if (!verbose) {
		buffer_print(&call->out, "%u\ton-line   since %s\n",
		    (unsigned)n, since);
		return;
	}
	buffer_print(&call->out, "Status of virtual processor %u as of: %s\n"
	    "  on-line since %s.\n"
	    "  The sparcv9 processor operates at %u MHz,\n"
	    "\tand has a sparcv9 floating point processor.\n", (unsigned)n,
	    time_print(now_s, now), since, model->mhz);
}

/* -p counts the chips; with -v each has its virtual processors. */
static void
chips_print(struct call *call, bool verbose)
{
	uint32_t vcpus = vcpus_of(call);
	uint32_t chips = (vcpus + THREADS_OF_CHIP - 1) / THREADS_OF_CHIP;
	const struct model *model = model_of(call);

	if (!verbose)
		buffer_print(&call->out, "%u\n", (unsigned)chips);
	for (uint32_t i = 0; verbose && i < chips; i++) {
		uint32_t first = i * THREADS_OF_CHIP, last = i + 1 < chips ?
		    first + THREADS_OF_CHIP - 1 : vcpus - 1;

		buffer_print(&call->out, "The physical processor has %u "
		    "virtual processor%s (%u", (unsigned)(last - first + 1),
		    last == first ? "" : "s", (unsigned)first);
		if (last != first)
			buffer_print(&call->out, "-%u", (unsigned)last);
		buffer_print(&call->out, ")\n  %s (chipid %u, clock %u "
		    "MHz)\n", model->processor, (unsigned)i, model->mhz);
	}
}

/* The processors that the operands name, or all. */
static void
processors_print(struct call *call, const struct given *given)
{
	uint32_t vcpus = vcpus_of(call);

	for (uint32_t n = 0; given->count == 0 && n < vcpus; n++)
		processor_print(call, n, given_has(given, 'v'));
	for (unsigned i = 0; i < given->count; i++) {
		char *end;
		unsigned long n = strtoul(given->operand[i], &end, 10);

		if (*end != '\0' || *given->operand[i] < '0' ||
		    *given->operand[i] > '9' || n >= vcpus)
			call_fail(call, 1, "psrinfo: processor %s: Invalid "
			    "argument", given->operand[i]);
		else
			processor_print(call, (uint32_t)n, given_has(given,
			    'v'));
	}
}

void
psrinfo_run(struct call *call)
{
	struct given given;

	if (!given_read(&given, &call->line, 1, "psv")) {
		call_misused(call, 2, "usage: \n\tpsrinfo [-v] [-p] "
		    "[processor_id ...]\n\tpsrinfo -s [-p] processor_id");
		return;
	}
	if (!call_answers(call))
		return;
	if (machine_node(call) == 0 || given_has(&given, 's') ||
	    (given_has(&given, 'v') && model_of(call) == NULL) ||
	    (given_has(&given, 'p') && given.count != 0))
		call_not_simulated(call);
	else if (given_has(&given, 'p'))
		chips_print(call, given_has(&given, 'v'));
	else
		processors_print(call, &given);
}

/* A guest does not see the machine; what a node has in its slots the site does
 * not say, so the parts of the output that list it are left out. */
void
prtdiag_run(struct call *call)
{
	const struct model *model = model_of(call);
	uint32_t n = call_node(call);

	if (call->line.count != 1 || model == NULL || n == 0) {
		call_not_simulated(call);
		return;
	}
	if (!call_answers(call))
		return;
	buffer_print(&call->out, "System Configuration:  %s  sun4v %s\n"
	    "Memory size: %lld Megabytes\n\n"
	    "================================ Virtual CPUs "
	    "================================\n\n\n"
	    "CPU ID Frequency Implementation         Status\n"
	    "------ --------- ---------------------- -------\n",
	    model->vendor, model->name, (long long)(call->shell->
	    site->nodes[n].control_memory >> 20));
	for (uint32_t i = 0; i < vcpus_of(call); i++)
		buffer_print(&call->out, "%-6u %u MHz  SUNW,%-17s on-line  "
		    "\n", (unsigned)i, model->mhz, model->processor);
}
