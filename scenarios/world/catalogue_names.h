// The names of the shipped catalogue, for the reader.
#pragma once

#include "language/names.h"

namespace tradewind::resolution {

// A metro area may be named by its city alone where only one has that name. Built once, shared by all threads.
const language::NameBook& catalogue_names();

}  // namespace tradewind::resolution
