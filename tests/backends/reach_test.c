/*
 * A shell of a place does what it is asked, once, with the words as they are;
 * and what it cannot say is not known.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "backends/real/channels/copies.h"
#include "backends/real/channels/progress.h"
#include "backends/real/channels/request.h"
#include "core/base/arena.h"
#include "tests/sparse.h"

static const char mark[] = "0123456789abcdef0123456789abcdef";

/* The reply as its bytes come: all of out before those of err.  The number of
 * bytes at which it was whole. */
static size_t
fed(struct reply *reply, const char *out, const char *said, struct err *err)
{
	size_t n = 0;

	*err = (struct err){ 0 };
	reply_begin(reply);
	for (; *out != '\0'; out++, n++) {
		if (reply_whole(reply, mark, err) || err->code != ERR_NONE)
			return n;
		buffer_put(&reply->out, out, 1);
	}
	for (; *said != '\0'; said++, n++) {
		if (reply_whole(reply, mark, err) || err->code != ERR_NONE)
			return n;
		buffer_put(&reply->err, said, 1);
	}
	return reply_whole(reply, mark, err) ? n : SIZE_MAX;
}

#define MARK	"0123456789abcdef0123456789abcdef"

static void
a_reply_ends_with_its_mark_on_both_streams(void **state)
{
	static const char out[] = "one\ntwo\n" MARK " over 3 1500\n";
	static const char said[] = "no pool\n\n" MARK "\n";
	struct reply reply = { .now_ms = -1 };
	struct err err;

	(void)state;
	assert_int_equal(fed(&reply, out, said, &err),
	    strlen(out) + strlen(said));
	assert_string_equal(reply.word, "over");
	assert_int_equal(reply.status, 3);
	assert_int_equal(reply.now_ms, 1500);
	/* The end of line before a mark is the channel's. */
	assert_string_equal(buffer_text(&reply.out), "one\ntwo");
	assert_string_equal(buffer_text(&reply.err), "no pool\n");
	assert_int_equal(reply_ended(&reply).out_size, strlen("one\ntwo"));
	reply_drop(&reply);
}

static void
no_part_of_a_reply_is_whole(void **state)
{
	static const char out[] = "one\n\n" MARK " over 0 \n";
	static const char said[] = "\n" MARK "\n";
	struct reply reply = { .now_ms = -1 };
	struct err err = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(out); i++)
		for (size_t j = 0; j < sizeof(said); j++) {
			reply_begin(&reply);
			buffer_put(&reply.out, out, i);
			buffer_put(&reply.err, said, j);
			assert_int_equal(reply_whole(&reply, mark, &err),
			    i == sizeof(out) - 1 && j == sizeof(said) - 1);
			assert_int_equal(err.code, ERR_NONE);
		}
	reply_drop(&reply);
}

static void
another_mark_ends_nothing_and_a_strange_end_is_no_answer(void **state)
{
	static const char *const strange[] = { "", " ", " over", " over x",
	    " over -1", " over 0 1 2", " over 0 x", " a-word-too-long-for-it 0",
	    " over 99999999999999999999" };
	static const char said[] = "\n" MARK "\n";
	struct reply reply = { .now_ms = -1 };
	struct err err;

	(void)state;
	assert_int_equal(fed(&reply, "\n1123456789abcdef0123456789abcdef over "
	    "0\n", said, &err), SIZE_MAX);
	assert_int_equal(err.code, ERR_NONE);
	for (size_t i = 0; i < sizeof(strange) / sizeof(strange[0]); i++) {
		char out[128];

		snprintf(out, sizeof(out), "\n" MARK "%s\n", strange[i]);
		assert_int_equal(fed(&reply, out, said, &err), SIZE_MAX);
		assert_int_equal(err.code, ERR_NO_ANSWER);
	}
	reply_drop(&reply);
}

static void
a_request_is_a_line_for_each_line_of_a_word(void **state)
{
	struct typed_line line;
	struct buffer text = { 0 };
	struct err err = { 0 };

	(void)state;
	assert_true(line_read(&line, "mkdir -p /a\\ b && cd /data && printf "
	    "'%b' 'one\\0012two' | tee /x > /out", &err));
	assert_true(request_command(&text, &(struct request){ mark,
	    "/usr/bin/tee", "run.1", "", NULL, NULL, NULL }, &line, &err));
	assert_string_equal(buffer_text(&text), "do " MARK " run.1 \n"
	    "w/usr/bin/tee\nw/x\nf/data\nm/a b\no/out\nione\nntwo\n.\n");
	buffer_drop(&text);
	request_open(&text, mark, NULL);
	request_about(&text, "end", mark, "run.1", "");
	assert_string_equal(buffer_text(&text), "open " MARK " none\n"
	    "end " MARK " run.1\n");
	buffer_drop(&text);
}

/* With a real shell, which keeps things in a folder of the test. */
static const char *const shells[] = { "/usr/bin/ksh93", "/usr/bin/mksh" };

enum { SHELLS = sizeof(shells) / sizeof(shells[0]) };

struct place {
	struct channel	 channel;
	struct reply	 reply;		/* the last one */
	char		 kept[64];
	const char	*ended;		/* of the next change; NULL: none */
};

static void
until_quiet(struct channel *channel)
{
	struct pollfd fds[CHANNEL_FDS];

	while (channel_is_opening(channel) || (channel->state ==
	    CHANNEL_OPEN && !exchanges_is_over(&channel->exchanges))) {
		assert_int_not_equal(poll(fds, channel_polled(channel, fds),
		    20000), 0);
		channel_go_on(channel);
	}
}

/* As sshd starts it: by the login shell of whoever has logged in. */
static void
place_login(struct place *place, const char *login, const char *shell)
{
	struct channel *channel = &place->channel;
	char kept[96], command[64];
	const char *const words[] = { "/usr/bin/env", kept, login, "-c",
	    command, NULL };
	struct err err = { 0 };

	snprintf(command, sizeof(command), "exec %s -s", shell);
	memset(place, 0, sizeof(*place));
	snprintf(place->kept, sizeof(place->kept), "/tmp/reach-%ld",
	    (long)getpid());
	snprintf(kept, sizeof(kept), "DOMFERRY_KEPT=%s", place->kept);
	assert_true(channel_open(channel, words, NULL, &err));
	until_quiet(channel);
	assert_int_equal(channel->state, CHANNEL_OPEN);
	assert_false(channel->simulated);
	assert_int_equal(access(place->kept, W_OK), 0);
}

static void
place_open(struct place *place, const char *shell)
{
	place_login(place, "/bin/sh", shell);
}

/* Send it; id NULL: it is a question. */
static uint64_t
sent(struct place *place, const char *id, const struct typed_line *line)
{
	struct channel *channel = &place->channel;
	struct exchange *exchange = channel_request(channel, INT64_MAX);
	struct err err = { 0 };

	assert_true(request_command(&channel->pending, &(struct request){
	    exchange->mark, line->word[0], id, place->ended != NULL ?
	    place->ended : "", NULL, NULL, NULL }, line, &err));
	return exchange->number;
}

/* What is answered to it. */
static const struct reply *
answer_to(struct place *place, uint64_t number)
{
	struct exchanges *exchanges = &place->channel.exchanges;
	struct exchange *exchange;

	until_quiet(&place->channel);
	exchange = exchanges_find(exchanges, number);
	assert_true(exchange->whole);
	reply_drop(&place->reply);
	place->reply = exchange->reply;
	exchange->reply = (struct reply){ .now_ms = -1 };
	exchanges_leave(exchanges, number);
	return &place->reply;
}

static const struct reply *
asked(struct place *place, const char *id, const struct typed_line *line)
{
	return answer_to(place, sent(place, id, line));
}

static const struct reply *
about(struct place *place, const char *verb, const char *id)
{
	struct channel *channel = &place->channel;
	struct exchange *exchange = channel_request(channel, INT64_MAX);

	request_about(&channel->pending, verb, exchange->mark, id, "");
	return answer_to(place, exchange->number);
}

static void
place_close(struct place *place)
{
	struct typed_line line = { .word = { "/usr/bin/rm", "-rf",
	    place->kept }, .count = 3 };

	asked(place, NULL, &line);
	channel_close(&place->channel);
	reply_drop(&place->reply);
}

/* The next number below that. */
static unsigned
below(uint64_t *drawn, unsigned of)
{
	*drawn = *drawn * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*drawn >> 33) % of;
}

/* Any bytes but zero, and often those that a shell would change. */
static const char *
hostile(struct arena *at, uint64_t *drawn)
{
	static const char special[] = "\n\t\r '\"\\$`;<>|&#*?[]{}()~!=%^-"
	    "wifmo.";
	size_t size = below(drawn, 24);
	char *text = arena_take(at, size + 1, 1);

	for (size_t i = 0; i < size; i++)
		text[i] = below(drawn, 3) != 0 ?
		    special[below(drawn, sizeof(special) - 1)] :
		    (char)(1 + below(drawn, 255));
	return text;
}

/* Ten vectors of six words travel together: to start a program is what takes
 * time. */
enum { VECTORS = 400, TOGETHER = 10, WORDS = 6 };

/* /usr/bin/printf '%s\001' prints each word, and what ends it. */
static void
vector_try(struct place *place, uint64_t *drawn)
{
	char id[32];
	struct typed_line line = { .word = { "/usr/bin/printf", "%s\\001" },
	    .count = 2 };
	struct buffer wanted = { 0 };
	struct arena words = { 0 };
	const struct reply *reply;

	while (line.count < 2 + TOGETHER * WORDS) {
		const char *word = hostile(&words, drawn);

		line.word[line.count++] = word;
		buffer_print(&wanted, "%s\001", word);
	}
	snprintf(id, sizeof(id), "run.%u", below(drawn, UINT32_MAX));
	reply = asked(place, below(drawn, 8) == 0 ? id : NULL, &line);
	assert_string_equal(reply->word, "over");
	assert_int_equal(reply->status, 0);
	assert_int_equal(reply->out.size, wanted.size);
	assert_memory_equal(reply->out.bytes, wanted.bytes, wanted.size);
	buffer_drop(&wanted);
	arena_drop(&words);
}

/* make lab has all of them. */
static const char *const logins[] = { "/usr/bin/dash", "/usr/bin/ksh93",
    "/usr/bin/mksh", "/bin/bash", "/usr/bin/tcsh" };

enum { LOGINS = sizeof(logins) / sizeof(logins[0]) };

static bool
is_login(const char *login, bool all)
{
	bool is = access(login, X_OK) == 0;

	if (!is && all)
		fail_msg("%s is not here: tests/deps lab", login);
	else if (!is)
		print_message("%s is not here, and not tried\n", login);
	return is;
}

static void
any_words_arrive_as_they_are(void **state)
{
	const char *count = getenv("VECTORS");
	unsigned long vectors = count != NULL ? strtoul(count, NULL, 10) :
	    VECTORS / FEW;

	(void)state;
	for (size_t i = 0; i < LOGINS * SHELLS; i++) {
		uint64_t drawn = 1 + i;
		struct place place;

		if (!is_login(logins[i % LOGINS], count != NULL))
			continue;
		place_login(&place, logins[i % LOGINS], shells[i / LOGINS]);
		for (unsigned long n = 0; n < vectors / (LOGINS * SHELLS);
		    n += TOGETHER)
			vector_try(&place, &drawn);
		place_close(&place);
	}
}

static void
a_change_is_begun_once_and_what_came_of_it_is_kept(void **state)
{
	struct typed_line line = { .word = { "/usr/bin/mkdir", NULL },
	    .count = 2 };

	(void)state;
	for (size_t i = 0; i < SHELLS; i++) {
		const struct reply *reply;
		char folder[96];
		struct place place;

		place_open(&place, shells[i]);
		snprintf(folder, sizeof(folder), "%s/new", place.kept);
		line.word[1] = folder;
		reply = asked(&place, "run.1", &line);
		assert_string_equal(reply->word, "over");
		assert_int_equal(reply->status, 0);
		/* The second time mkdir would fail: it is not carried out. */
		reply = asked(&place, "run.1", &line);
		assert_string_equal(reply->word, "over");
		assert_int_equal(reply->status, 0);
		reply = asked(&place, "run.2", &line);
		assert_int_equal(reply->status, 1);
		assert_non_null(strstr(buffer_text(&reply->err), "exists"));
		/* Another channel of that place knows it too. */
		channel_close(&place.channel);
		reply_drop(&place.reply);
		place_open(&place, shells[i]);
		reply = about(&place, "end", "run.2");
		assert_string_equal(reply->word, "over");
		assert_int_equal(reply->status, 1);
		assert_non_null(strstr(buffer_text(&reply->err), "exists"));
		/* It is in the journal now. */
		place.ended = "run.2";
		asked(&place, "run.3", &line);
		assert_string_equal(about(&place, "end", "run.2")->word,
		    "gone");
		assert_int_equal(access(folder, F_OK), 0);
		place_close(&place);
	}
}

/* 256 and the number of the signal for ksh93. */
static void
a_signal_has_one_status_whatever_the_shell(void **state)
{
	struct typed_line line = { .word = { "/bin/sh", "-c", "kill -9 $$" },
	    .count = 3 };

	(void)state;
	for (size_t i = 0; i < SHELLS; i++) {
		struct place place;

		place_open(&place, shells[i]);
		assert_int_equal(asked(&place, NULL, &line)->status, 128 + 9);
		assert_int_equal(asked(&place, "run.1", &line)->status,
		    128 + 9);
		assert_int_equal(about(&place, "end", "run.1")->status,
		    128 + 9);
		place_close(&place);
	}
}

static void
a_change_goes_on_when_the_connection_has_ended(void **state)
{
	struct typed_line line = { .word = { "/usr/bin/sleep", "0.2" },
	    .count = 2 };

	(void)state;
	for (size_t i = 0; i < SHELLS; i++) {
		const struct reply *reply;
		struct channel *channel;
		struct place place;
		char kept[128];

		place_open(&place, shells[i]);
		channel = &place.channel;
		sent(&place, "run.1", &line);
		while (channel->sent < channel->pending.size)
			channel_go_on(channel);
		snprintf(kept, sizeof(kept), "%.40s/run.1/pid", place.kept);
		while (access(kept, F_OK) != 0)
			poll(NULL, 0, 1);
		kill(-channel->child.pid, SIGHUP);
		until_quiet(channel);
		assert_int_equal(channel->state, CHANNEL_LOST);
		channel_close(channel);
		place_open(&place, shells[i]);
		do
			reply = about(&place, "end", "run.1");
		while (strcmp(reply->word, "running") == 0);
		assert_string_equal(reply->word, "over");
		assert_int_equal(reply->status, 0);
		place_close(&place);
	}
}

/* More than fit are not sent; the answers are taken in another order. */
static void
requests_are_answered_in_their_order_however_many_are_sent(void **state)
{
	(void)state;
	for (size_t i = 0; i < SHELLS; i++) {
		uint64_t number[EXCHANGES];
		struct place place;
		char text[16];

		place_open(&place, shells[i]);
		for (unsigned n = 0; n < EXCHANGES; n++) {
			assert_true(channel_is_ready(&place.channel));
			snprintf(text, sizeof(text), "a\n%u\n", n);
			number[n] = sent(&place, NULL, n % 3 == 0 ?
			    &(struct typed_line){ .word = { "/usr/bin/printf",
			    "%s", text }, .count = 3 } :
			    &(struct typed_line){ .word = { "/usr/bin/expr",
			    text, "=", "b" }, .count = 4 });
		}
		assert_false(channel_is_ready(&place.channel));
		/* All answers have come before any is read. */
		channel_go_on(&place.channel);
		poll(NULL, 0, 200);
		for (unsigned n = EXCHANGES; n-- > 0;) {
			const struct reply *reply = answer_to(&place,
			    number[n]);

			snprintf(text, sizeof(text), "a\n%u\n", n);
			assert_string_equal(buffer_text(&reply->out),
			    n % 3 == 0 ? text : "0\n");
			assert_int_equal(reply->status, n % 3 == 0 ? 0 : 1);
			assert_int_equal(reply->err.size, 0);
		}
		assert_true(channel_is_idle(&place.channel));
		place_close(&place);
	}
}

/* Nobody waits for it any more; what comes after it is not taken for it. */
static void
an_answer_that_was_left_is_thrown_away(void **state)
{
	struct place place;
	uint64_t first, second;

	(void)state;
	place_open(&place, shells[0]);
	first = sent(&place, NULL, &(struct typed_line){ .word = {
	    "/usr/bin/printf", "one" }, .count = 2 });
	second = sent(&place, NULL, &(struct typed_line){ .word = {
	    "/usr/bin/printf", "two" }, .count = 2 });
	exchanges_leave(&place.channel.exchanges, first);
	assert_string_equal(buffer_text(&answer_to(&place, second)->out),
	    "two");
	assert_true(channel_is_idle(&place.channel));
	place_close(&place);
}

/* None that comes after it is sent; those that were sent before wait. */
static void
while_a_question_hangs_the_channel_takes_no_other(void **state)
{
	struct typed_line line = { .word = { "/usr/bin/sleep", "0.3" },
	    .count = 2 };
	struct place place;
	struct exchange *exchange;
	struct err err = { 0 };
	uint64_t behind;

	(void)state;
	place_open(&place, shells[0]);
	exchange = channel_request(&place.channel, 50);
	assert_true(request_command(&place.channel.pending,
	    &(struct request){ exchange->mark, line.word[0], NULL, "", NULL,
	    NULL, NULL }, &line, &err));
	behind = sent(&place, NULL, &(struct typed_line){ .word = {
	    "/usr/bin/printf", "two" }, .count = 2 });
	channel_go_on(&place.channel);
	while (channels_clock_ms() < exchange->since_ms + 60)
		poll(NULL, 0, 5);
	assert_false(channel_is_ready(&place.channel));
	channel_go_on(&place.channel);
	assert_false(exchanges_find(&place.channel.exchanges, behind)->whole);
	exchanges_leave(&place.channel.exchanges, exchange->number);
	/* At its end it is as before. */
	assert_string_equal(buffer_text(&answer_to(&place, behind)->out),
	    "two");
	assert_true(channel_is_ready(&place.channel));
	place_close(&place);
}

/* What locks of two runs say. */
#define OLD	"{\"run\":\"old\",\"pid\":1}"
#define OWN	"{\"run\":\"a b\",\"who\":\"x\\y\"}"
#define RESUMED	"{\"run\":\"a b\",\"who\":\"another\"}"

/* Its shell, and the lock that it is asked about. */
struct locks {
	struct place	 place;
	char		 lock[96];
	unsigned	 count;		/* of changes */
};

static void
locks_open(struct locks *locks, const char *shell)
{
	place_open(&locks->place, shell);
	snprintf(locks->lock, sizeof(locks->lock), "%s/lock/guest.g",
	    locks->place.kept);
	locks->count = 0;
}

/* Do that with the lock, for the run whose locks say text. */
static const struct reply *
lock_do(struct locks *locks, const char *program, const char *text,
    const char *const *gone)
{
	struct channel *channel = &locks->place.channel;
	struct exchange *exchange = channel_request(channel, INT64_MAX);
	struct typed_line line = { .word = { program, locks->lock },
	    .count = 2 };
	struct err err = { 0 };
	char id[32];

	snprintf(id, sizeof(id), "lock.%u", ++locks->count);
	assert_true(request_command(&channel->pending, &(struct request){
	    exchange->mark, program, id, "", text, NULL, gone }, &line,
	    &err));
	return answer_to(&locks->place, exchange->number);
}

/* What the lock says; own: what it is to say from now on. */
static void
lock_says(struct locks *locks, const char *own, const char *word,
    const char *text)
{
	struct channel *channel = &locks->place.channel;
	struct exchange *exchange = channel_request(channel, INT64_MAX);
	const struct reply *reply;

	request_about(&channel->pending, "held", exchange->mark, locks->lock,
	    own);
	reply = answer_to(&locks->place, exchange->number);
	assert_string_equal(reply->word, word);
	assert_string_equal(buffer_text(&reply->out), text);
}

static void
a_lock_says_whose_it_is_and_only_its_run_gives_it_up(void **state)
{
	(void)state;
	for (size_t i = 0; i < SHELLS; i++) {
		struct locks locks;
		const struct reply *reply;

		locks_open(&locks, shells[i]);
		lock_says(&locks, "", "free", "");
		assert_int_equal(lock_do(&locks, "/usr/bin/mkdir", OWN,
		    NULL)->status, 0);
		lock_says(&locks, "", "held", OWN);
		lock_says(&locks, OLD, "held", OWN);
		assert_int_not_equal(lock_do(&locks, "/usr/bin/mkdir", OLD,
		    NULL)->status, 0);
		reply = lock_do(&locks, "/usr/bin/rmdir", OLD, NULL);
		assert_int_not_equal(reply->status, 0);
		assert_non_null(strstr(buffer_text(&reply->err),
		    "it is held by " OWN));
		/* A run that is resumed is another process. */
		lock_says(&locks, RESUMED, "held", RESUMED);
		assert_int_equal(lock_do(&locks, "/usr/bin/rmdir", OWN,
		    NULL)->status, 0);
		lock_says(&locks, "", "free", "");
		/* Typed by hand, it frees it, and the next one is its own. */
		lock_do(&locks, "/usr/bin/mkdir", OLD, NULL);
		assert_int_equal(rmdir(locks.lock), 0);
		lock_says(&locks, "", "free", "");
		lock_do(&locks, "/usr/bin/mkdir", OWN, NULL);
		lock_says(&locks, "", "held", OWN);
		place_close(&locks.place);
	}
}

static void
only_a_lock_that_says_what_was_proved_is_broken(void **state)
{
	static const char *const other[] = { "x", OLD "x", NULL };
	static const char *const gone[] = { "x", OLD, NULL };
	static const char *const nothing[] = { "", NULL };

	(void)state;
	for (size_t i = 0; i < SHELLS; i++) {
		struct locks locks;

		locks_open(&locks, shells[i]);
		lock_do(&locks, "/usr/bin/mkdir", OLD, NULL);
		assert_int_not_equal(lock_do(&locks, "/usr/bin/mkdir", OWN,
		    other)->status, 0);
		lock_says(&locks, "", "held", OLD);
		assert_int_equal(lock_do(&locks, "/usr/bin/mkdir", OWN,
		    gone)->status, 0);
		lock_says(&locks, "", "held", OWN);
		/* One that says nothing is nobody's to break. */
		lock_do(&locks, "/usr/bin/rmdir", OWN, NULL);
		assert_int_equal(mkdir(locks.lock, 0700), 0);
		assert_int_not_equal(lock_do(&locks, "/usr/bin/mkdir", OWN,
		    nothing)->status, 0);
		place_close(&locks.place);
	}
}

/* Touch a file there, of the run whose locks say text. */
static const struct reply *
touch(struct locks *locks, const char *id, const char *text, char *file)
{
	struct channel *channel = &locks->place.channel;
	struct exchange *exchange = channel_request(channel, INT64_MAX);
	struct typed_line line = { .word = { "/usr/bin/touch", file },
	    .count = 2 };
	struct err err = { 0 };

	assert_true(request_command(&channel->pending, &(struct request){
	    exchange->mark, line.word[0], id, "", text, locks->lock, NULL },
	    &line, &err));
	return answer_to(&locks->place, exchange->number);
}

static void
a_change_whose_lock_is_not_its_runs_is_not_begun(void **state)
{
	(void)state;
	for (size_t i = 0; i < SHELLS; i++) {
		struct locks locks;
		const struct reply *reply;
		char file[96];

		locks_open(&locks, shells[i]);
		snprintf(file, sizeof(file), "%s/f", locks.place.kept);
		reply = touch(&locks, "run.1", OWN, file);
		assert_string_equal(reply->word, "locked");
		assert_int_equal(reply->out.size, 0);
		lock_do(&locks, "/usr/bin/mkdir", OLD, NULL);
		reply = touch(&locks, "run.1", OWN, file);
		assert_string_equal(reply->word, "locked");
		assert_string_equal(buffer_text(&reply->out), OLD);
		assert_int_not_equal(access(file, F_OK), 0);
		/* So it is not known there, and can be begun later. */
		assert_string_equal(about(&locks.place, "end", "run.1")->word,
		    "gone");
		assert_string_equal(touch(&locks, "run.1", OLD, file)->word,
		    "over");
		assert_int_equal(access(file, F_OK), 0);
		/* One that was begun is not begun again: it is asked after. */
		lock_do(&locks, "/usr/bin/rmdir", OLD, NULL);
		assert_string_equal(touch(&locks, "run.1", OLD, file)->word,
		    "over");
		place_close(&locks.place);
	}
}

/* The last line, also if it is written over. */
static void
what_a_change_has_printed_is_seen_while_it_is_under_way(void **state)
{
	(void)state;
	for (size_t i = 0; i < SHELLS; i++) {
		struct place doing, looking;
		const struct reply *reply;
		uint64_t number;
		int64_t from_ms;

		place_open(&doing, shells[i]);
		place_open(&looking, shells[i]);
		number = sent(&doing, "run.1", &(struct typed_line){ .word = {
		    "/bin/sh", "-c", "/usr/bin/seq 1 400; printf "
		    "'10 %%\\r20 %%\\r'; exec /usr/bin/sleep 1" },
		    .count = 3 });
		channel_go_on(&doing.channel);
		from_ms = channels_clock_ms();
		do {
			reply = about(&looking, "seen", "run.1");
			assert_string_equal(reply->word, "seen");
		} while (strstr(buffer_text(&reply->out), "20 %") == NULL &&
		    channels_clock_ms() < from_ms + 10000);
		assert_non_null(strstr(buffer_text(&reply->out), "400\n10 "
		    "%\r20 %\r"));
		assert_true(reply->out.size <= 1024);
		assert_string_equal(answer_to(&doing, number)->word, "over");
		channel_close(&doing.channel);
		reply_drop(&doing.reply);
		place_close(&looking);
	}
}

static void
two_lines(void *with, int64_t from, struct buffer *text)
{
	static const char lines[] = "one\ntwo\n";

	(void)with;
	if (from < (int64_t)sizeof(lines) - 1)
		buffer_print(text, "%s", lines + from);
}

/* Else the next change would have to wait for a connection of its own. */
static void
a_channel_is_idle_when_its_part_of_a_journal_is_settled(void **state)
{
	const struct reach reach = { .run = "1", .journal = two_lines };
	static struct copies copies;
	struct opened opened = { .used = true };
	struct place place;

	(void)state;
	place_open(&place, shells[0]);
	opened.channel = place.channel;
	copies_send(&copies, &reach, &opened, 1);
	until_quiet(&opened.channel);
	assert_false(channel_is_idle(&opened.channel));
	copies_settle(&copies, &reach, 1);
	assert_true(channel_is_idle(&opened.channel));
	assert_int_equal(copies.copy[1].size, 8);
	/* There is nothing more to send. */
	copies_send(&copies, &reach, &opened, 1);
	assert_true(channel_is_idle(&opened.channel));
	place.channel = opened.channel;
	place_close(&place);
}

/* A way to a place, as remote.h has it, and the change of another. */
static void
a_change_tells_now_and_then_how_far_it_is(void **state)
{
	static struct channels channels;
	struct opened *opened = &channels.opened[0];
	struct progress progress = { .opened = NULL };
	struct place doing, looking;
	const char *line;
	uint64_t number;
	int64_t from_ms;

	(void)state;
	place_open(&doing, shells[0]);
	place_open(&looking, shells[0]);
	*opened = (struct opened){ .used = true, .place = 1,
	    .lane = LANE_ASK, .channel = looking.channel };
	number = sent(&doing, "run.1", &(struct typed_line){ .word = {
	    "/bin/sh", "-c", "printf 'one\\n\\nCompleted 20 %%\\r'; "
	    "exec /usr/bin/sleep 1" }, .count = 3 });
	channel_go_on(&doing.channel);
	from_ms = channels_clock_ms();
	do {
		progress.next_ms = 0;
		while ((line = progress_line(&progress, &channels, 1,
		    "run.1")) == NULL && progress.opened != NULL)
			channels_wait(&channels, channels_clock_ms() + 100);
	} while ((line == NULL || strcmp(line, "Completed 20 %") != 0) &&
	    channels_clock_ms() < from_ms + 10000);
	assert_non_null(line);
	assert_string_equal(line, "Completed 20 %");
	/* Not again at once. */
	assert_null(progress_line(&progress, &channels, 1, "run.1"));
	assert_null(progress.opened);
	assert_true(progress_due_ms(&progress) > from_ms + 4000);
	progress_end(&progress);
	looking.channel = opened->channel;
	assert_string_equal(answer_to(&doing, number)->word, "over");
	channel_close(&doing.channel);
	reply_drop(&doing.reply);
	place_close(&looking);
}

/* What came of the part of a journal; NULL: what is there is asked. */
static const struct reply *
logged(struct place *place, int64_t from, const char *text)
{
	struct channel *channel = &place->channel;
	struct exchange *exchange = channel_request(channel, INT64_MAX);

	request_log(&channel->pending, exchange->mark, "1", from,
	    text);
	return answer_to(place, exchange->number);
}

static void
a_copy_of_a_journal_goes_on_where_it_ends_and_nowhere_else(void **state)
{
	char line[5000], text[5100];
	size_t n;

	(void)state;
	memset(line, 'x', sizeof(line) - 1);
	line[sizeof(line) - 1] = '\0';
	snprintf(text, sizeof(text), "{\"a\\n\": 1}\n%s\n", line);
	n = strlen(text);
	for (size_t i = 0; i < SHELLS; i++) {
		const struct reply *reply;
		struct place place;

		place_open(&place, shells[i]);
		reply = logged(&place, 0, NULL);
		assert_string_equal(reply->word, "logged");
		assert_int_equal(reply->status, 0);
		assert_int_equal(logged(&place, 0, text)->status, n);
		/* Twice is once; and a gap is not left. */
		assert_int_equal(logged(&place, 0, text)->status, n);
		assert_int_equal(logged(&place, (int64_t)n + 1, "c\n")->status,
		    n);
		assert_int_equal(logged(&place, (int64_t)n, "b\n")->status,
		    n + 2);
		reply = logged(&place, 0, NULL);
		assert_int_equal(reply->status, n + 2);
		assert_non_null(strstr(buffer_text(&reply->out),
		    "/runs/1/journal.jsonl\n"));
		assert_string_equal(buffer_text(&reply->out) +
		    reply->out.size - 4, "x\nb\n");
		/* The next request is not taken for a part of it. */
		reply = asked(&place, NULL, &(struct typed_line){ .word = {
		    "/usr/bin/printf", "one" }, .count = 2 });
		assert_string_equal(buffer_text(&reply->out), "one");
		place_close(&place);
	}
}

static void
input_folder_and_file_are_those_of_the_command(void **state)
{
	struct typed_line line = { .word = { "/usr/bin/cat" }, .count = 1,
	    .input = "a'b\\c\n\nd" };

	(void)state;
	for (size_t i = 0; i < SHELLS; i++) {
		char file[96];
		const struct reply *reply;
		struct place place;

		place_open(&place, shells[i]);
		snprintf(file, sizeof(file), "%s/f", place.kept);
		line.output = file;
		line.folder = place.kept;
		reply = asked(&place, "run.1", &line);
		assert_int_equal(reply->status, 0);
		assert_int_equal(reply->out.size, 0);
		reply = asked(&place, NULL, &(struct typed_line){ .word = {
		    "/usr/bin/cat", file }, .count = 2 });
		assert_string_equal(buffer_text(&reply->out), line.input);
		line.folder = "/no/such/folder";
		assert_int_not_equal(asked(&place, "run.2", &line)->status, 0);
		place_close(&place);
	}
}

static void
a_program_that_cannot_be_started_or_ends_at_once_is_lost(void **state)
{
	static const char *const missing[] = { "/no/such/program", NULL };
	static const char *const ends[] = { "/bin/sh", "-c",
	    "echo Permission denied >&2", NULL };
	static const char *const silent[] = { "/bin/cat", NULL };
	struct channel channel;
	struct err err = { 0 };

	(void)state;
	assert_false(channel_open(&channel, missing, NULL, &err));
	assert_int_equal(err.code, ERR_PROGRAM_FAILED);
	assert_true(channel_open(&channel, ends, NULL, &err));
	until_quiet(&channel);
	assert_int_equal(channel.state, CHANNEL_LOST);
	assert_string_equal(channel.err.text,
	    "the connection has ended: Permission denied");
	channel_close(&channel);
	/* What it was sent is no greeting when it comes back. */
	assert_true(channel_open(&channel, silent, NULL, &err));
	for (int i = 0; i < 20; i++) {
		struct pollfd fds[CHANNEL_FDS];

		poll(fds, channel_polled(&channel, fds), 10);
		channel_go_on(&channel);
	}
	assert_int_not_equal(channel.state, CHANNEL_OPEN);
	channel_close(&channel);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_reply_ends_with_its_mark_on_both_streams),
		cmocka_unit_test(no_part_of_a_reply_is_whole),
		cmocka_unit_test(
		    another_mark_ends_nothing_and_a_strange_end_is_no_answer),
		cmocka_unit_test(a_request_is_a_line_for_each_line_of_a_word),
		cmocka_unit_test(any_words_arrive_as_they_are),
		cmocka_unit_test(
		    a_change_is_begun_once_and_what_came_of_it_is_kept),
		cmocka_unit_test(a_signal_has_one_status_whatever_the_shell),
		cmocka_unit_test(
		    a_change_goes_on_when_the_connection_has_ended),
		cmocka_unit_test(
		    requests_are_answered_in_their_order_however_many_are_sent),
		cmocka_unit_test(an_answer_that_was_left_is_thrown_away),
		cmocka_unit_test(
		    while_a_question_hangs_the_channel_takes_no_other),
		cmocka_unit_test(
		    a_lock_says_whose_it_is_and_only_its_run_gives_it_up),
		cmocka_unit_test(
		    only_a_lock_that_says_what_was_proved_is_broken),
		cmocka_unit_test(
		    a_change_whose_lock_is_not_its_runs_is_not_begun),
		cmocka_unit_test(
		    what_a_change_has_printed_is_seen_while_it_is_under_way),
		cmocka_unit_test(
		    a_copy_of_a_journal_goes_on_where_it_ends_and_nowhere_else),
		cmocka_unit_test(
		    a_channel_is_idle_when_its_part_of_a_journal_is_settled),
		cmocka_unit_test(a_change_tells_now_and_then_how_far_it_is),
		cmocka_unit_test(
		    input_folder_and_file_are_those_of_the_command),
		cmocka_unit_test(
		    a_program_that_cannot_be_started_or_ends_at_once_is_lost),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
