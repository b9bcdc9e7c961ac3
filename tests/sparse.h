/*
 * How many of many alike a test takes: every one, or under the sanitizers,
 * which make it ten times slower, every SPARSE-th.  They see the same code.
 *
 * With THOROUGH=yes (make strace) a test takes all of what it samples
 * otherwise.
 *
 * Where each of them differs more from the others, it is every FEW-th.
 */
#ifndef TESTS_SPARSE_H
#define TESTS_SPARSE_H

#include <stdbool.h>
#include <stdlib.h>

/* Odd: of the bits of a byte each has its turn. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define SANITIZED
#endif
#if defined(SANITIZED)
enum { SPARSE = 37, FEW = 5 };
#else
enum { SPARSE = 1, FEW = 1 };
#endif

static inline bool
is_thorough(void)
{
	const char *word = getenv("THOROUGH");

	return word != NULL && word[0] != '\0';
}

/* Every so many-th, or all of them. */
static inline unsigned
every(unsigned nth)
{
	return is_thorough() ? 1 : nth;
}

#endif
