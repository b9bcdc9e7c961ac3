/*
 * One program with all tests, or with some of them: it runs the one by whose
 * name it is called, or those that are named behind it, one after another.  To
 * link every test by itself takes as long as to compile it; to start each by
 * itself takes longer than most of them do.
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

/* Status of the test with that name, which may have a path before it. */
static int
run(const char *path)
{
	const char *name = last_part(path);
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

int
main(int argc, char **argv)
{
	int failed = 0;

	if (argc < 2)
		return run(argc != 0 ? argv[0] : "");
	for (int i = 1; i < argc; i++) {
		printf("== %s\n", argv[i]);
		fflush(stdout);
		failed |= run(argv[i]) != 0;
	}
	return failed;
}
