#include "tools/apply/since.h"

#include <stdio.h>

enum { DAY_S = 24 * 60 * 60, MARCH = 3 };

/* Days since 1970-01-01 of a date of this calendar; years begin with March
 * here, so that the day of a leap year is the last one. */
static int64_t
days(int year, int month, int day)
{
	int64_t y = month < MARCH ? year - 1 : year;
	int64_t m = month < MARCH ? month + 12 - MARCH : month - MARCH;

	return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day -
	    719469;
}

bool
since_ms(const char *time, int64_t now_s, int64_t *ms)
{
	int year, month, day, hour, minute, second;
	int64_t then_s;
	char end;

	if (sscanf(time, "%4d-%2d-%2dT%2d:%2d:%2d%c", &year, &month, &day,
	    &hour, &minute, &second, &end) != 7 || end != 'Z' ||
	    year < 1970 || month < 1 || month > 12)
		return false;
	then_s = days(year, month, day) * DAY_S + hour * 3600 + minute * 60 +
	    second;
	*ms = now_s > then_s ? 1000 * (now_s - then_s) : 0;
	return true;
}
