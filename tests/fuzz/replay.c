/*
 * replay: a fuzz target with every file of its corpus, without libFuzzer.
 *
 * TARGET_target [FILE...]: these files; else all of tests/fuzz/corpus/TARGET,
 * where the program, which has all targets, is called by that name.
 * As "replay" it takes names of targets, and plays one after the other.
 *
 * A file whose demand is not met aborts the program, which has named it before.
 * Who tells what comes of a file plays all of them once more, the last one
 * first: the same must come of each, whatever was played before it.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"

enum { FILES = 64, FILE_BYTES = 102400, FOLDER_BYTES = 80 };

struct corpus {
	const struct fuzz_target *target;
	struct arena arena;
	const char *path[FILES];
	uint64_t told[FILES];
	size_t	 count, bytes;
	bool	 tells;
};

/* The bytes in a block of their size: a reader that goes beyond them is seen
 * by the sanitizers. */
static size_t
file_play(const struct fuzz_target *target, const char *path)
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
	target->play(bytes, size);
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

/* That of the program with this name, or none. */
static const struct fuzz_target *
target_of(const char *program)
{
	const char *slash = strrchr(program, '/');
	const char *name = slash != NULL ? slash + 1 : program;
	size_t n = strcspn(name, "_");

	for (const struct fuzz_target *target = __start_fuzz_targets;
	    target < __stop_fuzz_targets; target++)
		if (strlen(target->name) == n &&
		    strncmp(target->name, name, n) == 0)
			return target;
	return NULL;
}

static void
corpus_play(struct corpus *corpus)
{
	uint64_t nothing;

	fuzz_told();
	nothing = fuzz_told();
	for (size_t i = 0; i < corpus->count; i++) {
		corpus->bytes += file_play(corpus->target, corpus->path[i]);
		corpus->told[i] = fuzz_told();
		corpus->tells |= corpus->told[i] != nothing;
	}
	for (size_t i = corpus->count; corpus->tells && i-- > 0;) {
		file_play(corpus->target, corpus->path[i]);
		fuzz_demand(fuzz_told() == corpus->told[i],
		    "it does the same after others", corpus->path[i]);
	}
}

/* These files, or all that it has: how many. */
static size_t
target_play(const struct fuzz_target *target, int count, char **files)
{
	struct corpus corpus = { .target = target };
	char folder[FOLDER_BYTES];

	snprintf(folder, FOLDER_BYTES, "tests/fuzz/corpus/%s", target->name);
	for (int i = 0; i < count; i++)
		file_play(target, files[i]);
	if (count == 0)
		corpus_list(&corpus, folder);
	corpus_play(&corpus);
	arena_drop(&corpus.arena);
	fuzz_demand(corpus.bytes <= FILE_BYTES, "a corpus is small", folder);
	return count == 0 ? corpus.count : (size_t)count;
}

/* As cmocka says it, for who counts. */
static void
passed_print(size_t count)
{
	printf("[  PASSED  ] %zu test(s).\n", count);
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	const struct fuzz_target *target = target_of(argv[0]);

	if (target != NULL) {
		passed_print(target_play(target, argc - 1, argv + 1));
		return 0;
	}
	for (int i = 1; i < argc; i++) {
		printf("== %s\n", argv[i]);
		target = target_of(argv[i]);
		fuzz_demand(target != NULL, "there is such a target", argv[i]);
		passed_print(target_play(target, 0, NULL));
	}
	fuzz_demand(argc > 1, "a target is named", argv[0]);
	return 0;
}
