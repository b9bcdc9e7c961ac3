/*
 * clock.h: the virtual clock as Solaris prints it, and what is printed of time;
 * inside backends/sim/shell only.
 *
 * Virtual time zero is 2011-01-01 00:00:00 GMT.  Times are seconds since then,
 * and may be negative: the jobs with which a site begins lie before it.
 */
#ifndef SIM_CLOCK_H
#define SIM_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

struct buffer;
struct call;

enum { TIME_BYTES = 48 };

/* A moment, taken apart. */
struct moment {
	int		 year, month, day;	/* month from 0 */
	int		 weekday;		/* 0 is Sunday */
	int		 hour, minute, second;
};

void		 clock_split(int64_t s, struct moment *);
/* "Sat Jan  1 00:00:00 2011". */
const char	*clock_print(int64_t s, char text[TIME_BYTES]);
/* What date prints now. */
void		 clock_date(const struct call *, struct buffer *);
/* Now. */
int64_t		 clock_now_s(const struct call *);
/* "Jan", "Sat". */
const char	*clock_month(const struct moment *);
const char	*clock_weekday(const struct moment *);

void		 date_run(struct call *);
void		 sleep_run(struct call *);
void		 clock_run(struct call *);
void		 uptime_run(struct call *);

#endif
