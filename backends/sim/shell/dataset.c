#include "backends/sim/shell/dataset.h"

#include <stdlib.h>
#include <string.h>

#include "backends/sim/sim.h"
#include "backends/sim/text/lines.h"

/* What an empty file system takes, as captured. */
enum { EMPTY_BYTES = 18432 };

static uint32_t
file_count(struct call *call)
{
	return call->shell->sim->world->table[T_FILE].count;
}

/* Is that word, a name or a mount point, the dataset or above it? */
static bool
is_meant(const struct dataset_choice *choice, const char *word,
    const char *name)
{
	size_t n;

	word += *word == '/';
	n = strlen(word);
	return strncmp(word, name, n) == 0 && (name[n] == '\0' ||
	    (choice->recursive && name[n] == '/'));
}

static bool
is_chosen(const struct dataset_choice *choice, const char *name)
{
	for (unsigned i = 0; i < choice->count; i++)
		if (is_meant(choice, choice->words[i], name))
			return true;
	return choice->count == 0;
}

static bool
is_filesystem(struct call *call, uint32_t file, uint32_t pool)
{
	const struct file_row *row = world_file(call->shell->sim->world, file);

	return row->type == FILE_FILESYSTEM && row->pool == pool;
}

/* The pool that has the dataset of that name, if it is imported there. */
static uint32_t
pool_of(struct call *call, const char *name)
{
	struct sim *sim = call->shell->sim;
	const struct names *names = sim_names(sim);
	uint32_t pool = names_find(names, KIND_POOL, name), file;

	if (pool == 0) {
		file = names_find(names, KIND_FILE, name);
		if (file == 0 || file > file_count(call) || world_file(
		    sim->world, file)->type != FILE_FILESYSTEM)
			return 0;
		pool = world_file(sim->world, file)->pool;
	}
	return pool <= sim->world->table[T_POOL].count ? pool : 0;
}

bool
dataset_exists(struct call *call, const char *name)
{
	uint32_t pool = pool_of(call, name + (*name == '/'));

	return pool != 0 && (world_pool(call->shell->sim->world,
	    pool)->imported & bit(call_node(call))) != 0;
}

struct visit {
	const struct dataset_choice *choice;
	void		(*each)(struct call *, const struct dataset *, void *);
	void		*context;
	unsigned	 found;
};

static void
dataset_visit(struct call *call, struct visit *visit,
    const struct dataset *dataset)
{
	if (!is_chosen(visit->choice, dataset->name))
		return;
	visit->each(call, dataset, visit->context);
	visit->found++;
}

static void
pool_visit(struct call *call, const struct pooled *pooled, void *context)
{
	struct named *sorted = text_sorted(call->shell->sim, KIND_FILE,
	    file_count(call));

	dataset_visit(call, context, &(struct dataset){ pooled->name, 0,
	    *pooled });
	for (uint32_t i = 0; i < file_count(call); i++)
		if (is_filesystem(call, sorted[i].number, pooled->pool))
			dataset_visit(call, context, &(struct dataset){
			    sorted[i].name, sorted[i].number, *pooled });
	free(sorted);
}

unsigned
dataset_each(struct call *call, const struct dataset_choice *choice,
    void (*each)(struct call *, const struct dataset *, void *), void *context)
{
	struct visit visit = { choice, each, context, 0 };

	for (unsigned i = 0; i < choice->count; i++)
		if (!dataset_exists(call, choice->words[i]))
			call_fail(call, 1, "cannot open '%s': dataset does "
			    "not exist", choice->words[i]);
	pooled_each(call, NULL, 0, pool_visit, &visit);
	return visit.found;
}

int64_t
dataset_referenced(struct call *call, const struct dataset *dataset)
{
	struct sim *sim = call->shell->sim;
	int64_t bytes = EMPTY_BYTES;

	for (uint32_t f = 1; f <= file_count(call); f++)
		if (sim->index.path[f].filesystem == dataset->file &&
		    world_file(sim->world, f)->pool == dataset->pool.pool)
			bytes += world_file(sim->world, f)->size;
	return bytes;
}

int64_t
dataset_used(struct call *call, const struct dataset *dataset)
{
	return dataset->file != 0 ? dataset_referenced(call, dataset) :
	    pooled_used(&dataset->pool);
}
