#include "backends/sim/console/screen.h"

#include <assert.h>
#include <string.h>

#include "backends/sim/console/asking.h"
#include "backends/sim/console/console.h"
#include "backends/sim/console/drawing.h"
#include "backends/sim/console/installer.h"
#include "backends/sim/console/typed_key.h"
#include "backends/sim/p2v/upgrade.h"
#include "backends/sim/world/simulation.h"

void
screen_show(struct console *console, enum screen_id id)
{
	struct console_row *row = console_row(console);
	const struct screen *screen = &screens[id];

	assert(id > SCREEN_NONE && id < SCREENS);
	row->screen = (uint8_t)id;
	row->asks = ASKS_SCREEN;
	row->size = row->escape = row->cursor = 0;
	memset(row->line, 0, sizeof(row->line));
	if (screen->form == FORM_CHOICE) {
		if (row->answer[screen->slot] == 0)
			row->answer[screen->slot] =
			    (uint8_t)(screen->first + 1);
		row->cursor = (uint8_t)(row->answer[screen->slot] - 1);
	} else if (screen->form == FORM_INPUT) {
		memcpy(row->line, row->text[screen->slot],
		    sizeof(row->text[0]) - 1);
		row->size = (uint8_t)strlen(row->line);
	}
	drawing_screen(console, NULL);
}

/* Which screen offers what can be done with the disks. */
static enum screen_id
offer(struct console *console)
{
	enum upgrade_offer found = upgrade_offered(console_sim(console),
	    console_domain(console));

	return found == UPGRADE_RESUMES ? SCREEN_RESUME :
	    found == UPGRADE_OFFERED ? SCREEN_UPGRADE : SCREEN_INITIAL;
}

/* The screen that comes after, where the table does not say it alone. */
static enum screen_id
after(struct console *console, enum screen_id id)
{
	const struct console_row *row = console_row(console);
	const struct screen *screen = &screens[id];
	bool networked = row->answer[screens[SCREEN_NETWORK].slot] != 2;

	if (id == SCREEN_LICENSE)
		return offer(console);
	if (id == SCREEN_HOST && !networked)
		return SCREEN_CONTINENT;
	if (id == SCREEN_ROUTE && row->answer[screen->slot] == 3)
		return SCREEN_ROUTER;
	return screen->form == FORM_CHOICE && row->answer[screen->slot] != 1 &&
	    screen->other != 0 ? screen->other : screen->next;
}

static void
accept(struct console *console)
{
	struct console_row *row = console_row(console);
	enum screen_id id = row->screen, next;
	const struct screen *screen = &screens[id];
	const char *wrong = input_wrong(row);

	if (wrong != NULL) {
		if (screen->form == FORM_PASSWORD && row->cursor == 1)
			password_turn(row);
		drawing_screen(console, wrong);
		return;
	}
	if (screen->form == FORM_INPUT)
		memcpy(row->text[screen->slot], row->line,
		    sizeof(row->text[0]));
	if (id == SCREEN_PROFILE || id == SCREEN_PROFILE_INITIAL) {
		installer_work(console, id == SCREEN_PROFILE_INITIAL);
		return;
	}
	next = after(console, id);
	if (next == SCREEN_INSTALL && id != SCREEN_EJECT)
		console_print(console, "\033[H\033[JSystem identification "
		    "complete.\nStarting Solaris installation program...\n"
		    "Executing SolStart preinstall phase...\n");
	if (id == SCREEN_LICENSE)
		console_print(console, "\033[H\033[JAnalyzing System\n");
	screen_show(console, next);
}

/* F4 is another thing on each screen. */
static void
change(struct console *console)
{
	const struct console_row *row = console_row(console);
	const struct screen *screen = &screens[row->screen];

	if (row->screen == SCREEN_UPGRADE || row->screen == SCREEN_RESUME)
		screen_show(console, SCREEN_INITIAL);
	else if (screen->back != 0)
		screen_show(console, screen->back == SCREEN_UPGRADE ?
		    offer(console) : screen->back);
}

/* The program ends; a shell is what is left. */
static void
leave(struct console *console)
{
	console_row(console)->screen = SCREEN_NONE;
	console_print(console, "\033[H\033[J\nType install-solaris to "
	    "restart.\n\n");
	console_ask(console, ASKS_MINI);
}

/* Exit and help come between, and lead back. */
static void
aside(struct console *console, enum screen_id id)
{
	struct console_row *row = console_row(console);

	row->mode = row->screen;
	screen_show(console, id);
}

static void
back(struct console *console)
{
	struct console_row *row = console_row(console);

	if (row->screen == SCREEN_EXIT || row->screen == SCREEN_HELP)
		screen_show(console, row->mode);
	else if (screens[row->screen].back == SCREEN_UPGRADE &&
	    offer(console) == SCREEN_INITIAL)
		screen_show(console, SCREEN_REBOOT);
	else
		screen_show(console, screens[row->screen].back);
}

/* Does the legend have that key, and under which name? */
static const char *
legend_of(const struct screen *screen, char digit)
{
	const char *at = screen->keys;

	while (*at != '\0' && *at != digit) {
		at += strcspn(at, "|");
		at += *at == '|';
	}
	return *at != '\0' ? at : NULL;
}

/* Real ones that lead where nothing is simulated. */
static bool
is_not_simulated(struct console *console, const char *name)
{
	static const char *const names[] = { "4_Flash", "4_Preserve",
	    "4_Customize", "4_Manual Layout", "4_Remote Mounts" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strncmp(name, names[i], strlen(names[i])) == 0) {
			drawing_screen(console,
			    "domferry: what that key leads to is not "
			    "simulated");
			return true;
		}
	return false;
}

static void
function_key(struct console *console, char digit)
{
	const struct console_row *row = console_row(console);
	const char *name = legend_of(&screens[row->screen], digit);

	if (name == NULL)
		console_print(console, "\a");
	else if (digit == '2')
		accept(console);
	else if (digit == '3')
		back(console);
	else if (digit == '4' && !is_not_simulated(console, name))
		change(console);
	else if (digit == '5' && row->screen == SCREEN_EXIT)
		leave(console);
	else if (digit == '5')
		aside(console, SCREEN_EXIT);
	else if (digit == '6')
		aside(console, SCREEN_HELP);
}

static unsigned
items_count(const struct screen *screen)
{
	unsigned n = 1;

	for (const char *at = screen->items; *at != '\0'; at++)
		n += *at == '\n';
	return n;
}

static void
move(struct console *console, bool down)
{
	struct console_row *row = console_row(console);
	const struct screen *screen = &screens[row->screen];

	if (screen->form == FORM_PASSWORD) {
		password_turn(row);
	} else if (screen->form == FORM_CHOICE) {
		if (down && row->cursor + 1u < items_count(screen))
			row->cursor++;
		else if (!down && row->cursor != 0)
			row->cursor--;
	}
	drawing_screen(console, NULL);
}

static void
enter(struct console *console)
{
	struct console_row *row = console_row(console);
	const struct screen *screen = &screens[row->screen];

	if (screen->form == FORM_CHOICE)
		row->answer[screen->slot] = (uint8_t)(row->cursor + 1);
	if (screen->form == FORM_PASSWORD && row->cursor == 0)
		password_turn(row);
	drawing_screen(console, NULL);
}

static void
character(struct console *console, char byte)
{
	struct console_row *row = console_row(console);
	enum form form = screens[row->screen].form;

	if (form == FORM_CHOICE && byte == ' ')
		enter(console);
	if ((form != FORM_INPUT && form != FORM_PASSWORD) ||
	    row->size >= sizeof(row->text[0]) - 1)
		return;
	row->line[row->size++] = byte;
	if (form == FORM_INPUT)
		console_print(console, "%c", byte);
}

static void
erase(struct console *console)
{
	struct console_row *row = console_row(console);

	if (row->size == 0)
		return;
	row->line[--row->size] = '\0';
	if (screens[row->screen].form == FORM_INPUT)
		console_print(console, "\b \b");
}

void
installer_key(struct console *console, char byte)
{
	struct console_row *row = console_row(console);
	struct typed_key key = typed_key_take(row, byte);

	assert(row->screen > SCREEN_NONE && row->screen < SCREENS);
	switch (key.kind) {
	case TYPED_NOTHING:
		return;
	case TYPED_LEGEND:
		drawing_screen(console, NULL);
		return;
	case TYPED_FUNCTION:
		function_key(console, key.byte);
		return;
	case TYPED_UP:
	case TYPED_DOWN:
		move(console, key.kind == TYPED_DOWN);
		return;
	case TYPED_RETURN:
		enter(console);
		return;
	case TYPED_ERASE:
		erase(console);
		return;
	case TYPED_CHARACTER:
		character(console, key.byte);
		return;
	}
}
