/*
 * only: what libFuzzer calls, in a program with one target.
 */
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	return __start_fuzz_targets->play(bytes, size);
}
