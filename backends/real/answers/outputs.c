#include "backends/real/answers/outputs.h"

#include <assert.h>
#include <string.h>

#include "backends/real/answers/cached.h"
#include "backends/real/answers/cluster_tables.h"
#include "backends/real/answers/flash.h"
#include "backends/real/answers/ilom.h"
#include "backends/real/answers/label.h"
#include "backends/real/answers/ldm_records.h"
#include "backends/real/answers/ldm_tables.h"
#include "backends/real/answers/named.h"
#include "backends/real/answers/node_patterns.h"
#include "backends/real/answers/patterns.h"
#include "backends/real/answers/pool_version.h"
#include "backends/real/answers/pools.h"
#include "backends/real/answers/save.h"
#include "backends/real/answers/servers.h"
#include "backends/real/answers/system_patterns.h"
#include "backends/real/answers/zfs_tables.h"

enum { FORMS_OF_ONE = 6 };

/* One form of an output. */
struct form_row {
	/* Does it begin so?  NULL: it is the form when no other is. */
	bool		(*is)(const struct printout *, const void *with);
	void		(*read)(struct printout *, const void *with);
	const void	*with;
};

struct output_row {
	const char	*program, *subcommand;	/* NULL: there is none */
	const char	*letters;		/* its options, as for getopt */
	struct form_row	 form[FORMS_OF_ONE];
};

#define LDM	{ { records_are, records_read, &ldm_records }, \
	{ NULL, sections_read, &ldm_sections } }
#define TITLED	{ { NULL, titled_read, &cluster_tables } }
#define NAMES(set)	{ { titled_are, titled_read, &cluster_tables }, \
	{ NULL, pattern_read, &(set) } }
#define PLAIN(set)	{ { NULL, plain_read, &(set) } }
#define PATTERN(set)	{ { NULL, pattern_read, &(set) } }

static const struct output_row rows[] = {
	{ "ldm", "list-domain", "elo:pS", LDM },
	{ "ldm", "list-bindings", "ep", LDM },
	{ "ldm", "list-services", "ep", LDM },
	{ "ldm", "list-constraints", "ep", LDM },
	{ "ldm", "list-devices", "ap", LDM },
	{ "ldm", "list-spconfig", "r", { { NULL, configs_read, NULL } } },
	{ "ldm", "list-variable", "", { { NULL, variables_read, NULL } } },
	{ "ldm", "-V", "", { { NULL, release_read, NULL } } },
	{ "virtinfo", NULL, "ap", { { NULL, records_read,
	    &virtinfo_records } } },
	{ "zpool", "list", "Ho:", PLAIN(pool_list) },
	{ "zpool", "get", "Ho:p", PLAIN(pool_properties) },
	{ "zpool", "status", "xv", { { NULL, pools_status_read, NULL } } },
	{ "zpool", "import", "d:D", { { NULL, pools_import_read, NULL } } },
	{ "zpool", "upgrade", "", { { NULL, pool_version_read, NULL } } },
	{ "zfs", "list", "Ho:rt:s:S:d:p", PLAIN(dataset_list) },
	{ "zfs", "get", "rHpo:s:t:d:", PLAIN(dataset_properties) },
	{ "clrg", "status", "n:r:s:t:v", TITLED },
	{ "clrg", "show", "n:p:r:s:t:v", TITLED },
	{ "clrg", "list", "n:r:s:t:v", NAMES(group_names) },
	{ "clrs", "status", "g:n:s:t:v", TITLED },
	{ "clrs", "show", "g:p:t:v", TITLED },
	{ "clrs", "list", "g:s:t:v", NAMES(resource_names) },
	{ "clrt", "show", "v", TITLED },
	{ "clrt", "list", "v", NAMES(type_names) },
	{ "clnode", "status", "mv", TITLED },
	{ "clnode", "show", "p:v", TITLED },
	{ "clnode", "list", "v", NAMES(node_names) },
	{ "clquorum", "status", "t:v", TITLED },
	{ "clquorum", "show", "v", TITLED },
	{ "clquorum", "list", "t:v", NAMES(quorum_names) },
	{ "cluster", "status", "t:v", TITLED },
	{ "cluster", "show", "t:v", TITLED },
	{ "cluster", "list", "v", PATTERN(cluster_names) },
	{ "clinterconnect", "status", "v", TITLED },
	{ "clinterconnect", "show", "v", TITLED },
	{ "cldevice", "status", "n:s:v", TITLED },
	{ "cldevice", "show", "n:v", TITLED },
	{ "cldevice", "list", "n:v", NAMES(device_names) },
	{ "cldevicegroup", "status", "v", TITLED },
	{ "cldevicegroup", "show", "v", TITLED },
	{ "cldevicegroup", "list", "v", NAMES(group_names) },
	{ "cldg", "status", "v", TITLED },
	{ "cldg", "show", "v", TITLED },
	{ "cldg", "list", "v", NAMES(group_names) },
	{ "scdidadm", NULL, "Ll", PATTERN(did_paths) },
	{ "hostid", NULL, "", PATTERN(hostid_line) },
	{ "date", NULL, "", PATTERN(date_line) },
	{ "dladm", "show-dev", "", PATTERN(link_lines) },
	{ "uname", NULL, "amnprsvi", PATTERN(uname_line) },
	{ "hostname", NULL, "", PATTERN(name_line) },
	{ "df", NULL, "khnF:", { { pattern_fits, pattern_read, &mount_types },
	    { NULL, plain_read, &free_space } } },
	{ "mount", NULL, "pv", PATTERN(mount_lines) },
	{ "prtvtoc", NULL, "hs", PATTERN(slices) },
	{ "ls", NULL, "lad1", { { pattern_fits, pattern_read, &files_long },
	    { NULL, pattern_read, &file_names } } },
	{ "svcprop", NULL, "p:", PATTERN(value_line) },
	{ "svcs", NULL, "Ho:a", PLAIN(service_states) },
	{ "ps", NULL, "ef", PATTERN(process_lines) },
	{ "who", NULL, "", PATTERN(visitor_lines) },
	{ "passwd", NULL, "s", PATTERN(password_lines) },
	{ "cat", NULL, "", { { release_is, pattern_read, &release_lines },
	    { save_is, save_read, &ldm_records },
	    { pattern_fits, pattern_read, &resolver_lines },
	    { servers_are, servers_read, &directory_servers },
	    { servers_are, servers_read, &time_servers },
	    { NULL, unknown_read, NULL } } },
	{ "getent", "hosts", "", PATTERN(host_lines) },
	{ "fuser", NULL, "c", { { NULL, openers_read, NULL } } },
	{ "zdb", NULL, "Cl", { { labels_are, label_read, NULL },
	    { NULL, cached_read, NULL } } },
	{ "find", NULL, "", PATTERN(file_names) },
	{ "tail", NULL, "1", PATTERN(sums_lines) },
	{ "sed", NULL, "", { { NULL, flash_read, NULL } } },
	{ "ksh", NULL, "c", PATTERN(sums_compared) },
	{ "show", NULL, "d:", { { NULL, ilom_read, NULL } } },
	{ "ipmitool", NULL, "I:H:U:f:", { { pattern_fits, pattern_read,
	    &chassis_power }, { NULL, ilom_read, NULL } } },
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

bool
output_name(unsigned n, const char **program, const char **subcommand)
{
	if (n >= ROWS)
		return false;
	*program = rows[n].program;
	*subcommand = rows[n].subcommand;
	return true;
}

static const struct output_row *
row_find(const char *const word[], unsigned count)
{
	for (unsigned i = 0; i < ROWS; i++)
		if (strcmp(rows[i].program, word[0]) == 0 &&
		    (rows[i].subcommand == NULL || (count > 1 &&
		    strcmp(rows[i].subcommand, word[1]) == 0)))
			return &rows[i];
	return NULL;
}

/* A word of options; argument is what follows it, and is taken if one of its
 * letters needs it. */
static bool
letters_read(struct printed *printed, const char *word, const char *argument,
    bool *taken, struct err *err)
{
	for (const char *letter = word + 1; *letter != '\0'; letter++) {
		const char *at = strchr(printed->row->letters, *letter);

		if (at == NULL || *letter == ':')
			return err_set(err, ERR_USAGE, "what %s prints with "
			    "-%c is not read", printed->row->program,
			    (unsigned char)*letter < 0x80 ? *letter : '?');
		if (at[1] != ':') {
			printed->parseable |= *letter == 'p' &&
			    printed->row->form[0].is == records_are;
			continue;
		}
		*taken = letter[1] == '\0';
		if (*taken && argument == NULL)
			return err_set(err, ERR_USAGE, "-%c needs a word",
			    *letter);
		if (*letter == 'o')
			printed->fields = *taken ? argument : letter + 1;
		return true;
	}
	return true;
}

bool
printed_read(struct printed *printed, const char *const word[], unsigned count,
    struct err *err)
{
	unsigned at;

	assert(count != 0);
	*printed = (struct printed){ .row = row_find(word, count) };
	if (printed->row == NULL)
		return err_set(err, ERR_USAGE, "the output of \"%s%s%s\" is "
		    "not read", word[0], count > 1 ? " " : "",
		    count > 1 ? word[1] : "");
	for (at = 1 + (printed->row->subcommand != NULL); at < count; at++) {
		bool taken = false;

		if (word[at][0] == '-' && word[at][1] != '\0') {
			if (!letters_read(printed, word[at], at + 1 < count ?
			    word[at + 1] : NULL, &taken, err))
				return false;
			at += taken;
		} else if (printed->operand != NULL) {
			return err_set(err, ERR_USAGE, "\"%s\" is one word "
			    "too many: only a file follows the options",
			    word[at]);
		} else {
			printed->operand = word[at];
		}
	}
	return true;
}

static const struct form_row *
form_find(const struct printed *printed, const struct printout *lines)
{
	const struct form_row *form = printed->row->form;

	while (!printed->parseable && form->is != NULL &&
	    !form->is(lines, form->with))
		form++;
	assert(form->read != NULL);
	return form;
}

void
output_read(struct arena *arena, const struct printed *printed,
    const char *text, size_t size, struct reading *reading)
{
	size_t most = size < READING_BYTES ? size : READING_BYTES;
	struct printout lines = { .reading = reading,
	    .fields = printed->fields };
	const struct form_row *form;

	assert(printed->row != NULL && text != NULL);
	lines.at = text;
	lines.end = text + most;
	*reading = (struct reading){ .arena = arena };
	form = form_find(printed, &lines);
	form->read(&lines, form->with);
	reading_end(reading);
	if (most < size || reading->full)
		reading->full = true;
}
