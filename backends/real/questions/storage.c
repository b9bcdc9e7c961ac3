/*
 * Shared LUNs, and file systems in pools.
 */
#include <string.h>

#include "backends/real/questions/conversion.h"
#include "backends/real/questions/readers.h"

/* How a LUN is used, the worst last. */
enum use { USE_FREE, USE_POOL, USE_QUORUM, USE_RESOURCE };

/* The LUN of a path "/dev/did/dsk/d14s6". */
static bool
is_slice_of(const char *path, const char *device)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	size_t n = strlen(device);

	return strncmp(name, device, n) == 0 &&
	    (name[n] == '\0' || (name[n] == 's' && name[n + 1] != '\0' &&
	    name[n + 2] == '\0'));
}

/* The pool that the node sees on the LUN, imported or not. */
static const char *
pool_on(const struct reading *all, const char *device)
{
	for (uint32_t i = 0; i < all->count; i++)
		if (strcmp(all->fact[i].kind, "pool-device") == 0 &&
		    is_slice_of(fact_said(&all->fact[i], "name"), device))
			return fact_said(&all->fact[i], "pool");
	return NULL;
}

/* Does a resource name the pool? */
static bool
is_guarded(const struct reading *show, const char *pool)
{
	return fact_find_two(show, "property", (const char *const[]){ "name",
	    "Zpools", "value", pool }) != NULL;
}

static bool
use_answer(struct asking *asking, const struct op *ask, struct answer *answer)
{
	const char *device = name_text(asking, KIND_DEVICE, ask->device);
	const struct reading *here = asking_facts(asking, ask->on,
	    LINE_STORED, ask);
	const struct output *there = asking_output(asking, ask->on,
	    LINE_IMPORTABLE, ask);
	const struct reading *quorum = asking_facts(asking, ask->on,
	    LINE_QUORUM, ask);
	const struct reading *show = asking_facts(asking, ask->on,
	    LINE_SHOW, ask);
	const char *pool;

	if (here == NULL || there == NULL || quorum == NULL || show == NULL)
		return false;
	pool = pool_on(here, device);
	if (pool == NULL)
		pool = pool_on(&there->reading, device);
	if (fact_find(quorum, "quorum-vote", "name", device) != NULL)
		answer->number = USE_QUORUM;
	else if (pool != NULL && (ask->pool == 0 || strcmp(pool,
	    name_text(asking, KIND_POOL, ask->pool)) != 0))
		answer->number = is_guarded(show, pool) ? USE_RESOURCE :
		    USE_POOL;
	return true;
}

static const struct {
	const char	*said;		/* by prtvtoc, which fails */
	uint32_t	 label;
} unlabelled[] = {
	{ "Unable to read Disk geometry", TEXT_UNLABELLED },
};

/* The slice that an EFI label keeps for itself. */
static const char efi_slice[] = "8";

/* "slice6", if this is the only one beside slice 2, the whole. */
static uint32_t
table_label(struct asking *asking, const struct reading *slices)
{
	const char *slice = "2";
	unsigned count = 0;

	if (fact_find(slices, "slice", "slice", efi_slice) != NULL)
		return TEXT_EFI;
	for (uint32_t i = 0; i < slices->count; i++)
		if (strcmp(slices->fact[i].kind, "slice") == 0 &&
		    !fact_is(&slices->fact[i], "slice", "2")) {
			slice = fact_said(&slices->fact[i], "slice");
			count++;
		}
	return count > 1 ? (uint32_t)TEXT_SMI : names_put(asking->names,
	    KIND_TEXT, arena_format(asking->arena, "slice%s", slice));
}

static bool
label_answer(struct asking *asking, const struct op *ask,
    const struct output *output, struct answer *answer)
{
	if (output->ended.status == 0)
		answer->value = table_label(asking, &output->reading);
	if (ask->value == TEXT_LABEL && answer->value != TEXT_EFI &&
	    answer->value != 0)
		answer->value = TEXT_SMI;
	for (size_t i = 0; i < sizeof(unlabelled) / sizeof(unlabelled[0]);
	    i++)
		if (strstr(output->ended.err, unlabelled[i].said) != NULL)
			answer->value = unlabelled[i].label;
	return answer->value != 0 || asking_fail(asking, "prtvtoc: %.100s",
	    output->ended.err);
}

bool
device_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct output *output = asking_output(asking, ask->on, LINE_LABEL,
	    ask);

	if (output == NULL)
		return false;
	answer->on = ask->on;
	answer->state = STATE_MISSING;
	if (strstr(output->ended.err, "No such file") != NULL)
		return true;
	answer->state = STATE_PRESENT;
	return label_answer(asking, ask, output, answer) &&
	    (ask->value == TEXT_LABEL || use_answer(asking, ask, answer));
}

bool
filesystem_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct reading *all;
	const char *name = name_text(asking, KIND_FILE, ask->file);

	if (op_asked_inside(ask))
		return data_answer(asking, ask, answer);
	all = asking_facts(asking, ask->on, LINE_DATASETS, ask);
	answer->on = ask->on;
	if (all == NULL)
		return false;
	if (fact_find(all, "dataset", "name", name) != NULL) {
		answer->state = STATE_PRESENT;
		return true;
	}
	/* The list may lack a line. */
	return absence_sure(asking, ask->on, LINE_DATASET, ask, name);
}
