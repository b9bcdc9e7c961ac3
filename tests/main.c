/*
 * One program with all tests, or with some of them: it runs the one by whose
 * name it is called.  To link every test by itself takes as long as to compile
 * it.
 */
#define TESTS_MAIN_ITSELF
#include "tests/main.h"

#include <stdio.h>
#include <string.h>

/* The linker's names for both ends of the section of tests/main.h. */
extern const struct test_entry __start_test_entries[],
    __stop_test_entries[];

static const char *
last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

int
main(int argc, char **argv)
{
	const char *name = argc != 0 ? last_part(argv[0]) : "";
	size_t size = strlen(name);

	for (const struct test_entry *entry = __start_test_entries;
	    entry < __stop_test_entries; entry++) {
		const char *source = last_part(entry->source);

		if (strncmp(source, name, size) == 0 &&
		    strcmp(source + size, ".c") == 0)
			return entry->run();
	}
	fprintf(stderr, "%s: no test has this name\n", name);
	return 1;
}
