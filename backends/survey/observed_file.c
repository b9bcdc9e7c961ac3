/*
 * Files: of pools, as those see them that have imported the pool, and of nodes.
 */
#include <string.h>

#include "backends/survey/observing.h"

/* What the nodes say of a file. */
struct sighting {
	uint64_t	 nodes;
	int64_t		 size;
};

/* Is the file, or the file system, in a pool of ours that some node has
 * imported? */
static bool
is_pooled(struct observing *observing, const char *path)
{
	const char *pool = observing_before(observing, path + (*path == '/'),
	    "/");
	bool imported = false;

	for (uint32_t i = 0; i < observing->nodes; i++) {
		const struct reading *pools = survey_reading(observing->survey,
		    observing->node[i], SURVEY_POOLS);

		imported |= pools != NULL && fact_find(pools, "pool", "name",
		    pool) != NULL;
	}
	return imported && observing_has_pool(observing, pool);
}

/* The line of ls for a file that was asked about; NULL: there is none, or it is
 * something else, a LUN for instance. */
static const struct fact_row *
listed_file(const struct observing *observing, const struct surveyed *one)
{
	const struct fact_row *fact;

	if ((one->line != SURVEY_FILE && one->line != SURVEY_PASSWORD) ||
	    !surveyed_answered(one) || !observing_has_node(observing,
	    observing_node(observing, one->output.place)))
		return NULL;
	fact = fact_find(&one->output.reading, "file", "name", one->about);
	return *fact_said(fact, "mode") == '-' ? fact : NULL;
}

static void
file_look(const struct observing *observing, const char *path,
    struct sighting *sighting)
{
	const struct survey *survey = observing->survey;

	for (uint32_t i = 0; i < survey->count; i++) {
		const struct fact_row *fact = listed_file(observing,
		    survey->list[i]);

		if (fact == NULL || strcmp(survey->list[i]->about, path) != 0)
			continue;
		sighting->nodes |= (uint64_t)1 <<
		    survey->list[i]->output.place;
		sighting->size = fact_amount(fact, "size");
	}
}

static void
file_print(struct observing *observing, const char *path)
{
	struct sighting sighting = { 0, 0 };

	if (*path == '/')
		file_look(observing, path, &sighting);
	observing_line(observing, "file", path);
	observing_number(observing, "size", sighting.size);
	if (*path == '/' && !is_pooled(observing, path))
		observing_nodes(observing, "on", sighting.nodes);
	buffer_print(observing->out, "\n");
}

void
observed_files(struct observing *observing)
{
	const struct survey *survey = observing->survey;
	struct gathered names = { NULL, 0, 0 }, datasets = { NULL, 0, 0 };

	for (uint32_t i = 0; i < survey->count; i++)
		if (listed_file(observing, survey->list[i]) != NULL)
			gathered_add(observing, &names,
			    survey->list[i]->about);
	/* A pool's own dataset is the pool. */
	gathered_all(observing, &datasets, SURVEY_DATASETS, "dataset",
	    "name");
	for (uint32_t i = 0; i < datasets.count; i++)
		if (strchr(datasets.name[i], '/') != NULL &&
		    is_pooled(observing, datasets.name[i]))
			gathered_add(observing, &names, datasets.name[i]);
	gathered_sort(&names);
	for (uint32_t i = 0; i < names.count; i++)
		file_print(observing, names.name[i]);
}
