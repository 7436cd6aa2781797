/* A process of the specification: it does in itself what the server asks. */
#ifndef WORKER_H
#define WORKER_H

/* Answers jobs until it is asked to exit; does not return. */
_Noreturn void worker_run(int number);

#endif
