#include "backends/sim/shell/clock.h"

#include <assert.h>
#include <stdio.h>

/* 2011-01-01 was a Saturday; four hundred years have that many days. */
enum { EPOCH_YEAR = 2011, EPOCH_WEEKDAY = 6, DAY_S = 86400,
    CYCLE_YEARS = 400, CYCLE_DAYS = 146097 };

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Take whole years, then whole months, from the days since the epoch. */
static void
day_find(int64_t days, struct moment *moment)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
	    30, 31 };
	int length;

	for (; days >= 365 + is_leap(moment->year); moment->year++)
		days -= 365 + is_leap(moment->year);
	for (moment->month = 0; moment->month < 11; moment->month++) {
		length = lengths[moment->month] + (moment->month == 1 &&
		    is_leap(moment->year));
		if (days < length)
			break;
		days -= length;
	}
	moment->day = (int)days + 1;
}

void
clock_split(int64_t s, struct moment *moment)
{
	int64_t days = s / DAY_S, rest = s % DAY_S, cycles;

	if (rest < 0) {
		rest += DAY_S;
		days--;
	}
	moment->weekday = (int)(((days + EPOCH_WEEKDAY) % 7 + 7) % 7);
	moment->hour = (int)(rest / 3600);
	moment->minute = (int)(rest / 60 % 60);
	moment->second = (int)(rest % 60);
	cycles = days / CYCLE_DAYS - (days % CYCLE_DAYS < 0);
	moment->year = (int)(EPOCH_YEAR + cycles * CYCLE_YEARS);
	day_find(days - cycles * CYCLE_DAYS, moment);
}

const char *
clock_month(const struct moment *moment)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr",
	    "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

	assert(moment->month >= 0 && moment->month < 12);
	return months[moment->month];
}

const char *
clock_weekday(const struct moment *moment)
{
	static const char *const weekdays[] = { "Sun", "Mon", "Tue", "Wed",
	    "Thu", "Fri", "Sat" };

	assert(moment->weekday >= 0 && moment->weekday < 7);
	return weekdays[moment->weekday];
}

const char *
clock_print(int64_t s, char text[TIME_BYTES])
{
	struct moment moment;

	clock_split(s, &moment);
	snprintf(text, TIME_BYTES, "%s %s %2d %02d:%02d:%02d %d",
	    clock_weekday(&moment), clock_month(&moment), moment.day,
	    moment.hour, moment.minute, moment.second, moment.year);
	return text;
}
