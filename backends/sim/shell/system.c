/*
 * Programs that tell what a machine is: hostid, hostname, uname, date.
 */
#include "backends/sim/shell/system.h"

#include <stdio.h>
#include <string.h>

#include "backends/sim/hypervisor/address.h"
#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/program.h"
#include "backends/sim/sim.h"

/* Where the virtual clock begins: 2011-01-01 00:00:00 GMT, a Saturday. */
enum { EPOCH_YEAR = 2011, EPOCH_WEEKDAY = 6, DAY_S = 86400 };

/* true: there are words that the program does not take here. */
static bool
has_words(struct call *call)
{
	if (call->line.count > 1)
		call_not_simulated(call);
	return call->line.count > 1;
}

void
hostname_run(struct call *call)
{
	if (!has_words(call) && call_answers(call))
		buffer_print(&call->out, "%s\n", place_name(call->shell->sim,
		    call->place));
}

/* The hostid of a machine; 0: it is not known. */
static uint32_t
hostid_of(const struct call *call)
{
	const struct site *site = call->shell->site;
	uint32_t n = call->place & PLACE_ID;

	if (call->place == n)
		return n <= site->node_count ? site->nodes[n].hostid : 0;
	if ((call->place & PLACE_SOURCE) != 0)
		return n <= site->source_count ? site->sources[n].hostid : 0;
	return n <= site->guest_count ? site->guests[n].hostid : 0;
}

void
hostid_run(struct call *call)
{
	uint32_t hostid = hostid_of(call);

	if (has_words(call) || !call_answers(call))
		return;
	if (hostid == 0)
		call_not_simulated(call);
	else
		buffer_print(&call->out, "%08lx\n", (unsigned long)hostid);
}

void
uname_run(struct call *call)
{
	const char *name = place_name(call->shell->sim, call->place);

	if (!call_answers(call))
		return;
	if (call->line.count == 1)
		buffer_print(&call->out, "SunOS\n");
	else if (call->line.count == 2 &&
	    strcmp(call->line.word[1], "-n") == 0)
		buffer_print(&call->out, "%s\n", name);
	else
		call_not_simulated(call);
}

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Take whole years, then whole months, from the days since the epoch. */
static void
day_find(int64_t days, int *year, int *month, int *day)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
	    30, 31 };
	int length;

	for (*year = EPOCH_YEAR; days >= 365 + is_leap(*year); (*year)++)
		days -= 365 + is_leap(*year);
	for (*month = 0; *month < 11; (*month)++) {
		length = lengths[*month] + (*month == 1 && is_leap(*year));
		if (days < length)
			break;
		days -= length;
	}
	*day = (int)days + 1;
}

void
date_run(struct call *call)
{
	static const char *const weekdays[] = { "Sun", "Mon", "Tue", "Wed",
	    "Thu", "Fri", "Sat" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr",
	    "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	int64_t s = sim_now_ms(call->shell->sim) / 1000;
	int64_t days = s / DAY_S;
	int year, month, day, rest = (int)(s % DAY_S);

	if (has_words(call) || !call_answers(call))
		return;
	day_find(days, &year, &month, &day);
	buffer_print(&call->out, "%s %s %2d %02d:%02d:%02d GMT %d\n",
	    weekdays[(days + EPOCH_WEEKDAY) % 7], months[month], day,
	    rest / 3600, rest / 60 % 60, rest % 60, year);
}
