#include "core/job.h"

#include <string.h>

#include "core/arena.h"
#include "core/procedure.h"

enum { JOB_WORDS = 64 };

static bool
node_read(const struct site *site, const char *word, uint32_t *node,
    struct err *err)
{
	*node = names_find(site->names, KIND_NODE, word);
	return *node != 0 || err_set(err, ERR_JOB_INVALID,
	    "\"%s\" is no node of site %s", word, site->name);
}

static bool
option_read(const struct site *site, const char *const *words, int count,
    int *i, struct job *job, struct err *err)
{
	const char *word = words[*i];

	if (strcmp(word, "--locks") == 0)
		return job->locks = true;
	if (job->procedure->takes_no_test && strcmp(word, "--no-test") == 0)
		return job->no_test = true;
	if (job->procedure->takes_to && strncmp(word, "--to=", 5) == 0)
		return node_read(site, word + 5, &job->to, err);
	if (job->procedure->takes_to && strcmp(word, "--to") == 0) {
		if (++*i == count)
			return err_set(err, ERR_JOB_INVALID,
			    "--to wants the name of a node");
		return node_read(site, words[*i], &job->to, err);
	}
	return err_set(err, ERR_JOB_INVALID, "%s has no option %s; it is: "
	    "%s %s", job->procedure->name, word, job->procedure->name,
	    job->procedure->operands);
}

static bool
operand_read(const struct site *site, const char *word, struct job *job,
    struct err *err)
{
	uint32_t node;

	if (job->procedure->takes_guest && job->guest == 0) {
		job->guest = names_find(site->names, KIND_GUEST, word);
		return job->guest != 0 || err_set(err, ERR_JOB_INVALID,
		    "\"%s\" is no guest of site %s", word, site->name);
	}
	if (!job->procedure->takes_nodes)
		return err_set(err, ERR_JOB_INVALID, "\"%s\" is too much; "
		    "the job is: %s %s", word, job->procedure->name,
		    job->procedure->operands);
	if (!node_read(site, word, &node, err))
		return false;
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

bool
job_read(struct arena *arena, const struct site *site, int count,
    const char *const *words, struct job *job, struct err *err)
{
	*job = (struct job){ 0 };
	if (count < 1)
		return err_set(err, ERR_JOB_INVALID, "no job was given");
	job->procedure = procedure_find(words[0]);
	if (job->procedure == NULL)
		return err_set(err, ERR_JOB_INVALID, "there is no procedure "
		    "\"%s\"; there are services, create and switch", words[0]);
	job->text = joined(arena, count, words);
	for (int i = 1; i < count; i++)
		if (words[i][0] == '-' ?
		    !option_read(site, words, count, &i, job, err) :
		    !operand_read(site, words[i], job, err))
			return false;
	if (job->procedure->takes_guest && job->guest == 0)
		return err_set(err, ERR_JOB_INVALID, "%s wants a guest: %s %s",
		    words[0], words[0], job->procedure->operands);
	return true;
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
	return job_read(arena, site, count, words, job, err);
}
