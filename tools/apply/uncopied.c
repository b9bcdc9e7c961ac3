#include "tools/apply/uncopied.h"

#include <assert.h>

#include "tools/session/execution.h"

void
uncopied_note(void *uncopied, uint32_t node)
{
	assert(node != 0 && node <= SITE_NODES);
	((struct uncopied *)uncopied)->found |= (uint64_t)1 << node;
}

static bool
say_of(struct execution *execution, uint32_t node)
{
	struct session *session = execution->session;
	int64_t at_ms = session_now_ms(session);
	struct arena arena = { 0 };
	const char *text = arena_format(&arena, "%s can keep no copy of the "
	    "journal: who logs in there may write neither /var/domferry nor a "
	    "home; if this machine is lost, that node cannot tell how far the "
	    "run has come", names_text(session->site->names, KIND_NODE, node));
	bool written;

	sink_emit(&session->listener, &(struct event){ .type = EVENT_OUTPUT,
	    .at_ms = at_ms, .on = node, .text = text });
	written = writer_ask(&session->writer, &(struct word_given){
	    "no-copy", text, "", execution->holder.who }, at_ms);
	arena_drop(&arena);
	return written;
}

bool
uncopied_say(struct uncopied *uncopied, struct execution *execution)
{
	bool written = true;

	for (uint32_t n = 1; n <= SITE_NODES && written; n++)
		if ((uncopied->found & ~uncopied->said) >> n & 1)
			written = say_of(execution, n);
	uncopied->said = uncopied->found;
	return written;
}
