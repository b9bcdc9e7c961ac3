/*
 * flar info, and metastat of a machine without Solaris Volume Manager.
 */
#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/archived.h"
#include "backends/sim/world/declared.h"
#include "backends/sim/world/simulation.h"

static const char begin[] = "section_begin=identification\n",
    end[] = "section_end=identification\n";

/* The lines of the identification; or the value of one. */
static void
identification_print(struct call *call, const char *header, const char *key)
{
	const char *at = strstr(header, begin) + sizeof(begin) - 1;
	const char *stop = strstr(header, end);
	bool found = key == NULL;

	while (at < stop) {
		size_t n = strcspn(at, "\n"), equals = strcspn(at, "=");

		if (key == NULL)
			buffer_print(&call->out, "%.*s\n", (int)n, at);
		else if (strlen(key) == equals &&
		    strncmp(at, key, equals) == 0) {
			buffer_print(&call->out, "%.*s\n",
			    (int)(n - equals - 1), at + equals + 1);
			found = true;
		}
		at += n + 1;
	}
	if (!found)
		call_fail(call, 1, "flar: no such keyword: %s", key);
}

void
flar_run(struct call *call)
{
	struct buffer header = { 0 };
	struct given given;

	if (call->line.count < 3 || strcmp(call->line.word[1], "info") != 0 ||
	    !given_read(&given, &call->line, 2, "k:") || given.count != 1) {
		call_not_simulated(call);
		return;
	}
	if (archived_header(call, given.operand[0],
	    "ERROR: Could not open archive %s", &header))
		identification_print(call, buffer_text(&header),
		    given.option['k']);
	buffer_drop(&header);
}

/* A machine that the site does not say to be under it has no database of its
 * state. */
void
metastat_run(struct call *call)
{
	bool known = (call->place & PLACE_SOURCE) == 0 || !declared_source(
	    call->shell->sim, call->place & PLACE_ID)->svm;

	if (!known || call->line.count > 2 || (call->line.count == 2 &&
	    strcmp(call->line.word[1], "-p") != 0))
		call_not_simulated(call);
	else if (call_answers(call))
		call_fail(call, 1, "metastat: %s: there are no existing "
		    "databases", place_name(call->shell->sim, call->place));
}
