/* The devices, as the server knows them. */
#ifndef DEVICES_H
#define DEVICES_H

#include "mailbox.h"

/* Which of the kernel's frames are whose memory; set at start. */
void device_has_frames(int device, uint64_t first, uint64_t end);

/* Whose memory a frame is; -1 if that is not known. */
int device_of_frame(uint64_t frame);

#endif
