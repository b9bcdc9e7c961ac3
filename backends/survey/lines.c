#include "backends/survey/lines.h"

#include <assert.h>

#include "backends/survey/forms.h"

/* A line may be asked about what another one has told: then it is asked a
 * round later. */
static const struct survey_row rows[SURVEY_LINES] = {
	[SURVEY_HOSTID] = { .line = "hostid",
	    .purposes = FOR_SITE | FOR_CHECK },
	[SURVEY_NAME] = { .line = "uname -n", .purposes = FOR_SITE },
	[SURVEY_SYSTEM] = { .line = "uname -a",
	    .purposes = FOR_SITE | FOR_DRIFT | FOR_CHECK },
	[SURVEY_SOLARIS] = { .line = "cat /etc/release", .storage = true,
	    .purposes = FOR_SITE },
	[SURVEY_CLUSTERED] = { .line = "cat /etc/cluster/release",
	    .storage = true, .purposes = FOR_SITE },
	[SURVEY_RELEASE] = { .line = "ldm -V",
	    .purposes = FOR_SITE | FOR_DRIFT | FOR_CHECK },
	[SURVEY_DOMAINS] = { .line = "ldm list-domain -l -p",
	    .purposes = FOR_CAPTURE },
	[SURVEY_DEVICES] = { .line = "ldm list-devices -a -p",
	    .purposes = FOR_SITE | FOR_CHECK },
	[SURVEY_CONFIGS] = { .line = "ldm list-spconfig",
	    .purposes = FOR_SITE | FOR_DRIFT | FOR_CHECK },
	[SURVEY_DEFINITION] = { .line = "ldm list-constraints -x %",
	    .purposes = FOR_SITE | FOR_CHECK, .kind = "domain",
	    .key = "name", .never = "primary" },
	[SURVEY_CLUSTER] = { .line = "cluster status -t node,rg,rs",
	    .purposes = FOR_CAPTURE },
	[SURVEY_CALLED] = { .line = "cluster list", .one = true,
	    .purposes = FOR_SITE },
	[SURVEY_QUORUM] = { .line = "clquorum status", .one = true,
	    .purposes = FOR_CAPTURE },
	[SURVEY_VOTES] = { .line = "clquorum list -v", .one = true,
	    .purposes = FOR_SITE | FOR_CHECK },
	[SURVEY_GROUPS] = { .line = "clrg show -v", .one = true,
	    .purposes = FOR_SITE | FOR_DRIFT | FOR_CHECK },
	[SURVEY_NODES] = { .line = "clnode show -v", .one = true,
	    .purposes = FOR_SITE | FOR_CHECK },
	[SURVEY_TYPES] = { .line = "clrt list", .one = true,
	    .purposes = FOR_SITE | FOR_CHECK },
	[SURVEY_DIDS] = { .line = "cldevice list -v", .one = true,
	    .purposes = FOR_SITE | FOR_CHECK },
	[SURVEY_PATHS] = { .line = "cldevice status", .one = true,
	    .purposes = FOR_SITE | FOR_CHECK },
	[SURVEY_LINKS] = { .line = "clinterconnect status", .one = true,
	    .purposes = FOR_SITE | FOR_CHECK },
	[SURVEY_LABEL] = { .line = "prtvtoc /dev/did/rdsk/%s2",
	    .storage = true, .purposes = FOR_SITE | FOR_CHECK, .one = true,
	    .kind = "did-path", .key = "device", .folder = "/dev/did/rdsk/" },
	[SURVEY_POOLS] = { .line = "zpool list", .storage = true,
	    .purposes = FOR_CAPTURE },
	[SURVEY_HEALTH] = { .line = "zpool status", .storage = true,
	    .purposes = FOR_SITE | FOR_CHECK },
	[SURVEY_IMPORTABLE] = { .line = "zpool import", .storage = true,
	    .purposes = FOR_SITE | FOR_CHECK,
	    .none = "no pools available to import" },
	[SURVEY_DATASETS] = { .line = "zfs list", .storage = true,
	    .purposes = FOR_SITE | FOR_CHECK },
	[SURVEY_MOUNTS] = { .line = "mount -p",
	    .purposes = FOR_SITE | FOR_CHECK },
	[SURVEY_FILE] = { .line = "ls -ld %", .storage = true,
	    .purposes = FOR_SITE | FOR_CHECK, .kind = "volume",
	    .key = "device", .none = "No such file or directory" },
	[SURVEY_PASSWORD] = { .line = "ls -ld %", .storage = true,
	    .purposes = FOR_SITE | FOR_CHECK, .kind = "property",
	    .key = "value", .with = "name", .is = "Password_file",
	    .never = "", .none = "No such file or directory" },
};

const struct survey_row *
survey_row(enum survey_line line)
{
	assert((int)line < SURVEY_ALL);
	return line < SURVEY_LINES ? &rows[line] : form_row((unsigned)line -
	    SURVEY_LINES);
}
