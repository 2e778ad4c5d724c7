// What simulated and billed topologies say beyond the exact model: the correction with which it is asked again.
//
// A column (a workload on an offer at one load, in a region) takes longer by what a pool of it took longer than the model said, at the quantile of
// the pool that is the latency of the whole topology: of a slow pool among fast ones less than the objective's share of all requests decides, and its
// own percentile lies elsewhere in its tail. It is a shift in time and not a factor: network and server both are in it. A region costs more by the
// factor between what was billed for it and what the model said, with its part of what is billed for no region.
//
// The correction is made around one topology: its own columns and regions are corrected by what itself was found to do, since how late a pool is
// depends on its size and on how full its last instance is. Others are corrected by the mean over all topologies that have them, weighted by their
// requests; a column that no topology has, like those of the same workload on the same GPU at the same load elsewhere, else like all of its workload,
// and a region that none opened by all of them: else the model would run to wherever nothing is known yet.
#pragma once

#include <vector>

#include "market/market.h"
#include "tradewind/planner/study.h"

namespace tradewind::verification {

class Learning {
 public:
  // market: without a correction. Both must outlive it.
  Learning(const World& world, const market::Market& market) : world_(&world), market_(&market) {}

  // candidate: the placement's topology, simulated and billed. Returns its number.
  std::size_t add(const placement::Placement& placement, const Candidate& candidate);
  std::size_t size() const { return found_.size(); }

  market::Correction around(std::size_t number) const;

 private:
  struct Pool {
    std::size_t column;
    double late_ms, requests;
  };
  struct Region {
    std::size_t region;
    double expected_usd, billed_usd;
  };
  struct Found {
    std::vector<Pool> pools;
    std::vector<Region> regions;
  };

  std::vector<double> late_ms(const Found& centre) const;
  std::vector<double> usd_factor(const Found& centre) const;

  const World* world_;
  const market::Market* market_;
  std::vector<Found> found_;
};

}  // namespace tradewind::verification
