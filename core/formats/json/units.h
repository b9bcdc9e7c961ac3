/*
 * units.h: sizes, durations and hostids as files spell them.
 *
 * Readers return false for anything that is not exactly of the form, and then
 * store nothing.  Writers write the one spelling that is shortest, so equal
 * numbers are equal texts; what they write can be read again.  Nothing over
 * LIMIT_SIZE and LIMIT_DURATION_MS is read.
 */
#ifndef CORE_FORMATS_UNITS_H
#define CORE_FORMATS_UNITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Room for whatever a writer writes. */
enum { UNITS_BYTES = 64 };

/* "100G", "32992M": bytes.  A bare number is none. */
bool	 units_read_size(const char *, int64_t *bytes);
/* "90s", "1h30m", "250ms": milliseconds.  Largest unit first. */
bool	 units_read_duration(const char *, int64_t *ms);
/* "2s + 14s/G" or "95s": a fixed part and one per GiB. */
bool	 units_read_formula(const char *, int64_t *fixed_ms,
	    int64_t *per_gib_ms);
/* "82a85641": one to eight hex digits, not zero. */
bool	 units_read_hostid(const char *, uint32_t *);
/* Decimal digits only, at most that number. */
bool	 units_read_number(const char *, int64_t maximum, int64_t *);

/* Each returns its buffer. */
char	*units_write_size(int64_t bytes, char buffer[UNITS_BYTES]);
char	*units_write_duration(int64_t ms, char buffer[UNITS_BYTES]);
char	*units_write_hostid(uint32_t, char buffer[UNITS_BYTES]);

#endif
