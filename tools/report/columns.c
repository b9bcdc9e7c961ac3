#include "tools/report/columns.h"

#include <sys/ioctl.h>

#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

enum { TEXT_LEAST = 30, MARGIN = 8 };

/* 0: it says nothing. */
static unsigned
from_environment(void)
{
	const char *text = getenv("COLUMNS");
	unsigned long n;
	char *end;

	if (text == NULL || *text < '0' || *text > '9')
		return 0;
	n = strtoul(text, &end, 10);
	return *end != '\0' ? 0 : n > COLUMNS_MOST ? COLUMNS_MOST :
	    (unsigned)n;
}

static unsigned
from_terminal(void)
{
	struct winsize size;

	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

unsigned
columns(void)
{
	unsigned n = from_environment();

	if (n == 0)
		n = from_terminal();
	if (n == 0)
		return COLUMNS_USUAL;
	return n < COLUMNS_LEAST ? COLUMNS_LEAST : n > COLUMNS_MOST ?
	    COLUMNS_MOST : n;
}

unsigned
columns_text(unsigned wanted)
{
	return wanted + TEXT_LEAST <= columns() ? wanted : MARGIN;
}
