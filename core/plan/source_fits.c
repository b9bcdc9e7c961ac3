#include "core/plan/source_fits.h"

#include <assert.h>
#include <string.h>

/* It reads Solaris 8, 9 and 10; on sun4v there is no other than 10. */
static bool
release_fits(const struct building *building, struct err *err)
{
	const struct site_source *source = &building->site->sources[
	    building->row->source];
	const char *release = names_text(building->site->names, KIND_TEXT,
	    source->release);
	bool sun4v = source->arch != NULL &&
	    strcmp(source->arch, "sun4v") == 0;
	size_t n = strspn(release, "0123456789");

	if (source->release == 0 || (n == 2 && strncmp(release, "10", 2) == 0)
	    || (!sun4v && n == 1 && (*release == '8' || *release == '9')))
		return true;
	return err_set(err, ERR_UNSUPPORTED, "%s has Solaris %s: ldmp2v "
	    "converts Solaris 10%s only", names_text(building->site->names,
	    KIND_SOURCE, building->row->source), release,
	    sun4v ? " of a sun4v machine" : ", 8 and 9");
}

/* What ldmp2v cannot do is refused before anything is done. */
bool
source_fits(const struct building *building, const char *guest, struct err *err)
{
	const struct site_source *source = &building->site->sources[
	    building->row->source];

	assert(building->row->source != 0);
	if (source->zones)
		return err_set(err, ERR_UNSUPPORTED, "%s has non-global zones: "
		    "detach them first (zoneadm detach), and remove \"zones\" "
		    "from the site file", names_text(building->site->names,
		    KIND_SOURCE, building->row->source));
	if (source->arch != NULL && strcmp(source->arch, "sun4u") != 0 &&
	    strcmp(source->arch, "sun4v") != 0)
		return err_set(err, ERR_UNSUPPORTED, "%s is %s: ldmp2v "
		    "converts sun4u and sun4v machines only",
		    names_text(building->site->names, KIND_SOURCE,
		    building->row->source), source->arch);
	if (!release_fits(building, err))
		return false;
	if (source->archive == 0 || source->image == 0 ||
	    source->disk_count == 0 || building->row->device == 0)
		return err_set(err, ERR_JOB_INVALID, "%s needs an archive, "
		    "an image and disks of its source, and a device for its "
		    "pool, in the site file", guest);
	if (building_service(building, SERVICE_VSW) == 0 ||
	    building_service(building, SERVICE_VDS) == 0 ||
	    building_service(building, SERVICE_VCC) == 0)
		return err_set(err, ERR_JOB_INVALID, "ldmp2v needs a vsw, a "
		    "vds and a vcc in the site file's \"services\"");
	return true;
}
