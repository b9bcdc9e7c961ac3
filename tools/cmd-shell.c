#include <unistd.h>

#include "tools/client/telnet_call.h"
#include "tools/host/installed.h"
#include "tools/options.h"
#include "tools/say.h"
#include "tools/shell/playing.h"
#include "tools/verbs.h"

/* What is typed. */
struct typing_at {
	const char	*place;		/* NULL: the first node */
	const char *const *words;
	unsigned	 count;
	bool		 is_script;
	bool		 sees;		/* the files of the site */
	bool		 is_terminal;	/* lines are edited */
};

/* Another process holds the site. */
static int
visit(struct holding *holding, const struct typing_at *typing)
{
	const char *prompt[2] = { NULL, NULL };
	const char *home = holding->home.path;

	if (typing->is_script) {
		if (typing->sees)
			say_to(stderr, "domferry: another process holds the "
			    "site: this script finds its programs in its "
			    "PATH, and no files of it\n");
		return visiting_script(&holding->home, typing->place,
		    typing->words);
	}
	if (typing->is_terminal)
		prompt[0] = installed_prompt(&holding->arena);
	if (prompt[0] != NULL)
		return visiting_script(&holding->home, typing->place, prompt);
	return typing->count == 0 ? visiting_lines(home, typing->place) :
	    visiting_command(home, typing->place, typing->words,
	    typing->count);
}

static int
play(struct holding *holding, const struct typing_at *typing)
{
	const char *prompt = typing->is_terminal ?
	    installed_prompt(&holding->arena) : NULL;

	if (typing->is_script)
		return playing_script(holding, typing->place, typing->words,
		    typing->sees);
	if (prompt != NULL)
		return playing_prompt(holding, typing->place, prompt);
	return typing->count == 0 ? playing_lines(holding, typing->place) :
	    playing_command(holding, typing->place, typing->words,
	    typing->count);
}

int
cmd_shell(const struct options *options)
{
	struct typing_at typing = { options->node, options->operand,
	    (unsigned)options->operand_count, false, !options->path_only,
	    false };
	struct holding holding;
	int status;

	/* Who types at a console comes to it as a client does. */
	typing.is_script = installed_is_script(typing.words, typing.count) ||
	    (typing.count == 3 && telnet_is_call(typing.words) &&
	    telnet_is_typed());
	typing.is_terminal = typing.count == 0 && isatty(STDIN_FILENO) != 0;
	status = holding_open(&holding, &(struct holding_from){
	    .site = options->site, .state = options->state,
	    .begin = options->begin.item, .begin_count = options->begin.count,
	    .needs_home = typing.is_script || typing.is_terminal,
	    .speed = options->speed });
	if (status == HOLDING_OWNED)
		status = visit(&holding, &typing);
	else if (status == EXIT_OK)
		status = play(&holding, &typing);
	if (!holding_close(&holding) && status == EXIT_OK)
		status = EXIT_FILE;
	return status;
}
