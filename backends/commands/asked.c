#include "backends/commands/asked.h"

#include <assert.h>
#include <string.h>

#include "backends/commands/shell.h"
#include "backends/commands/words.h"
#include "core/base/arena.h"
#include "core/op/request.h"
#include "core/site/blackout.h"

/* Files of a folder that one line asks about. */
enum { FILES = 16 };

/* "%x" stands for the name in that field, "@x" for words that follow from the
 * site. */
static const char *const lines[ASK_LINES] = {
	[LINE_STATUS] = "cluster status -t node,rg,rs",
	[LINE_SHOW] = "clrg show -v",
	[LINE_TYPES] = "clrt list",
	[LINE_LIMITS] = "clnode show -v",
	[LINE_GROUP] = "clrg status %group",
	[LINE_RESOURCE] = "clrs status %resource",
	[LINE_QUORUM] = "clquorum list -v",
	[LINE_VOTES] = "clquorum status",
	[LINE_BLACKOUT] = "@blackout %guest",
	[LINE_BINDINGS] = "ldm list-bindings -p",
	[LINE_DOMAIN] = "ldm list-domain -p %guest",
	[LINE_SOFTSTATE] = "ldm list-domain -l -p %guest",
	[LINE_CONSTRAINTS] = "ldm list-constraints -p %guest",
	[LINE_PING] = "ping %guest",
	[LINE_DEVICES] = "ldm list-devices -p",
	[LINE_CONFIGS] = "ldm list-spconfig",
	[LINE_MIGRATION] = "ldm migrate-domain -n @password%guest %to",
	[LINE_LABEL] = "prtvtoc /dev/did/rdsk/%devices2",
	[LINE_STORED] = "zpool status",
	[LINE_POOLS] = "zpool list",
	[LINE_POOL] = "zpool list %pool",
	[LINE_IMPORTABLE] = "zpool import",
	[LINE_DATASETS] = "zfs list",
	[LINE_DATASET] = "zfs list %file",
	[LINE_MOUNTS] = "mount -p",
	[LINE_MOUNTED] = "df -n @mountpoint",
	[LINE_FILES] = "ls -ld@files",
	[LINE_IMAGE] = "ls -ld @image",
	[LINE_CONTENT] = "cat %file",
	[LINE_FLAR] = "sed '/^section_begin=archive$/q' %file",
	[LINE_TAR] = "tar tf %file > /dev/null",
	[LINE_LAST] = "tail -1 %file",
	[LINE_ARCH] = "uname -m",
	[LINE_USERS] = "fuser -c@data",
	[LINE_NEWER] = "find /@mounts@data %file -mount \\( -newer %file -o "
	    "-name @name \\) -type f -print",
	[LINE_SUMS] = "ksh @script -c %value @sums",
	[LINE_SP_HOST] = "show @host macaddress",
	[LINE_SP_POWER] = "show @power",
	[LINE_SP_KEY] = "show @target keyswitch_state",
	[LINE_SP_BOOT] = "show @host/bootmode config",
	[LINE_IPMI_HOST] = "@ipmitool sunoem cli show\\ /HOST\\ macaddress",
	[LINE_IPMI_POWER] = "@ipmitool chassis power status",
	[LINE_IPMI_KEY] = "@ipmitool sunoem cli "
	    "show\\ /SYS\\ keyswitch_state",
	[LINE_IPMI_BOOT] = "@ipmitool sunoem cli "
	    "show\\ /HOST/bootmode\\ config",
};

/* NULL: no question that is put to a service processor. */
static const char *
sp_line(const struct site *site, enum ask_line wanted, const struct op *ask)
{
	bool by_ipmi = wanted >= LINE_IPMI_HOST;
	uint32_t machine = asked_machine(ask);

	return site_sp_lacks(site, machine) == NULL &&
	    by_ipmi == site_sp_by_ipmi(site, machine) ? lines[wanted] : NULL;
}

/* The site and the question of a line that is written. */
struct writing {
	struct arena	*arena;
	const struct site *site;
	const struct op	*ask;
};

static const char *
text_of(const struct writing *writing, enum kind kind, uint32_t number)
{
	return names_text(writing->site->names, kind, number);
}

static const struct site_guest *
guest_of(const struct writing *writing)
{
	uint32_t guest = writing->ask->guest;

	return &writing->site->guests[guest <= writing->site->guest_count ?
	    guest : 0];
}

static const struct site_source *
source_of(const struct writing *writing)
{
	uint32_t source = writing->ask->source;

	if (source == 0)
		source = guest_of(writing)->source;
	return &writing->site->sources[source <= writing->site->source_count ?
	    source : 0];
}

/* Without a file it would ask for the password. */
static const char *
password_write(const struct writing *writing)
{
	return writing->ask->file == 0 ? "" : arena_format(writing->arena,
	    "-p %s ", shell_word(writing->arena, text_of(writing, KIND_FILE,
	    writing->ask->file)));
}

/* Where a share, or the disk of a guest, is mounted. */
static const char *
mountpoint_write(const struct writing *writing)
{
	const struct site_guest *guest = guest_of(writing);
	const struct op *ask = writing->ask;
	const char *path = text_of(writing, KIND_FILE, ask->file);

	for (uint32_t i = 0; ask->disk != 0 && i < guest->disk_count; i++)
		if (guest->disk[i].disk == ask->disk)
			path = text_of(writing, KIND_TEXT,
			    guest->disk[i].mount);
	return shell_word(writing->arena, path);
}

static size_t
before_slash(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? (size_t)(slash - path) : 0;
}

/* Is it in a folder that is mounted as a whole: of a guest's disks, or of a
 * share?  In others a path may be one at which a server that is down hangs. */
static bool
has_neighbours(const struct writing *writing, const char *path)
{
	const struct site *site = writing->site;
	size_t n = before_slash(path);

	for (uint32_t a = 1; a <= site->archive_count; a++) {
		const char *mount = text_of(writing, KIND_FILE,
		    site->archives[a].mount);

		if (strncmp(path, mount, strlen(mount)) == 0 &&
		    path[strlen(mount)] == '/')
			return true;
	}
	for (uint32_t g = 1; g <= site->guest_count; g++)
		for (uint32_t d = 0; d < site->guests[g].disk_count; d++) {
			const char *disk = text_of(writing, KIND_FILE,
			    site->guests[g].disk[d].file);

			if (before_slash(disk) == n && n != 0 &&
			    memcmp(disk, path, n) == 0)
				return true;
		}
	return false;
}

/* Is the other file in the folder of the path, or that folder? */
static bool
is_beside(const char *path, size_t n, const char *other)
{
	return strncmp(path, other, n) == 0 && (other[n] == '\0' ||
	    (other[n] == '/' && strchr(other + n + 1, '/') == NULL));
}

/* All known files of its folder, by name: each is there, or said not to be. */
static const char *
files_write(const struct writing *writing)
{
	const struct names *names = writing->site->names;
	const char *path = text_of(writing, KIND_FILE, writing->ask->file);
	const char *list = "";
	size_t n = request_directory(names, writing->ask->file);
	unsigned count = 0;

	for (uint32_t i = 1; has_neighbours(writing, path) &&
	    i <= names_count(names, KIND_FILE); i++) {
		const char *other = text_of(writing, KIND_FILE, i);

		if (is_beside(path, n, other) && count++ < FILES)
			list = arena_format(writing->arena, "%s %s", list,
			    shell_word(writing->arena, other));
	}
	return count != 0 && count <= FILES ? list : arena_format(
	    writing->arena, " %s", shell_word(writing->arena, path));
}

static const char *
list_write(const struct writing *writing, const uint32_t *text,
    uint32_t count)
{
	const char *list = "";

	for (uint32_t i = 0; i < count; i++)
		if (strcmp(text_of(writing, KIND_TEXT, text[i]), "/") != 0)
			list = arena_format(writing->arena, "%s %s", list,
			    shell_word(writing->arena, text_of(writing,
			    KIND_TEXT, text[i])));
	return list;
}

static const char *
mounts_write(const struct writing *writing)
{
	const struct site_source *source = source_of(writing);

	return list_write(writing, source->mount, source->mount_count);
}

static const char *
data_write(const struct writing *writing)
{
	const struct site_source *source = source_of(writing);

	return list_write(writing, source->exclude, source->exclude_count);
}

/* The last part of the file's path. */
static const char *
name_write(const struct writing *writing)
{
	const char *path = text_of(writing, KIND_FILE, writing->ask->file);
	const char *slash = strrchr(path, '/');

	return shell_word(writing->arena, slash != NULL ? slash + 1 : path);
}

static const char *
script_write(const struct writing *writing)
{
	const struct site_archive *archive =
	    &writing->site->archives[source_of(writing)->archive];

	return shell_word(writing->arena, text_of(writing, KIND_FILE,
	    archive->script[SCRIPT_SUMS]));
}

static const char *
image_write(const struct writing *writing)
{
	return shell_word(writing->arena, text_of(writing, KIND_FILE,
	    asked_image(writing->site, writing->ask)));
}

/* The checksums lie beside the archive: data.cksum beside data.tar. */
static const char *
sums_write(const struct writing *writing)
{
	const char *path = text_of(writing, KIND_FILE, writing->ask->file);
	const char *dot = strrchr(path, '.');

	return shell_word(writing->arena, arena_format(writing->arena,
	    "%.*s.cksum", dot != NULL ? (int)(dot - path) : 0, path));
}

static const char *
ipmitool_write(const struct writing *writing)
{
	const char *word[IPMITOOL_WORDS], *line = "";

	command_ipmitool(writing->site, asked_machine(writing->ask), word);
	for (unsigned i = 0; i < IPMITOOL_WORDS; i++)
		line = arena_format(writing->arena, "%s%s%s", line,
		    i != 0 ? " " : "", shell_word(writing->arena, word[i]));
	return line;
}

static const char *
host_write(const struct writing *writing)
{
	return site_sp_host(writing->site, asked_machine(writing->ask),
	    arena_take(writing->arena, SP_TARGET, 1));
}

static const char *
target_write(const struct writing *writing)
{
	return site_sp_power(writing->site, asked_machine(writing->ask),
	    arena_take(writing->arena, SP_TARGET, 1));
}

/* A physical domain says what its host does, and no more. */
static const char *
power_write(const struct writing *writing)
{
	return arena_format(writing->arena, "%s %s", target_write(writing),
	    site_sp_of(writing->site, asked_machine(writing->ask))->pdom !=
	    0 ? "status" : "power_state");
}

static const char *
blackout_write(const struct writing *writing)
{
	const char *const *word = blackout_words(writing->site,
	    OP_BLACKOUT_STATE);
	const char *line = shell_word(writing->arena, *word);

	while (*++word != NULL)
		line = arena_format(writing->arena, "%s %s", line,
		    shell_word(writing->arena, *word));
	return line;
}

static const struct {
	const char	*word;
	const char	*(*write)(const struct writing *);
} words[] = {
	{ "@password", password_write },
	{ "@mountpoint", mountpoint_write },
	{ "@mounts", mounts_write },
	{ "@files", files_write },
	{ "@data", data_write },
	{ "@name", name_write },
	{ "@script", script_write },
	{ "@image", image_write },
	{ "@sums", sums_write },
	{ "@ipmitool", ipmitool_write },
	{ "@blackout", blackout_write },
	{ "@host", host_write },
	{ "@power", power_write },
	{ "@target", target_write },
};

/* What stands for the word at that place, and its length. */
static const char *
word_write(const struct writing *writing, const char *at, size_t *n)
{
	size_t i = 0;
	enum field field;

	if (*at == '%') {
		field = word_field(at, n);
		assert(field < FIELDS);
		return shell_word(writing->arena, text_of(writing,
		    field_kind[field], writing->ask->field[field]));
	}
	while (strncmp(at, words[i].word, strlen(words[i].word)) != 0) {
		i++;
		assert(i < sizeof(words) / sizeof(words[0]));
	}
	*n = strlen(words[i].word);
	return words[i].write(writing);
}

const char *
asked_line(struct arena *arena, const struct site *site, enum ask_line wanted,
    const struct op *ask)
{
	const struct writing writing = { arena, site, ask };
	const char *at = lines[wanted], *line = "";
	size_t n, before;

	assert(wanted > LINE_END && wanted < ASK_LINES && at != NULL);
	if (wanted == LINE_USERS && *data_write(&writing) == '\0')
		return NULL;
	if (wanted == LINE_BLACKOUT &&
	    blackout_is_missing(site, OP_BLACKOUT_STATE))
		return NULL;
	if (wanted >= LINE_SP_HOST && sp_line(site, wanted, ask) == NULL)
		return NULL;
	if (at[strcspn(at, "%@")] == '\0')
		return at;
	while (*(at += before = strcspn(at, "%@")) != '\0') {
		line = arena_format(arena, "%s%.*s%s", line, (int)before,
		    at - before, word_write(&writing, at, &n));
		at += n;
	}
	return arena_format(arena, "%s%s", line, at - before);
}

uint32_t
asked_image(const struct site *site, const struct op *ask)
{
	const struct writing writing = { NULL, site, ask };

	return guest_of(&writing)->disk[0].file;
}
