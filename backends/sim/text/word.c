/*
 * Words of the canonical text: what would end one, or is not ASCII, is escaped.
 */
#include <assert.h>

#include "backends/sim/text/lines.h"
#include "backends/sim/text/text.h"

static bool
is_escaped(char c)
{
	return (unsigned char)c <= ' ' || (unsigned char)c >= 0x7f ||
	    c == '\\';
}

void
text_escape(struct buffer *out, const char *value)
{
	for (; *value != '\0'; value++)
		if (is_escaped(*value))
			buffer_print(out, "\\%03o",
			    (unsigned)(unsigned char)*value);
		else
			buffer_put(out, value, 1);
}

const char *
text_word(struct text *text, const char *value)
{
	struct buffer escaped = { NULL, 0, 0 };
	const char *at = value;

	/* Most words have nothing to escape. */
	while (*at != '\0' && !is_escaped(*at))
		at++;
	if (*at == '\0')
		return value;
	text_escape(&escaped, value);
	value = arena_text(&text->arena, escaped.bytes, escaped.size);
	buffer_drop(&escaped);
	return value;
}

const char *
text_name(struct text *text, enum kind kind, uint32_t name)
{
	assert(kind < KINDS);
	return text_word(text, sim_name(text->sim, kind, name));
}
