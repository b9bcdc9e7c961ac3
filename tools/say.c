#include "tools/say.h"

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/visible.h"

enum { NUMBER_ROOM = 64, WIDTH_MOST = 4096 };

/* One "%-12.3s" of a format. */
struct directive {
	bool	left, zero;
	int	width, precision;	/* precision: -1 is none */
	int	longs;			/* l, ll */
	bool	size;			/* z */
	char	conversion;
};

/* The arguments that are left: a va_list may be an array, which cannot be
 * handed on by its address. */
struct rest {
	va_list list;
};

static unsigned
bytes_put(FILE *out, const char *text, size_t n)
{
	return (unsigned)fwrite(text, 1, n, out);
}

static unsigned
blanks_put(FILE *out, int n)
{
	assert(n <= WIDTH_MOST);
	for (int i = 0; i < n; i++)
		putc(' ', out);
	return n > 0 ? (unsigned)n : 0;
}

static int
number_read(const char **format, struct rest *rest)
{
	int n = 0;

	if (**format == '*') {
		++*format;
		return va_arg(rest->list, int);
	}
	while (**format >= '0' && **format <= '9')
		n = 10 * n + *(*format)++ - '0';
	return n;
}

/* What stands after a "%"; returns what follows it. */
static const char *
directive_read(const char *format, struct directive *directive,
    struct rest *rest)
{
	*directive = (struct directive){ .precision = -1 };
	for (; *format == '-' || *format == '0'; format++)
		*(*format == '-' ? &directive->left : &directive->zero) = true;
	directive->width = number_read(&format, rest);
	if (*format == '.') {
		format++;
		directive->precision = number_read(&format, rest);
	}
	for (; *format == 'l'; format++)
		directive->longs++;
	if (*format == 'z') {
		directive->size = true;
		format++;
	}
	assert(*format != '\0' && strchr("cdsu%", *format) != NULL);
	directive->conversion = *format;
	return format + 1;
}

/* How many bytes it has when it is shown. */
static size_t
shown_length(const char *text, size_t size)
{
	char one[VISIBLE_ROOM];
	size_t length = 0;

	for (size_t n; size != 0; text += n, size -= n) {
		n = visible_one(text, size, one);
		length += strlen(one);
	}
	return length;
}

static unsigned
outside_put(FILE *out, const char *text, size_t size)
{
	char one[VISIBLE_ROOM];
	unsigned count = 0;

	for (size_t n; size != 0; text += n, size -= n) {
		n = visible_span(text, size);
		if (n != 0) {
			count += bytes_put(out, text, n);
			continue;
		}
		n = visible_one(text, size, one);
		count += bytes_put(out, one, strlen(one));
	}
	return count;
}

static unsigned
text_put(FILE *out, const struct directive *directive, const char *text,
    size_t most)
{
	const char *end = memchr(text, '\0', most);
	size_t n = end != NULL ? (size_t)(end - text) : most;
	int blanks = directive->width == 0 ? 0 :
	    directive->width - (int)shown_length(text, n);
	unsigned before = directive->left ? 0 : blanks_put(out, blanks);
	unsigned count = outside_put(out, text, n);

	return before + count + (directive->left ? blanks_put(out, blanks) : 0);
}

static unsigned
string_put(FILE *out, const struct directive *directive, const char *text)
{
	/* Not every C library prints what is not there. */
	if (text == NULL)
		text = "(none)";
	return text_put(out, directive, text, directive->precision >= 0 ?
	    (size_t)directive->precision : strlen(text) + 1);
}

static void
signed_write(const struct directive *directive, struct rest *rest,
    char text[NUMBER_ROOM])
{
	long long n = directive->longs == 2 ? va_arg(rest->list, long long) :
	    directive->longs == 1 ? va_arg(rest->list, long) :
	    va_arg(rest->list, int);

	snprintf(text, NUMBER_ROOM, "%0*lld", directive->zero ?
	    directive->width : 0, n);
}

static void
unsigned_write(const struct directive *directive, struct rest *rest,
    char text[NUMBER_ROOM])
{
	unsigned long long n = directive->size ?
	    va_arg(rest->list, size_t) : directive->longs == 2 ?
	    va_arg(rest->list, unsigned long long) : directive->longs == 1 ?
	    va_arg(rest->list, unsigned long) : va_arg(rest->list, unsigned);

	snprintf(text, NUMBER_ROOM, "%0*llu", directive->zero ?
	    directive->width : 0, n);
}

static unsigned
directive_put(FILE *out, const struct directive *directive,
    struct rest *rest)
{
	char text[NUMBER_ROOM] = "%";

	assert(!directive->zero || directive->width < NUMBER_ROOM);
	switch (directive->conversion) {
	case 's':
		return string_put(out, directive,
		    va_arg(rest->list, const char *));
	case 'd':
		signed_write(directive, rest, text);
		break;
	case 'u':
		unsigned_write(directive, rest, text);
		break;
	case 'c':
		text[0] = (char)va_arg(rest->list, int);
		return text_put(out, directive, text, 1);
	default:
		break;
	}
	return text_put(out, directive, text, sizeof(text));
}

static unsigned
list_put(FILE *out, const char *format, struct rest *rest)
{
	struct directive directive;
	unsigned count = 0;
	size_t n;

	while (*format != '\0') {
		n = strcspn(format, "%");
		count += bytes_put(out, format, n);
		format += n;
		if (*format == '\0')
			break;
		format = directive_read(format + 1, &directive, rest);
		count += directive_put(out, &directive, rest);
	}
	return count;
}

unsigned
say_to(FILE *out, const char *format, ...)
{
	struct rest rest;
	unsigned count;

	va_start(rest.list, format);
	count = list_put(out, format, &rest);
	va_end(rest.list);
	return count;
}

unsigned
say(const char *format, ...)
{
	struct rest rest;
	unsigned count;

	va_start(rest.list, format);
	count = list_put(stdout, format, &rest);
	va_end(rest.list);
	return count;
}

const char *
plural(uint64_t n)
{
	return n == 1 ? "" : "s";
}

void
say_document(FILE *out, const char *text)
{
	struct arena arena = { 0 };

	fputs(visible_document(&arena, text), out);
	arena_drop(&arena);
}
