/*
 * replay: a fuzz target with every file of its corpus, without libFuzzer.
 *
 * replay [FILE...]: these files; else all of tests/fuzz/corpus/TARGET, where
 * the program's name is TARGET_target.  A file whose demand is not met aborts
 * the program, which has named it before.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"

enum { FILES = 64, FILE_BYTES = 102400, FOLDER_BYTES = 80 };

struct corpus {
	struct arena arena;
	const char *path[FILES];
	size_t	 count, bytes;
};

/* The bytes in a block of their size: a reader that goes beyond them is seen
 * by the sanitizers. */
static size_t
file_play(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *room = malloc(FILE_BYTES + 1), *bytes;
	size_t size;

	printf("%s\n", path);
	fflush(stdout);
	fuzz_demand(file != NULL && room != NULL, "it can be read", path);
	size = fread(room, 1, FILE_BYTES + 1, file);
	fclose(file);
	fuzz_demand(size <= FILE_BYTES, "it is small", path);
	bytes = realloc(room, size != 0 ? size : 1);
	fuzz_demand(bytes != NULL, "there is memory", path);
	LLVMFuzzerTestOneInput(bytes, size);
	free(bytes);
	return size;
}

static int
compare(const void *one, const void *other)
{
	return strcmp(*(char *const *)one, *(char *const *)other);
}

static void
corpus_list(struct corpus *corpus, const char *folder)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;

	fuzz_demand(dir != NULL, "there is a corpus", folder);
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		fuzz_demand(corpus->count < FILES,
		    "a corpus has few files", folder);
		corpus->path[corpus->count++] = arena_format(&corpus->arena,
		    "%s/%s", folder, entry->d_name);
	}
	closedir(dir);
	qsort(corpus->path, corpus->count, sizeof(*corpus->path), compare);
}

static void
folder_of(const char *program, char folder[FOLDER_BYTES])
{
	const char *slash = strrchr(program, '/');
	const char *name = slash != NULL ? slash + 1 : program;

	snprintf(folder, FOLDER_BYTES, "tests/fuzz/corpus/%.*s",
	    (int)strcspn(name, "_"), name);
}

int
main(int argc, char **argv)
{
	struct corpus corpus = { .count = 0 };
	char folder[FOLDER_BYTES];

	folder_of(argv[0], folder);
	if (argc < 2)
		corpus_list(&corpus, folder);
	for (int i = 1; i < argc; i++)
		file_play(argv[i]);
	for (size_t i = 0; i < corpus.count; i++)
		corpus.bytes += file_play(corpus.path[i]);
	arena_drop(&corpus.arena);
	fuzz_demand(corpus.bytes <= FILE_BYTES, "a corpus is small", folder);
	/* As cmocka says it, for who counts. */
	printf("[  PASSED  ] %zu test(s).\n", argc < 2 ? corpus.count :
	    (size_t)argc - 1);
	return 0;
}
