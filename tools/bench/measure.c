/*
 * The clock, the line that is printed, and the sites that are measured on.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/base/err.h"
#include "core/formats/site/site_file.h"
#include "tools/bench/bench.h"

double
bench_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void
bench_print(const char *name, double value, const char *unit)
{
	printf("{\"bench\":\"%s\",\"value\":%.0f,\"unit\":\"%s\"}\n", name,
	    value, unit);
	fflush(stdout);
}

void
bench_print_part(const char *name, double value, const char *unit)
{
	printf("{\"bench\":\"%s\",\"value\":%.2f,\"unit\":\"%s\"}\n", name,
	    value, unit);
	fflush(stdout);
}

struct site *
bench_site(struct arena *arena, const char *text, size_t n)
{
	struct mistakes mistakes = { 0 };
	struct site *site = site_read(arena, "bench", text, n, &mistakes);

	if (site == NULL) {
		fprintf(stderr, "domferry-bench: %s\n", mistakes.list[0].text);
		exit(EXIT_FILE);
	}
	return site;
}

struct site *
bench_posts(struct arena *arena)
{
	char *text = arena_take(arena, BENCH_TEXT, 1);
	FILE *file = fopen("scenarios/sites/posts.json", "r");
	size_t n;

	if (file == NULL) {
		perror("domferry-bench: scenarios/sites/posts.json");
		exit(EXIT_FILE);
	}
	n = fread(text, 1, BENCH_TEXT, file);
	fclose(file);
	return bench_site(arena, text, n);
}
