#include "tools/journal-check/seal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>

static const char before_hash[] = ",\"hash\":\"", after_hash[] = "\"}";

enum { BEFORE = sizeof(before_hash) - 1, AFTER = sizeof(after_hash) - 1,
    TAIL = BEFORE + SEAL_HEX + AFTER };

void
seal_start(struct seal *seal)
{
	*seal = (struct seal){ 0 };
	memset(seal->hash, '0', SEAL_HEX);
}

bool
seal_hex(const char *text)
{
	return strspn(text, "0123456789abcdef") == SEAL_HEX &&
	    text[SEAL_HEX] == '\0';
}

/* Whatever its place, a control byte is none of ours: JSON escapes them. */
static bool
printable(const char *line, size_t size, struct damage *damage)
{
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)line[i] < 0x20)
			return damage_set(damage, "no control byte",
			    "0x%02x at byte %zu", (unsigned)line[i], i + 1);
	return true;
}

static bool
numbered(const struct seal *seal, const char *line, size_t size,
    struct damage *damage)
{
	char head[40];
	int n = snprintf(head, sizeof(head), "{\"n\":%ld,", seal->n);
	const char *comma = memchr(line, ',', size);

	if (size >= (size_t)n && memcmp(line, head, (size_t)n) == 0)
		return true;
	return damage_bytes(damage, head, line, comma == NULL ? size :
	    (size_t)(comma - line) + 1);
}

static bool
hashed(const char *line, size_t size, char hash[SEAL_HEX + 1],
    struct damage *damage)
{
	const char *tail = size > TAIL ? line + size - TAIL : line;

	if (size > TAIL && memcmp(tail, before_hash, BEFORE) == 0) {
		memcpy(hash, tail + BEFORE, SEAL_HEX);
		hash[SEAL_HEX] = '\0';
		if (seal_hex(hash) && memcmp(tail + TAIL - AFTER, after_hash,
		    AFTER) == 0)
			return true;
	}
	return damage_bytes(damage, "a hash of 64 hex digits as the last key",
	    tail, (size_t)(line + size - tail));
}

/* Over the hash before, a newline, and the line up to the comma. */
static void
hash_make(const char *before, const char *line, size_t size,
    char hash[SEAL_HEX + 1])
{
	unsigned char sum[EVP_MAX_MD_SIZE];
	EVP_MD_CTX *sha = EVP_MD_CTX_new();
	unsigned n;

	if (sha == NULL || EVP_DigestInit_ex(sha, EVP_sha256(), NULL) != 1 ||
	    EVP_DigestUpdate(sha, before, SEAL_HEX) != 1 ||
	    EVP_DigestUpdate(sha, "\n", 1) != 1 ||
	    EVP_DigestUpdate(sha, line, size) != 1 ||
	    EVP_DigestFinal_ex(sha, sum, &n) != 1 || n != SEAL_HEX / 2)
		abort();
	EVP_MD_CTX_free(sha);
	for (unsigned i = 0; i < n; i++)
		snprintf(hash + (size_t)2 * i, 3, "%02x", (unsigned)sum[i]);
}

bool
seal_read(struct seal *seal, const char *line, size_t size,
    struct damage *damage)
{
	char found[SEAL_HEX + 1], made[SEAL_HEX + 1];

	if (!printable(line, size, damage) ||
	    !numbered(seal, line, size, damage) ||
	    !hashed(line, size, found, damage))
		return false;
	hash_make(seal->hash, line, size - TAIL, made);
	if (memcmp(made, found, SEAL_HEX) != 0)
		return damage_expect(damage, found, "hash %s", made);
	memcpy(seal->hash, made, sizeof(made));
	seal->n++;
	return true;
}
