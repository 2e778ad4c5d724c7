#include "serving/batch_server.h"

#include <catch2/catch_test_macros.hpp>
#include <tuple>

#include "sim/support_drive.h"

using namespace tradewind;
using namespace tradewind::serving;
using test::Arrival;

namespace {

constexpr Time ms = 1'000'000;

// 10 ms + 1 ms an item.
BatchModel model() {
  BatchModel model;
  model.model = "ranker";
  model.base_ms = 10;
  model.ms_per_item = 1;
  return model;
}

auto row(const Completion& c) { return std::tuple(c.request, c.scheduled, c.end); }

}  // namespace

TEST_CASE("without a delay a batch starts with what waits when the instance is free") {
  const BatchServerSettings settings(model(), {.max_batch_size = 3}, 1);
  DynamicBatcher server(settings);
  const std::vector<Arrival> arrivals = {{0, {0, 1, 1}}, {1 * ms, {1, 1, 1}}, {2 * ms, {2, 1, 1}}, {3 * ms, {3, 1, 1}}, {4 * ms, {4, 1, 1}}};
  const auto driven = test::drive(server, arrivals);
  REQUIRE(driven.completions.size() == 5);
  CHECK(row(driven.completions[0]) == std::tuple(0u, Time{0}, 11 * ms));
  for (std::uint32_t i = 1; i <= 3; ++i) CHECK(row(driven.completions[i]) == std::tuple(i, 11 * ms, 24 * ms));
  CHECK(row(driven.completions[4]) == std::tuple(4u, 24 * ms, 35 * ms));
  CHECK(server.load(50 * ms).busy == 35 * ms);
  CHECK(server.load(50 * ms).occupancy == 11e6 + 3 * 13e6 + 11e6);
}

TEST_CASE("with a delay the oldest request waits for company, but no longer than the delay") {
  const BatchServerSettings settings(model(), {.max_batch_size = 2, .max_queue_delay_us = 5000}, 1);
  DynamicBatcher server(settings);
  const std::vector<Arrival> arrivals = {{0, {0, 1, 1}}, {3 * ms, {1, 1, 1}}, {30 * ms, {2, 1, 1}}};
  const auto driven = test::drive(server, arrivals);
  REQUIRE(driven.completions.size() == 3);
  CHECK(row(driven.completions[1]) == std::tuple(1u, 3 * ms, 15 * ms));   // full at 3 ms
  CHECK(row(driven.completions[2]) == std::tuple(2u, 35 * ms, 46 * ms));  // alone after 5 ms
}

TEST_CASE("instances run side by side") {
  const BatchServerSettings settings(model(), {.max_batch_size = 1, .instances = 2}, 1);
  DynamicBatcher server(settings);
  const std::vector<Arrival> arrivals = {{0, {0, 1, 1}}, {1 * ms, {1, 1, 1}}, {2 * ms, {2, 1, 1}}};
  const auto driven = test::drive(server, arrivals);
  REQUIRE(driven.completions.size() == 3);
  CHECK(row(driven.completions[1]) == std::tuple(1u, 1 * ms, 12 * ms));
  CHECK(row(driven.completions[2]) == std::tuple(2u, 11 * ms, 22 * ms));
  CHECK(server.load(22 * ms).busy == 22 * ms);
  CHECK(server.load(22 * ms).batches == 33 * ms);
}

TEST_CASE("a full queue rejects") {
  const BatchServerSettings settings(model(), {.max_batch_size = 4, .max_queue_items = 4}, 2);
  DynamicBatcher server(settings);
  std::vector<Arrival> arrivals;
  for (std::uint32_t i = 0; i < 5; ++i) arrivals.push_back({i, {i, 2, 1}});
  const auto driven = test::drive(server, arrivals);
  CHECK(driven.rejected == std::vector<std::uint32_t>{3, 4});  // one in service, two of two items waiting
  CHECK(driven.completions.size() == 3);
}

TEST_CASE("a request larger than a batch is refused at the door") {
  CHECK_THROWS_AS(BatchServerSettings(model(), {.max_batch_size = 4}, 5), std::invalid_argument);
}
