#include "purchase/hours.h"

#include <algorithm>
#include <cmath>

namespace tradewind::purchase {
namespace {

// Instances of one need that a savings plan could pay in an hour, and what a committed USD then saves.
struct Segment {
  double saving = 0;  // USD for a committed USD; infinite where nothing else can be bought
  double plan_usd_h = 0;
  std::size_t need = 0;
  double instances = 0;
  bool is_spot = false;  // else on demand
};

struct Rest {
  int on_demand = 0, spot = 0;
};

// What reservations leave over, at the cheapest by the hour.
Rest rest(const Market& market, const Need& need, int reserved, std::size_t hour) {
  const int left = std::max(0, need.hourly[hour] - reserved);
  const bool pays = need.price(Purchase::spot) < need.price(Purchase::on_demand);
  const int spot = pays ? std::min(left, spot_cap(need.hourly[hour], market.spot_max_share)) : 0;
  return {left - spot, spot};
}

// In the order in which a commitment is used.
std::vector<Segment> segments(const Market& market, const Reserved& reserved, std::size_t hour) {
  std::vector<Segment> list;
  for (std::size_t i = 0; i < market.needs.size(); ++i) {
    const Need& need = market.needs[i];
    const double plan = need.price(market.plan);
    if (plan == unavailable) continue;
    const Rest left = rest(market, need, reserved[i], hour);
    if (left.on_demand > 0)
      list.push_back({plan > 0 ? need.price(Purchase::on_demand) / plan : unavailable, plan, i, static_cast<double>(left.on_demand), false});
    if (left.spot > 0) list.push_back({plan > 0 ? need.price(Purchase::spot) / plan : unavailable, plan, i, static_cast<double>(left.spot), true});
  }
  // Equal percentages, whatever the last bits of their quotients: the lowest price of the plan first.
  const auto order = [](const Segment& segment) { return std::pair(-std::round(segment.saving * 1e9), segment.plan_usd_h); };
  std::ranges::stable_sort(list, {}, order);
  return list;
}

// At a commitment, the saving for the next committed USD falls in one hour.
struct Fall {
  double at_usd_h = 0, from = 0, to = 0;
};

// The sum over the hours; infinite ones are counted, since they cannot be taken off a sum again.
struct Savings {
  double finite = 0;
  int infinite = 0;
  void change(double saving, int sign) {
    if (saving == unavailable)
      infinite += sign;
    else
      finite += sign * saving;
  }
};

}  // namespace

int spot_cap(int need, double spot_max_share) { return static_cast<int>(std::floor(need * spot_max_share + 1e-9)); }

Purchase cheaper_reservation(const Need& need) {
  return need.price(Purchase::reserved_3y) < need.price(Purchase::reserved_1y) ? Purchase::reserved_3y : Purchase::reserved_1y;
}

double best_commitment(const Market& market, const Reserved& reserved) {
  Savings next;  // of all hours, for the next committed USD
  std::vector<Fall> falls;
  for (std::size_t hour = 0; hour < market.hours(); ++hour) {
    const std::vector<Segment> list = segments(market, reserved, hour);
    double end = 0;
    if (!list.empty()) next.change(list.front().saving, 1);
    for (std::size_t i = 0; i < list.size(); ++i) {
      end += list[i].instances * list[i].plan_usd_h;
      falls.push_back({end, list[i].saving, i + 1 < list.size() ? list[i + 1].saving : 0});
    }
  }
  std::ranges::stable_sort(falls, {}, &Fall::at_usd_h);
  double commitment = 0;
  const double enough = static_cast<double>(market.hours()) * (1 + equal_within);
  for (const Fall& fall : falls) {
    if (next.infinite == 0 && next.finite <= enough) break;
    commitment = fall.at_usd_h;
    next.change(fall.from, -1);
    next.change(fall.to, 1);
  }
  return commitment;
}

std::vector<Holding> holdings(const Market& market, const Reserved& reserved, double commitment_usd_h) {
  std::vector<Holding> all;
  for (std::size_t i = 0; i < market.needs.size(); ++i) {
    Holding& holding = all.emplace_back(Holding{cheaper_reservation(market.needs[i]), reserved[i], {}, std::vector<double>(market.hours()), {}});
    for (std::size_t hour = 0; hour < market.hours(); ++hour) {
      const Rest left = rest(market, market.needs[i], reserved[i], hour);
      holding.on_demand.push_back(left.on_demand);
      holding.spot.push_back(left.spot);
    }
  }
  if (std::ranges::none_of(market.needs, [&market](const Need& need) { return need.price(market.plan) != unavailable; })) return all;
  for (std::size_t hour = 0; hour < market.hours(); ++hour) {
    double usd_h = commitment_usd_h;
    for (const Segment& segment : segments(market, reserved, hour)) {
      const double price = segment.plan_usd_h;
      // What the commitment was made for is paid in whole instances, whatever the rounding of its sum.
      const double paid = usd_h >= segment.instances * price * (1 - equal_within) ? segment.instances : usd_h / price;
      usd_h = std::max(0.0, usd_h - paid * price);
      Holding& holding = all[segment.need];
      holding.savings[hour] += paid;
      (segment.is_spot ? holding.spot : holding.on_demand)[hour] -= paid;
    }
  }
  return all;
}

double cost(const Market& market, const std::vector<Holding>& bought, double commitment_usd_h) {
  double sum = 0;
  const auto add = [&sum](double instances, double price) { sum += instances > 0 ? instances * price : 0; };
  for (std::size_t i = 0; i < bought.size(); ++i) {
    const Need& need = market.needs[i];
    for (std::size_t hour = 0; hour < market.hours(); ++hour) {
      add(bought[i].on_demand[hour], need.price(Purchase::on_demand));
      add(bought[i].spot[hour], need.price(Purchase::spot));
    }
    add(bought[i].reserved * static_cast<double>(market.hours()), need.price(bought[i].reservation));
  }
  return sum / static_cast<double>(market.hours()) + commitment_usd_h;
}

double cost(const Market& market, const Reserved& reserved, double commitment_usd_h) {
  return cost(market, holdings(market, reserved, commitment_usd_h), commitment_usd_h);
}

}  // namespace tradewind::purchase
