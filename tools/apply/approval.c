#include "tools/apply/approval.h"

#include <string.h>

static bool
is_approver(const struct site *site, const char *name)
{
	for (const char *const *one = site->approvers; *one != NULL; one++)
		if (strcmp(*one, name) == 0)
			return true;
	return false;
}

static bool
named(const struct site *site, const char *name, const char *who,
    struct err *err)
{
	if (strcmp(name, who) == 0)
		return err_set(err, ERR_NOT_CONFIRMED, "%.60s applies the "
		    "plan: another person has to approve it", who);
	return site->approvers == NULL || is_approver(site, name) ||
	    err_set(err, ERR_NOT_CONFIRMED, "%.60s is not among those who "
	    "approve plans of site %.60s (\"approved_by\")", name,
	    site->name);
}

bool
approval_met(const struct site *site, const struct options *options,
    const char *who, struct err *err)
{
	const char *name = options->approved_by;

	if (name != NULL && options->approved == NULL)
		return err_set(err, ERR_USAGE, "--approved-by needs --approved "
		    "DIGEST: that of the plan");
	if (name == NULL)
		return site->approvers == NULL || options->dry_run ||
		    err_set(err, ERR_NOT_CONFIRMED, "on site %.60s another "
		    "person approves a plan: --approved DIGEST "
		    "--approved-by NAME", site->name);
	return named(site, name, who, err);
}
