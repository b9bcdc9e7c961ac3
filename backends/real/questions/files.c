/*
 * Files, by their names.
 */
#include <string.h>

#include "backends/real/questions/conversion.h"
#include "backends/real/questions/readers.h"

/* Does a line of that text begin so? */
static bool
has_line(const char *text, const char *begin, const char *end)
{
	size_t n = strlen(begin);

	for (const char *at = text; at != NULL; at = strchr(at, '\n')) {
		at += *at == '\n';
		if (strncmp(at, begin, n) == 0 &&
		    strncmp(at + n, end, strlen(end)) == 0)
			return true;
	}
	return false;
}

/* What ls says of that file. */
static bool
ls_look(struct asking *asking, const struct output *output, uint32_t number,
    const struct fact_row **fact)
{
	const char *file = name_text(asking, KIND_FILE, number);

	if (output == NULL)
		return false;
	*fact = fact_find(&output->reading, "file", "name", file);
	if (*fact != NULL)
		return fact_detail(*fact, "size") != NULL ||
		    asking_fail(asking, "ls does not say how large %.80s "
		    "is", file);
	return (output->ended.status != 0 && has_line(output->ended.err, file,
	    ": No such file")) || asking_fail(asking, "ls does not say "
	    "whether %.80s is there: %.100s", file, output->ended.err);
}

bool
file_look(struct asking *asking, uint32_t place, const struct op *ask,
    const struct fact_row **fact)
{
	return ls_look(asking, asking_output(asking, place, LINE_FILES, ask),
	    ask->file, fact);
}

/* Files that domferry writes are small. */
enum { CONTENT_BYTES = 65536 };

/* Is it a guest's password, whether it is declared as a file or not? */
static bool
is_password(const struct site *site, uint32_t file)
{
	uint32_t g = 1;

	while (g <= site->guest_count &&
	    site->guests[g].agent.password_file != file)
		g++;
	return g <= site->guest_count;
}

/* What is in it, if that may be known: a password never leaves its node. */
static bool
content_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct output *output;

	if (is_password(asking->site, ask->file) ||
	    site_file_find(asking->site, ask->file) != NULL ||
	    answer->number > CONTENT_BYTES)
		return true;
	output = asking_output(asking, ask->on, LINE_CONTENT, ask);
	if (output == NULL)
		return false;
	if (output->ended.status == 0 &&
	    (int64_t)output->ended.out_size != answer->number)
		return asking_fail(asking, "%.80s was not read as a whole",
		    name_text(asking, KIND_FILE, ask->file));
	if (output->ended.status == 0)
		answer->value = names_put(asking->names, KIND_TEXT,
		    output->ended.out);
	return true;
}

/* Who can read it?  An access control list ("+") may let others. */
static uint32_t
access_of(const struct fact_row *fact)
{
	const char *mode = fact_said(fact, "mode");

	return strlen(mode) >= 10 && strncmp(mode + 4, "------", 6) == 0 &&
	    mode[10] != '+' && fact_is(fact, "owner", "root") ? TEXT_PRIVATE :
	    TEXT_OPEN;
}

bool
disk_answer(struct asking *asking, const struct op *ask, struct answer *answer)
{
	const struct fact_row *fact;

	if (!file_look(asking, ask->on, ask, &fact))
		return false;
	answer->on = ask->on <= SITE_NODES ? ask->on : 0;
	if (fact == NULL)
		return true;
	answer->state = STATE_PRESENT;
	if (ask->value == TEXT_ACCESS) {
		answer->value = access_of(fact);
		return true;
	}
	if (*fact_said(fact, "mode") == 'd')
		return true;
	answer->number = fact_amount(fact, "size");
	return content_answer(asking, ask, answer);
}

/* What is in it is a disk with slices: no command of the node reads it while
 * nothing is mounted. */
bool
image_answer(struct asking *asking, const struct op *ask,
    struct answer *answer)
{
	const struct fact_row *fact;

	if (!ls_look(asking, asking_output(asking, ask->on, LINE_IMAGE, ask),
	    asked_image(asking->site, ask), &fact))
		return false;
	answer->on = ask->on;
	return fact == NULL || only_a_person(asking,
	    "whether the image can be upgraded");
}
