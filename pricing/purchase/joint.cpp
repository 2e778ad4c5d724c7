// Reservations beside a savings plan, as a mixed-integer program.
//
//   minimise    C + sum_i reserved_i R_i + sum_ih w_h (on_demand_i y_ih + spot_i q_ih)
//   subject to  R_i + x_ih + y_ih + q_ih >= need_ih            for each need i and kind of hour h
//               sum_i plan_i x_ih <= C                         for each kind of hour
//               q_ih <= cap_ih, R_i whole, all >= 0
//
// Hours with the same needs are one kind of hour, w_h its share. The commitment row has prices as coefficients: the matrix is not totally unimodular,
// and R_i comes out fractional where two types compete for the commitment, so that whole numbers must be asked for.
#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>

#include "purchase/hours.h"
#include "tradewind/milp/milp.h"

namespace tradewind::purchase {
namespace {

// Costs are scaled up, since the solver takes improvements below 1e-5 for none.
constexpr double scale = 1e4;
constexpr double proven_within = 1e-7;

struct HourKinds {
  std::vector<std::size_t> example;  // an hour of each kind
  std::vector<double> share;
};

HourKinds kinds_of_hours(const Market& market) {
  std::map<std::vector<int>, std::size_t> known;
  HourKinds kinds;
  for (std::size_t hour = 0; hour < market.hours(); ++hour) {
    std::vector<int> needs;
    for (const Need& need : market.needs) needs.push_back(need.hourly[hour]);
    const auto [entry, is_new] = known.try_emplace(std::move(needs), kinds.example.size());
    if (is_new) {
      kinds.example.push_back(hour);
      kinds.share.push_back(0);
    }
    kinds.share[entry->second] += 1 / static_cast<double>(market.hours());
  }
  return kinds;
}

class Program {
 public:
  explicit Program(const Market& market) : market_(market) {
    commitment_ = milp_.add_column(scale, 0, unavailable, false);
    for (const Need& need : market.needs) {
      const double price = need.price(cheaper_reservation(need));
      reserved_.push_back(
          milp_.add_column(price == unavailable ? 0 : scale * price, 0, price == unavailable ? 0 : std::ranges::max(need.hourly), true));
    }
    const HourKinds kinds = kinds_of_hours(market);
    for (std::size_t kind = 0; kind < kinds.share.size(); ++kind) add_hour(kinds.example[kind], kinds.share[kind]);
  }

  Reserved solve() const {
    milp::SolveOptions options;
    options.relative_gap = 0;
    options.max_nodes = 1000000;
    options.max_iterations = 100000000;
    options.seconds = 600;
    const milp::Solution solution = milp::solve(milp_, options);
    if (solution.status == milp::Status::infeasible) return Reserved(reserved_.size(), 0);  // something is not sold at all: the cost will say so
    const bool proven = solution.status == milp::Status::solved && solution.bound >= solution.objective * (1 - proven_within);
    if (!proven) throw std::runtime_error("the cheapest mix of reservations and savings plans was not found");
    Reserved reserved;
    for (const int column : reserved_) reserved.push_back(static_cast<int>(std::lround(solution.x[static_cast<std::size_t>(column)])));
    return reserved;
  }

 private:
  void add_hour(std::size_t hour, double share) {
    std::vector<std::pair<int, double>> committed{{commitment_, -1}};
    for (std::size_t i = 0; i < market_.needs.size(); ++i) {
      const Need& need = market_.needs[i];
      const int instances = need.hourly[hour];
      if (instances == 0) continue;
      std::vector<std::pair<int, double>> served{{reserved_[i], 1}};
      if (const double plan = need.price(market_.plan); plan != unavailable) {
        served.emplace_back(milp_.add_column(0, 0, instances, false), 1);
        committed.emplace_back(served.back().first, plan);
      }
      add_bought(need.price(Purchase::on_demand), share, instances, served);
      add_bought(need.price(Purchase::spot), share, spot_cap(instances, market_.spot_max_share), served);
      milp_.add_row(instances, unavailable, std::move(served));
    }
    milp_.add_row(-unavailable, 0, std::move(committed));
  }

  void add_bought(double usd_h, double share, int most, std::vector<std::pair<int, double>>& served) {
    if (usd_h != unavailable && most > 0) served.emplace_back(milp_.add_column(scale * share * usd_h, 0, most, false), 1);
  }

  const Market& market_;
  milp::Milp milp_;
  int commitment_ = 0;
  std::vector<int> reserved_;
};

}  // namespace

Reserved best_reserved_jointly(const Market& market) {
  const bool any = std::ranges::any_of(market.needs, [](const Need& need) { return need.price(cheaper_reservation(need)) != unavailable; });
  if (!any) return Reserved(market.needs.size(), 0);
  Reserved reserved = Program(market).solve();
  // Of equally good answers the solver gives any: reservations that save nothing are given up again, since they bind more than all else.
  double best = cost(market, reserved, best_commitment(market, reserved));
  for (int& instances : reserved)
    while (instances > 0) {
      --instances;
      const double without = cost(market, reserved, best_commitment(market, reserved));
      if (without > best * (1 + equal_within)) {
        ++instances;
        break;
      }
      best = std::min(best, without);
    }
  return reserved;
}

}  // namespace tradewind::purchase
