#include "purchase/mix.h"

#include <algorithm>
#include <stdexcept>

#include "purchase/hours.h"
#include "tradewind/scenarios/world.h"

namespace tradewind::purchase {
namespace {

struct Answer {
  Market market;
  Reserved reserved;
  double commitment_usd_h = 0, usd_h = unavailable;
};

// The best that one savings plan can do, or none at all where no need of the provider has its price.
Answer with_plan(std::vector<Need> needs, double spot_max_share, Purchase plan) {
  Answer answer{{std::move(needs), spot_max_share, plan}, {}, 0, unavailable};
  const bool offered = std::ranges::any_of(answer.market.needs, [plan](const Need& need) { return need.price(plan) != unavailable; });
  answer.reserved = offered ? best_reserved_jointly(answer.market) : best_reserved_alone(answer.market);
  answer.commitment_usd_h = offered ? best_commitment(answer.market, answer.reserved) : 0;
  answer.usd_h = cost(answer.market, answer.reserved, answer.commitment_usd_h);
  return answer;
}

Answer best_of_provider(std::vector<Need> needs, double spot_max_share) {
  Answer one_year = with_plan(needs, spot_max_share, Purchase::savings_1y);
  const bool same = std::ranges::none_of(needs, [](const Need& need) { return need.price(Purchase::savings_3y) != unavailable; });
  if (same) return one_year;
  Answer three_years = with_plan(std::move(needs), spot_max_share, Purchase::savings_3y);
  return three_years.usd_h < one_year.usd_h * (1 - equal_within) ? three_years : one_year;
}

struct Own {
  std::vector<std::size_t> indices;
  std::vector<Need> needs;
};

Own of_provider(std::span<const Need> needs, std::uint32_t provider) {
  Own own;
  for (std::size_t i = 0; i < needs.size(); ++i)
    if (needs[i].provider == provider) {
      own.indices.push_back(i);
      own.needs.push_back(needs[i]);
    }
  return own;
}

// Those of some needs.
Reserved of(const std::vector<std::size_t>& indices, const Reserved& all) {
  Reserved own;
  for (const std::size_t index : indices) own.push_back(all[index]);
  return own;
}

// The same market, were reservations free: what it costs is what is bought beside them.
Market with_free_reservations(Market market) {
  for (Need& need : market.needs)
    for (const Purchase kind : {Purchase::reserved_1y, Purchase::reserved_3y}) need.usd_h[static_cast<std::size_t>(kind)] = 0;
  return market;
}

void check(const Need& need) {
  const bool needed = std::ranges::any_of(need.hourly, [](int instances) { return instances > 0; });
  const bool sold = std::ranges::any_of(all_purchases, [&](Purchase kind) { return kind != Purchase::spot && need.price(kind) != unavailable; });
  if (needed && !sold) throw std::invalid_argument("instances are needed of which there is no price but of spot");
}

}  // namespace

Commitments cheapest_commitments(std::span<const Need> needs, double spot_max_share) {
  std::uint32_t providers = 0;
  for (const Need& need : needs) {
    check(need);
    providers = std::max(providers, need.provider + 1);
  }
  Commitments best{std::vector<int>(needs.size()), std::vector<SavingsCommitment>(providers)};
  for (std::uint32_t provider = 0; provider < providers; ++provider) {
    Own own = of_provider(needs, provider);
    if (own.needs.empty()) continue;
    const Answer answer = best_of_provider(std::move(own.needs), spot_max_share);
    if (answer.usd_h == unavailable) throw std::invalid_argument("no one savings plan has a price of all instances that nothing else can pay");
    for (std::size_t i = 0; i < own.indices.size(); ++i) best.reserved[own.indices[i]] = answer.reserved[i];
    best.savings[provider] = {answer.market.plan, answer.commitment_usd_h};
  }
  return best;
}

Mix mix_under(const Commitments& bound, std::span<const Need> needs, double spot_max_share) {
  Mix mix{std::vector<Holding>(needs.size()), bound, 0};
  for (std::uint32_t provider = 0; provider < bound.savings.size(); ++provider) {
    Own own = of_provider(needs, provider);
    if (own.needs.empty()) continue;
    const Market market{std::move(own.needs), spot_max_share, bound.savings[provider].plan};
    const double commitment = bound.savings[provider].usd_h;
    std::vector<Holding> bought = holdings(market, of(own.indices, bound.reserved), commitment);
    mix.usd_h += cost(market, bought, commitment);
    for (std::size_t i = 0; i < own.indices.size(); ++i) mix.holdings[own.indices[i]] = std::move(bought[i]);
  }
  return mix;
}

std::vector<ReservedWorth> worth_of_reserved(std::span<const Need> needs, double spot_max_share, const Commitments& bound) {
  std::vector<ReservedWorth> worth(needs.size());
  for (std::uint32_t provider = 0; provider < bound.savings.size(); ++provider) {
    Own own = of_provider(needs, provider);
    if (own.needs.empty()) continue;
    const Market market = with_free_reservations({std::move(own.needs), spot_max_share, bound.savings[provider].plan});
    Reserved reserved = of(own.indices, bound.reserved);
    const auto others = [&] { return cost(market, reserved, best_commitment(market, reserved)); };
    const double now = others();
    for (std::size_t i = 0; i < reserved.size(); ++i) {
      ReservedWorth& own_worth = worth[own.indices[i]];
      ++reserved[i];
      own_worth.next = now - others();
      reserved[i] -= 2;
      if (reserved[i] >= 0) own_worth.last = others() - now;
      ++reserved[i];
    }
  }
  return worth;
}

double spot_price_with_overhead(double usd_h, double interruptions_per_month, double lost_h) {
  return usd_h * (1 + interruptions_per_month / hours_per_month * lost_h);
}

}  // namespace tradewind::purchase
