/*
 * What is typed into screens of the installer.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/sim/console/screen.h"
#include "backends/sim/world/rows.h"

enum { DIGEST = 4 };		/* of the row's texts */

static bool
is_address(const char *text)
{
	int dots = 0;

	for (const char *at = text;; at++, dots++) {
		size_t n = strspn(at, "0123456789");

		if (n == 0 || n > 3 || atoi(at) > 255)
			return false;
		at += n;
		if (*at != '.')
			return *at == '\0' && dots == 3;
	}
}

/* The password itself is not kept. */
static uint32_t
digest_of(const char *text)
{
	uint32_t digest = 2166136261u;

	for (; *text != '\0'; text++)
		digest = (digest ^ (unsigned char)*text) * 16777619u;
	return digest;
}

void
password_turn(struct console_row *row)
{
	uint32_t digest = digest_of(row->line);

	if (row->cursor == 0)
		memcpy(row->text[DIGEST], &digest, sizeof(digest));
	row->cursor = !row->cursor;
	row->size = 0;
	memset(row->line, 0, sizeof(row->line));
}

const char *
input_wrong(const struct console_row *row)
{
	const struct screen *screen = &screens[row->screen];
	uint32_t digest = digest_of(row->line), first;

	memcpy(&first, row->text[DIGEST], sizeof(first));
	if (screen->form == FORM_PASSWORD)
		return row->cursor == 0 && row->size != 0 ?
		    "Enter the password again in the second field." :
		    row->cursor == 1 && digest != first ?
		    "The passwords do not match: enter them again." : NULL;
	if (screen->form != FORM_INPUT)
		return NULL;
	if (row->size >= sizeof(row->text[0]))
		return "That is too long.";
	if (screen == &screens[SCREEN_HOST])
		return row->size == 0 ? "A host name is needed." : NULL;
	return is_address(row->line) ? NULL :
	    "Enter four numbers from 0 to 255 with a period between them.";
}
