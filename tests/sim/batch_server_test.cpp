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

TEST_CASE("instances run side by side and share the GPU") {
  const BatchServerSettings settings(model(), {.max_batch_size = 1, .instances = 2}, 1);
  DynamicBatcher server(settings);
  const std::vector<Arrival> arrivals = {{0, {0, 1, 1}}, {1 * ms, {1, 1, 1}}, {2 * ms, {2, 1, 1}}};
  const auto driven = test::drive(server, arrivals);
  REQUIRE(driven.completions.size() == 3);
  CHECK(row(driven.completions[0]) == std::tuple(0u, Time{0}, 21 * ms));  // 1 ms alone, 10 ms of work at half speed
  CHECK(row(driven.completions[1]) == std::tuple(1u, 1 * ms, 23 * ms));   // 10 of 11 ms done at 21 ms
  CHECK(row(driven.completions[2]) == std::tuple(2u, 21 * ms, 33 * ms));
  CHECK(server.load(40 * ms).busy == 33 * ms);  // as long as one instance would have taken
  CHECK(server.load(40 * ms).batches == (21 + 22 + 12) * ms);
}

TEST_CASE("instances overlap where their batches leave the GPU idle") {
  BatchModel half_idle = model();
  half_idle.base_gpu_share = 0.1;  // 10 ms + 1 ms keep the GPU busy for 2 of 11 ms
  const BatchServerSettings settings(half_idle, {.max_batch_size = 10, .instances = 2}, 1);
  const auto second_ends = [&](int items) {
    DynamicBatcher server(settings);
    const std::vector<Arrival> arrivals = {{0, {0, items, 1}}, {0, {1, items, 1}}};
    return test::drive(server, arrivals).completions.at(1).end;
  };
  CHECK(second_ends(1) == 11 * ms);   // together they ask for 4/11 of the GPU
  CHECK(second_ends(10) == 22 * ms);  // for 11 of 20 ms each: 1.1 times as long
}

TEST_CASE("under load a batch takes its share of the single client's line") {
  BatchModel loaded = model();
  loaded.load_factor = 0.5;
  const BatchServerSettings settings(loaded, {.max_batch_size = 1}, 1);
  DynamicBatcher server(settings);
  const std::vector<Arrival> arrivals = {{0, {0, 1, 1}}};
  CHECK(test::drive(server, arrivals).completions.at(0).end == 5'500'000);
}

TEST_CASE("a batch that cannot grow any further does not wait, one that a request of the usual size would overfill does") {
  const BatchServerSettings settings(model(), {.max_batch_size = 8, .max_queue_delay_us = 5000}, 3);
  DynamicBatcher server(settings);
  const std::vector<Arrival> arrivals = {{0, {0, 3, 1}},       {1 * ms, {1, 3, 1}},  {30 * ms, {2, 3, 1}}, {31 * ms, {3, 3, 1}},
                                         {32 * ms, {4, 3, 1}}, {60 * ms, {5, 6, 1}}, {61 * ms, {6, 2, 1}}};
  const auto driven = test::drive(server, arrivals);
  REQUIRE(driven.completions.size() == 7);
  CHECK(row(driven.completions[1]) == std::tuple(1u, 5 * ms, 21 * ms));   // 6 of 8 items: one of 2 could have come
  CHECK(row(driven.completions[3]) == std::tuple(3u, 32 * ms, 48 * ms));  // the third request did not fit
  CHECK(row(driven.completions[4]) == std::tuple(4u, 48 * ms, 61 * ms));
  CHECK(row(driven.completions[6]) == std::tuple(6u, 61 * ms, 79 * ms));  // exactly full
}

TEST_CASE("Triton: without a delay the largest preferred size that can be filled goes") {
  const BatchServerSettings settings(model(), {.max_batch_size = 8, .preferred_batch_sizes = {2, 4}}, 1);
  DynamicBatcher server(settings);
  std::vector<Arrival> arrivals;
  for (std::uint32_t i = 0; i < 8; ++i) arrivals.push_back({i, {i, 1, 1}});
  const auto driven = test::drive(server, arrivals);
  REQUIRE(driven.completions.size() == 8);
  CHECK(driven.completions[0].end == 11 * ms);
  CHECK(row(driven.completions[4]) == std::tuple(4u, 11 * ms, 25 * ms));  // 4 of 7
  CHECK(row(driven.completions[6]) == std::tuple(6u, 25 * ms, 37 * ms));  // 2 of 3
  CHECK(row(driven.completions[7]) == std::tuple(7u, 37 * ms, 48 * ms));
}

TEST_CASE("Triton: with a delay a preferred size goes at once, and all that waits when the delay is over") {
  const BatchServerSettings settings(model(), {.max_batch_size = 8, .preferred_batch_sizes = {4}, .max_queue_delay_us = 5000, .instances = 2}, 1);
  DynamicBatcher server(settings);
  std::vector<Arrival> arrivals;
  for (std::uint32_t i = 0; i < 4; ++i) arrivals.push_back({i * ms, {i, 1, 1}});          // 4 at 3 ms
  for (std::uint32_t i = 4; i < 7; ++i) arrivals.push_back({(i + 96) * ms, {i, 1, 1}});   // 3, alone
  for (std::uint32_t i = 7; i < 15; ++i) arrivals.push_back({200 * ms + i, {i, 1, 1}});   // both instances take 4 of these
  for (std::uint32_t i = 15; i < 20; ++i) arrivals.push_back({201 * ms + i, {i, 1, 1}});  // have waited more than 5 ms when one is free
  const auto driven = test::drive(server, arrivals);
  REQUIRE(driven.completions.size() == 20);
  for (std::uint32_t i = 0; i < 4; ++i) CHECK(row(driven.completions[i]) == std::tuple(i, 3 * ms, 17 * ms));
  for (std::uint32_t i = 4; i < 7; ++i) CHECK(row(driven.completions[i]) == std::tuple(i, 105 * ms, 118 * ms));
  CHECK(driven.completions[7].scheduled == 200 * ms + 10);
  CHECK(driven.completions[14].scheduled == 200 * ms + 14);
  for (std::uint32_t i = 15; i < 20; ++i) CHECK(row(driven.completions[i]) == std::tuple(i, 228 * ms + 6, 243 * ms + 10));
}

TEST_CASE("Triton: requests that leap over the preferred sizes go below them") {
  const BatchServerSettings settings(model(), {.max_batch_size = 20, .preferred_batch_sizes = {8}, .max_queue_delay_us = 5000}, 3);
  DynamicBatcher server(settings);
  const std::vector<Arrival> arrivals = {{0, {0, 3, 1}}, {1, {1, 3, 1}}, {2, {2, 3, 1}}};
  const auto driven = test::drive(server, arrivals);
  REQUIRE(driven.completions.size() == 3);
  CHECK(row(driven.completions[1]) == std::tuple(1u, Time{2}, 16 * ms + 2));
  CHECK(row(driven.completions[2]) == std::tuple(2u, 16 * ms + 2, 29 * ms + 2));
}

TEST_CASE("Triton: the queue's limit is in requests") {
  const BatchServerSettings settings(model(), {.max_batch_size = 4, .max_waiting = 2}, 2);
  DynamicBatcher server(settings);
  std::vector<Arrival> arrivals;
  for (std::uint32_t i = 0; i < 5; ++i) arrivals.push_back({i, {i, 2, 1}});
  const auto driven = test::drive(server, arrivals);
  CHECK(driven.rejected == std::vector<std::uint32_t>{3, 4});  // one in service, two waiting
  CHECK(driven.completions.size() == 3);
}

TEST_CASE("Triton: who has waited longer than the queue's timeout is given up") {
  const BatchServerSettings settings(model(), {.max_batch_size = 1, .max_waiting = 2, .queue_timeout_us = 11000}, 1);
  DynamicBatcher server(settings);
  const std::vector<Arrival> arrivals = {{0, {0, 1, 1}}, {0, {1, 1, 1}}, {1 * ms, {2, 1, 1}}, {2 * ms, {3, 1, 1}}, {12 * ms, {4, 1, 1}}};
  const auto driven = test::drive(server, arrivals);
  CHECK(driven.rejected == std::vector<std::uint32_t>{3});
  REQUIRE(driven.completions.size() == 4);
  CHECK(row(driven.completions[0]) == std::tuple(0u, Time{0}, 11 * ms));
  CHECK((driven.completions[1].request == 2 && driven.completions[1].rejected && driven.completions[1].end == 12 * ms));
  CHECK(row(driven.completions[2]) == std::tuple(1u, 11 * ms, 22 * ms));  // exactly the timeout is not longer
  CHECK(row(driven.completions[3]) == std::tuple(4u, 22 * ms, 33 * ms));  // the place of 2 was free
  CHECK_FALSE(driven.completions[3].rejected);
}

TEST_CASE("Triton: with DELAY who has waited longer than the queue's timeout comes after all others") {
  const BatchServerSettings settings(model(), {.max_batch_size = 1, .queue_timeout_us = 5000, .delays_expired = true}, 1);
  DynamicBatcher server(settings);
  const std::vector<Arrival> arrivals = {{0, {0, 1, 1}}, {1 * ms, {1, 1, 1}}, {7 * ms, {2, 1, 1}}};
  const auto driven = test::drive(server, arrivals);
  REQUIRE(driven.completions.size() == 3);
  CHECK(row(driven.completions[1]) == std::tuple(2u, 11 * ms, 22 * ms));  // 1 has been waiting for 10 ms
  CHECK(row(driven.completions[2]) == std::tuple(1u, 22 * ms, 33 * ms));
  CHECK_FALSE(driven.completions[2].rejected);
}

TEST_CASE("Triton: a delayed request in the head counts with its own age") {
  const BatchServerSettings settings(model(), {.max_batch_size = 4, .max_queue_delay_us = 20000, .queue_timeout_us = 10000, .delays_expired = true},
                                     1);
  DynamicBatcher server(settings);
  const std::vector<Arrival> arrivals = {{0, {0, 4, 1}}, {1 * ms, {1, 1, 1}}, {13 * ms, {2, 1, 1}}};
  const auto driven = test::drive(server, arrivals);
  REQUIRE(driven.completions.size() == 3);
  CHECK(row(driven.completions[1]) == std::tuple(2u, 21 * ms, 33 * ms));  // 20 ms after request 1 came, not after request 2
  CHECK(row(driven.completions[2]) == std::tuple(1u, 21 * ms, 33 * ms));
}

TEST_CASE("Triton: a newcomer before delayed requests does not overfill their batch") {
  const BatchServerSettings settings(model(), {.max_batch_size = 4, .max_queue_delay_us = 40000, .queue_timeout_us = 10000, .delays_expired = true},
                                     1);
  DynamicBatcher server(settings);
  // At 14 ms the delayed request 1 alone is the head; the 4 items that come then fill a batch before it.
  const std::vector<Arrival> arrivals = {{0, {0, 4, 1}}, {1 * ms, {1, 1, 1}}, {20 * ms, {2, 4, 1}}};
  const auto driven = test::drive(server, arrivals);
  REQUIRE(driven.completions.size() == 3);
  CHECK(row(driven.completions[1]) == std::tuple(2u, 20 * ms, 34 * ms));
  CHECK(row(driven.completions[2]) == std::tuple(1u, 41 * ms, 52 * ms));
}

TEST_CASE("TensorFlow Serving: a batch is padded to the next allowed size") {
  const BatchServer padding{.kind = BatchServer::Kind::tensorflow_serving, .max_batch_size = 8, .allowed_batch_sizes = {2, 4, 8}};
  const BatchServerSettings settings(model(), padding, 1);
  for (const auto& [items, computed] : {std::pair{1, 2}, {2, 2}, {3, 4}, {5, 8}, {8, 8}}) {
    DynamicBatcher server(settings);
    const std::vector<Arrival> arrivals = {{0, {0, items, 1}}};
    CHECK(test::drive(server, arrivals).completions.at(0).end == (10 + computed) * ms);
    CHECK(server.load(50 * ms).occupancy == static_cast<double>(items * (10 + computed) * ms));  // what was asked for
  }
}

TEST_CASE("Triton: a client that goes while it waits leaves its place in the batch to others") {
  const BatchServerSettings settings(model(), {.max_batch_size = 2}, 1);
  DynamicBatcher server(settings);
  for (std::uint32_t i = 0; i < 4; ++i) server.arrive(0, {i, 1, 1});
  CHECK(server.cancel(1 * ms, 1));
  CHECK_FALSE(server.cancel(1 * ms, 1));
  CHECK(server.cancel(1 * ms, 0));  // it runs, and is computed all the same
  server.wake(server.next_wake());
  CHECK(server.completed().empty());
  server.wake(server.next_wake());
  REQUIRE(server.completed().size() == 2);
  CHECK(row(server.completed()[0]) == std::tuple(2u, 11 * ms, 23 * ms));
  CHECK(server.completed()[1].request == 3);
  CHECK(server.next_wake() == kernel::never);
}

TEST_CASE("the name of a cancelled request is free while its batch is still computed") {
  for (const auto kind : {BatchServer::Kind::triton, BatchServer::Kind::tensorflow_serving, BatchServer::Kind::torchserve}) {
    const BatchServerSettings settings(model(), {.kind = kind, .max_batch_size = 1}, 1);
    DynamicBatcher server(settings);
    REQUIRE(server.arrive(0, {7, 1, 1}));
    REQUIRE(server.cancel(1 * ms, 7));
    REQUIRE(server.arrive(2 * ms, {7, 1, 1}));  // the client tries again
    server.wake(11 * ms);
    CHECK(server.completed().empty());  // that was the first attempt
    server.wake(22 * ms);
    REQUIRE(server.completed().size() == 1);
    CHECK(row(server.completed()[0]) == std::tuple(7u, 11 * ms, 22 * ms));
    CHECK_FALSE(server.cancel(22 * ms, 7));
  }
}

TEST_CASE("a request that was split can be cancelled and come again under its name") {
  const BatchServerSettings settings(model(), {.kind = BatchServer::Kind::tensorflow_serving, .max_batch_size = 2, .split_up_to = 4}, 4);
  DynamicBatcher server(settings);
  REQUIRE(server.arrive(0, {3, 4, 1}));  // two parts, the first of which runs until 12 ms
  REQUIRE(server.cancel(1 * ms, 3));
  REQUIRE(server.arrive(2 * ms, {3, 4, 1}));
  std::vector<Completion> completed;
  while (server.next_wake() != kernel::never) {
    server.wake(server.next_wake());
    completed.insert(completed.end(), server.completed().begin(), server.completed().end());
  }
  REQUIRE(completed.size() == 1);
  CHECK(row(completed[0]) == std::tuple(3u, 24 * ms, 48 * ms));  // both parts of each attempt are computed
}

TEST_CASE("TensorFlow Serving and TorchServe compute what was cancelled, and tell nobody") {
  for (const auto kind : {BatchServer::Kind::tensorflow_serving, BatchServer::Kind::torchserve}) {
    const BatchServerSettings settings(model(), {.kind = kind, .max_batch_size = 2}, 1);
    DynamicBatcher server(settings);
    for (std::uint32_t i = 0; i < 3; ++i) server.arrive(0, {i, 1, 1});
    CHECK(server.cancel(1 * ms, 1));
    CHECK_FALSE(server.cancel(1 * ms, 7));
    server.wake(server.next_wake());
    CHECK(server.next_wake() == 23 * ms);  // both are computed
    server.wake(server.next_wake());
    REQUIRE(server.completed().size() == 1);
    CHECK(server.completed()[0].request == 2);
  }
}

TEST_CASE("TensorFlow Serving: the queue's limit is in batches, and the one that fills is among them") {
  const BatchServer server_settings{.kind = BatchServer::Kind::tensorflow_serving, .max_batch_size = 5, .max_enqueued_batches = 2};
  const BatchServerSettings settings(model(), server_settings, 2);
  DynamicBatcher server(settings);
  std::vector<Arrival> arrivals;
  for (std::uint32_t i = 0; i < 6; ++i) arrivals.push_back({i, {i, 2, 1}});
  arrivals.push_back({6, {6, 1, 1}});
  const auto driven = test::drive(server, arrivals);
  CHECK(driven.rejected == std::vector<std::uint32_t>{5});  // 0 in service, {1, 2}, {3, 4}: no room for 2 items, but for one
  REQUIRE(driven.completions.size() == 6);
  CHECK(row(driven.completions[2]) == std::tuple(2u, 12 * ms, 26 * ms));
  CHECK(row(driven.completions[5]) == std::tuple(6u, 26 * ms, 41 * ms));
}

TEST_CASE("TensorFlow Serving: a large request is split over batches and done with its last part") {
  const BatchServer server_settings{
      .kind = BatchServer::Kind::tensorflow_serving, .max_batch_size = 4, .max_queue_delay_us = 1000, .max_enqueued_batches = 3, .split_up_to = 10};
  const BatchServerSettings settings(model(), server_settings, 10);
  DynamicBatcher server(settings);
  const std::vector<Arrival> arrivals = {{0, {0, 3, 1}}, {1, {1, 6, 1}}, {2, {2, 11, 1}}, {3, {3, 9, 1}}, {4, {4, 8, 1}}};
  const auto driven = test::drive(server, arrivals);
  // {0, 1} starts full, {1} and {1, ...} wait: room for 3 + 4 items.
  CHECK(driven.rejected == std::vector<std::uint32_t>{2, 3, 4});
  REQUIRE(driven.completions.size() == 2);
  CHECK(row(driven.completions[0]) == std::tuple(0u, Time{1}, 14 * ms + 1));
  CHECK(row(driven.completions[1]) == std::tuple(1u, Time{1}, 39 * ms + 1));  // 1 + 4 + 1 items
}

TEST_CASE("TensorFlow Serving: parts of a request run side by side") {
  const BatchServer server_settings{
      .kind = BatchServer::Kind::tensorflow_serving, .max_batch_size = 4, .instances = 2, .max_enqueued_batches = 3, .split_up_to = 8};
  const BatchServerSettings settings(model(), server_settings, 7);
  DynamicBatcher server(settings);
  const std::vector<Arrival> arrivals = {{0, {0, 7, 1}}};
  const auto driven = test::drive(server, arrivals);
  REQUIRE(driven.completions.size() == 1);
  CHECK(row(driven.completions[0]) == std::tuple(0u, Time{0}, 27 * ms));  // 14 and 13 ms of work
}

TEST_CASE("TorchServe: requests are counted, and the delay begins when a worker has taken the first one") {
  const BatchServer server_settings{.kind = BatchServer::Kind::torchserve, .max_batch_size = 2, .max_queue_delay_us = 5000, .max_waiting = 2};
  const BatchServerSettings settings(model(), server_settings, 4);
  DynamicBatcher server(settings);
  const std::vector<Arrival> arrivals = {{0, {0, 4, 1}}, {6 * ms, {1, 4, 1}}, {40 * ms, {2, 4, 1}}, {41 * ms, {3, 4, 1}}};
  const auto driven = test::drive(server, arrivals);
  REQUIRE(driven.completions.size() == 4);
  CHECK(row(driven.completions[0]) == std::tuple(0u, 5 * ms, 19 * ms));
  CHECK(row(driven.completions[1]) == std::tuple(1u, 24 * ms, 38 * ms));  // taken at 19 ms: 5 ms from there, though it came at 6 ms
  CHECK(row(driven.completions[3]) == std::tuple(3u, 41 * ms, 59 * ms));  // two requests of four items
}

TEST_CASE("TorchServe: what a worker has taken from the queue does not count as waiting") {
  const BatchServer server_settings{.kind = BatchServer::Kind::torchserve, .max_batch_size = 4, .max_queue_delay_us = 5000, .max_waiting = 1};
  const BatchServerSettings settings(model(), server_settings, 1);
  DynamicBatcher server(settings);
  const std::vector<Arrival> arrivals = {{0, {0, 1, 1}}, {1, {1, 1, 1}}, {2, {2, 1, 1}}, {6 * ms, {3, 1, 1}}, {7 * ms, {4, 1, 1}}};
  const auto driven = test::drive(server, arrivals);
  CHECK(driven.rejected == std::vector<std::uint32_t>{4});
  REQUIRE(driven.completions.size() == 4);
  CHECK(row(driven.completions[2]) == std::tuple(2u, 5 * ms, 18 * ms));
}

TEST_CASE("a request larger than a batch is refused at the door") {
  CHECK_THROWS_AS(BatchServerSettings(model(), {.max_batch_size = 4}, 5), std::invalid_argument);
  CHECK_NOTHROW(BatchServerSettings(model(), {.max_batch_size = 4, .split_up_to = 5}, 5));
  CHECK_NOTHROW(BatchServerSettings(model(), {.kind = BatchServer::Kind::torchserve, .max_batch_size = 4}, 5));
  const BatchServerSettings settings(model(), {.max_batch_size = 4}, 4);
  DynamicBatcher server(settings);
  CHECK_FALSE(server.arrive(0, {0, 5, 1}));
}
