#include "tests/survey_fixture.h"

void
survey_ask(struct survey *survey, struct life *life, unsigned purposes)
{
	struct caller *caller = &life->prompt.caller;
	const char *node[SITE_NODES + 1];
	struct surveyed *one;

	for (uint32_t n = 1; n <= life->site->node_count; n++)
		node[n] = life_name(life, KIND_NODE, n);
	survey_make(survey, node, life->site->node_count, purposes);
	while ((one = survey_next(survey)) != NULL) {
		caller->place = one->output.place;
		prompt_call(&life->prompt, one->output.line);
		if (caller->status == STATUS_NO_ANSWER)
			survey_lost(survey, one, "no route to host");
		else
			survey_heard(survey, one, &(struct ended){
			    caller->status, buffer_text(&caller->out),
			    buffer_text(&caller->err), caller->out.size,
			    caller->err.size });
	}
}
