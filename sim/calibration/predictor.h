// What a pool would have shown in the load tests, as a function of its constants.
#pragma once

#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "tradewind/scenarios/measurement.h"
#include "tradewind/scenarios/trace.h"
#include "tradewind/sim/replay.h"

namespace tradewind::calibration {

using Constants = std::span<const double>;
using RequestSink = std::function<void(const ReplayedRequest&)>;
// Replays a load on the pool that has these constants.
using PoolReplay = std::function<void(Constants, Trace&, const RequestSink&, const ReplayOptions&)>;

class Predictor {
 public:
  // Keeps the runs whose every request the pool takes; the others are named in `left_out`. The runs must outlive it.
  Predictor(PoolReplay replay, Constants starts, std::span<const MeasuredRun> runs);

  struct Target {
    std::size_t run = 0;  // index
    MeasuredFigure measured;
  };
  const std::vector<Target>& targets() const { return targets_; }
  std::span<const MeasuredRun> runs() const { return runs_; }
  const std::vector<std::string>& left_out() const { return left_out_; }

  // One value for each target; 0 where there is none.
  std::vector<double> predict(Constants constants);
  int predictions() const { return predictions_; }

 private:
  struct Load {
    std::size_t run = 0;  // index
    std::vector<TraceRequest> requests;
  };

  PoolReplay replay_;
  std::span<const MeasuredRun> runs_;
  std::vector<Load> loads_;
  std::vector<Target> targets_;
  std::vector<std::string> left_out_;
  int predictions_ = 0;
};

}  // namespace tradewind::calibration
