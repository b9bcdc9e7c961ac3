#include "tools/explore/visited.h"

#include <stdlib.h>

struct entry {
	struct key	key;		/* 0, 0: free */
	struct counts	counts;
	uint64_t	left;
};

/* Open addressing; grows at two thirds. */
struct visited {
	struct entry	*entries;
	uint64_t	size, count;	/* size: a power of two */
};

enum { FIRST_SIZE = 1 << 12 };

static struct entry *
entries_make(uint64_t size)
{
	struct entry *entries = calloc(size, sizeof(*entries));

	if (entries == NULL)
		abort();
	return entries;
}

struct visited *
visited_make(void)
{
	struct visited *visited = malloc(sizeof(*visited));

	if (visited == NULL)
		abort();
	visited->size = FIRST_SIZE;
	visited->count = 0;
	visited->entries = entries_make(visited->size);
	return visited;
}

void
visited_drop(struct visited *visited)
{
	free(visited->entries);
	free(visited);
}

static struct entry *
place_of(struct entry *entries, uint64_t size, const struct key *key)
{
	uint64_t i = key->b & (size - 1);

	while ((entries[i].key.a != 0 || entries[i].key.b != 0) &&
	    (entries[i].key.a != key->a || entries[i].key.b != key->b))
		i = (i + 1) & (size - 1);
	return &entries[i];
}

static void
grow(struct visited *visited)
{
	uint64_t size = 2 * visited->size;
	struct entry *entries = entries_make(size);

	for (uint64_t i = 0; i < visited->size; i++)
		if (visited->entries[i].key.a != 0 ||
		    visited->entries[i].key.b != 0)
			*place_of(entries, size, &visited->entries[i].key) =
			    visited->entries[i];
	free(visited->entries);
	visited->entries = entries;
	visited->size = size;
}

const struct counts *
visited_find(const struct visited *visited, const struct key *key,
    unsigned left)
{
	const struct entry *entry =
	    place_of(visited->entries, visited->size, key);

	return entry->key.a == key->a && entry->key.b == key->b &&
	    entry->left >= left && (key->a | key->b) != 0 ? &entry->counts :
	    NULL;
}

void
visited_add(struct visited *visited, const struct key *key, unsigned left,
    const struct counts *counts)
{
	struct entry *entry = place_of(visited->entries, visited->size, key);

	if (entry->key.a == 0 && entry->key.b == 0) {
		visited->count++;
	} else if (entry->left > left) {
		return;
	}
	*entry = (struct entry){ *key, *counts, left };
	if (visited->count * 3 > visited->size * 2)
		grow(visited);
}

uint64_t
visited_count(const struct visited *visited)
{
	return visited->count;
}
