/*
 * A schedule once more, and the least one that breaks a promise.
 */
#include <stdlib.h>
#include <string.h>

#include "tools/explore/inside.h"

enum { CALLS = 20000 };

/* The choices of a path, each at its operation; then on to the end. */
static bool
path_execute(struct walk *walk, const struct path *path)
{
	struct branch *branch = &walk->branch;

	branch_return(branch, &walk->begin);
	walk->broken = walk->stays = false;
	walk->path = *path;
	for (unsigned i = 0; i < path->count; i++) {
		while (branch->calls < path->choice[i].call)
			if (!branch_step(branch))
				break;
		walk->stays |= ending_stays(walk);
		walk_choose(walk, &path->choice[i]);
	}
	while (branch->calls < CALLS && branch_step(branch))
		continue;
	ending_verify(walk);
	return walk->broken;
}

/* Play a schedule once more; does it break a promise?  Counts nothing. */
static bool
explore_again(struct explore *explore, const struct path *path,
    struct finding *finding)
{
	struct walk *walk = malloc(sizeof(*walk));
	bool broken;

	if (walk == NULL)
		abort();
	walk_begin(walk, explore);
	walk->silent = true;
	broken = path_execute(walk, path);
	if (broken)
		*finding = walk->last;
	walk_end(walk);
	free(walk);
	return broken;
}

void
explore_shrink(struct explore *explore, struct finding *finding)
{
	for (unsigned i = 0; i < finding->path.count; i++) {
		struct path less = finding->path;
		struct finding other = { .seed = finding->seed };

		memmove(&less.choice[i], &less.choice[i + 1],
		    (less.count - i - 1) * sizeof(less.choice[0]));
		less.count--;
		if (explore_again(explore, &less, &other)) {
			other.seed = finding->seed;
			*finding = other;
			i = UINT32_MAX;
		}
	}
}
