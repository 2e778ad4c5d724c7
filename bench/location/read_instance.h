// Public benchmark instances of location problems, as the sets publish them.
//
//   orlib    OR-Library (Beasley): facilities customers; capacity and fixed cost of each facility (the capacity may be a word); then for each
//   customer its
//            demand and the cost of serving all of it from each facility
//   simple   UflLib: an optional line "FILE: name"; facilities customers 0; for each facility its number, fixed cost and the cost to each customer
//   pmed     OR-Library: vertices edges p; edges "a b length" (from 1, undirected, the last row of an edge counts); the cost is the shortest path
//   sscfl    facilities customers; capacity and fixed cost of each facility; all demands; then a row of costs for each facility
#pragma once

#include <string>

#include "location/problem.h"

namespace tradewind::location {

struct Instance {
  SingleSourceProblem problem;
  bool capacitated = false;
};

// kind: the folder of the file: "ufl", "pmedian" or "sscfl". The format is told from the content. Throws std::runtime_error with file and place.
Instance read_instance(const std::string& path, const std::string& kind);

}  // namespace tradewind::location
