/*
 * domferry: move logical domains between the control domains of a cluster.
 */
#include "tools/program.h"

int
main(int argc, char **argv)
{
	return program_play(argc, argv);
}
