/*
 * Programs that tell the time, and one that lets it pass.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "backends/sim/kernel/place.h"
#include "backends/sim/shell/clock.h"
#include "backends/sim/shell/machine.h"
#include "backends/sim/shell/people.h"
#include "backends/sim/shell/program.h"
#include "backends/sim/sim.h"

/* Nobody waits longer for a sleep, and the clock does not overflow. */
enum { SLEEP_LONGEST_S = 1000000000, DAY_S = 86400, NOON = 12 };

int64_t
clock_now_s(const struct call *call)
{
	int64_t ms = sim_now_ms(call->shell->sim);

	return ms / 1000 - (ms % 1000 < 0);
}

/* The zone of every machine is GMT. */
void
clock_date(const struct call *call, struct buffer *out)
{
	struct moment moment;

	clock_split(clock_now_s(call), &moment);
	buffer_print(out, "%s %s %2d %02d:%02d:%02d GMT %d\n",
	    clock_weekday(&moment), clock_month(&moment), moment.day,
	    moment.hour, moment.minute, moment.second, moment.year);
}

/* So -u changes nothing. */
void
date_run(struct call *call)
{
	if (call->line.count > 2 || (call->line.count == 2 &&
	    strcmp(call->line.word[1], "-u") != 0)) {
		call_not_simulated(call);
		return;
	}
	if (call_answers(call))
		clock_date(call, &call->out);
}

void
sleep_run(struct call *call)
{
	const char *word = call->line.count == 2 ? call->line.word[1] : "";
	char *end;
	long s;

	errno = 0;
	s = strtol(word, &end, 10);
	if (call->line.count != 2)
		call_misused(call, 2, "usage: sleep time");
	else if (end == word || *end != '\0' || s < 0)
		call_fail(call, 2, "sleep: bad character in argument");
	else if (errno != 0 || s > SLEEP_LONGEST_S)
		call_not_simulated(call);
	else if (call_answers(call))
		call->until_ms = sim_now_ms(call->shell->sim) + s * 1000;
}

/* No real system has it: the site's time in milliseconds, after that many. */
void
clock_run(struct call *call)
{
	const char *word = call->line.count == 2 ? call->line.word[1] : "0";
	int64_t now_ms = sim_now_ms(call->shell->sim);
	char *end;
	long long ms;

	errno = 0;
	ms = strtoll(word, &end, 10);
	if (call->line.count > 2 || end == word || *end != '\0' || ms < 0 ||
	    errno != 0 || ms / 1000 > SLEEP_LONGEST_S) {
		call_misused(call, 2, "usage: domferry-clock [milliseconds]");
		return;
	}
	call->until_ms = now_ms + ms;
	buffer_print(&call->out, "%lld\n", (long long)call->until_ms);
}

static void
up_print(struct call *call, int64_t s)
{
	long long days = s / DAY_S, hours = s % DAY_S / 3600, minutes = s /
	    60 % 60;

	if (days != 0)
		buffer_print(&call->out, " %lld day(s),", days);
	if (hours != 0 && minutes != 0)
		buffer_print(&call->out, " %2lld:%02lld,", hours, minutes);
	else if (hours != 0)
		buffer_print(&call->out, " %lld hr(s),", hours);
	else if (minutes != 0)
		buffer_print(&call->out, " %lld min(s),", minutes);
}

void
uptime_run(struct call *call)
{
	struct moment moment;
	int64_t up_s = machine_up_s(call);
	int hour;

	if (call->line.count > 1 || up_s < 0) {
		call_not_simulated(call);
		return;
	}
	if (!call_answers(call))
		return;
	clock_split(clock_now_s(call), &moment);
	hour = moment.hour % NOON == 0 ? NOON : moment.hour % NOON;
	buffer_print(&call->out, "%3d:%02d%s  up", hour, moment.minute,
	    moment.hour < NOON ? "am" : "pm");
	up_print(call, up_s);
	buffer_print(&call->out, "  %u user%s,  load average: 0.00, 0.00, "
	    "0.00\n", people_logged_in(call), people_logged_in(call) == 1 ?
	    "" : "s");
}
