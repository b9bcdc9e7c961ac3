/*
 * scswitch: changes of groups and resources, in the words of the commands
 * before Sun Cluster 3.2.
 *
 * Each form is one of clrg, clrs or clnode with other letters.
 */
#include <string.h>

#include "backends/sim/shell/chosen.h"
#include "backends/sim/shell/cluster.h"
#include "backends/sim/shell/cluster_change.h"
#include "backends/sim/shell/cluster_says.h"
#include "core/base/arena.h"

/* What stands for a letter that the subcommand has and the form has not. */
struct form {
	char		 verb;		/* the letter that makes the form */
	const char	*letters;	/* that go with it */
	const char	*needs;		/* of these, those that must stand
					   there */
	char		 named;		/* the letter that names the objects;
					   0: none, the change is of all */
	const char	*sets;		/* letters of the subcommand that the
					   form has by itself */
	void		(*run)(struct call *, const struct given *);
};

static const struct form forms[] = {
	{ 'z', "gh", "gh", 'g', "", clrg_switch },
	{ 'z', "g", "", 'g', "", clrg_online },
	{ 'F', "g", "g", 'g', "", clrg_offline },
	{ 'S', "hK", "h", 0, "", clrg_evacuate },
	{ 'R', "gh", "gh", 'g', "", clrg_restart },
	{ 'Z', "g", "", 'g', "emM", clrg_online },
	{ 'u', "g", "g", 'g', "", clrg_unmanage },
	{ 'o', "g", "g", 'g', "", clrg_manage },
	{ 'Q', "gk", "", 'g', "", clrg_quiesce },
	{ 's', "gk", "", 'g', "", clrg_suspend },
	{ 'r', "g", "", 'g', "", clrg_resume },
	{ 'e', "jhM", "jM", 'j', "", clrs_monitor },
	{ 'e', "jh", "j", 'j', "", clrs_enable },
	{ 'n', "jhM", "jM", 'j', "", clrs_unmonitor },
	{ 'n', "jh", "j", 'j', "", clrs_disable },
	{ 'c', "hjf", "hjf", 'j', "", clrs_clear },
};

enum { FORMS = sizeof(forms) / sizeof(forms[0]) };

static const char all_letters[] = "zFSRZuoQsrencg:h:j:D:f:kMK:m";

/* Do the letters that were given fit the form? */
static bool
form_fits(const struct form *form, const struct given *given)
{
	for (const char *l = all_letters; *l != '\0'; l++)
		if (*l != ':' && given_has(given, *l) && *l != form->verb &&
		    strchr(form->letters, *l) == NULL)
			return false;
	for (const char *l = form->needs; *l != '\0'; l++)
		if (!given_has(given, *l))
			return false;
	return given_has(given, form->verb);
}

/* The words of a list "a,b" become operands; without it, all. */
static bool
named_read(struct arena *arena, struct given *to, const char *list)
{
	if (list == NULL)
		to->operand[to->count++] = "+";
	while (list != NULL && *list != '\0') {
		size_t n = strcspn(list, ",");

		if (n == 0 || to->count == LINE_WORDS)
			return false;
		to->operand[to->count++] = arena_text(arena, list, n);
		list += n + (list[n] == ',');
	}
	return to->count != 0;
}

/* The letters of the subcommand: -h is its -n.  false: a list is none. */
static bool
form_run(struct call *call, const struct form *form,
    const struct given *given)
{
	struct given to = { .count = 0 };
	struct arena arena = { 0 };

	to.option['n'] = given->option['h'];
	to.option['T'] = given->option['K'];
	to.option['f'] = given->option['f'];
	to.option['k'] = given->option['k'];
	for (const char *l = form->sets; *l != '\0'; l++)
		to.option[(unsigned char)*l] = "";
	if (!named_read(&arena, &to, form->named != 0 ?
	    given->option[(unsigned char)form->named] : NULL)) {
		arena_drop(&arena);
		return false;
	}
	form->run(call, &to);
	arena_drop(&arena);
	return true;
}

static void
usage(struct call *call)
{
	call_misused(call, 1, "Usage: scswitch -z [-g rg[,...]] [-h "
	    "node[,...]]\n"
	    "       scswitch -F {-g rg[,...] | -D devicegroup[,...]}\n"
	    "       scswitch -S -h node[,...] [-K seconds]\n"
	    "       scswitch -R -h node[,...] -g rg[,...]\n"
	    "       scswitch -Z [-g rg[,...]]\n"
	    "       scswitch {-u | -o} -g rg[,...]\n"
	    "       scswitch -Q [-g rg[,...]] [-k]\n"
	    "       scswitch -s [-g rg[,...]] [-k]\n"
	    "       scswitch -r [-g rg[,...]]\n"
	    "       scswitch {-e | -n} [-M] -j resource[,...] [-h node[,...]]\n"
	    "       scswitch -c -h node[,...] -j resource[,...] -f flag\n"
	    "       scswitch -z -D devicegroup[,...] -h node[,...]\n"
	    "       scswitch -m -D devicegroup[,...]");
}

void
scswitch_run(struct call *call)
{
	struct given given;
	unsigned i = 0;

	if (!cluster_answers(call))
		return;
	if (!given_read(&given, &call->line, 1, all_letters) ||
	    given.count != 0) {
		usage(call);
		return;
	}
	while (i < FORMS && !form_fits(&forms[i], &given))
		i++;
	if (given_has(&given, 'D'))
		call_not_simulated(call);
	else if (i == FORMS || !form_run(call, &forms[i], &given))
		usage(call);
}
