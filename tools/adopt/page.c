#include "tools/adopt/page.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/formats/json/units.h"

enum { COLUMNS = 96 };

void
page_begin(struct page *page, struct buffer *out)
{
	*page = (struct page){ .out = out, .line = 1, .first = true };
}

uint32_t
page_line(struct page *page)
{
	for (; page->counted < page->out->size; page->counted++)
		page->line += page->out->bytes[page->counted] == '\n';
	return page->line;
}

void
page_put(struct page *page, const char *text)
{
	buffer_put(page->out, text, strlen(text));
}

/* Its texts have no character that is not visible (found_is_text). */
void
page_quote(struct page *page, const char *text)
{
	page_put(page, "\"");
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			page_put(page, "\\");
		buffer_put(page->out, text, 1);
	}
	page_put(page, "\"");
}

void
page_open(struct page *page)
{
	page_put(page, "{");
	page->first = true;
}

void
page_close(struct page *page)
{
	page_put(page, page->first ? "}" : " }");
	page->first = false;
}

void
page_turn(struct page *page, unsigned column)
{
	if (page->first)
		return;
	buffer_print(page->out, ",\n%*s", (int)column - 1, "");
	page->first = true;
}

void
page_key(struct page *page, const char *key)
{
	page_put(page, page->first ? " " : ", ");
	page_quote(page, key);
	page_put(page, ": ");
	page->first = false;
}

void
page_text(struct page *page, const char *key, const char *text)
{
	if (text == NULL)
		return;
	page_key(page, key);
	page_quote(page, text);
}

void
page_number(struct page *page, const char *key, int64_t number)
{
	if (number == FOUND_UNKNOWN)
		return;
	page_key(page, key);
	buffer_print(page->out, "%" PRId64, number);
}

void
page_size(struct page *page, const char *key, int64_t size)
{
	char text[UNITS_BYTES];

	if (size != FOUND_UNKNOWN)
		page_text(page, key, units_write_size(size, text));
}

void
page_item(struct page *page, const char *text, bool *first)
{
	page_put(page, *first ? " " : ", ");
	page_quote(page, text);
	*first = false;
}

void
page_nodes(struct page *page, const char *key,
    const struct found_site *found, uint64_t nodes)
{
	bool first = true;

	page_key(page, key);
	page_put(page, "[");
	for (uint32_t n = 1; n <= found->nodes; n++)
		if ((nodes >> n & 1) != 0 &&
		    found->node[n].item.as == FOUND_WHOLE)
			page_item(page, found->node[n].item.name, &first);
	page_put(page, " ]");
}

void
page_words(struct page *page, const char *key, const char *words)
{
	bool first = true;

	page_key(page, key);
	page_put(page, "[");
	for (words += strspn(words, " "); *words != '\0';
	    words += strspn(words, " ")) {
		char word[256];
		size_t n = strcspn(words, " ");

		snprintf(word, sizeof(word), "%.*s", (int)n, words);
		page_item(page, word, &first);
		words += n;
	}
	page_put(page, " ]");
}

void
page_names(struct page *page, const char *key,
    const struct found_pair *pair)
{
	bool first = true;

	if (pair == NULL)
		return;
	page_key(page, key);
	page_put(page, "[");
	for (; pair != NULL; pair = pair->next)
		page_item(page, pair->name, &first);
	page_put(page, " ]");
}

void
page_pairs(struct page *page, const char *key,
    const struct found_pair *pair)
{
	if (pair == NULL)
		return;
	page_key(page, key);
	page_open(page);
	for (; pair != NULL; pair = pair->next)
		page_text(page, pair->name, pair->value);
	page_close(page);
}

void
page_reach(struct page *page, const char *host)
{
	bool here = strcmp(host, "here") == 0;

	page_key(page, "reach");
	page_open(page);
	page_text(page, "by", here ? "here" : "ssh");
	page_text(page, "host", here ? NULL : host);
	page_close(page);
}

/* Lines end at blanks, if there are some. */
void
page_comment(struct page *page, unsigned column, const char *text)
{
	while (*text != '\0') {
		size_t room = COLUMNS - 3 - column, n = strlen(text);

		if (n > room) {
			n = room;
			while (n > 0 && text[n] != ' ')
				n--;
			if (n == 0)
				n = strcspn(text, " ");
		}
		buffer_print(page->out, "%*s// %.*s\n", (int)column, "",
		    (int)n, text);
		text += n;
		text += strspn(text, " ");
	}
}

void
page_notes(struct page *page, unsigned column,
    const struct found_item *item)
{
	for (const struct found_note *note = item->note; note != NULL;
	    note = note->next)
		page_comment(page, column, note->text);
}
