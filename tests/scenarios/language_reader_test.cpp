#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "language/reader.h"
#include "language/writer.h"
#include "scenarios/scenario.pb.h"
#include "scenarios/topology.pb.h"

using namespace tradewind;
using namespace tradewind::language;

namespace {

// Two names in every list; "twin" is ambiguous.
class TwoNames final : public NameBook {
 public:
  const std::vector<std::string>& names(NameList list) const override {
    static const std::vector<std::string> two = {"alpha", "beta"}, defaults = {"aws_route53_latency"};
    return list == NAME_LIST_TRAFFIC_MANAGER ? defaults : two;
  }
  std::vector<std::string> meant_by(NameList list, const std::string& name) const override {
    return name == "twin" ? names(list) : NameBook::meant_by(list, name);
  }
};

struct Read {
  Scenario scenario;
  Reading reading{"x.json"};
};

Read read(const std::string& text) {
  Read result;
  read_message(text, TwoNames(), result.scenario, result.reading);
  return result;
}

// The only problem of a document.
Problem only_problem(const std::string& text) {
  const Problems problems = read(text).reading.problems.sorted();
  for (const Problem& problem : problems) UNSCOPED_INFO(to_string(problem));
  REQUIRE(problems.size() == 1);
  return problems[0];
}

// A good scenario; `change` of the text by replacing one part.
const std::string good =
    R"({"name": "s", "populations": [{"metros": 5}], "workloads": [{"name": "w", "requests_per_user_day": 2, "profile": "alpha",
  "slo": {"metric": "ttft", "target_ms": 800},
  "llm": {"model": "alpha", "prompt_tokens": {"p50": 1, "p95": 2, "max": 3}, "output_tokens": {"p50": 1, "p95": 2, "max": 3}}}],
  "regions": {"names": ["beta"]}})";

std::string with(const std::string& part, const std::string& replacement) {
  std::string text = good;
  const std::size_t at = text.find(part);
  REQUIRE(at != std::string::npos);
  return text.replace(at, part.size(), replacement);
}

}  // namespace

TEST_CASE("the reader fills a message and its defaults") {
  const Read result = read(good);
  for (const Problem& problem : result.reading.problems.sorted()) UNSCOPED_INFO(to_string(problem));
  REQUIRE(result.reading.problems.sorted().empty());
  CHECK(result.scenario.populations(0).metros().top() == 5);
  CHECK(result.scenario.populations(0).users_share() == 1);
  CHECK(result.scenario.workloads(0).slo().metric() == LATENCY_METRIC_TTFT);
  CHECK(result.scenario.workloads(0).llm().server().max_num_seqs() == 128);
  CHECK(result.scenario.workloads(0).llm().server().balancing() == BALANCING_LEAST_OUTSTANDING);
  CHECK(result.scenario.simulation().seed() == 1);
  bool found = false;
  for (const FilledDefault& filled : result.reading.defaults) {
    CHECK(filled.value != "{}");
    if (filled.pointer != "/network/last_mile_p50_ms") continue;
    found = true;
    CHECK((filled.value == "15" && filled.unit == "ms" && filled.source.find("fixed lines") != std::string::npos));
  }
  CHECK(found);
}

TEST_CASE("what the writer writes, the reader reads back without defaults to fill in") {
  const Read first = read(good);
  const std::string text = write_message(first.scenario);
  Read second = read(text);
  REQUIRE(second.reading.problems.sorted().empty());
  CHECK(write_message(second.scenario) == text);
  CHECK(second.reading.defaults.empty());
}

TEST_CASE("a wrong value is named with its place, what it is, what it should be, and a proposal") {
  struct Case {
    const char *part, *replacement, *pointer, *found, *expected, *proposal;
  };
  const auto c = GENERATE(values<Case>({
      {"\"target_ms\": 800", "\"target_ms\": \"800\"", "/workloads/0/slo/target_ms", "the string \"800\"",
       "a number above 0 and at most 3600000 (ms)", "800 without quotes"},
      {"\"target_ms\": 800", "\"target_ms\": -3", "/workloads/0/slo/target_ms", "the number -3", "above 0", ""},
      {"\"target_ms\": 800", "\"target_ms\": 0", "/workloads/0/slo/target_ms", "the number 0", "above 0", ""},
      {"\"target_ms\": 800", "\"target_ms\": null", "/workloads/0/slo/target_ms", "null", "a number", ""},
      {"\"target_ms\": 800", "\"target_msec\": 800, \"target_ms\": 1", "/workloads/0/slo/target_msec", "the unknown field \"target_msec\"",
       "metric, percentile, target_ms", "\"target_ms\""},
      {"\"ttft\"", "\"tfft\"", "/workloads/0/slo/metric", "the string \"tfft\"", "one of \"e2e\", \"ttft\"", "\"ttft\""},
      {"\"ttft\"", "1", "/workloads/0/slo/metric", "the number 1", "one of \"e2e\", \"ttft\"", ""},
      {"\"metric\": \"ttft\", ", "", "/workloads/0/slo/metric", "nothing", "the field \"metric\"", "\"ttft\""},
      {"\"metros\": 5", "\"metros\": 0", "/populations/0/metros", "the number 0", "a whole number from 1 to 1000", ""},
      {"\"metros\": 5", "\"metros\": 2.5", "/populations/0/metros", "the number 2.5", "a whole number", ""},
      {"\"metros\": 5", "\"metros\": 1e10", "/populations/0/metros", "the number 1e10", "a whole number", ""},
      {"\"metros\": 5", "\"metros\": true", "/populations/0/metros", "true", "short for \"top\"", ""},
      {"\"metros\": 5", "\"metros\": [\"alpha\", \"bata\"]", "/populations/0/metros/1", "the unknown name \"bata\"", "one of \"alpha\", \"beta\"",
       "\"beta\""},
      {"\"metros\": 5", "\"metros\": [\"twin\"]", "/populations/0/metros/0", "a name of several", "one of \"alpha\", \"beta\"", ""},
      {"\"name\": \"w\"", "\"name\": \"W w\"", "/workloads/0/name", "the string \"W w\"", "lower-case letters", ""},
      {"\"name\": \"w\"", "\"name\": \"\"", "/workloads/0/name", "the string \"\"", "lower-case letters", ""},
      {"\"name\": \"w\"", "\"name\": 7", "/workloads/0/name", "the number 7", "a string", "\"7\""},
      {"[{\"metros\": 5}]", "[]", "/populations", "a list of 0", "a list of 1 to 200 objects", ""},
      {"[{\"metros\": 5}]", "{\"metros\": 5}", "/populations", "an object", "a list of 1 to 200 objects", "[...] around it"},
      {"[{\"metros\": 5}]", "[5]", "/populations/0", "the number 5", "an object", ""},
      {"\"llm\": {", "\"classic\": {\"model\": \"beta\", \"request_bytes\": 1, \"response_bytes\": 1}, \"llm\": {", "/workloads/0",
       "the fields \"llm\" and \"classic\"", "exactly one of", ""},
      {"{\"p50\": 1, \"p95\": 2, \"max\": 3}, \"out", "{\"p50\": 1, \"p95\": 2, \"max\": 30000000000}, \"out", "/workloads/0/llm/prompt_tokens/max",
       "the number 30000000000", "from 1 to 1000000 (tokens)", ""},
      {"{\"names\": [\"beta\"]}", "[]", "", "", "", nullptr},
  }));
  const std::string text = with(c.part, c.replacement);
  CAPTURE(text);
  if (c.proposal == nullptr) {
    CHECK(read(text).reading.problems.sorted().empty());
    return;
  }
  const Problem problem = only_problem(text);
  CAPTURE(to_string(problem));
  CHECK(problem.pointer == c.pointer);
  CHECK(problem.found.find(c.found) != std::string::npos);
  CHECK(problem.expected.find(c.expected) != std::string::npos);
  CHECK(problem.proposal == c.proposal);
}

TEST_CASE("control characters and long strings are refused") {
  CHECK(only_problem(with("\"name\": \"s\"", "\"name\": \"s\", \"description\": \"a\\u001b[31m\"")).found == "a control character in a string");
  CHECK(only_problem(with("\"name\": \"s\"", "\"name\": \"" + std::string(64, 'x') + "\"")).expected == "at most 63 bytes");
}

TEST_CASE("all problems are reported at once, in the order of the file") {
  const Problems problems = read("{\n\"nam\": \"s\",\n\"populations\": [{\"metros\": -1}],\n\"workloads\": 5}").reading.problems.sorted();
  REQUIRE(problems.size() == 5);
  CHECK((problems[0].line == 1 && problems[0].pointer == "/name"));
  CHECK((problems[1].line == 1 && problems[1].pointer == "/regions"));
  CHECK((problems[2].line == 2 && problems[2].proposal == "\"name\""));
  CHECK((problems[3].line == 3 && problems[3].column == 28));
  CHECK((problems[4].line == 4 && problems[4].column == 14));
}

TEST_CASE("a file of nothing but mistakes is cut short") {
  std::string text = "{";
  for (int i = 0; i < 5000; ++i) text += "\"k" + std::to_string(i) + "\": 1,";
  const Problems problems = read(text + "\"z\": 1}").reading.problems.sorted();
  CHECK(problems.size() == ProblemList::most + 1);
  CHECK(problems.back().found == "at least 200 problems");
}

TEST_CASE("a problem leaves the rest of the document sound") {
  const Read result = read(with("\"target_ms\": 800", "\"target_ms\": -1"));
  CHECK_FALSE(result.reading.sound("/workloads/0/slo/target_ms"));
  CHECK_FALSE(result.reading.sound("/workloads/0/slo"));
  CHECK_FALSE(result.reading.sound("/workloads"));
  CHECK_FALSE(result.reading.sound("/workloads/0/slo/target_ms/below"));
  CHECK(result.reading.sound("/workloads/0/slo/metric"));
  CHECK(result.reading.sound("/workloads/0/llm"));
  CHECK(result.reading.sound("/regions"));
}

TEST_CASE("Triton stands in for a classic server that is not given, and only then") {
  const std::string head =
      "{\"name\": \"w\", \"requests_per_user_day\": 1, \"profile\": \"alpha\", \"slo\": {\"metric\": \"e2e\", \"target_ms\": 1}, \"classic\": ";
  const auto classic = [&](const std::string& server) {
    language::Workload workload;
    Reading reading("x.json");
    read_message(head + "{\"model\": \"alpha\", \"request_bytes\": 1, \"response_bytes\": 1" + server + "}}", TwoNames(), workload, reading);
    REQUIRE(reading.problems.sorted().empty());
    return workload.classic();
  };
  CHECK(classic("").triton().max_batch_size() == 64);
  CHECK(classic(", \"triton\": {\"max_batch_size\": 8}").triton().max_batch_size() == 8);
  const ClassicServing tensorflow = classic(", \"tensorflow_serving\": {}");
  CHECK_FALSE(tensorflow.has_triton());
  CHECK(tensorflow.tensorflow_serving().max_batch_size() == 1000);
}

TEST_CASE("nearest names") {
  const std::vector<std::string> names = {"aws:us-east-1", "aws:us-east-2", "h100-sxm-80gb", "gcp", "Tokyo"};
  CHECK(nearest_name("aws:us-eats-1", names) == "aws:us-east-1");
  CHECK(nearest_name("AWS:US-EAST-2", names) == "aws:us-east-2");
  CHECK(nearest_name("h100", names) == "h100-sxm-80gb");
  CHECK(nearest_name("gpc", names) == "gcp");
  CHECK(nearest_name("Toyko", names) == "Tokyo");
  CHECK(nearest_name("completely-different", names).empty());
  CHECK(nearest_name("", names).empty());
}
