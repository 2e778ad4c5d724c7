// When a version arrives.
#pragma once

#include <vector>

#include "tradewind/sim/replication.h"

namespace tradewind::replication {

// Copies of one artifact along its tree. Keeps how long each sender is busy, so that versions that come quickly one after the other queue.
class Copying {
 public:
  Copying(const Artifact& artifact, const ReplicationPlan& plan, std::size_t regions);
  // Second at which each hop's region has all files of a version published at `at_s`; versions in the order of their publication.
  const std::vector<double>& arrivals(double at_s);

 private:
  struct Place {
    double sends_until_s = 0;
    std::vector<double> file_at_s;
  };
  const ReplicationPlan& plan_;
  std::uint32_t home_;
  std::vector<Place> places_;
  std::vector<double> arrivals_;
};

// Delay of the last of `files` files, each log-normal on its own, at a probability u in (0, 1]: the u^(1/files) quantile of one file. At u = 1 it is
// taken at the largest number below 1.
double service_lag_s(const ServiceDelay& delay, int files, double u);

}  // namespace tradewind::replication
