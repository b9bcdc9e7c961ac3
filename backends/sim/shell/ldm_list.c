/*
 * ldm list-domain, for people and for programs; ldm.md says where each layout
 * is from.
 */
#include "backends/sim/shell/ldm_list.h"

#include "backends/sim/shell/listed.h"

static void
row_print(struct call *call, const struct listed *listed,
    const struct given *given)
{
	char flags[FLAGS_BYTES], console[SIZE_BYTES], memory[SIZE_BYTES],
	    use[SIZE_BYTES], uptime[SIZE_BYTES];
	bool active = listed_is_active(listed);

	(void)given;
	buffer_print(&call->out, "%-16s %-10s %-7s %-7s %-5u %-8s ",
	    listed->name, listed_state(listed),
	    listed_flags(call, listed, flags),
	    listed_console(call, listed, console),
	    (unsigned)listed_vcpus(call, listed),
	    size_print(listed_memory(call, listed), memory));
	buffer_print(&call->out, "%4s  %s\n",
	    active ? use_print(listed_use(call, listed), use) : "",
	    active ? uptime_print(listed_uptime_s(call, listed), uptime) : "");
}

static void
record_print(struct call *call, const struct listed *listed,
    const struct given *given)
{
	char flags[FLAGS_BYTES], console[SIZE_BYTES];

	(void)given;
	buffer_print(&call->out, "DOMAIN|name=%s|state=%s|flags=%s|cons=%s|"
	    "ncpu=%u|mem=%lld", listed->name, listed_state(listed),
	    listed_flags(call, listed, flags),
	    listed_console(call, listed, console),
	    (unsigned)listed_vcpus(call, listed),
	    (long long)listed_memory(call, listed));
	if (listed_is_active(listed))
		buffer_print(&call->out, "|util=%u.%u|uptime=%lld\n",
		    listed_use(call, listed) / 10,
		    listed_use(call, listed) % 10,
		    (long long)listed_uptime_s(call, listed));
	else
		buffer_print(&call->out, "|util=|uptime=\n");
}

void
ldm_list_run(struct call *call, const struct given *given)
{
	if (given_has(given, 'l') || given_has(given, 'e') ||
	    given_has(given, 'o') || given_has(given, 'S')) {
		call_not_simulated(call);
	} else if (given_has(given, 'p')) {
		buffer_print(&call->out, "VERSION 1.6\n");
		listed_each(call, given, record_print);
	} else {
		buffer_print(&call->out, "%-16s %-10s %-7s %-7s %-5s %-8s %-5s"
		    " %s\n", "NAME", "STATE", "FLAGS", "CONS", "VCPU",
		    "MEMORY", "UTIL", "UPTIME");
		listed_each(call, given, row_print);
	}
}
