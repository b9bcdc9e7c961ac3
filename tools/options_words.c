#include "tools/options_words.h"

#include <stdio.h>
#include <string.h>

#include "tools/options_rows.h"

/* They say nothing of what is done. */
static const char *const own[] = { "site", "json", "run", "dry-run",
    "ssh-config", "verbose", "approved", "approved-by", "help", NULL };

static bool
is_own(const char *name)
{
	size_t i = 0;

	while (own[i] != NULL && strcmp(own[i], name) != 0)
		i++;
	return own[i] != NULL;
}

static void
words_tell(const struct options *options, const struct option_row *option,
    void (*told)(void *with, const char *word), void *with)
{
	const char *at = (const char *)options + option->at;
	const struct option_list *list = (const void *)at;
	char name[40];

	snprintf(name, sizeof(name), "--%s", option->name);
	for (unsigned i = 0; option->takes == TAKES_MANY && i < list->count;
	    i++) {
		told(with, name);
		told(with, list->item[i]);
	}
	if (option->takes == TAKES_MANY)
		return;
	told(with, name);
	if (option->takes == TAKES_TEXT)
		told(with, *(const char *const *)(const void *)at);
}

void
options_words(const struct options *options, void (*told)(void *with,
    const char *word), void *with)
{
	for (size_t i = 0; option_rows[i].name != NULL; i++)
		if (options->given[i] && !is_own(option_rows[i].name))
			words_tell(options, &option_rows[i], told, with);
	for (int i = 0; i < options->operand_count; i++)
		told(with, options->operand[i]);
}
