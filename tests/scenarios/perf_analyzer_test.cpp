// Tables of perf_analyzer: what is read, and what is not taken for what it is not.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "support/command.h"
#include "support/mutated.h"
#include "tradewind/scenarios/measurement.h"
#include "tradewind/scenarios/problem.h"

using namespace tradewind;
using Catch::Approx;
using Catch::Matchers::ContainsSubstring;

namespace {

Measurements read(const std::string& text, const UnstatedLoad& unstated = {}) {
  const test::TemporaryFolder folder;
  test::spit(folder.path() / "perf.csv", text);
  return read_measurements(folder.path() / "perf.csv", unstated);
}

double value(const MeasuredRun& run, MeasuredKind kind, double percentile) {
  for (const MeasuredFigure& figure : run.figures)
    if (figure.kind == kind && figure.percentile == percentile) return figure.value;
  return -1;
}

// docs/measurements_metrics.md of triton-inference-server/perf_analyzer (BSD-3): sorted by throughput, not by load.
const std::string header =
    "Concurrency,Inferences/Second,Client Send,Network+Server Send/Recv,Server Queue,Server Compute Input,Server Compute Infer,Server Compute "
    "Output,Client Recv,p50 latency,p90 latency,p95 latency,p99 latency\n";
const std::string sweep = header +
                          "1,69.2,225,2148,64,206,11781,19,0,13891,18795,19753,21018\n"
                          "3,84.2,237,1768,21673,209,11742,17,0,35398,43984,47085,51701\n"
                          "4,84.2,279,1604,33669,233,11731,18,1,47045,56545,59225,64886\n"
                          "2,87.2,235,1973,9151,190,11346,17,0,21874,28557,29768,34766\n";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
  return text;
}

}  // namespace

TEST_CASE("perf_analyzer: a row a load, in microseconds, whatever their order") {
  const Measurements read_back = read(sweep);
  REQUIRE(read_back.left_out.empty());
  REQUIRE(read_back.runs.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) CHECK(read_back.runs[i].max_concurrency == i + 1);
  const MeasuredRun& run = read_back.runs[1];
  CHECK(run.tool == "perf_analyzer");
  CHECK(run.label == "2 at a time");
  CHECK(std::isinf(run.rate_rps));
  CHECK(value(run, MeasuredKind::e2e, 0) == Approx(22.912));  // all parts together
  CHECK(value(run, MeasuredKind::e2e, 50) == Approx(21.874));
  CHECK(value(run, MeasuredKind::e2e, 99) == Approx(34.766));
  CHECK(value(run, MeasuredKind::throughput, 0) == Approx(87.2));
  CHECK(run.batch_ms == Approx(11.553));
  CHECK(run.outside_ms == Approx(2.208));
  CHECK(run.items == 1);  // by Little's law: 87.2 x 0.0229 is 2 x 1
  CHECK_THAT(run.notes.at(0), ContainsSubstring("1 item a request, by its throughput"));
}

TEST_CASE("perf_analyzer: byte order marks, CRLF, other orders of the columns and columns nobody knows change nothing") {
  const Measurements plain = read(sweep);
  // The last column first, as a spreadsheet may write it.
  std::string turned;
  for (std::size_t at = 0; at < sweep.size();) {
    const std::string line = sweep.substr(at, sweep.find('\n', at) - at);
    const std::size_t comma = line.rfind(',');
    turned += line.substr(comma + 1) + ",\"a,b\"," + line.substr(0, comma) + '\n';
    at += line.size() + 1;
  }
  turned = replaced(turned, "p99 latency,\"a,b\"", "p99 latency,note");
  const std::string text = GENERATE_COPY(as<std::string>{}, "\xEF\xBB\xBF" + sweep, replaced(sweep, "\n", "\r\n"), turned, "\n" + sweep);
  CAPTURE(text);
  const Measurements other = read(text);
  REQUIRE(other.runs.size() == plain.runs.size());
  for (std::size_t i = 0; i < plain.runs.size(); ++i) {
    CHECK(other.runs[i].items == plain.runs[i].items);
    REQUIRE(other.runs[i].figures.size() == plain.runs[i].figures.size());
    for (const MeasuredFigure& figure : plain.runs[i].figures) CHECK(value(other.runs[i], figure.kind, figure.percentile) == figure.value);
  }
}

TEST_CASE("perf_analyzer: request rates are evenly spaced unless told") {
  const std::string rates =
      "Request Rate,Inferences/Second,Client Send,Network+Server Send/Recv,Server Queue,Server Compute Input,Server Compute Infer,Server Compute "
      "Output,Client Recv,p50 latency,p90 latency,p95 latency,p99 latency\n"
      "50,400,10,300,500,100,5000,10,0,5900,6000,6100,7000\n"
      "100,796,10,300,900,100,6000,10,0,7300,7600,7700,9000\n"
      "200,900,10,300,90000,100,9000,10,0,99000,120000,130000,150000\n";
  const Measurements read_back = read(rates);
  REQUIRE(read_back.runs.size() == 2);
  const MeasuredRun& run = read_back.runs[1];
  CHECK(run.rate_rps == 100);
  CHECK(run.items == 8);
  CHECK(std::isinf(run.burstiness));
  CHECK(run.max_concurrency == 0);
  CHECK(value(run, MeasuredKind::e2e, 0) == Approx(7.32));
  CHECK(value(run, MeasuredKind::throughput, 0) == -1);  // that of an open loop is its rate
  REQUIRE(read_back.left_out.size() == 1);
  CHECK_THAT(read_back.left_out[0], ContainsSubstring("overloaded"));
  CHECK(read(rates, {.poisson = true}).runs.at(1).burstiness == 1);
}

TEST_CASE("perf_analyzer: the items of a request are stated, told or recognised, never guessed") {
  const auto items = [](const std::string& text, int told = 0) {
    const Measurements read_back = read(text, {.items = told});
    return read_back.runs.empty() ? 0 : read_back.runs.front().items;
  };
  const auto rate_of = [](const std::string& items_per_s) {
    return header + "10," + items_per_s + ",0,1000,1000,0,8000,0,0,10000,11000,12000,13000\n";
  };
  CHECK(items(rate_of("1000")) == 1);
  CHECK(items(rate_of("3020")) == 3);
  CHECK(items(rate_of("32200")) == 32);
  CHECK(items(rate_of("2000000")) == 2048);
  CHECK(items(rate_of("2500")) == 0);   // 2.5
  CHECK(items(rate_of("12000")) == 0);  // 12: near no power of two
  CHECK(items(rate_of("12000"), 12) == 12);
  CHECK_THAT(read(rate_of("12000")).left_out.at(0), ContainsSubstring("--batch"));
  CHECK_THAT(read(rate_of("2400"), {.items = 2}).left_out.at(0), ContainsSubstring("2 items a request, where throughput and load say about 2.4"));
  CHECK_THAT(read(rate_of("32000"), {.items = 1}).left_out.at(0), ContainsSubstring("1 items a request, where throughput and load say about 32"));
  CHECK_THAT(read(rate_of("1000"), {.items = 8}).left_out.at(0), ContainsSubstring("about 1"));
  CHECK(items("Batch," + replaced(rate_of("12000"), "\n10,", "\n12,10,")) == 12);
}

TEST_CASE("perf_analyzer: without the server's parts there is no mean, only percentiles") {
  const std::string client_alone = "Concurrency,Inferences/Second,Client Send,Client Recv,p50 latency,p90 latency\n4,400,30,2,9800,11000\n";
  CHECK_THAT(read(client_alone).left_out.at(0), ContainsSubstring("--batch"));
  const Measurements read_back = read(client_alone, {.items = 1});
  REQUIRE(read_back.runs.size() == 1);
  CHECK(value(read_back.runs[0], MeasuredKind::e2e, 0) == -1);
  CHECK(value(read_back.runs[0], MeasuredKind::e2e, 50) == Approx(9.8));
  CHECK(read_back.runs[0].outside_ms == 0);
  // The verbose table has it.
  CHECK(value(read("Concurrency,Inferences/Second,Client Send,Client Recv,p50 latency,Avg latency\n4,400,30,2,9800,10000\n").runs.at(0),
              MeasuredKind::e2e, 0) == Approx(10));
  // Where the server's parts are longer than the client waited, perf_analyzer writes 0 for the rest: their sum is no latency.
  const Measurements capped = read(replaced(sweep, "1,69.2,225,2148,", "1,69.2,225,0,"), {.items = 1});
  CHECK(value(capped.runs.at(0), MeasuredKind::e2e, 0) == -1);
  CHECK_THAT(capped.runs[0].notes.at(0), ContainsSubstring("no mean"));
}

TEST_CASE("perf_analyzer: clients that pause are said to, and their throughput is no figure") {
  // 100 clients, of whom 79 are out.
  const Measurements read_back = read(header + "100,7900,0,1000,1000,0,8000,0,0,10000,11000,12000,13000\n", {.items = 1});
  REQUIRE(read_back.runs.size() == 1);
  CHECK(read_back.runs[0].think_s == Approx(100 / 7900.0 - 0.01));
  CHECK(value(read_back.runs[0], MeasuredKind::throughput, 0) == -1);
}

TEST_CASE("perf_analyzer: rows that measure something else are left out, each with its reason") {
  const auto why = [](const std::string& text) { return read(text, {.items = 1}).left_out.at(0); };
  CHECK_THAT(why(replaced(sweep, "1,69.2", "1,0")), ContainsSubstring("no inference was completed"));
  CHECK_THAT(why(replaced(sweep, "\n1,69.2", "\n0,69.2")), ContainsSubstring("a load of 0"));
  CHECK_THAT(why(replaced(sweep, "\n1,69.2", "\n-3,69.2")), ContainsSubstring("a load of -3"));
  CHECK_THAT(why(replaced(sweep, "\n1,69.2", "\n1.5,69.2")), ContainsSubstring("a load of 1.5"));
  CHECK_THAT(why(replaced(sweep, "\n1,69.2", "\n1e9,69.2")), ContainsSubstring("more clients"));
  CHECK_THAT(why(replaced(replaced(sweep, "Client Recv", "Server Cache Hit"), ",19,0,", ",19,7,")), ContainsSubstring("response cache"));
  CHECK_THAT(why(replaced(sweep, "Client Recv", "Response Throughput")), ContainsSubstring("decoupled"));
  CHECK_THAT(why("Concurrency,Inferences/Second,Client Send,Network+Server Send/Recv,Server Queue,Server Compute Infer,Client Recv\n"
                 "1,69.2,0,100,64,11781,0\n"),
             ContainsSubstring("ensemble"));
  // The others stay.
  CHECK(read(replaced(sweep, "1,69.2", "1,0"), {.items = 1}).runs.size() == 3);
}

TEST_CASE("perf_analyzer: what is no number is a problem with its line") {
  for (const auto& [what, with] : {std::pair{"84.2,237", "fast,237"}, {"84.2,237", "84.2,nan"}, {"84.2,237", ",237"}}) {
    CAPTURE(with);
    try {
      read(replaced(sweep, what, with), {.items = 1});
      FAIL("it was read");
    } catch (const InvalidInput& refused) {
      CHECK(refused.problems().at(0).line == 3);
    }
  }
  CHECK_THROWS_AS(read(sweep + "5,90\n"), InvalidInput);
  CHECK_THROWS_AS(read(replaced(sweep, "p90 latency", "p50 latency")), InvalidInput);
}

TEST_CASE("mutated tables of perf_analyzer are read or refused, never worse") {
  test::Random random(20261128);
  for (int round = 0; round < 2000; ++round) {
    std::string text = sweep;
    for (std::size_t edits = 1 + test::below(random, 3); edits > 0 && !text.empty(); --edits) text = test::mutated(text, random);
    try {
      for (const MeasuredRun& run : read(text).runs) {
        CHECK((run.items >= 1 && run.requests > 0 && run.rate_rps > 0 && !run.figures.empty()));
        for (const MeasuredFigure& figure : run.figures) CHECK((figure.value > 0 && std::isfinite(figure.value)));
      }
    } catch (const InvalidInput& refused) {
      CHECK_FALSE(refused.problems().empty());
    }
  }
}
