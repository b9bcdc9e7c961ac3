/*
 * libcrypto's own names for one digest, as of its version 1.1: they need no
 * memory.  Those that it recommends since (EVP) look the digest up by its name
 * and allocate for each text, which takes thrice as long as the line of a
 * journal itself.
 */
#define OPENSSL_API_COMPAT 10101

#include "core/formats/json/digest.h"

#include <assert.h>
#include <stdlib.h>

#include <openssl/sha.h>

enum { BYTES = (DIGEST_BYTES - 1) / 2 };

static_assert(BYTES == SHA256_DIGEST_LENGTH, "64 hex digits");

char *
digest_hex(const void *bytes, size_t n, char buffer[DIGEST_BYTES])
{
	assert(bytes != NULL || n == 0);
	static const char hex[] = "0123456789abcdef";
	unsigned char sum[BYTES];
	SHA256_CTX context;

	assert(bytes != NULL || n == 0);
	if (SHA256_Init(&context) != 1 ||
	    SHA256_Update(&context, bytes, n) != 1 ||
	    SHA256_Final(sum, &context) != 1)
		abort();
	for (size_t i = 0; i < BYTES; i++) {
		buffer[2 * i] = hex[sum[i] >> 4];
		buffer[2 * i + 1] = hex[sum[i] & 15];
	}
	buffer[2 * BYTES] = '\0';
	return buffer;
}
