#include "tests/survey_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

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

void
survey_without(struct survey *less, const struct survey *whole, uint32_t n)
{
	struct surveyed *one;
	uint32_t i = 0;

	survey_make(less, whole->node, whole->nodes, whole->purposes);
	while ((one = survey_next(less)) != NULL) {
		const struct surveyed *was = survey_find(whole,
		    one->output.place, one->line, one->about);

		if (i++ == n || was == NULL || was->output.lost)
			survey_lost(less, one, NULL);
		else
			survey_heard(less, one, &was->output.ended);
	}
}

void
life_types(struct life *life, uint32_t node, const char *line)
{
	life->prompt.caller.place = node;
	prompt_call(&life->prompt, line);
	assert_int_equal(life->prompt.caller.status, 0);
}
