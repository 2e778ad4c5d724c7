#include "tradewind/scenarios/catalogue.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <map>
#include <numeric>
#include <set>

using namespace tradewind;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

const Catalogue& shipped() { return Catalogue::shipped(); }

const CatalogueMetro& metro(std::string_view key) {
  const auto found =
      std::find_if(shipped().metros().begin(), shipped().metros().end(), [key](const auto& candidate) { return candidate.key() == key; });
  REQUIRE(found != shipped().metros().end());
  return *found;
}

const CatalogueRegion& region(std::string_view provider, std::string_view id) {
  const CatalogueRegion* found = shipped().find_region(provider, id);
  REQUIRE(found != nullptr);
  return *found;
}

}  // namespace

TEST_CASE("great-circle distances agree with an independent table", "[catalogue]") {
  // London Heathrow to New York JFK: 5540 km by the great circle; a quarter of a meridian: 10,007.5 km at radius 6371 km.
  CHECK_THAT(distance_km({51.4775, -0.4614}, {40.6398, -73.7789}), WithinAbs(5540, 5));
  CHECK_THAT(distance_km({0, 17}, {90, -120}), WithinAbs(10007.5, 0.1));
  CHECK_THAT(distance_km({0, 0}, {0, 180}), WithinAbs(20015.1, 0.1));
  CHECK_THAT(distance_km({12, 34}, {12, 34}), WithinAbs(0, 1e-9));
  CHECK_THAT(distance_km({10, 179.5}, {10, -179.5}), WithinAbs(109.5, 0.1));
}

TEST_CASE("every entry refers to entries that exist", "[catalogue]") {
  std::set<std::string> gpus, metros;
  for (const auto& gpu : shipped().gpus()) CHECK(gpus.insert(gpu.name).second);
  for (const auto& offer : shipped().offers()) {
    CHECK(gpus.contains(offer.gpu));
    CHECK(shipped().find_region(offer.provider, offer.region) != nullptr);
    CHECK(offer.gpu_count >= 1);
    CHECK(offer.vcpu > 0);
    CHECK(offer.memory_gib > 0);
  }
  for (const auto& model : shipped().kernel_tables()) CHECK(gpus.contains(model.gpu));
  for (const auto& model : shipped().batch_models()) CHECK(gpus.contains(model.gpu));
  for (const auto& entry : shipped().metros()) CHECK(metros.insert(entry.key()).second);
  CHECK(metros.size() == 1000);
  CHECK(shipped().regions().size() == 151);
  CHECK(shipped().version() >= "2026-07-30");
}

TEST_CASE("names that several metros of a country share carry the admin area", "[catalogue]") {
  CHECK(metro("Suzhou, CN, Jiangsu").population > 1e6);
  CHECK(metro("Suzhou, CN, Anhui").population > 1e6);
  CHECK(metro("London, GB").timezone == "Europe/London");
}

TEST_CASE("metros come largest first and most have internet users", "[catalogue]") {
  const auto metros = shipped().metros();
  CHECK(metros.front().key() == "Tokyo, JP");
  CHECK(std::is_sorted(metros.begin(), metros.end(), [](const auto& a, const auto& b) { return a.population > b.population; }));
  const auto unknown = std::count_if(metros.begin(), metros.end(), [](const auto& entry) { return entry.internet_users == 0; });
  CHECK(unknown == 5);  // Gaza: no figure in the sources; four metros of North Korea: none by the sources
  CHECK(std::all_of(metros.begin(), metros.end(), [](const auto& entry) { return entry.internet_users <= entry.population; }));
}

TEST_CASE("lists of names are sorted and free of doubles", "[catalogue]") {
  CHECK(shipped().providers() == std::vector<std::string>{"aws", "azure", "gcp", "ibm", "nebius"});
  CHECK(shipped().continents() ==
        std::vector<std::string>{"africa", "asia", "central-america", "europe", "middle-east", "north-america", "oceania", "south-america"});
  const auto countries = shipped().countries();
  CHECK(std::adjacent_find(countries.begin(), countries.end(), std::greater_equal<>()) == countries.end());
  CHECK(shipped().find_region("aws", "eu-west-9") == nullptr);
  CHECK(shipped().find_region("", "") == nullptr);
}

TEST_CASE("a measured round trip is the newest one, in both directions", "[catalogue]") {
  const Rtt there = shipped().region_rtt(region("aws", "af-south-1"), region("aws", "ap-east-1"));
  const Rtt back = shipped().region_rtt(region("aws", "ap-east-1"), region("aws", "af-south-1"));
  CHECK(there.basis == RttBasis::measured);
  CHECK(there.source == "aws_cloudping_2025");  // skyplane_2022 has the pair too
  CHECK_THAT(there.ms, WithinAbs(354.69, 1e-9));
  CHECK(back.ms == there.ms);
}

TEST_CASE("every round trip between regions is possible in fibre", "[catalogue]") {
  const auto regions = shipped().regions();
  for (std::size_t a = 0; a < regions.size(); a += 3)
    for (std::size_t b = a + 1; b < regions.size(); b += 2) {
      const Rtt rtt = shipped().region_rtt(regions[a], regions[b]);
      // Coordinates are good to 50 km at each end: 1 ms of the round trip.
      INFO(regions[a].key() << " - " << regions[b].key());
      CHECK(rtt.ms >= distance_km(regions[a].place, regions[b].place) / 100 - 1);
      CHECK(rtt.ms < 650);
      CHECK(shipped().region_rtt(regions[b], regions[a]).ms == rtt.ms);
    }
}

TEST_CASE("metros are near the regions of their own city", "[catalogue]") {
  CHECK(shipped().metro_rtt(metro("Tokyo, JP"), region("aws", "ap-northeast-1")).ms < 15);
  CHECK(shipped().metro_rtt(metro("London, GB"), region("aws", "eu-west-2")).ms < 15);
  CHECK(shipped().metro_rtt(metro("Singapore, SG"), region("gcp", "asia-southeast1")).ms < 15);
  CHECK(shipped().metro_rtt(metro("São Paulo, BR"), region("azure", "brazilsouth")).ms < 25);
  const Rtt far = shipped().metro_rtt(metro("London, GB"), region("aws", "ap-southeast-2"));
  CHECK(far.ms > 220);
  CHECK(far.ms < 330);
  CHECK(far.basis == RttBasis::estimated);
}

TEST_CASE("no metro is nearer to a region than light allows", "[catalogue]") {
  for (const auto& from : shipped().metros())
    for (const auto& to : shipped().regions()) {
      const double ms = shipped().metro_rtt(from, to).ms, floor_ms = distance_km(from.place, to.place) / 100;
      if (ms < floor_ms - 0.05 || ms > 700) FAIL_CHECK(from.key() << " - " << to.key() << ": " << ms << " ms, light needs " << floor_ms);
    }
}

TEST_CASE("daily profiles have a mean of one", "[catalogue]") {
  for (const auto& profile : shipped().profiles()) {
    const auto& load = profile.relative_load;
    CHECK_THAT(std::accumulate(load.begin(), load.end(), 0.0) / 24, WithinRel(1.0, 1e-12));
    CHECK(*std::min_element(load.begin(), load.end()) > 0);
  }
}

TEST_CASE("an iteration model reproduces the measured sums that its source states", "[catalogue]") {
  // h100, Llama-3.1-8B, tp 1, kernels alone: 32 sequences of 512 tokens 7.50 ms; one prompt of 2048 tokens 43.02 ms.
  const auto models = shipped().kernel_tables();
  const auto model = std::find_if(models.begin(), models.end(), [](const auto& m) {
    return m.gpu == "h100-sxm-80gb" && m.model == "Llama-3.1-8B" && m.tensor_parallel == 1 && m.dtype == "bf16";
  });
  REQUIRE(model != models.end());
  const double decode = model->linear.at(32) + model->lm_head.at(32) + model->decode_const_ms + 32 * model->decode_ms_per_seq +
                        32 * 512 * model->decode_ms_per_kv_token;
  const double prefill = model->linear.at(2048) + model->lm_head.at(1) + model->prefill_const_ms + 2048 * model->prefill_ms_per_token +
                         2048 * 1024 * model->prefill_ms_per_pair;
  CHECK_THAT(decode, WithinAbs(7.50, 0.01));
  CHECK_THAT(prefill, WithinAbs(43.02, 0.01));
  CHECK(model->scale == 1);
  CHECK(model->host_ms == 0);
  CHECK(model->max_kv_tokens > 100000);
}

TEST_CASE("no two iteration models answer the same question", "[catalogue]") {
  std::set<std::tuple<std::string, std::string, int, std::string>> seen;
  for (const auto& model : shipped().kernel_tables()) CHECK(seen.insert({model.gpu, model.model, model.tensor_parallel, model.dtype}).second);
}
