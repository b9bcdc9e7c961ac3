#include "tools/apply/window.h"

#include <time.h>

#include "core/formats/json/units.h"

enum { DAY_S = 24 * 60 * 60 };

static bool
two_digits(const char *text, int most, int *value)
{
	if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
		return false;
	*value = 10 * (text[0] - '0') + text[1] - '0';
	return *value <= most;
}

/* Seconds from now; a minute that has begun is over. */
static int64_t
clock_from_now(int hour, int minute)
{
	time_t now = time(NULL);
	struct tm tm = { 0 };
	int64_t left;

	localtime_r(&now, &tm);
	left = (int64_t)(hour - tm.tm_hour) * 3600 +
	    (int64_t)(minute - tm.tm_min) * 60 - tm.tm_sec;
	return left > 0 ? left : left + DAY_S;
}

bool
window_read(const char *text, int64_t *from_now_ms, struct err *err)
{
	int hour, minute;

	if (two_digits(text, 23, &hour) && text[2] == ':' &&
	    two_digits(text + 3, 59, &minute) && text[5] == '\0') {
		*from_now_ms = 1000 * clock_from_now(hour, minute);
		return true;
	}
	return units_read_duration(text, from_now_ms) || err_set(err,
	    ERR_USAGE, "--window %s: expected a time of day, 04:30, or a "
	    "duration from now, 2h30m", text);
}
