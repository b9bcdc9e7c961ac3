#include "tools/client/message.h"

#include <assert.h>
#include <string.h>

static const char kinds[] = { MESSAGE_AROUND, MESSAGE_CALL, MESSAGE_LINE,
    MESSAGE_PLACE, MESSAGE_COMPLETE, MESSAGE_CONSOLE, MESSAGE_KEYS,
    MESSAGE_INPUT, MESSAGE_OUT, MESSAGE_ERR, MESSAGE_WANTS, MESSAGE_KILLED,
    MESSAGE_DONE };

void
message_head(char head[MESSAGE_HEAD], int kind, size_t size)
{
	assert(size <= MESSAGE_MOST);
	head[0] = (char)kind;
	for (int i = 0; i < 4; i++)
		head[1 + i] = (char)(size >> (24 - 8 * i) & 0xff);
}

long
message_take(const char *bytes, size_t n, struct message *message)
{
	size_t size = 0;

	assert(bytes != NULL || n == 0);
	if (n == 0)
		return 0;
	if (memchr(kinds, bytes[0], sizeof(kinds)) == NULL)
		return -1;
	if (n < MESSAGE_HEAD)
		return 0;
	for (int i = 0; i < 4; i++)
		size = size << 8 | (unsigned char)bytes[1 + i];
	if (size > MESSAGE_MOST)
		return -1;
	if (n - MESSAGE_HEAD < size)
		return 0;
	*message = (struct message){ bytes[0], bytes + MESSAGE_HEAD, size };
	return (long)(MESSAGE_HEAD + size);
}

const char *
message_text(const struct message *message, size_t *at)
{
	const char *text = message->body + *at, *end;

	assert(*at <= message->size);
	end = memchr(text, '\0', message->size - *at);
	if (end == NULL)
		return NULL;
	*at += (size_t)(end - text) + 1;
	return text;
}
