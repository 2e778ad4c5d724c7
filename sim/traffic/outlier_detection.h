// Outlier detection as Envoy and Google's load balancers do it: no probes; a host that answers with errors is ejected and comes back by itself
// (envoy/config/cluster/v3/outlier_detection.proto; consecutive errors only, the rules over success rates are not modelled).
// A state machine without a clock of its own.
#pragma once

#include <cstdint>
#include <vector>

#include "kernel/time.h"

namespace tradewind::traffic {

using kernel::Time;

struct OutlierSettings {
  int consecutive_errors = 5;
  Time interval = kernel::from_s(10);  // of the sweeps in which hosts return
  Time base_ejection = kernel::from_s(30);
  Time max_ejection_time = kernel::from_s(300);  // or base_ejection, if that is larger
  double max_ejected = 0.1;                      // share of the hosts; one may always be ejected
};

class OutlierDetection {
 public:
  // Sweeps happen at multiples of the interval. Throws std::invalid_argument for settings that are not above 0.
  OutlierDetection(const OutlierSettings& settings, std::size_t hosts);

  // A host answered. True when it is ejected by this, for base_ejection x the number of times that it was ejected lately.
  bool result(Time now, std::uint32_t host, bool ok);
  bool ejected(std::uint32_t host) const { return hosts_[host].ejected; }
  std::size_t ejected_hosts() const { return ejected_; }

  // The next sweep that changes something, or `never`. Each sweep takes one off the count of a host that is not ejected.
  Time next_wake() const { return next_; }
  void wake(Time now);

 private:
  struct Host {
    int errors = 0, ejections = 0;
    bool ejected = false;
    Time until = 0;
  };

  OutlierSettings settings_;
  std::vector<Host> hosts_;
  std::size_t ejected_ = 0;
  Time next_ = kernel::never;
};

}  // namespace tradewind::traffic
