#include "tools/scrub/value.h"

#include <arpa/inet.h>
#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { HOSTID_DIGITS = 8, GROUP_DIGITS = 4, MAC_BYTES = 6, GUID_DIGITS = 16,
    ID_DIGITS = 17, ID_MOST = 20, VALUE_MOST = 200, OWN_MACS = 0xf8 };

static size_t
digits_of(const char *text, size_t size, int (*is)(int))
{
	size_t n = 0;

	while (n < size && is((unsigned char)text[n]))
		n++;
	return n;
}

static bool
is_over(const char *text, size_t size, size_t n)
{
	return n == size || word_size(text + n, 1) == 0;
}

/* Six bytes, or the eight of a WWN, of one or two digits. */
static size_t
bytes_size(const char *text, size_t size, unsigned bytes)
{
	size_t at = 0;

	for (unsigned i = 0; i < bytes; i++) {
		size_t n = digits_of(text + at, size - at, isxdigit);

		if (n == 0 || n > 2)
			return 0;
		at += n;
		if (i + 1 < bytes && (at == size || text[at++] != ':'))
			return 0;
	}
	return is_over(text, size, at) && (at == size || text[at] != ':') ?
	    at : 0;
}

static size_t
mac_size(const struct dictionary *dictionary, const char *text, size_t size)
{
	(void)dictionary;
	return bytes_size(text, size, MAC_BYTES);
}

static size_t
wwn_size(const struct dictionary *dictionary, const char *text, size_t size)
{
	size_t n = bytes_size(text, size, 8);

	(void)dictionary;
	return n == 23 ? n : 0;
}

static size_t
ipv4_size(const struct dictionary *dictionary, const char *text, size_t size)
{
	size_t at = 0;

	(void)dictionary;
	for (unsigned i = 0; i < 4; i++) {
		size_t n = digits_of(text + at, size - at, isdigit);

		if (n == 0 || n > 3 || (n == 3 && memcmp(text + at, "255",
		    3) > 0) || (n > 1 && text[at] == '0'))
			return 0;
		at += n;
		if (i < 3 && (at == size || text[at++] != '.'))
			return 0;
	}
	if (!is_over(text, size, at) || (at + 1 < size && text[at] == '.' &&
	    isdigit((unsigned char)text[at + 1])))
		return 0;
	/* Nobody's, this machine, or a mask. */
	return strncmp(text, "0.0.0.0", at) == 0 ||
	    strncmp(text, "127.", 4) == 0 || strncmp(text, "255.", 4) == 0 ?
	    0 : at;
}

static int
is_in_ipv6(int c)
{
	return isxdigit(c) || c == ':';
}

static size_t
ipv6_size(const struct dictionary *dictionary, const char *text, size_t size)
{
	char room[INET6_ADDRSTRLEN];
	unsigned char address[16];
	size_t n = digits_of(text, size, is_in_ipv6);

	(void)dictionary;
	if (n >= sizeof(room) || n < 3 || *text == ':' ||
	    !is_over(text, size, n))
		return 0;
	memcpy(room, text, n);
	room[n] = '\0';
	return inet_pton(AF_INET6, room, address) == 1 ? n : 0;
}

static size_t
uuid_size(const struct dictionary *dictionary, const char *text, size_t size)
{
	static const size_t groups[] = { 8, 4, 4, 4, 12 };
	size_t at = 0;

	(void)dictionary;
	for (unsigned i = 0; i < 5; i++) {
		if (digits_of(text + at, size - at, isxdigit) != groups[i])
			return 0;
		at += groups[i];
		if (i < 4 && (at == size || text[at++] != '-'))
			return 0;
	}
	return is_over(text, size, at) ? at : 0;
}

/* 0x84f84ee6, or without 0x. */
static size_t
hostid_size(const struct dictionary *dictionary, const char *text,
    size_t size)
{
	size_t from = size > 2 && text[0] == '0' &&
	    (text[1] == 'x' || text[1] == 'X') ? 2 : 0;
	uint32_t hostid = 0;

	if (digits_of(text + from, size - from, isxdigit) != 8 ||
	    !is_over(text, size, from + 8))
		return 0;
	for (size_t i = from; i < from + 8; i++)
		hostid = hostid * 16 + (uint32_t)(isdigit((unsigned char)
		    text[i]) ? text[i] - '0' : tolower((unsigned char)
		    text[i]) - 'a' + 10);
	return dictionary_is_hostid(dictionary, hostid) ? from + 8 : 0;
}

/* Where the digits of a GUID begin in c3t600A0B80…d0, or in w2100…. */
static size_t
guid_at(const char *text, size_t size)
{
	size_t n = 1;

	if (size == 0 || (*text != 'c' && *text != 'w' && *text != 'n'))
		return 0;
	if (*text != 'c')
		return n;
	n += digits_of(text + n, size - n, isdigit);
	return n > 1 && n < size && text[n] == 't' ? n + 1 : 0;
}

static bool
has_letter(const char *text, size_t size)
{
	return digits_of(text, size, isdigit) != size;
}

/* Of a disk the "d0" behind it is no part of it, although d is a digit. */
static size_t
guid_digits(const char *text, size_t size)
{
	size_t n = digits_of(text, size, isxdigit), at = n;

	while (at > 0 && text[at - 1] != 'd')
		at--;
	return at > GUID_DIGITS ? at - 1 : n;
}

static size_t
guid_size(const struct dictionary *dictionary, const char *text, size_t size)
{
	size_t at = guid_at(text, size), n;

	(void)dictionary;
	if (at == 0) {
		n = digits_of(text, size, isxdigit);
		return n >= GUID_DIGITS && n < VALUE_MOST && is_over(text,
		    size, n) && has_letter(text, n) ? n : 0;
	}
	n = *text == 'c' ? guid_digits(text + at, size - at) :
	    digits_of(text + at, size - at, isxdigit);
	return n >= GUID_DIGITS && n < VALUE_MOST && (*text == 'c' ||
	    is_over(text, size, at + n)) ? at + n : 0;
}

/* Of a pool. */
static size_t
id_size(const struct dictionary *dictionary, const char *text, size_t size)
{
	size_t n = digits_of(text, size, isdigit);

	(void)dictionary;
	return n >= ID_DIGITS && n <= ID_MOST && is_over(text, size, n) ? n :
	    0;
}

/* Hexadecimal digits, all but the last ones 0, in the letters that it has. */
static void
number_put(const char *text, size_t size, uint64_t number,
    struct buffer *buffer)
{
	size_t from = buffer->size;
	bool small = true;

	for (size_t i = 0; i < size; i++)
		small = small && !isupper((unsigned char)text[i]);
	buffer_print(buffer, small ? "%0*llx" : "%0*llX", (int)size,
	    (unsigned long long)number);
	assert(buffer->size - from == size);
}

/* Low three bytes of a MAC or a hostid.  Those that ldm gives begin with f8 and
 * more, and stay such. */
static uint32_t
low_of(struct dictionary *dictionary, uint32_t low)
{
	char text[16];
	uint32_t number;

	snprintf(text, sizeof(text), "%06x", low);
	number = dictionary_value(dictionary, SCRUB_MAC, text);
	return low >> 16 >= OWN_MACS ? (low & 0xff0000) | (number & 0xffff) :
	    number & 0x7fffff;
}

static void
mac_put(struct dictionary *dictionary, const char *text, size_t size,
    struct buffer *buffer)
{
	unsigned byte[MAC_BYTES];
	uint32_t low;
	bool wide = size == 3 * MAC_BYTES - 1;

	sscanf(text, "%x:%x:%x:%x:%x:%x", &byte[0], &byte[1], &byte[2],
	    &byte[3], &byte[4], &byte[5]);
	low = (uint32_t)(byte[3] << 16 | byte[4] << 8 | byte[5]);
	low = low == 0xffffff || low == 0 ? low : low_of(dictionary, low);
	byte[3] = low >> 16;
	byte[4] = low >> 8 & 0xff;
	byte[5] = low & 0xff;
	for (unsigned i = 0; i < MAC_BYTES; i++)
		buffer_print(buffer, wide ? "%s%02x" : "%s%x", i > 0 ? ":" :
		    "", byte[i]);
}

static void
hostid_put(struct dictionary *dictionary, const char *text, size_t size,
    struct buffer *buffer)
{
	char room[16];
	unsigned hostid;

	memcpy(room, text + size - 8, 8);
	room[8] = '\0';
	sscanf(room, "%x", &hostid);
	buffer_put(buffer, text, size - 8);
	number_put(text + size - 8, 8, (hostid & 0xff000000) |
	    low_of(dictionary, hostid & 0xffffff), buffer);
}

static const char *
value_text(struct dictionary *dictionary, const char *text, size_t size)
{
	return arena_text(dictionary->arena, text, size);
}

static void
ipv4_put(struct dictionary *dictionary, const char *text, size_t size,
    struct buffer *buffer)
{
	uint32_t n = dictionary_value(dictionary, SCRUB_ADDRESS, value_text(
	    dictionary, text, size)) - 1;

	buffer_print(buffer, "10.%u.%u.%u", n / 62500 % 256, n / 250 % 250,
	    n % 250 + 1);
}

static void
ipv6_put(struct dictionary *dictionary, const char *text, size_t size,
    struct buffer *buffer)
{
	/* Digits only: no name could be found in them. */
	buffer_print(buffer, "2001::%u", dictionary_value(dictionary,
	    SCRUB_ADDRESS, value_text(dictionary, text, size)) % 10000);
}

static void
wwn_put(struct dictionary *dictionary, const char *text, size_t size,
    struct buffer *buffer)
{
	uint32_t n = dictionary_value(dictionary, SCRUB_SERIAL, value_text(
	    dictionary, text, size));

	buffer_print(buffer, "%.2s:00:00:00:%02x:%02x:%02x:%02x", text,
	    n >> 24, n >> 16 & 0xff, n >> 8 & 0xff, n & 0xff);
}

static void
uuid_put(struct dictionary *dictionary, const char *text, size_t size,
    struct buffer *buffer)
{
	buffer_print(buffer, "00000000-0000-4000-8000-%012x",
	    dictionary_value(dictionary, SCRUB_SERIAL, value_text(dictionary,
	    text, size)));
}

/* The first digit says which kind of number it is. */
static void
guid_put(struct dictionary *dictionary, const char *text, size_t size,
    struct buffer *buffer)
{
	size_t at = guid_at(text, size) + 1;
	uint32_t n = dictionary_value(dictionary, SCRUB_SERIAL, value_text(
	    dictionary, text + at - 1, size - at + 1));

	buffer_put(buffer, text, at);
	number_put(text + at, size - at, n, buffer);
}

static void
id_put(struct dictionary *dictionary, const char *text, size_t size,
    struct buffer *buffer)
{
	buffer_print(buffer, "%c%0*u", *text, (int)size - 1,
	    dictionary_value(dictionary, SCRUB_SERIAL, value_text(dictionary,
	    text, size)));
}

static const struct value_form {
	enum scrub_kind	 kind;
	/* How many bytes of the text have that form; 0: it has another. */
	size_t		(*size)(const struct dictionary *, const char *,
			    size_t);
	void		(*put)(struct dictionary *, const char *, size_t,
			    struct buffer *);
} forms[] = {
	{ SCRUB_MAC, mac_size, mac_put },
	{ SCRUB_SERIAL, wwn_size, wwn_put },
	{ SCRUB_ADDRESS, ipv4_size, ipv4_put },
	{ SCRUB_ADDRESS, ipv6_size, ipv6_put },
	{ SCRUB_SERIAL, uuid_size, uuid_put },
	{ SCRUB_HOSTID, hostid_size, hostid_put },
	{ SCRUB_SERIAL, guid_size, guid_put },
	{ SCRUB_SERIAL, id_size, id_put },
};

/* Most words are none, and that is soon seen. */
static bool
may_be(const char *text, size_t size)
{
	size_t word = word_size(text, size);

	return word >= HOSTID_DIGITS || (word != 0 && word <= GROUP_DIGITS &&
	    word < size && (text[word] == ':' || text[word] == '.'));
}

static const struct value_form *
form_of(const struct dictionary *dictionary, const char *text, size_t size,
    size_t *n)
{
	*n = 0;
	if (!may_be(text, size))
		return NULL;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if ((*n = forms[i].size(dictionary, text, size)) != 0)
			return &forms[i];
	return NULL;
}

size_t
value_size(const struct dictionary *dictionary, const char *text, size_t size)
{
	size_t n;

	form_of(dictionary, text, size, &n);
	return n;
}

void
value_put(struct dictionary *dictionary, const char *text, size_t size,
    struct buffer *buffer)
{
	size_t n;
	const struct value_form *form = form_of(dictionary, text, size, &n);

	assert(form != NULL);
	form->put(dictionary, text, n, buffer);
}
