/*
 * What is mounted, and what is in it.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/real/questions/conversion.h"
#include "backends/real/questions/readers.h"

/* No list has it: on which file system is that folder?  If on another one, or
 * if it is not there, nothing is mounted on it. */
static bool
is_not_mounted(struct asking *asking, uint32_t place, const struct op *ask,
    const char *folder)
{
	const struct output *output;
	const struct fact_row *fact;

	if (asking->of_all)
		return true;
	output = asking_output(asking, place, LINE_MOUNTED, ask);
	if (output == NULL)
		return false;
	fact = fact_find(&output->reading, "mount", NULL, NULL);
	if (output->ended.status == 0 && fact != NULL &&
	    !fact_is(fact, "mountpoint", folder))
		return true;
	return (output->ended.status != 0 && strstr(output->ended.err,
	    "not a block device, directory") != NULL) || asking_fail(asking,
	    "%.80s is in no list of what is mounted, and df does not say so",
	    folder);
}

bool
share_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct reading *all = asking_facts(asking, ask->on,
	    LINE_MOUNTS, ask);
	const char *folder = name_text(asking, KIND_FILE, ask->file);
	const struct fact_row *fact;

	if (all == NULL)
		return false;
	fact = fact_find(all, "mount", "mountpoint", folder);
	if (fact == NULL)
		return is_not_mounted(asking, ask->on, ask, folder);
	answer->state = STATE_PRESENT;
	answer->value = names_put(asking->names, KIND_TEXT, fact_said(fact,
	    "special"));
	return true;
}

/* The disk of a guest that is meant, by its name or by where it is mounted, and
 * its number there; NULL: the site does not declare it. */
static const struct site_disk *
disk_of(const struct asking *asking, const struct op *ask, uint32_t *number)
{
	const struct site_guest *guest = &asking->site->guests[ask->guest <=
	    asking->site->guest_count ? ask->guest : 0];

	for (uint32_t i = 0; i < guest->disk_count; i++)
		if (guest->disk[i].mount != 0 && (ask->disk != 0 ?
		    guest->disk[i].disk == ask->disk :
		    guest->disk[i].mount == ask->value)) {
			*number = i;
			return &guest->disk[i];
		}
	return NULL;
}

/* "/dev/dsk/c0d1s0" is on the virtual disk with the number 1: that a guest has,
 * and the machine that it was has not. */
static bool
is_on_disk(const char *special, uint32_t number)
{
	static const char begin[] = "/dev/dsk/c0d";
	char *end;

	return strncmp(special, begin, sizeof(begin) - 1) == 0 &&
	    strtoul(special + sizeof(begin) - 1, &end, 10) == number &&
	    end != special + sizeof(begin) - 1 && *end == 's';
}

/* Is the file system of that disk mounted where the site says?  *fact: it
 * is. */
static bool
data_look(struct asking *asking, const struct op *ask,
    const struct fact_row **fact, const char **folder)
{
	uint32_t place = PLACE_GUEST | ask->guest, number = 0;
	const struct site_disk *disk = disk_of(asking, ask, &number);
	const struct reading *all;

	if (disk == NULL)
		return asking_fail(asking, "the site has no such disk");
	all = asking_facts(asking, place, LINE_MOUNTS, ask);
	if (all == NULL)
		return false;
	*folder = name_text(asking, KIND_TEXT, disk->mount);
	*fact = fact_find(all, "mount", "mountpoint", *folder);
	return *fact == NULL || is_on_disk(fact_said(*fact, "special"),
	    number) || asking_fail(asking, "%.80s is mounted on %.80s, and is "
	    "no disk of the guest", fact_said(*fact, "special"), *folder);
}

bool
data_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct fact_row *fact;
	const char *folder;

	if (!data_look(asking, ask, &fact, &folder))
		return false;
	answer->on = ask->on;
	if (fact == NULL)
		return is_not_mounted(asking, PLACE_GUEST | ask->guest, ask,
		    folder);
	answer->state = STATE_PRESENT;
	return true;
}

/* The source may answer in the place of the guest, under the same name: its
 * data are equal for sure. */
bool
sums_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct fact_row *fact;
	const struct output *output;
	const char *folder;

	if (!data_look(asking, ask, &fact, &folder))
		return false;
	if (fact == NULL)
		return asking_fail(asking, "nothing is mounted on %.80s",
		    folder);
	output = asking_output(asking, PLACE_GUEST | ask->guest, LINE_SUMS,
	    ask);
	if (output == NULL)
		return false;
	if (output->ended.status == 0 && fact_find(&output->reading,
	    "sums-equal", NULL, NULL) != NULL)
		answer->state = STATE_EQUAL;
	else if (output->ended.status == 1 && fact_find(&output->reading,
	    "sums-different", NULL, NULL) != NULL)
		answer->state = STATE_DIFFERENT;
	else
		return asking_fail(asking, "the checksums were not compared: "
		    "%.100s", output->ended.err);
	return true;
}
