// Lengths of requests: parts of a distribution together are the whole.
#include "demand/sizes.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "statistics/normal.h"

namespace tradewind {
namespace {

using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TokenDistribution part(const TokenDistribution& whole, int above, int up_to) {
  TokenDistribution p = whole;
  p.above = above;
  p.up_to = up_to;
  return p;
}

Workload with_prompts(const TokenDistribution& prompts) {
  LlmServing llm;
  llm.prompt_tokens = prompts;
  Workload workload;
  workload.serving = llm;
  return workload;
}

// Mean of what is drawn, over an even grid of quantiles of the normal variate.
double drawn_mean(const TokenDistribution& prompts) {
  const Workload workload = with_prompts(prompts);
  const demand::Sizes sizes(workload);
  const int draws = 200000;
  double sum = 0;
  for (int i = 0; i < draws; ++i) sum += sizes.size_at(statistics::normal_quantile((i + 0.5) / draws));
  return sum / draws;
}

TEST_CASE("the means of the parts of a distribution, by their shares, are the mean of the whole", "[sizes]") {
  for (const TokenDistribution& whole : {TokenDistribution{1020, 4083, 7500}, TokenDistribution{5, 300, 400}, TokenDistribution{40, 41, 60}})
    for (const int length : {6, 40, 350, 1500}) {
      const double share = whole.share_up_to(length);
      if (share <= 0 || share >= 1) continue;
      CAPTURE(whole.p50, length, share);
      const double both = share * part(whole, 0, length).mean() + (1 - share) * part(whole, length, whole.max).mean();
      CHECK_THAT(both, WithinRel(whole.mean(), 1e-9));
      CHECK(part(whole, 0, length).mean() <= length);
      CHECK(part(whole, length, whole.max).mean() >= length + 1 - 1e-9);
    }
}

TEST_CASE("the share up to a length is what the rounded lengths have", "[sizes]") {
  const TokenDistribution whole{1020, 4083, 7500};
  CHECK_THAT(whole.share_up_to(1020), WithinAbs(0.5, 0.001));
  CHECK_THAT(whole.share_up_to(4083), WithinAbs(0.95, 0.001));
  CHECK(whole.share_up_to(7500) == 1);
  CHECK(whole.share_up_to(0) == 0);
  CHECK(TokenDistribution{100, 100, 200}.share_up_to(99) == 0);
  CHECK(TokenDistribution{100, 100, 200}.share_up_to(100) == 1);
}

TEST_CASE("drawn lengths of a part stay in it and have its mean", "[sizes]") {
  const TokenDistribution whole{1020, 4083, 7500};
  for (const auto& [above, up_to] : {std::pair{0, 1500}, std::pair{1500, 7500}, std::pair{500, 600}, std::pair{7499, 7500}}) {
    const TokenDistribution p = part(whole, above, up_to);
    const Workload workload = with_prompts(p);
    const demand::Sizes sizes(workload);
    CAPTURE(above, up_to);
    for (const double z : {-9.0, -1.0, 0.0, 1.0, 9.0}) {
      CHECK(sizes.size_at(z) > above);
      CHECK(sizes.size_at(z) <= up_to);
    }
    CHECK_THAT(drawn_mean(p), WithinRel(p.mean(), 0.002));
  }
  CHECK_THAT(drawn_mean(whole), WithinRel(whole.mean(), 0.002));
}

TEST_CASE("a bound that leaves nothing out changes no draw", "[sizes]") {
  const TokenDistribution whole{1020, 4083, 7500};
  const Workload all = with_prompts(whole), up_to_max = with_prompts(part(whole, 0, 7500));
  for (double u = 0.001; u < 1; u += 0.013) CHECK(demand::Sizes(all).of({u, u, 0.5, 0.5}).size == demand::Sizes(up_to_max).of({u, u, 0.5, 0.5}).size);
}

}  // namespace
}  // namespace tradewind
