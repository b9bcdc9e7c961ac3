#include "core/formats/json/digest.h"

#include <assert.h>
#include <stdlib.h>

#include <openssl/evp.h>

enum { BYTES = (DIGEST_ROOM - 1) / 2 };

char *
digest_hex(const void *bytes, size_t n, char room[DIGEST_ROOM])
{
	static const char hex[] = "0123456789abcdef";
	unsigned char sum[EVP_MAX_MD_SIZE];
	unsigned got = 0;

	if (EVP_Digest(bytes, n, sum, &got, EVP_sha256(), NULL) != 1)
		abort();
	assert(got == BYTES);
	for (size_t i = 0; i < BYTES; i++) {
		room[2 * i] = hex[sum[i] >> 4];
		room[2 * i + 1] = hex[sum[i] & 15];
	}
	room[2 * BYTES] = '\0';
	return room;
}
