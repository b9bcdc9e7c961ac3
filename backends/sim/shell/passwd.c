/*
 * passwd -s: the state of an account's password.
 *
 * Of root, and of who domferry logs in as: the password of each node may have
 * expired.
 */
#include <string.h>

#include "backends/sim/shell/people.h"
#include "backends/sim/shell/program.h"
#include "backends/sim/world/simulation.h"
#include "backends/sim/world/trouble.h"

/* In days: how long a password is good, and how long before its end Solaris
 * says so. */
enum { DAYS_GOOD = 90, DAYS_WARN = 7 };

static bool
is_account(const struct call *call, const char *name)
{
	const char *user = call->shell->site->nodes[call_node(call)].reach.
	    user;

	return strcmp(name, "root") == 0 || (user != NULL &&
	    strcmp(name, user) == 0);
}

/* It was changed a month before the simulated clock begins, or half a year. */
void
passwd_run(struct call *call)
{
	const char *name = call->line.count > 2 ? call->line.word[2] : "root";

	if (call->line.count < 2 || call->line.count > 3 ||
	    strcmp(call->line.word[1], "-s") != 0 || *name == '-') {
		call_not_simulated(call);
		return;
	}
	if (!call_answers(call))
		return;
	if (!is_account(call, name))
		call_fail(call, 2, "passwd: User unknown: %s\n"
		    "Permission denied", name);
	else
		buffer_print(&call->out, "%s  PS    %s  %4d  %4d  %4d\n", name,
		    trouble_is(call->shell->sim, call_node(call),
		    TROUBLE_EXPIRED) ? "07/01/10" : "12/01/10", 0, DAYS_GOOD,
		    DAYS_WARN);
}
