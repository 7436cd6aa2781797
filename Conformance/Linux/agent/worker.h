/* A process of the specification: it does in itself what the server asks. */
#ifndef WORKER_H
#define WORKER_H

/* 0 in the process's own thread, 1 in the second one. */
extern _Thread_local int worker_thread;

/* Answers jobs until it is asked to exit; does not return. */
_Noreturn void worker_run(int number);

#endif
