/*
 * Options of a job: those with a value, and those without.
 */
#include "core/plan/job_option.h"

#include <stdio.h>
#include <string.h>

#include "core/procedures/procedure.h"

enum { VCPUS = 4096, CRYPTO = VCPUS / CORE_STRANDS, SIZES = 1 << 20,
    MEMORY_MIN = 4 << 20 };

bool
job_node(const struct site *site, const char *word, uint32_t *node,
    struct err *err)
{
	*node = names_find(site->names, KIND_NODE, word);
	return *node != 0 || err_set(err, ERR_JOB_INVALID,
	    "\"%s\" is not a node of site %s", word, site->name);
}

static bool
to_read(const struct site *site, const char *word, struct job *job,
    struct err *err)
{
	return job_node(site, word, &job->to, err);
}

static bool
phase_read(const struct site *site, const char *word, struct job *job,
    struct err *err)
{
	const struct procedure_phase *phases = job->procedure->phases;
	char known[120] = "";
	size_t n = 0;

	(void)site;
	for (unsigned i = 0; phases[i].name != NULL; i++) {
		if (strcmp(phases[i].name, word) == 0) {
			job->phases |= 1u << i;
			return true;
		}
		n += (size_t)snprintf(known + n, sizeof(known) - n, "%s%s",
		    i != 0 ? ", " : "", phases[i].name);
	}
	return err_set(err, ERR_JOB_INVALID, "%s has no phase \"%s\"; its "
	    "phases are %s", job->procedure->name, word, known);
}

static bool
kind_read(const struct site *site, const char *word, struct job *job,
    struct err *err)
{
	(void)site;
	job->kind = word;
	return strcmp(word, "cold") == 0 || strcmp(word, "warm") == 0 ||
	    strcmp(word, "live") == 0 || err_set(err, ERR_JOB_INVALID,
	    "--kind is cold, warm or live, not \"%s\"", word);
}

/* Why the release of ldm forbids that kind, as the begin of a sentence; or
 * "". */
static const char *
release_forbids(uint32_t ldm, const char *kind)
{
	if (strcmp(kind, "live") == 0)
		return ldm < LDM_LIVE ? "live migration needs ldm 2.1, and a "
		    "node has an older release; besides, " : "";
	return ldm >= LDM_LIVE ? "ldm 2.1 and later have live migration "
	    "instead; besides, " : "";
}

/* Warm and live migration need the disks on both nodes at once. */
bool
job_kind(const struct site *site, const struct job *job, struct err *err)
{
	if (job->kind == NULL || strcmp(job->kind, "cold") == 0)
		return true;
	return err_set(err, ERR_UNSUPPORTED, "%s of %s: %sa %s migration needs "
	    "the disks on both nodes at once, but a pool is imported on one "
	    "node only; use --kind cold", job->procedure->name,
	    names_text(site->names, KIND_GUEST, job->guest),
	    release_forbids(site_guest_ldm(site, job->guest), job->kind),
	    job->kind);
}

static bool
count_read(const char *text, uint32_t most, uint32_t *count)
{
	unsigned long value = 0;

	for (const char *at = text; *at != '\0'; at++) {
		if (*at < '0' || *at > '9' || value > most)
			return false;
		value = value * 10 + (unsigned long)(*at - '0');
	}
	*count = (uint32_t)value;
	return value != 0 && value <= most;
}

static bool
hex_read(const char *text, uint32_t *hostid)
{
	size_t n = strspn(text, "0123456789abcdefABCDEF");

	*hostid = 0;
	if (n == 0 || n > 8 || text[n] != '\0')
		return false;
	for (size_t i = 0; i < n; i++) {
		int digit = text[i] <= '9' ? text[i] - '0' :
		    (text[i] | 32) - 'a' + 10;

		*hostid = *hostid << 4 | (uint32_t)digit;
	}
	return *hostid != 0;
}

static bool
size_read(const char *text, int64_t *size)
{
	size_t n = strspn(text, "0123456789");
	char digits[12];
	uint32_t count;

	if (n == 0 || n >= sizeof(digits) || strlen(text) != n + 1 ||
	    strchr("MGT", text[n]) == NULL)
		return false;
	memcpy(digits, text, n);
	digits[n] = '\0';
	if (!count_read(digits, SIZES, &count))
		return false;
	*size = (int64_t)count << (text[n] == 'T' ? 40 :
	    text[n] == 'G' ? 30 : 20);
	return *size >= MEMORY_MIN;
}

/* 0 crypto units can be set, too. */
static bool
units_set(const char *text, struct job *job)
{
	job->crypto = 0;
	return job->sets_crypto = strcmp(text, "0") == 0 ||
	    count_read(text, CRYPTO, &job->crypto);
}

static bool
set_read(const struct site *site, const char *word, struct job *job,
    struct err *err)
{
	(void)site;
	if (strncmp(word, "hostid=", 7) == 0 &&
	    hex_read(word + 7, &job->hostid))
		return true;
	if (strncmp(word, "vcpus=", 6) == 0 &&
	    count_read(word + 6, VCPUS, &job->vcpus))
		return true;
	if (strncmp(word, "memory=", 7) == 0 &&
	    size_read(word + 7, &job->memory))
		return true;
	if (strncmp(word, "crypto=", 7) == 0 &&
	    units_set(word + 7, job))
		return true;
	return err_set(err, ERR_JOB_INVALID, "--set %s: expected hostid=HEX "
	    "(82a85641), vcpus=N (16), memory=SIZE (24G) or crypto=N (2)",
	    word);
}

static bool
destroy_read(const struct site *site, const char *word, struct job *job,
    struct err *err)
{
	(void)site;
	(void)err;
	job->destroy = word;
	return true;
}

static bool
places_read(const struct site *site, const char *word, struct job *job,
    struct err *err)
{
	(void)site;
	(void)err;
	job->places = word;
	return true;
}

const char *const job_purposes[] = {
	[PURPOSE_NONE] = "", [PURPOSE_SHUTDOWN] = "shutdown",
	[PURPOSE_REBOOT] = "reboot", [PURPOSE_FIRMWARE] = "firmware",
};

static bool
for_read(const struct site *site, const char *word, struct job *job,
    struct err *err)
{
	(void)site;
	for (unsigned i = PURPOSE_SHUTDOWN; i <= PURPOSE_FIRMWARE; i++)
		if (strcmp(word, job_purposes[i]) == 0) {
			job->purpose = (enum purpose)i;
			return true;
		}
	return err_set(err, ERR_JOB_INVALID, "--for is shutdown, reboot or "
	    "firmware, not \"%s\"", word);
}

/* One that the guest can do without. */
static bool
off_read(const struct site *site, const char *word, struct job *job,
    struct err *err)
{
	const struct site_guest *row = &site->guests[job->guest];
	uint32_t i = 0;

	if (!job_node(site, word, &job->off, err))
		return false;
	while (i < row->node_count && row->node[i] != job->off)
		i++;
	return (i < row->node_count && row->node_count > 1) ||
	    err_set(err, ERR_JOB_INVALID, "--power-off %s: the group of %s %s",
	    word, names_text(site->names, KIND_GUEST, job->guest),
	    job->guest == 0 ? "stands before the option" : i <
	    row->node_count ? "has no other node" : "does not have that node");
}

/* Options with a value. */
static const struct {
	const char	*name;
	unsigned	 option;
	const char	*wants;
	bool		(*read)(const struct site *, const char *,
			    struct job *, struct err *);
} worded[] = {
	{ "--to", OPTION_TO, "the name of a node", to_read },
	{ "--phase", OPTION_PHASE, "the name of a phase", phase_read },
	{ "--kind", OPTION_KIND, "cold", kind_read },
	{ "--set", OPTION_SET, "hostid=HEX, vcpus=N, memory=SIZE or crypto=N",
	    set_read },
	{ "--for", OPTION_FOR, "shutdown, reboot or firmware", for_read },
	{ "--destroy-data", OPTION_DESTROY_DATA, "the serial of the LUN",
	    destroy_read },
	{ "--places", OPTION_PLACES, "the run directory of an evacuation",
	    places_read },
	{ "--power-off", OPTION_POWER_OFF, "the name of a node", off_read },
};

static bool
option_unknown(const struct job *job, const char *word, struct err *err)
{
	return err_set(err, ERR_JOB_INVALID, "%s has no option %s; the job is: "
	    "%s %s", job->procedure->name, word, job->procedure->name,
	    job->procedure->operands);
}

static bool
flag_read(const char *word, struct job *job, struct err *err)
{
	unsigned options = job->procedure->options;

	if (strcmp(word, "--locks") == 0)
		return job->locks = true;
	if ((options & OPTION_NO_TEST) != 0 && strcmp(word, "--no-test") == 0)
		return job->no_test = true;
	if ((options & OPTION_KEEP_ISO) != 0 &&
	    strcmp(word, "--keep-iso") == 0)
		return job->keep_iso = true;
	if ((options & OPTION_JUMPSTART) != 0 &&
	    strcmp(word, "--jumpstart") == 0)
		return err_set(err, ERR_UNSUPPORTED, "--jumpstart: a "
		    "conversion over the network is not implemented; leave out "
		    "the option to convert with the install medium");
	return option_unknown(job, word, err);
}

bool
job_option(const struct site *site, struct job_words *words, struct job *job,
    struct err *err)
{
	const char *word = words->list[words->at];
	size_t n = strcspn(word, "=");

	for (size_t k = 0; k < sizeof(worded) / sizeof(worded[0]); k++) {
		if ((job->procedure->options & worded[k].option) == 0 ||
		    strlen(worded[k].name) != n ||
		    strncmp(worded[k].name, word, n) != 0)
			continue;
		if (word[n] == '=')
			return worded[k].read(site, word + n + 1, job, err);
		if (++words->at == words->count)
			return err_set(err, ERR_JOB_INVALID, "%s needs %s",
			    worded[k].name, worded[k].wants);
		return worded[k].read(site, words->list[words->at], job, err);
	}
	return flag_read(word, job, err);
}
