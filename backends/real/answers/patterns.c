#include "backends/real/answers/patterns.h"

#include <stddef.h>
#include <string.h>

#define CELL(key, form)		{ key, form, NULL, false }
#define NAME(key, form)		{ key, form, NULL, true }
#define ONE_OF(words)		{ NULL, FORM_ONE_OF, words, false }
/* A word that is always the same says nothing. */
#define NAMES(kind)	{ kind, { NAME("name", FORM_WORD) }, 1, false }

static const struct pattern group_name = NAMES("group"),
    resource_name = NAMES("resource"), type_name = NAMES("type"),
    node_name = NAMES("node"), device_name = NAMES("did"),
    quorum_name = NAMES("quorum-vote"), cluster_name = NAMES("cluster"),
    file_name = { "file", { NAME("name", FORM_WORDS) }, 1, true };

const struct pattern_set group_names = { { &group_name }, NULL, NULL },
    resource_names = { { &resource_name }, NULL, NULL },
    type_names = { { &type_name }, NULL, NULL },
    node_names = { { &node_name }, NULL, NULL },
    device_names = { { &device_name }, NULL, NULL },
    quorum_names = { { &quorum_name }, NULL, NULL },
    cluster_names = { { &cluster_name }, NULL, NULL },
    file_names = { { &file_name }, NULL, NULL };

/* "14  node1:/dev/rdsk/c4t…d0  /dev/did/rdsk/d14"; without the number in some
 * releases. */
static const struct pattern did_path = { "did", {
	CELL("instance", FORM_COUNT), NAME("path", FORM_WORD),
	NAME("name", FORM_WORD) }, 3, false },
    did_path_only = { "did", { NAME("path", FORM_WORD),
	NAME("name", FORM_WORD) }, 2, false };

/* The number is that of the device, and a path has its node. */
static bool
did_agrees(const struct fact_row *fact)
{
	const char *number = fact_word(fact, "instance");
	const char *name = fact_word(fact, "name");
	const char *path = fact_word(fact, "path");
	const char *colon = strchr(path, ':');
	size_t n = strlen(number);

	return strncmp(name, "/dev/did/rdsk/d", 15) == 0 &&
	    colon != NULL && colon != path && colon[1] == '/' &&
	    (n == 0 || (strncmp(name + 15, number, n) == 0 &&
	    strspn(name + 15 + n, "0123456789") == 0));
}

const struct pattern_set did_paths = { { &did_path, &did_path_only }, NULL,
    did_agrees };

static const struct pattern hostid_word = { "hostid",
    { CELL("hostid", FORM_HOSTID) }, 1, false };

const struct pattern_set hostid_line = { { &hostid_word }, NULL, NULL };

static const char *const sunos[] = { "sunos", NULL };
static const struct pattern uname_all = { "system", { ONE_OF(sunos),
	CELL("node", FORM_WORD), CELL("release", FORM_WORD),
	CELL("version", FORM_WORD), CELL("machine", FORM_WORD),
	CELL("processor", FORM_WORD), CELL("platform", FORM_WORD) }, 7, false },
    uname_one = { "system", { CELL("word", FORM_WORD) }, 1, false };

const struct pattern_set uname_line = { { &uname_all, &uname_one }, NULL,
    NULL };

static const struct pattern host_name = { "system",
    { CELL("node", FORM_WORD) }, 1, false };

const struct pattern_set name_line = { { &host_name }, NULL, NULL };

/* svcprop -p GROUP/NAME: the value alone. */
static const struct pattern value_alone = { "service-property",
    { CELL("value", FORM_WORDS) }, 1, true };

const struct pattern_set value_line = { { &value_alone }, NULL, NULL };

/* mount: "/a on /dev/dsk/… read/write/… on DATE"; mount -v: "special on /a type
 * ufs options on DATE". */
static const char *const on[] = { "on", NULL }, *const type[] = { "type",
    NULL }, *const dash[] = { "", "-", NULL },
    *const boot[] = { "yes", "no", NULL };
static const struct pattern mounted = { "mount", {
	NAME("mountpoint", FORM_WORD), ONE_OF(on), CELL("special", FORM_WORD),
	CELL("options", FORM_WORD), ONE_OF(on), CELL("since", FORM_WORDS) },
    6, true }, mounted_long = { "mount", {
	CELL("special", FORM_WORD), ONE_OF(on), NAME("mountpoint", FORM_WORD),
	ONE_OF(type), CELL("type", FORM_WORD), CELL("options", FORM_WORD),
	ONE_OF(on), CELL("since", FORM_WORDS) }, 8, true };
/* mount -p: "special - /a ufs - no options". */
static const struct pattern mount_row = { "mount", {
	CELL("special", FORM_WORD), ONE_OF(dash),
	NAME("mountpoint", FORM_WORD), CELL("type", FORM_WORD), ONE_OF(dash),
	ONE_OF(boot), CELL("options", FORM_WORD) }, 7, false },
    mount_bare = { "mount", {
	CELL("special", FORM_WORD), ONE_OF(dash),
	NAME("mountpoint", FORM_WORD), CELL("type", FORM_WORD), ONE_OF(dash),
	ONE_OF(boot) }, 6, false };

/* /etc/mnttab as it stands. */
static const struct pattern mnttab_row = { "mount", {
	CELL("special", FORM_WORD), NAME("mountpoint", FORM_WORD),
	CELL("type", FORM_WORD), CELL("options", FORM_WORD),
	CELL("since", FORM_COUNT) }, 5, false };

const struct pattern_set mount_lines = { { &mounted_long, &mount_row,
    &mount_bare, &mounted, &mnttab_row }, "#", NULL };

/* df -n: "/a                 : ufs". */
static const char *const colon[] = { ":", NULL };
static const struct pattern mount_type = { "mount", {
	NAME("mountpoint", FORM_WORD), ONE_OF(colon),
	CELL("type", FORM_WORD) }, 3, false };

const struct pattern_set mount_types = { { &mount_type }, NULL, NULL };

/* What share/sums writes and prints: "4294967295 0 ./a", at last "# 12 files";
 * "equal: 12 files", or "different, …" and the lines that are. */
static const char *const hash[] = { "#", NULL }, *const files[] = { "files",
    NULL }, *const equal[] = { "equal:", NULL }, *const different[] = {
    "different,", NULL }, *const sides[] = { "<", ">", NULL };
static const struct pattern sums_end = { "sums-end", { ONE_OF(hash),
	CELL("files", FORM_COUNT), ONE_OF(files) }, 3, false },
    sums_row = { "sum", { CELL("sum", FORM_COUNT), CELL("size", FORM_COUNT),
	NAME("name", FORM_WORDS) }, 3, true },
    sums_equal = { "sums-equal", { ONE_OF(equal),
	CELL("files", FORM_COUNT), ONE_OF(files) }, 3, false },
    sums_different = { "sums-different", { ONE_OF(different),
	CELL("sides", FORM_WORDS) }, 2, true },
    sums_side = { NULL, { ONE_OF(sides), CELL("line", FORM_WORDS) }, 2,
	true };

const struct pattern_set sums_lines = { { &sums_end, &sums_row }, NULL,
    NULL }, sums_compared = { { &sums_equal, &sums_different, &sums_side },
    NULL, NULL };

/* prtvtoc: what begins with an asterisk is for people. */
static const struct pattern slice = { "slice", { NAME("slice", FORM_COUNT),
	CELL("tag", FORM_COUNT), CELL("flags", FORM_COUNT),
	CELL("first", FORM_COUNT), CELL("sectors", FORM_COUNT),
	CELL("last", FORM_COUNT) }, 6, false },
    mounted_slice = { "slice", { NAME("slice", FORM_COUNT),
	CELL("tag", FORM_COUNT), CELL("flags", FORM_COUNT),
	CELL("first", FORM_COUNT), CELL("sectors", FORM_COUNT),
	CELL("last", FORM_COUNT), CELL("mountpoint", FORM_WORD) }, 7, false };

static bool
slice_agrees(const struct fact_row *fact)
{
	return fact_detail(fact, "first")->number +
	    fact_detail(fact, "sectors")->number - 1 ==
	    fact_detail(fact, "last")->number;
}

const struct pattern_set slices = { { &slice, &mounted_slice }, "*",
    slice_agrees };

/* ls -l, of a file, a link, or a device, which has two numbers for its size. */
static const char *const total[] = { "total", NULL };
#define MODE	CELL("mode", FORM_WORD), CELL("links", FORM_COUNT), \
	CELL("owner", FORM_WORD), CELL("group", FORM_WORD)
#define DATE	CELL("month", FORM_WORD), CELL("day", FORM_COUNT), \
	CELL("time", FORM_WORD), NAME("name", FORM_WORDS)
static const struct pattern ls_total = { NULL, { ONE_OF(total),
	CELL("blocks", FORM_COUNT) }, 2, false },
    ls_file = { "file", { MODE, CELL("size", FORM_COUNT), DATE }, 9, true },
    ls_device = { "file", { MODE, CELL("major", FORM_WORD),
	CELL("minor", FORM_COUNT), DATE }, 10, true };

static bool
is_month(const char *word)
{
	static const char months[] =
	    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec ";
	const char *at = strlen(word) == 3 ? strstr(months, word) : NULL;

	return at != NULL && at[3] == ' ';
}

static bool
file_agrees(const struct fact_row *fact)
{
	const char *mode = fact_word(fact, "mode");
	size_t n = strlen(mode);

	return (n == 10 || n == 11) && strchr("-dlcbps", mode[0]) != NULL &&
	    strspn(mode + 1, "-rwxsStTlL+@") == n - 1 &&
	    is_month(fact_word(fact, "month"));
}

const struct pattern_set files_long = { { &ls_total, &ls_file, &ls_device },
    NULL, file_agrees };

/* ipmitool chassis power status: "Chassis Power is on". */
static const char *const chassis[] = { "chassis", NULL },
    *const power[] = { "power", NULL }, *const is[] = { "is", NULL },
    *const on_off[] = { "on", "off", NULL };
static const struct pattern power_line = { "power", {
	{ "of", FORM_ONE_OF, chassis, true }, ONE_OF(power), ONE_OF(is),
	{ "state", FORM_ONE_OF, on_off, false } }, 4, false };

const struct pattern_set chassis_power = { { &power_line }, NULL, NULL };

#define TITLE(title, key, form) \
	{ title, { key, form, NULL, false }, COLUMN_NEEDED }

static const struct table sizes = { "filesystem", TABLE_WORDS, NULL, {
	TITLE("Filesystem", "special", FORM_WORD),
	{ "kbytes", { "size_kb", FORM_COUNT, NULL, false }, 0 },
	{ "size", { "size", FORM_ROUNDED, NULL, false }, 0 },
	TITLE("used", "used", FORM_ROUNDED),
	TITLE("avail", "available", FORM_ROUNDED),
	TITLE("capacity", "capacity", FORM_PERCENT),
	{ "Mounted on", { "mountpoint", FORM_WORD, NULL, true },
	    COLUMN_NEEDED },
} };

const struct plain_set free_space = { { &sizes }, { NULL }, { NULL }, NULL,
    true, false };

static const char *const states[] = { "online", "offline", "disabled",
    "maintenance", "degraded", "uninitialized", "legacy-run", "online*",
    "offline*", "disabled*", NULL };
static const struct table services = { "service", TABLE_WORDS, NULL, {
	{ "STATE", { "state", FORM_ONE_OF, states, false }, COLUMN_NEEDED },
	TITLE("STIME", "since", FORM_WORD),
	{ "FMRI", { "name", FORM_WORD, NULL, true }, COLUMN_NEEDED },
} };

const struct plain_set service_states = { { &services },
    { "state,stime,fmri" }, { NULL }, NULL, false, true };
