// All finished replications together. Adding four to four gives the same bytes as adding eight.
#pragma once

#include <vector>

#include "engine/replication.h"

namespace tradewind::engine {

struct Ensemble {
  std::vector<Cell> cells;  // by route
  features::Statistics features;
  std::vector<ReplicationEstimate> replications;

  explicit Ensemble(const Plan& plan) : cells(plan.routes.size()), features(plan.feature_statistics()) {}

  void add(const Replication& replication, ReplicationEstimate estimate) {
    for (std::size_t route = 0; route < cells.size(); ++route) cells[route].merge(replication.cells()[route]);
    features.merge(replication.features());
    replications.push_back(std::move(estimate));
  }
  int size() const { return static_cast<int>(replications.size()); }
};

}  // namespace tradewind::engine
