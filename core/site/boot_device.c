#include "core/site/boot_device.h"

#include <assert.h>
#include <string.h>

enum { BASE = 16 };

static bool
begins(const char *text, size_t n, const char *with)
{
	return n >= strlen(with) && strncmp(text, with, strlen(with)) == 0;
}

/* The unit address of "disk@1f", in hex; -1: it is none. */
static int64_t
unit(const char *text, size_t n)
{
	static const char hex[] = "0123456789abcdef";
	int64_t id = 0;

	for (size_t i = 0; i < n; i++) {
		const char *digit = strchr(hex, text[i]);

		if (digit == NULL || id > UINT16_MAX)
			return -1;
		id = id * BASE + (digit - hex);
	}
	return n == 0 ? -1 : id;
}

/* One device without its arguments: the last part of a path counts. */
static void
word_read(const char *text, size_t n, struct boot_word *word)
{
	size_t last = n;

	while (last != 0 && text[last - 1] != '/')
		last--;
	text += last;
	n -= last;
	*word = (struct boot_word){ .kind = BOOT_NAME, .text = text,
	    .size = n };
	if (begins(text, n, "net"))
		word->kind = BOOT_NET;
	else if (n == 4 && begins(text, n, "disk"))
		word->kind = BOOT_DISK_ID;
	else if (begins(text, n, "disk@") && unit(text + 5, n - 5) >= 0) {
		word->kind = BOOT_DISK_ID;
		word->id = (uint32_t)unit(text + 5, n - 5);
	}
}

bool
boot_device_next(const char **list, struct boot_word *word)
{
	const char *at = *list + strspn(*list, " ");
	size_t n = strcspn(at, " ");

	assert(word != NULL);
	*list = at + n;
	if (n != 0)
		word_read(at, strcspn(at, " :"), word);
	return n != 0;
}

bool
boot_device_is(const struct boot_word *word, const char *name)
{
	return word->kind == BOOT_NAME && strlen(name) == word->size &&
	    strncmp(name, word->text, word->size) == 0;
}
