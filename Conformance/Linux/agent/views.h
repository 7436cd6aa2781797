/* What is seen of pages beside what operations deliver. */
#ifndef VIEWS_H
#define VIEWS_H

#include "adapter.h"
#include "mailbox.h"

/* An operation begins: nothing that was seen counts any more. */
void views_begin(void);

/* A run begins. */
void views_reset(void);

/* From now on who shares a page may have it at another place. */
void views_tear_apart(void);

/* A process answered: what is in its mailbox was seen just now. */
void views_answered(int process);

/* All pages of all processes, or the pages of a range, may have changed. */
void views_touch_all(void);
void views_touch(int start, int count);

/* How many pages of a device's memory are in use, as far as page tables lead to them. */
int views_device_pages(int device);

void views_of_page(int process, int page, struct page_view *view);
bool views_is_alive(int process);

#endif
