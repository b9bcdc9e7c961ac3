/*
 * digest.h: SHA-256, as hex digits.
 */
#ifndef CORE_FORMATS_DIGEST_H
#define CORE_FORMATS_DIGEST_H

#include <stddef.h>

enum { DIGEST_BYTES = 64 + 1 };

/* 64 hex digits and an end; returns the buffer.  The same on every machine. */
char	*digest_hex(const void *bytes, size_t n, char buffer[DIGEST_BYTES]);

#endif
