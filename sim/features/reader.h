// Reads and writes of requests in one window. Draws depend on the request and the store alone: every mode meets the same ones.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "features/replica.h"
#include "features/statistics.h"
#include "random/draws.h"
#include "random/log_normal.h"

namespace tradewind::features {

class Reader {
 public:
  // One window of one replication.
  struct Seed {
    std::uint64_t seed = 0;
    std::uint32_t replication = 0;
    std::uint64_t window = 0;
  };
  // `serving`: by workload, the regions in which it is served.
  Reader(const World& world, const std::vector<std::vector<std::uint32_t>>& serving, Seed seed);

  // What a request does before the model gets it.
  struct Request {
    std::uint32_t workload = 0, region = 0;
    std::uint64_t entity = 0, index = 0;  // of its draws
    bool measured = false;
  };
  struct Result {
    Time takes = 0;
    bool failed = false;  // a read or a write that it cannot be served without
  };
  Result serve(Time now, const Request& request);

  // Regions whose stores reach no others, and those into which replication stands still, from now on.
  struct Trouble {
    std::function<bool(std::uint32_t region)> isolated, mirror_stands_still;
  };
  void change(Time now, const Trouble& trouble);

  // Of measured requests.
  const Statistics& statistics() const { return statistics_; }

 private:
  struct Access {
    Time takes = 0;
    bool failed = false;
  };
  // How a mode reaches other regions: how long that takes, and whether it can.
  struct Way {
    double ms = 0;
    bool open = true;
    bool home = false;         // the values are those of the home region
    std::uint32_t remote = 0;  // values that come from other regions
  };
  Access read(Time now, const Request& request, const FeatureUse& use, const random::Uniforms& u);
  Access write(const Request& request, const FeatureUse& use, const random::Uniforms& read);
  Way way(Time now, const Request& request, const FeatureUse& use, double u) const;
  Way to_home(const Replica& replica, const FeatureStore& store, std::uint32_t region) const;
  Way quorum(const Replica& replica, std::uint32_t region) const;
  void note(const Request& request, std::uint32_t store, Time staleness);
  random::Stream draws(const Request& request, std::uint32_t store) const;
  std::size_t cell(std::uint32_t store, std::uint32_t region) const { return store * world_.regions.size() + region; }

  const World& world_;
  Seed seed_;
  std::vector<Replica> replicas_;              // by store and region of the world
  std::vector<char> isolated_;                 // by region
  std::vector<random::LogNormal> read_times_;  // by store
  std::vector<random::Uniforms> drawn_;        // by use of the request that is served
  Statistics statistics_;
};

}  // namespace tradewind::features
