#include "core/base/buffer.h"

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Room for more bytes and a '\0'. */
static void
grow(struct buffer *buffer, size_t more)
{
	if (buffer->capacity - buffer->size > more)
		return;
	buffer->capacity = 2 * (buffer->capacity + more + 1);
	buffer->bytes = realloc(buffer->bytes, buffer->capacity);
	if (buffer->bytes == NULL)
		abort();
}

/* Does the format only join texts? */
static bool
is_plain(const char *format)
{
	const char *at = strchr(format, '%');

	while (at != NULL && at[1] == 's')
		at = strchr(at + 2, '%');
	return at == NULL;
}

static void
join(struct buffer *buffer, const char *format, va_list list)
{
	const char *at;

	for (; (at = strchr(format, '%')) != NULL; format = at + 2) {
		const char *text = va_arg(list, const char *);

		assert(at[1] == 's' && text != NULL);
		buffer_put(buffer, format, (size_t)(at - format));
		buffer_put(buffer, text, strlen(text));
	}
	buffer_put(buffer, format, strlen(format));
}

/* Most formats only join texts, and printf takes five times as long for
 * that. */
void
buffer_print(struct buffer *buffer, const char *format, ...)
{
	va_list list;
	int n;

	assert(buffer != NULL && format != NULL);
	if (is_plain(format)) {
		va_start(list, format);
		join(buffer, format, list);
		va_end(list);
		return;
	}
	grow(buffer, 256);
	va_start(list, format);
	n = vsnprintf(buffer->bytes + buffer->size,
	    buffer->capacity - buffer->size, format, list);
	va_end(list);
	assert(n >= 0);
	if ((size_t)n >= buffer->capacity - buffer->size) {
		grow(buffer, (size_t)n);
		va_start(list, format);
		vsnprintf(buffer->bytes + buffer->size, (size_t)n + 1, format,
		    list);
		va_end(list);
	}
	buffer->size += (size_t)n;
}

void
buffer_put(struct buffer *buffer, const void *bytes, size_t n)
{
	assert(buffer != NULL && (bytes != NULL || n == 0));
	grow(buffer, n);
	if (n != 0)
		memcpy(buffer->bytes + buffer->size, bytes, n);
	buffer->size += n;
	buffer->bytes[buffer->size] = '\0';
}

const char *
buffer_text(const struct buffer *buffer)
{
	assert(buffer != NULL);
	return buffer->size != 0 ? buffer->bytes : "";
}

void
buffer_drop(struct buffer *buffer)
{
	free(buffer->bytes);
	*buffer = (struct buffer){ .bytes = NULL };
}
