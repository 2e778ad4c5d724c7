// The bill of the months to come: growing demand, an interval for what is not certain, and what matters most in it.
#pragma once

#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "tradewind/pricing/bill.h"
#include "tradewind/scenarios/progress.h"

namespace tradewind {

// The same month with `factor` times the requests: traffic, reads and writes in proportion, and replicas so that each has the load that it has now,
// rounded up, at least one. What does not come from requests (streams, versions of models) stays.
Usage usage_at(const World& world, const Topology& topology, const Usage& usage, double factor);

struct CostInterval {
  Cents p5, p50, p95;
};

struct MonthCost {
  std::string month;  // "2026-01"
  double demand = 1;  // requests, of those of the first month
  double instances = 0;
  Cents total;
  std::vector<std::pair<std::string, Cents>> by_service;  // the dearest first
  std::optional<CostInterval> interval;                   // of Billing::uncertainty
};

// What the sum of the months is with one assumption at its 5th or 95th percentile and all others as stated.
struct TornadoBar {
  std::string factor;  // "instance_price"
  FactorRange range;
  Cents low, high;
};

struct Outlook {
  std::vector<MonthCost> months;
  Cents total;
  std::optional<CostInterval> interval;  // of the total
  std::vector<TornadoBar> tornado;       // the widest first
  int samples = 0;
};

inline constexpr int outlook_samples = 2000;

// Month k, from 0, has (1 + growth_per_month)^k times the requests of `usage`; the first one is the month in which the simulated week begins.
// Intervals come from `samples` points of a Sobol sequence in the uncertain factors (quantiles by the nearest rank), so that they are the same every
// time. What a purchase mix binds is decided once a month, for the demand and the prices as stated, and held in all samples and tornado bars: it is
// bound before one knows what comes. months >= 1, samples >= 1. Throws Interrupted when asked to stop.
Outlook outlook(const World& world, const Topology& topology, const Usage& usage, const Pricing& pricing, int months, int samples = outlook_samples,
                const ProgressCallback& progress = {}, std::stop_token stop = {});

}  // namespace tradewind
