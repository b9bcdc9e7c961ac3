#include "core/base/buffer.h"

#include <assert.h>
#include <stdarg.h>
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

void
buffer_print(struct buffer *buffer, const char *format, ...)
{
	va_list list;
	int n;

	assert(buffer != NULL && format != NULL);
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
