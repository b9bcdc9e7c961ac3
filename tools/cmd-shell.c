#include "tools/options.h"
#include "tools/shell/installed.h"
#include "tools/shell/playing.h"
#include "tools/verbs.h"

/* Another process holds the site. */
static int
visit(const struct holding *holding, const struct options *options,
    bool is_script)
{
	unsigned count = (unsigned)options->operand_count;
	const char *home = holding->home.path;

	if (is_script)
		return visiting_script(&holding->home, options->node,
		    options->operand);
	return count == 0 ? visiting_lines(home, options->node) :
	    visiting_command(home, options->node, options->operand, count);
}

static int
play(struct holding *holding, const struct options *options, bool is_script)
{
	unsigned count = (unsigned)options->operand_count;

	if (is_script)
		return playing_script(holding, options->node,
		    options->operand);
	return count == 0 ? playing_lines(holding, options->node) :
	    playing_command(holding, options->node, options->operand, count);
}

int
cmd_shell(const struct options *options)
{
	bool is_script = installed_is_script(options->operand,
	    (unsigned)options->operand_count);
	struct holding holding;
	int status = holding_open(&holding, &(struct holding_from){
	    .site = options->site, .state = options->state,
	    .begin = options->begin, .begin_count = options->begin_count,
	    .needs_home = is_script, .speed = options->speed });

	if (status == HOLDING_OWNED)
		status = visit(&holding, options, is_script);
	else if (status == EXIT_OK)
		status = play(&holding, options, is_script);
	if (!holding_close(&holding) && status == EXIT_OK)
		status = EXIT_FILE;
	return status;
}
