/*
 * grep of /var/adm/messages, the only file whose lines the world has.
 */
#include <regex.h>
#include <string.h>

#include "backends/sim/shell/files.h"
#include "backends/sim/shell/messages.h"

/* The lines that fit, or with -v the others, or with -c how many they are. */
static unsigned
lines_print(struct call *call, const struct given *given, regex_t *pattern,
    char *text)
{
	unsigned count = 0;

	for (char *line = text, *end; (end = strchr(line, '\n')) != NULL;
	    line = end + 1) {
		bool fits;

		*end = '\0';
		fits = regexec(pattern, line, 0, NULL, 0) == 0;
		if (fits == given_has(given, 'v'))
			continue;
		count++;
		if (!given_has(given, 'c'))
			buffer_print(&call->out, "%s\n", line);
	}
	if (given_has(given, 'c'))
		buffer_print(&call->out, "%u\n", count);
	return count;
}

/* As Solaris' own: 0 when a line fits, 1 when none does. */
void
grep_run(struct call *call)
{
	struct buffer text = { 0 };
	struct given given;
	regex_t pattern;

	if (!given_read(&given, &call->line, 1, "civ") || given.count != 2 ||
	    !is_messages(call, given.operand[1])) {
		call_not_simulated(call);
		return;
	}
	if (!call_answers(call))
		return;
	if (regcomp(&pattern, given.operand[0], REG_NOSUB |
	    (given_has(&given, 'i') ? REG_ICASE : 0)) != 0) {
		call_fail(call, 2, "grep: illegal regular expression");
		return;
	}
	messages_print(call, &text);
	if (text.bytes == NULL || lines_print(call, &given, &pattern,
	    text.bytes) == 0)
		call->status = 1;
	regfree(&pattern);
	buffer_drop(&text);
}
