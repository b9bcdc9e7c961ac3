#include "core/op/mac.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { PARTS = 6, MANY = 1 };

static int
digit(char c)
{
	static const char hex[] = "0123456789abcdefABCDEF";
	const char *at = c != '\0' ? strchr(hex, c) : NULL;
	int value = at == NULL ? -1 : (int)(at - hex);

	return value < 16 ? value : value - 6;
}

bool
mac_read(const char *text, int64_t *mac)
{
	int64_t sum = 0;

	for (int i = 0; i < PARTS; i++) {
		int one = digit(text[0]);
		int two = one < 0 ? -1 : digit(text[1]);

		if (one < 0)
			return false;
		sum = sum << 8 | (two < 0 ? one : one << 4 | two);
		text += two < 0 ? 1 : 2;
		if (*text++ != (i < PARTS - 1 ? ':' : '\0'))
			return false;
	}
	if (sum == 0 || (sum >> 40 & MANY) != 0)
		return false;
	*mac = sum;
	return true;
}

char *
mac_write(int64_t mac, char buffer[MAC_BYTES])
{
	assert(mac > 0 && mac >> 48 == 0);
	snprintf(buffer, MAC_BYTES, "%x:%x:%x:%x:%x:%x",
	    (unsigned)(mac >> 40 & 0xff), (unsigned)(mac >> 32 & 0xff),
	    (unsigned)(mac >> 24 & 0xff), (unsigned)(mac >> 16 & 0xff),
	    (unsigned)(mac >> 8 & 0xff), (unsigned)(mac & 0xff));
	return buffer;
}
