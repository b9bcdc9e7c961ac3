/*
 * How many of many alike a test takes: every one, or under the sanitizers,
 * which make it ten times slower, every SPARSE-th.  They see the same code.
 */
#ifndef TESTS_SPARSE_H
#define TESTS_SPARSE_H

/* Odd: of the bits of a byte each has its turn. */
#if defined(__SANITIZE_ADDRESS__)
enum { SPARSE = 37 };
#else
enum { SPARSE = 1 };
#endif

#endif
