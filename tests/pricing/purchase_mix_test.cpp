// The mix of purchases against enumeration, against linear programs that are written down here once more, against hand arithmetic and its own laws.
#include "purchase/mix.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numeric>
#include <random>

#include "tradewind/milp/milp.h"

using namespace tradewind;
using namespace tradewind::purchase;
using Catch::Approx;

namespace {

constexpr double none = unavailable;

HourlyPrices prices(double on_demand, double reserved_1y = none, double reserved_3y = none, double savings_1y = none, double savings_3y = none,
                    double spot = none) {
  return {on_demand, reserved_1y, reserved_3y, savings_1y, savings_3y, spot};
}

Mix cheapest_mix(std::span<const Need> needs, double spot_max_share) {
  return mix_under(cheapest_commitments(needs, spot_max_share), needs, spot_max_share);
}

Mix mix_of(const Need& need, double spot_max_share = 0) { return cheapest_mix(std::span(&need, 1), spot_max_share); }

double total(const std::vector<double>& list) { return std::accumulate(list.begin(), list.end(), 0.0); }

int most_spot(int need, double share) { return static_cast<int>(need * share + 1e-9); }

// The problem as a program for Clp, hour by hour; reservations fixed where `fixed` has them. Of one provider.
double program_cost(const std::vector<Need>& needs, double spot_max_share, Purchase plan, const std::vector<int>& fixed = {}) {
  milp::Milp program;
  const int commitment = program.add_column(1, 0, none, false);
  std::vector<int> reserved;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    const double price = std::min(needs[i].price(Purchase::reserved_1y), needs[i].price(Purchase::reserved_3y));
    const double most = price == none ? 0 : 1000;
    reserved.push_back(program.add_column(price == none ? 0 : price, fixed.empty() ? 0 : fixed[i], fixed.empty() ? most : fixed[i], false));
  }
  const std::size_t hours = needs.front().hourly.size();
  for (std::size_t hour = 0; hour < hours; ++hour) {
    std::vector<std::pair<int, double>> committed{{commitment, -1}};
    for (std::size_t i = 0; i < needs.size(); ++i) {
      std::vector<std::pair<int, double>> row{{reserved[i], 1}};
      const auto buy = [&](double price, double most) {
        if (price < none) row.emplace_back(program.add_column(price / static_cast<double>(hours), 0, most, false), 1);
      };
      buy(needs[i].price(Purchase::on_demand), 1000);
      buy(needs[i].price(Purchase::spot), most_spot(needs[i].hourly[hour], spot_max_share));
      if (const double price = needs[i].price(plan); price < none) {
        row.emplace_back(program.add_column(0, 0, 1000, false), 1);
        committed.emplace_back(row.back().first, price);
      }
      program.add_row(needs[i].hourly[hour], none, std::move(row));
    }
    program.add_row(-none, 0, std::move(committed));
  }
  const milp::Solution solution = milp::relax(program);
  return solution.status == milp::Status::solved ? solution.objective : none;
}

// Every number of reserved instances of every need in turn.
double enumerated_cost(const std::vector<Need>& needs, double spot_max_share) {
  std::vector<int> reserved(needs.size(), 0);
  double best = none;
  while (true) {
    for (const Purchase plan : {Purchase::savings_1y, Purchase::savings_3y})
      best = std::min(best, program_cost(needs, spot_max_share, plan, reserved));
    std::size_t i = 0;
    for (; i < needs.size(); ++i) {
      if (reserved[i] < std::ranges::max(needs[i].hourly) &&
          std::min(needs[i].price(Purchase::reserved_1y), needs[i].price(Purchase::reserved_3y)) < none) {
        ++reserved[i];
        break;
      }
      reserved[i] = 0;
    }
    if (i == needs.size()) return best;
  }
}

// One need without savings plans, by trying every level, spelt out.
double enumerated_alone(const Need& need, double spot_max_share) {
  double best = none;
  for (int reserved = 0; reserved <= std::ranges::max(need.hourly); ++reserved) {
    double hours = 0;
    for (const int instances : need.hourly) {
      const int left = std::max(0, instances - reserved);
      double cheapest = none;
      for (int spot = 0; spot <= std::min(left, most_spot(instances, spot_max_share)); ++spot)
        cheapest = std::min(cheapest,
                            (spot > 0 ? spot * need.price(Purchase::spot) : 0) + (left > spot ? (left - spot) * need.price(Purchase::on_demand) : 0));
      hours += cheapest;
    }
    const double price = std::min(need.price(Purchase::reserved_1y), need.price(Purchase::reserved_3y));
    best = std::min(best, hours / static_cast<double>(need.hourly.size()) + (reserved > 0 ? reserved * price : 0));
  }
  return best;
}

// Prices in quarters of a USD, so that some are equal, and not every kind is sold.
class RandomNeeds {
 public:
  explicit RandomNeeds(unsigned seed) : random_(seed) {}
  int whole(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
  double spot_share() { return whole(0, 4) / 4.0; }

  Need need(int hours, int most, bool savings) {
    Need made{0, {}, prices(whole(8, 40) / 4.0)};
    for (int hour = 0; hour < hours; ++hour) made.hourly.push_back(whole(0, most));
    for (const Purchase kind : all_purchases) {
      const bool plan = kind == Purchase::savings_1y || kind == Purchase::savings_3y;
      if (kind != Purchase::on_demand && whole(0, 3) > 0 && (savings || !plan)) made.usd_h[static_cast<std::size_t>(kind)] = whole(2, 32) / 4.0;
    }
    const bool all_week = std::min(made.price(Purchase::reserved_1y), made.price(Purchase::reserved_3y)) < none;
    if (all_week && whole(0, 9) == 0) made.usd_h[0] = none;
    return made;
  }

 private:
  std::mt19937 random_;
};

// What is bought serves the need, and costs what the mix says.
void check_mix(const std::vector<Need>& needs, double spot_max_share, const Mix& mix) {
  const std::size_t hours = needs.front().hourly.size();
  double usd = 0;
  for (const SavingsCommitment& commitment : mix.commitments.savings) usd += commitment.usd_h;
  std::vector<double> committed(hours);
  for (std::size_t i = 0; i < needs.size(); ++i) {
    const Holding& held = mix.holdings[i];
    if (held.reserved > 0) usd += held.reserved * needs[i].price(held.reservation);
    for (std::size_t hour = 0; hour < hours; ++hour) {
      const double served = held.on_demand[hour] + held.savings[hour] + held.spot[hour];
      CHECK(served == Approx(std::max(0, needs[i].hourly[hour] - held.reserved)).margin(1e-9));
      CHECK(std::min({held.on_demand[hour], held.savings[hour], held.spot[hour]}) >= 0);
      CHECK(held.spot[hour] <= most_spot(needs[i].hourly[hour], spot_max_share));
      const double hourly = static_cast<double>(hours);
      if (held.on_demand[hour] > 0) usd += held.on_demand[hour] * needs[i].price(Purchase::on_demand) / hourly;
      if (held.spot[hour] > 0) usd += held.spot[hour] * needs[i].price(Purchase::spot) / hourly;
      if (held.savings[hour] > 0) committed[hour] += held.savings[hour] * needs[i].price(mix.commitments.savings[0].plan);
    }
  }
  for (const double used : committed) CHECK(used <= mix.commitments.savings[0].usd_h * (1 + 1e-9));
  CHECK(mix.usd_h == Approx(usd));
}

// In no hour does the plan pay for an instance while another one with a larger share to save is on demand.
void check_order(const std::vector<Need>& needs, const Mix& mix) {
  const Purchase plan = mix.commitments.savings[0].plan;
  const auto saving = [&](std::size_t i) { return 1 - needs[i].price(plan) / needs[i].price(Purchase::on_demand); };
  for (std::size_t hour = 0; hour < needs.front().hourly.size(); ++hour)
    for (std::size_t a = 0; a < needs.size(); ++a)
      for (std::size_t b = 0; b < needs.size(); ++b)
        if (mix.holdings[a].on_demand[hour] > 1e-9 && needs[a].price(plan) < none && mix.holdings[b].savings[hour] > 1e-9)
          CHECK(saving(b) >= saving(a) - 1e-12);
}

}  // namespace

TEST_CASE("a reserved instance pays from the share of the week at which its price is that of on demand", "[purchase]") {
  // 10 hours that need 1, 2, ... 10: the k-th instance is needed in 11 - k of them. Reserved at 0.55 of on demand, it pays from 6 hours on, k <= 5.
  Need need{0, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, prices(1, 0.55)};
  Mix mix = mix_of(need);
  CHECK(mix.holdings[0].reserved == 5);
  CHECK(mix.holdings[0].on_demand == std::vector<double>{0, 0, 0, 0, 0, 1, 2, 3, 4, 5});
  CHECK(mix.usd_h == Approx(5 * 0.55 + 1.5));
  // Exactly at the break-even it does not bind anybody.
  need.usd_h = prices(1, 0.6);
  CHECK(mix_of(need).holdings[0].reserved == 4);
  // Half of the need of each hour may be spot at 0.3: the k-th saves 1 where need - floor(need / 2) >= k, else 0.3. k = 3: 1 in the hours of 5 to 10,
  // 0.3 in those of 3 and 4: 6.6 of 10 hours; k = 4: 1 in 4 hours, 0.3 in 3: 4.9. At 0.55 it stops at 3.
  need.usd_h = prices(1, 0.55, none, none, none, 0.3);
  mix = mix_of(need, 0.5);
  CHECK(mix.holdings[0].reserved == 3);
  CHECK(mix.holdings[0].spot == std::vector<double>{0, 0, 0, 1, 2, 3, 3, 4, 4, 5});
  CHECK(mix.usd_h == Approx((16.5 + 22 * 0.3 + 6) / 10));
  const ReservedWorth worth = worth_of_reserved(std::span(&need, 1), 0.5, mix.commitments).at(0);
  CHECK((worth.last == Approx(0.66) && worth.next == Approx(0.49)));
}

TEST_CASE("a constant need is bought at one price", "[purchase]") {
  const std::vector<int> week(168, 7);
  CHECK(mix_of({0, week, prices(1, 0.7, 0.6)}).holdings[0].reserved == 7);
  CHECK(mix_of({0, week, prices(1, 0.7, 0.6)}).holdings[0].reservation == Purchase::reserved_3y);
  CHECK(mix_of({0, week, prices(1, 1.2)}).holdings[0].reserved == 0);
  const Mix plan = mix_of({0, week, prices(1, 0.7, none, 0.6)});
  CHECK(plan.holdings[0].reserved == 0);
  CHECK(plan.commitments.savings[0].usd_h == Approx(4.2));
  CHECK(total(plan.holdings[0].on_demand) == 0);
}

TEST_CASE("of equal prices the one that binds less is taken", "[purchase]") {
  const std::vector<int> week(168, 3);
  CHECK(total(mix_of({0, week, prices(1, 1, 1, 1, 1, 1)}, 1).holdings[0].on_demand) == 3 * 168);
  CHECK(mix_of({0, week, prices(2, 1, 1, 1, 1)}, 1).holdings[0].reserved == 0);
  CHECK(mix_of({0, week, prices(2, 1, 1, 1, 1)}, 1).commitments.savings[0].plan == Purchase::savings_1y);
  CHECK(mix_of({0, week, prices(2, 1, 1)}).holdings[0].reservation == Purchase::reserved_1y);
  CHECK(total(mix_of({0, week, prices(2, 1, 1, none, none, 1)}, 1).holdings[0].spot) == 3 * 168);
}

TEST_CASE("a savings plan at the price of reservations leaves none of them", "[purchase]") {
  RandomNeeds random(15);
  for (int round = 0; round < 50; ++round) {
    std::vector<Need> needs{random.need(12, 6, false), random.need(12, 6, false)};
    for (Need& need : needs) {
      need.usd_h = prices(need.price(Purchase::on_demand), random.whole(2, 20) / 4.0);
      need.usd_h[static_cast<std::size_t>(Purchase::savings_1y)] = need.price(Purchase::reserved_1y);
    }
    for (const Holding& holding : cheapest_mix(needs, 0).holdings) CHECK(holding.reserved == 0);
  }
}

TEST_CASE("nothing needed is nothing bought, and what nobody sells is refused", "[purchase]") {
  const std::vector<int> nothing(168, 0);
  CHECK(mix_of({0, nothing, prices(1, 0.5, none, 0.4, none, 0.1)}, 1).usd_h == 0);
  CHECK(mix_of({0, nothing, prices(none)}, 1).usd_h == 0);
  CHECK(cheapest_mix({}, 0.5).holdings.empty());
  CHECK_THROWS_AS(mix_of({0, {1}, prices(none, none, none, none, none, 0.1)}, 0.5), std::invalid_argument);
  const std::vector<Need> apart{{0, {1}, prices(none, none, none, 1)}, {0, {1}, prices(none, none, none, none, 1)}};
  CHECK_THROWS_AS(cheapest_mix(apart, 0), std::invalid_argument);
  // Without on demand, reservations hold the peak, or the plan does.
  CHECK(mix_of({0, {1, 5, 2}, prices(none, 3)}).holdings[0].reserved == 5);
  CHECK(mix_of({0, {1, 5, 2}, prices(none, none, none, 3)}).commitments.savings[0].usd_h == Approx(15));
}

TEST_CASE("a savings plan is shared by all types of a provider, and by no other", "[purchase]") {
  // Day and night take turns: each type alone would leave half of its plan unused, together they use up one. 12 hours of 4 at 1 USD, 12 hours of 2
  // at 2.
  std::vector<int> day(24, 0), night(24, 0);
  std::fill_n(day.begin(), 12, 4);
  std::fill_n(night.begin() + 12, 12, 2);
  std::vector<Need> needs{{0, day, prices(1.6, none, none, 1)}, {0, night, prices(3.2, none, none, 2)}};
  const Mix together = cheapest_mix(needs, 0);
  CHECK(together.commitments.savings[0].usd_h == Approx(4));
  CHECK(together.usd_h == Approx(4));
  needs[1].provider = 1;
  const Mix apart = cheapest_mix(needs, 0);  // half the hours at 0.625 of on demand pay for no plan
  CHECK((apart.commitments.savings[0].usd_h == 0 && apart.commitments.savings[1].usd_h == 0));
  CHECK(apart.usd_h == Approx(6.4));
}

TEST_CASE("without savings plans the closed form is the linear program and the enumeration", "[purchase]") {
  RandomNeeds random(11);
  for (int round = 0; round < 500; ++round) {
    const double share = random.spot_share();
    std::vector<Need> needs{random.need(random.whole(1, 12), random.whole(0, 8), false)};
    const Mix mix = cheapest_mix(needs, share);
    INFO("round " << round);
    check_mix(needs, share, mix);
    CHECK(mix.usd_h == Approx(program_cost(needs, share, Purchase::savings_1y)).epsilon(1e-9).margin(1e-9));
    CHECK(mix.usd_h == Approx(enumerated_alone(needs[0], share)).epsilon(1e-9).margin(1e-9));
  }
}

TEST_CASE("with savings plans the mix is the best of all enumerated ones", "[purchase]") {
  RandomNeeds random(12);
  for (int round = 0; round < 500; ++round) {
    const double share = random.spot_share();
    const int hours = random.whole(1, 6);
    std::vector<Need> needs;
    for (int i = random.whole(1, 3); i > 0; --i) needs.push_back(random.need(hours, 3, true));
    const Mix mix = cheapest_mix(needs, share);
    INFO("round " << round);
    check_mix(needs, share, mix);
    check_order(needs, mix);
    const std::vector<ReservedWorth> worth = worth_of_reserved(needs, share, mix.commitments);
    for (std::size_t i = 0; i < needs.size(); ++i) {
      const double price = needs[i].price(mix.holdings[i].reservation);
      if (mix.holdings[i].reserved > 0) CHECK(worth[i].last >= price * (1 - 1e-9));
      CHECK(worth[i].next <= price * (1 + 1e-9));
    }
    CHECK(mix.usd_h == Approx(enumerated_cost(needs, share)).epsilon(1e-9).margin(1e-9));
  }
}

TEST_CASE("no price that falls and no spot that is allowed makes a mix dearer, and no kind alone is cheaper", "[purchase]") {
  RandomNeeds random(13);
  for (int round = 0; round < 200; ++round) {
    const double share = random.whole(0, 10) / 10.0;
    std::vector<Need> needs{random.need(24, 9, true), random.need(24, 9, true)};
    const double before = cheapest_mix(needs, share).usd_h;
    INFO("round " << round);
    CHECK(cheapest_mix(needs, std::min(1.0, share + 0.2)).usd_h <= before * (1 + 1e-9));
    for (const Purchase kind : all_purchases) {
      std::vector<Need> cheaper = needs, alone = needs;
      for (std::size_t i = 0; i < needs.size(); ++i) {
        cheaper[i].usd_h[static_cast<std::size_t>(kind)] *= 0.8;
        alone[i].usd_h.fill(none);
        alone[i].usd_h[static_cast<std::size_t>(kind)] = needs[i].price(kind);
      }
      CHECK(cheapest_mix(cheaper, share).usd_h <= before * (1 + 1e-9));
      const bool sold = kind != Purchase::spot && std::ranges::all_of(needs, [&](const Need& need) { return need.price(kind) < none; });
      if (sold) CHECK(before <= cheapest_mix(alone, 0).usd_h * (1 + 1e-9));
    }
  }
}

TEST_CASE("a week of regions with reservations and a savings plan is solved to the linear program's bound", "[purchase]") {
  RandomNeeds random(14);
  std::vector<Need> needs;
  for (int i = 0; i < 6; ++i) {
    const double phase = i * 4, on_demand = 5 + i;
    Need need{0, {}, prices(on_demand, 0.7 * on_demand, 0.5 * on_demand, (0.68 - 0.01 * i) * on_demand, none, 0.4 * on_demand)};
    for (int hour = 0; hour < 168; ++hour)
      need.hourly.push_back(static_cast<int>(20 + 12 * std::sin((hour + phase) * 6.2831853 / 24) + random.whole(0, 2)));
    needs.push_back(need);
  }
  const Mix mix = cheapest_mix(needs, 0.2);
  check_mix(needs, 0.2, mix);
  const double bound = program_cost(needs, 0.2, Purchase::savings_1y);
  CHECK(mix.usd_h >= bound * (1 - 1e-9));
  CHECK(mix.usd_h <= bound * 1.001);
}

TEST_CASE("interruptions of spot are paid in lost hours", "[purchase]") {
  CHECK(spot_price_with_overhead(2, 0, 5) == 2);
  CHECK(spot_price_with_overhead(2, 73, 0.5) == Approx(2 * 1.05));
}
