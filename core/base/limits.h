/*
 * limits.h: how much domferry takes, for readers and writers alike.
 *
 * What a reader takes fits into what is written of it, and what is written can
 * be read again: both ends have their numbers from here (domferry(8), LIMITS;
 * tests/formats/limits_test.c).  Whatever goes beyond is refused at its place,
 * before anything is done.
 */
#ifndef CORE_LIMITS_H
#define CORE_LIMITS_H

#include <stdint.h>

enum {
	/* A site, scenario or plan file; its objects in objects; its values;
	 * one text in it; a name. */
	LIMIT_FILE_BYTES = 16 << 20,
	LIMIT_DEPTH = 64,
	LIMIT_VALUES = 1 << 20,
	LIMIT_TEXT_BYTES = 16 << 10,
	LIMIT_NAME_BYTES = 63,

	/* A journal has the site and the plan in it.  In a text of JSON a byte
	 * of a file takes at most two: no other control character than those
	 * of blanks and line ends is taken. */
	LIMIT_JOURNAL_BYTES = 4 * LIMIT_FILE_BYTES,
	/* As much of it is left to the records of the run, and reserved on
	 * disk. */
	LIMIT_RECORDS_BYTES = LIMIT_FILE_BYTES,

	/* Of a scenario: entries with a time of their own; saved worlds. */
	LIMIT_TIMED = 64,
	LIMIT_SAVES = 8,
};

#define LIMIT_SIZE		((int64_t)1 << 50)

/*
 * One duration of a file; what one operation is expected to take; the steps of
 * a plan together.  A step is waited for three times as long, and for
 * timeouts.  No clock goes further than the last of them, so that nanoseconds
 * of all sums fit into 64 bits.
 */
#define LIMIT_DURATION_MS	((int64_t)365 * 24 * 3600 * 1000)
#define LIMIT_PLAN_MS		LIMIT_DURATION_MS
#define LIMIT_STEP_MS		(4 * LIMIT_PLAN_MS)
#define LIMIT_CLOCK_MS		(100 * LIMIT_DURATION_MS)

#endif
