#include "tools/capture/bundled.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/visible.h"

static struct bundle_answer
answer_of(struct arena *arena, const struct surveyed *one)
{
	const struct ended *ended = &one->output.ended;
	struct bundle_answer answer = { .node = one->output.place,
	    .command = visible_text(arena, one->output.line), .why = "",
	    .lost = !one->output.over || one->output.lost };

	if (answer.lost) {
		answer.why = visible_text(arena, one->why);
		return answer;
	}
	answer.status = ended->status;
	if (ended->out_size != 0)
		answer.out = (struct bundle_bytes){ ended->out,
		    ended->out_size };
	if (ended->err_size != 0)
		answer.err = (struct bundle_bytes){ ended->err,
		    ended->err_size };
	return answer;
}

/* An answer before one that is lost; else they are equal. */
static int
answer_order(const void *one, const void *other)
{
	const struct bundle_answer *a = one, *b = other;
	int order = bundle_order(a, b);

	return order != 0 ? order : a->lost - b->lost;
}

void
bundled_make(struct arena *arena, const struct survey *survey,
    struct bundle *bundle)
{
	struct bundle_answer *answer = arena_take(arena, survey->count + 1,
	    sizeof(*answer));
	uint32_t count = 0;

	*bundle = (struct bundle){ .nodes = survey->nodes, .answer = answer,
	    .at = "" };
	for (uint32_t n = 1; n <= survey->nodes; n++)
		bundle->node[n] = survey->node[n];
	for (uint32_t i = 0; i < survey->count; i++)
		answer[i] = answer_of(arena, survey->list[i]);
	qsort(answer, survey->count, sizeof(*answer), answer_order);
	for (uint32_t i = 0; i < survey->count; i++)
		if (count == 0 || bundle_order(&answer[count - 1],
		    &answer[i]) != 0)
			answer[count++] = answer[i];
	bundle->count = count;
}

static void
one_answer(struct survey *survey, struct surveyed *one,
    const struct bundle_answer *answer)
{
	if (answer == NULL)
		survey_lost(survey, one, "it was not captured");
	else if (answer->lost)
		survey_lost(survey, one, *answer->why != '\0' ? answer->why :
		    NULL);
	else
		survey_heard(survey, one, &(struct ended){ answer->status,
		    answer->out.bytes, answer->err.bytes, answer->out.size,
		    answer->err.size });
}

void
bundled_survey(const struct bundle *bundle, struct survey *survey)
{
	struct arena arena = { 0 };
	struct surveyed *one;

	survey_make(survey, bundle->node, bundle->nodes, FOR_CAPTURE);
	while ((one = survey_next(survey)) != NULL)
		one_answer(survey, one, bundle_find(bundle, one->output.place,
		    visible_text(&arena, one->output.line)));
	arena_drop(&arena);
}
