/*
 * Goes before every test (-include): its main has a row in a table, in which
 * tests/main.c finds it, whether it is linked alone or with all others.
 */
#ifndef TESTS_MAIN_H
#define TESTS_MAIN_H

struct test_entry {
	const char *source;
	int	(*run)(void);
};

#ifndef TESTS_MAIN_ITSELF
#define main test_main

static int main(void);

/* The linker puts the rows of all tests behind each other. */
__attribute__((section("test_entries"), used))
static const struct test_entry test_entry = { __BASE_FILE__, main };
#endif

#endif
