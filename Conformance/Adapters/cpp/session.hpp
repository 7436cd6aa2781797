// What a session is made of, besides its course.
#pragma once

#include "adapter.hpp"
#include "json.hpp"

namespace hmm {

/// Reads an operation and has it carried out. All is read before anything is called.
Result carry_out(Subject &subject, Op op, const Json &json);

/// Writes a result into the list that is open, with what was seen of the operation.
void write_result(Writer &out, Subject &subject, const World &world, const Result &result,
                  Level level);

/// Writes the members of a state into the object that is open.
void write_state(Writer &out, Subject &subject, const World &world);

} // namespace hmm
