#include "backends/real/answers/saying.h"

#include <assert.h>
#include <string.h>

/* No message has more names before it than these; a text cannot make the search
 * long. */
enum { PREFIXES = 4, STARS = 8 };

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static char
small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static struct stretch
behind(struct stretch text, size_t n)
{
	assert(n <= text.size);
	/* Nothing is at no place. */
	return n == 0 ? text : (struct stretch){ text.at + n, text.size - n };
}

static size_t
blanks(struct stretch text)
{
	size_t n = 0;

	while (n < text.size && is_blank(text.at[n]))
		n++;
	return n;
}

static size_t
line_size(struct stretch text)
{
	const char *end = text.size == 0 ? NULL :
	    memchr(text.at, '\n', text.size);

	return end != NULL ? (size_t)(end - text.at) : text.size;
}

bool
saying_line(struct stretch *rest, struct stretch *line)
{
	*rest = behind(*rest, blanks(*rest));
	*line = (struct stretch){ rest->at, line_size(*rest) };
	*rest = behind(*rest, line->size);
	while (line->size != 0 && is_blank(line->at[line->size - 1]))
		line->size--;
	return line->size != 0;
}

/* Nothing follows in the line but a full stop and blanks. */
static bool
is_over(struct stretch text)
{
	size_t n = line_size(text), i = 0;

	i += n != 0 && text.at[0] == '.';
	while (i < n && is_blank(text.at[i]))
		i++;
	return i == n;
}

static bool	 fits(struct stretch text, const char *pattern,
		    unsigned stars);

/* The star takes as few characters as it can. */
static bool
star_fits(struct stretch text, const char *pattern, unsigned stars)
{
	if (stars == 0)
		return false;
	for (size_t n = 1; n <= text.size && !is_blank(text.at[n - 1]); n++)
		if (fits(behind(text, n), pattern, stars - 1))
			return true;
	return false;
}

static bool
fits(struct stretch text, const char *pattern, unsigned stars)
{
	size_t n;

	for (; *pattern != '\0'; pattern++) {
		if (*pattern == '~')
			return true;
		if (*pattern == '*')
			return star_fits(text, pattern + 1, stars);
		n = *pattern == ' ' ? blanks(text) :
		    text.size != 0 && small(text.at[0]) == *pattern;
		if (n == 0)
			return false;
		text = behind(text, n);
	}
	return is_over(text);
}

/* "ldm:", "/usr/sbin/mount:", "(C152734)": what stands before a message, with
 * the blanks behind it; 0: the message begins here. */
static size_t
prefix(struct stretch text)
{
	size_t n = 0;

	while (n < text.size && !is_blank(text.at[n]))
		n++;
	if (n < 2 || (text.at[n - 1] != ':' &&
	    (text.at[0] != '(' || text.at[n - 1] != ')')))
		return 0;
	return n + blanks(behind(text, n));
}

bool
saying_fits(struct stretch text, const char *pattern)
{
	size_t n;

	assert(pattern != NULL && *pattern != '\0');
	for (unsigned i = 0; i < PREFIXES; i++) {
		if (fits(text, pattern, STARS))
			return true;
		n = prefix(text);
		if (n == 0)
			return false;
		text = behind(text, n);
	}
	return false;
}
