/*
 * journal-check: is the journal of a run sound?
 *
 * A second opinion: it reads what the format promises and shares no code with
 * the program that writes journals, so that one mistake is not made twice.
 */
#include <stdio.h>
#include <string.h>

#include "tools/journal-check/check.h"

static void
usage_print(FILE *to)
{
	fprintf(to, "usage: journal-check [-q] FILE|DIR\n"
	    "  FILE        the journal of a run\n"
	    "  DIR         a run directory: the journal.jsonl in it\n"
	    "  -q          say nothing of a journal that is sound\n"
	    "  -?, --help  this help\n"
	    "Exit status: 0 sound (a torn last line is), 1 damaged, "
	    "2 usage or unreadable.\n");
}

static bool
is_help(const char *word)
{
	return strcmp(word, "-?") == 0 || strcmp(word, "--help") == 0;
}

int
main(int argc, char **argv)
{
	bool quiet = false;
	int i = 1;

	for (; i < argc && argv[i][0] == '-'; i++) {
		if (is_help(argv[i])) {
			usage_print(stdout);
			return JOURNAL_SOUND;
		}
		if (strcmp(argv[i], "-q") != 0)
			break;
		quiet = true;
	}
	if (i < argc && strcmp(argv[i], "--") == 0)
		i++;
	else if (i < argc && argv[i][0] == '-')
		i = argc;
	if (argc - i != 1) {
		usage_print(stderr);
		return JOURNAL_UNREADABLE;
	}
	return journal_check(argv[i], quiet);
}
