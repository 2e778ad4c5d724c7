// Answers an IterationQuery: finds the measured table, makes the roofline, joins them, applies the constants.
#pragma once

#include <span>

#include "tradewind/scenarios/catalogue.h"

namespace tradewind {

struct NumberFormat;

// The query's names looked up and checked against each other. `why_not` is empty when all is well.
struct ResolvedQuery {
  const CatalogueGpu* gpu = nullptr;
  const ModelArchitecture* model = nullptr;
  const NumberFormat* format = nullptr;
  std::string why_not;
};
ResolvedQuery resolve(const Catalogue& catalogue, const IterationQuery& query);

// Same shape, hence the same kernels: fine-tunes and later versions of a model. The vocabulary differs by a few added tokens.
bool same_shape(const ModelArchitecture& a, const ModelArchitecture& b);

IterationAnswer answer(const Catalogue& catalogue, const IterationQuery& query);

// Geometric mean of two models of the same case: point by point for the tables, and for attention of the times at a usual batch, in the first one's
// shape.
IterationModel geometric_mean(const IterationModel& table, const IterationModel& roofline);

}  // namespace tradewind
