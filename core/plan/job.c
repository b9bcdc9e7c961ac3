#include "core/plan/job.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/plan/job_option.h"
#include "core/procedures/procedure.h"

enum { JOB_WORDS = 64 };

/* What the site file cannot say of a guest, no plan can respect. */
static bool
is_ours(const struct site *site, uint32_t guest, struct err *err)
{
	return !site->guests[guest].foreign || err_set(err, ERR_JOB_INVALID,
	    "%s is not ours: the site file says \"ours\": false, so no job "
	    "takes it", names_text(site->names, KIND_GUEST, guest));
}

/* The guest that is converted from a source. */
static bool
source_read(const struct site *site, const char *word, struct job *job,
    struct err *err)
{
	uint32_t source = names_find(site->names, KIND_SOURCE, word);

	if (source == 0)
		return err_set(err, ERR_JOB_INVALID, "\"%s\" is not a source "
		    "of site %s", word, site->name);
	for (uint32_t g = 1; g <= site->guest_count && job->guest == 0; g++)
		if (site->guests[g].source == source)
			job->guest = g;
	if (job->guest == 0)
		return err_set(err, ERR_JOB_INVALID, "no guest of site %s is "
		    "converted from %s: give one of them \"from\": \"%s\"",
		    site->name, word, word);
	return is_ours(site, job->guest, err);
}

/* A group stands for its guest, and a guest for its group. */
static bool
group_read(const struct site *site, const char *word, struct job *job,
    struct err *err)
{
	uint32_t group = names_find(site->names, KIND_GROUP, word);

	job->guest = group != 0 ? site_guest_of_group(site, group) :
	    names_find(site->names, KIND_GUEST, word);
	if (job->guest == 0)
		return err_set(err, ERR_JOB_INVALID, "\"%s\" is neither a "
		    "group nor a guest of site %s", word, site->name);
	return is_ours(site, job->guest, err);
}

static bool
operand_read(const struct site *site, const char *word, struct job *job,
    struct err *err)
{
	uint32_t node;

	if (job->procedure->takes_source && job->guest == 0)
		return source_read(site, word, job, err);
	if (job->procedure->takes_guest && job->guest == 0) {
		job->guest = names_find(site->names, KIND_GUEST, word);
		if (job->guest == 0)
			return err_set(err, ERR_JOB_INVALID, "\"%s\" is not a "
			    "guest of site %s", word, site->name);
		return is_ours(site, job->guest, err);
	}
	if (job->procedure->takes_group && job->guest == 0)
		return group_read(site, word, job, err);
	if (!job->procedure->takes_nodes)
		return err_set(err, ERR_JOB_INVALID, "\"%s\" is one word too "
		    "many; the job is: %s %s", word, job->procedure->name,
		    job->procedure->operands);
	if (!job_node(site, word, &node, err))
		return false;
	if (job->procedure->takes_node && job->nodes != 0)
		return err_set(err, ERR_JOB_INVALID, "\"%s\" is one node too "
		    "many; the job is: %s %s", word, job->procedure->name,
		    job->procedure->operands);
	if (job->procedure->takes_node)
		job->node = node;
	job->nodes |= (uint64_t)1 << node;
	return true;
}

static const char *
joined(struct arena *arena, int count, const char *const *words)
{
	const char *text = words[0];

	for (int i = 1; i < count; i++)
		text = arena_format(arena, "%s %s", text, words[i]);
	return text;
}

static const char *
all_names(struct arena *arena)
{
	const char *text = "";

	for (size_t i = 0; procedures[i] != NULL; i++)
		text = arena_format(arena, "%s%s%s", text, i == 0 ? "" :
		    procedures[i + 1] != NULL ? ", " : " and ",
		    procedures[i]->name);
	return text;
}

/* Without --set, the values of the site's "maintain". */
static void
maintain_fill(const struct site *site, struct job *job)
{
	const struct site_guest *guest = &site->guests[job->guest];

	if ((job->procedure->options & OPTION_SET) == 0 ||
	    job->hostid != 0 || job->vcpus != 0 || job->memory != 0 ||
	    job->sets_crypto)
		return;
	job->hostid = guest->maintain_hostid;
	job->vcpus = guest->maintain_vcpus;
	job->memory = guest->maintain_memory;
	job->crypto = guest->maintain_crypto;
	job->sets_crypto = guest->maintain_sets_crypto;
}

/* The job is kept as one line, from which it is read again. */
static bool
words_stay_apart(struct job_words words, struct err *err)
{
	for (int i = 0; i < words.count; i++)
		if (*words.list[i] == '\0' || strchr(words.list[i], ' ') !=
		    NULL)
			return err_set(err, ERR_JOB_INVALID, "word %d of the "
			    "job is \"%s\"; a word is not empty, and has no "
			    "blank in it", i + 1, words.list[i]);
	return true;
}

static bool
words_read(struct arena *arena, const struct site *site,
    struct job_words words, struct job *job, struct err *err)
{
	const char *name;

	if (words.count < 1)
		return err_set(err, ERR_JOB_INVALID, "no job was given");
	name = words.list[0];
	job->procedure = procedure_find(name);
	if (job->procedure == NULL)
		return err_set(err, ERR_JOB_INVALID, "there is no procedure "
		    "\"%s\"; the procedures are %s", name,
		    all_names(arena));
	if (!words_stay_apart(words, err))
		return false;
	job->text = joined(arena, words.count, words.list);
	for (words.at = 1; words.at < words.count; words.at++)
		if (words.list[words.at][0] == '-' ?
		    !job_option(site, &words, job, err) :
		    !operand_read(site, words.list[words.at], job, err))
			return false;
	if ((job->procedure->takes_guest || job->procedure->takes_source ||
	    job->procedure->takes_group) && job->guest == 0)
		return err_set(err, ERR_JOB_INVALID, "%s needs a %s: %s %s",
		    name, job->procedure->takes_source ? "source" :
		    job->procedure->takes_group ? "group" : "guest", name,
		    job->procedure->operands);
	if (job->procedure->takes_node && job->nodes == 0)
		return err_set(err, ERR_JOB_INVALID, "%s needs a node: %s %s",
		    name, name, job->procedure->operands);
	maintain_fill(site, job);
	return job_kind(site, job, err);
}

/* Half a job would be taken for one. */
bool
job_read(struct arena *arena, const struct site *site, struct job_words words,
    struct job *job, struct err *err)
{
	*job = (struct job){ 0 };
	if (words_read(arena, site, words, job, err))
		return true;
	*job = (struct job){ 0 };
	return false;
}

bool
job_read_line(struct arena *arena, const struct site *site, const char *line,
    struct job *job, struct err *err)
{
	const char *words[JOB_WORDS];
	int count = 0;

	for (const char *at = line + strspn(line, " "); *at != '\0';) {
		size_t n = strcspn(at, " ");

		if (count == JOB_WORDS)
			return err_set(err, ERR_JOB_INVALID,
			    "a job has at most %d words", JOB_WORDS);
		words[count++] = arena_text(arena, at, n);
		at += n;
		at += strspn(at, " ");
	}
	return job_read(arena, site, (struct job_words){ words, count, 0 }, job,
	    err);
}

bool
job_has_phase(const struct job *job, const char *phase)
{
	const struct procedure_phase *phases = job->procedure->phases;
	unsigned i = 0;

	while (phases[i].name != NULL && strcmp(phases[i].name, phase) != 0)
		i++;
	assert(phases[i].name != NULL);
	return job->phases == 0 || (job->phases >> i & 1) != 0;
}

bool
job_touches(const struct site *site, const struct job *job, uint32_t node)
{
	const struct site_guest *row = &site->guests[job->guest];

	assert(node != 0 && node <= site->node_count);
	if (job->guest == 0)
		return job->nodes == 0 || (job->nodes >> node & 1) != 0;
	for (uint32_t i = 0; i < row->node_count; i++)
		if (row->node[i] == node)
			return true;
	return false;
}
