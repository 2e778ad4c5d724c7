#include "tradewind/scenarios/trace.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cstdlib>

#include "support/command.h"
#include "tradewind/scenarios/problem.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;

namespace {

struct Read {
  std::vector<TraceRequest> requests;
  std::string format;
  std::vector<std::string> notes;
};

Read read_file_at(const std::filesystem::path& file, const TraceOptions& options = {}) {
  const auto trace = open_trace(file, options);
  Read read;
  for (TraceRequest request; trace->next(request);) read.requests.push_back(request);
  read.format = trace->format();
  read.notes = trace->notes();
  return read;
}

Read read(const std::string& text, const TraceOptions& options = {}) {
  const test::TemporaryFolder folder;
  test::spit(folder.path() / "t", text);
  return read_file_at(folder.path() / "t", options);
}

Problems problems_of(const std::string& text, const TraceOptions& options = {}) {
  try {
    read(text, options);
  } catch (const InvalidInput& refused) {
    return refused.problems();
  }
  return {};
}

const std::string own_header = "arrival_s,prompt_tokens,output_tokens\n";

// Tokens at the start of both prompts that their parts call the same text.
std::int32_t shared(const TraceRequest& a, const TraceRequest& b) {
  std::int32_t tokens = 0;
  for (std::size_t i = 0; i < std::min(a.parts.size(), b.parts.size()) && a.parts[i].content == b.parts[i].content; ++i)
    tokens = std::min(a.parts[i].until, b.parts[i].until);
  return tokens;
}

// What a server that computed `a` to its end knows of `b`: the answer lies behind the whole prompt.
std::int32_t known_after(const TraceRequest& a, const TraceRequest& b) {
  TraceRequest whole = a;
  if (a.answer_content != 0) whole.parts.push_back({a.answer_content, a.prompt_tokens + a.output_tokens});
  return shared(whole, b);
}

}  // namespace

TEST_CASE("a trace of our own is read to the nanosecond") {
  const Read trace = read(own_header + "0.0,374,44\n4.314579,396,109\r\n\n4.314579001,1,1\n");
  REQUIRE(trace.requests.size() == 3);
  CHECK(trace.requests[1].arrival_ns == 4'314'579'000);
  CHECK(trace.requests[2].arrival_ns == 4'314'579'001);
  CHECK(trace.requests[1].prompt_tokens == 396);
  CHECK(trace.requests[1].output_tokens == 109);
  CHECK(trace.requests[1].parts.empty());
  CHECK(trace.requests[1].answer_content == 0);
  CHECK(trace.format == "CSV");
}

TEST_CASE("columns may stand in any order, be quoted and be followed by others") {
  const Read trace =
      read("\xEF\xBB\xBFoutput_tokens,\"arrival_s\",client,prompt_tokens,priority,deadline_s\n7,\"1.5\",\"a,\"\"b\",30,-2,12.5\n8,2,,31,,\n");
  REQUIRE(trace.requests.size() == 2);
  CHECK(trace.requests[0].output_tokens == 7);
  CHECK(trace.requests[0].prompt_tokens == 30);
  CHECK(trace.requests[0].arrival_ns == 1'500'000'000);
  CHECK(trace.requests[0].priority == -2);
  CHECK(trace.requests[0].deadline_ns == 12'500'000'000);
  CHECK(trace.requests[1].deadline_ns == 0);
  CHECK(trace.format == "CSV; columns not read: client");
}

TEST_CASE("the public trace formats are recognised") {
  SECTION("Azure") {
    const Read trace = read(
        "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 23:59:59.9805900,374,44\n2023-11-17 00:00:00.000000+00:00,396,109\n"
        "2023-11-17T00:00:01Z,5,6\n");
    REQUIRE(trace.requests.size() == 3);
    CHECK(trace.requests[0].arrival_ns == 0);
    CHECK(trace.requests[1].arrival_ns == 19'410'000);
    CHECK(trace.requests[2].arrival_ns == 1'019'410'000);
  }
  SECTION("BurstGPT: a row without an answer failed") {
    const Read trace = read(
        "Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n5,ChatGPT,472,18,490,Conversation log\n"
        "45,ChatGPT,1360,0,1360,API log\n118,GPT-4,417,276,693,Conversation log\n");
    REQUIRE(trace.requests.size() == 2);
    CHECK(trace.requests[1].arrival_ns == 113'000'000'000);
    REQUIRE(trace.notes.size() == 1);
    CHECK_THAT(trace.notes[0], ContainsSubstring("failed: 1"));
  }
  SECTION("Mooncake: milliseconds, blocks of 512 tokens") {
    const Read trace = read(R"({"timestamp": 27482, "input_length": 1800, "output_length": 50, "hash_ids": [0, 1, 2, 3]}
{"timestamp": 30535, "input_length": 2100, "output_length": 120, "hash_ids": [0, 1, 4, 5, 6]}
)");
    REQUIRE(trace.requests.size() == 2);
    CHECK(trace.requests[1].arrival_ns == 3'053'000'000);
    CHECK(shared(trace.requests[0], trace.requests[1]) == 1024);
    CHECK_THAT(trace.format, ContainsSubstring("Mooncake") && ContainsSubstring("ms") && ContainsSubstring("512"));
  }
  SECTION("Qwen-Bailian: seconds, blocks of 16 tokens, and the answer before is part of the prompt") {
    const Read trace = read(
        R"({"chat_id": 159, "parent_chat_id": -1, "timestamp": 61.0, "input_length": 40, "output_length": 132, "type": "text", "turn": 1, "hash_ids": [1, 2, 3]}
{"chat_id": 160, "parent_chat_id": 159, "timestamp": 61.114, "input_length": 189, "output_length": 20, "type": "text", "turn": 2, "hash_ids": [1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]}
)");
    REQUIRE(trace.requests.size() == 2);
    CHECK(trace.requests[1].arrival_ns == 114'000'000);
    CHECK(known_after(trace.requests[0], trace.requests[1]) == 172);
    CHECK(trace.requests[1].parts.back().until == 189);
  }
}

TEST_CASE("the unit of a timestamp is inferred, and can be told") {
  const auto second = [](const std::string& a, const std::string& b, const TraceOptions& options = {}) {
    return read("timestamp,prompt_tokens,output_tokens\n" + a + ",5,5\n" + b + ",5,5\n", options).requests.at(1).arrival_ns;
  };
  CHECK(second("0", "2") == 2'000'000'000);
  CHECK(second("0", "20") == 20'000'000);
  CHECK(second("0.5", "20") == 19'500'000'000);
  CHECK(second("1700000000", "1700000020") == 20'000'000'000);
  CHECK(second("1700000000000", "1700000000020") == 20'000'000);
  CHECK(second("1700000000000000", "1700000000000020") == 20'000);
  CHECK(second("1700000000000000000", "1700000000000020480") == 20'480);
  CHECK(second("0", "2", {.timestamp_unit = TimeUnit::us}) == 2'000);
}

TEST_CASE("equal prompt ids are equal prompts") {
  const Read trace = read("arrival_s,prompt_tokens,output_tokens,prompt_id\n0,100,5,greeting\n1,100,5,greeting\n2,100,5,7\n3,100,5,\n4,100,5,\n");
  CHECK(shared(trace.requests[0], trace.requests[1]) == 100);
  CHECK(shared(trace.requests[0], trace.requests[2]) == 0);
  CHECK(trace.requests[3].parts.empty());
}

TEST_CASE("a shared prefix ends where it ends") {
  const Read trace = read(
      "arrival_s,prompt_tokens,output_tokens,prefix_id,prefix_tokens,prompt_id\n0,100,5,sys,60,a\n1,90,5,sys,60,b\n2,100,5,sys,60,a\n3,80,5,other,60,"
      "a\n"
      "4,50,5,,,\n");
  CHECK(shared(trace.requests[0], trace.requests[1]) == 60);
  CHECK(shared(trace.requests[0], trace.requests[2]) == 100);
  CHECK(shared(trace.requests[0], trace.requests[3]) == 0);
  CHECK(trace.requests[4].parts.empty());
}

TEST_CASE("a conversation grows by what was said") {
  const Read trace = read(
      "arrival_s,prompt_tokens,output_tokens,session_id,prefix_id,prefix_tokens\n0,100,20,s,sys,60\n1,150,30,s,sys,60\n2,200,10,s,sys,60\n"
      "3,40,10,s,sys,30\n4,80,10,s,,\n5,100,10,other,sys,60\n");
  const auto& r = trace.requests;
  CHECK(known_after(r[0], r[1]) == 120);
  CHECK(known_after(r[1], r[2]) == 180);
  CHECK(shared(r[0], r[1]) == 100);     // to a server that did not see the answer
  CHECK(known_after(r[2], r[3]) == 0);  // shorter than the conversation, and another prefix
  CHECK(known_after(r[3], r[4]) == 50);
  CHECK(shared(r[0], r[5]) == 60);
  CHECK(r[2].parts.back().until == 200);  // all of the prompt has a name: the answer goes on from there
  REQUIRE(trace.notes.size() == 1);
  CHECK_THAT(trace.notes[0], ContainsSubstring("new one: 1"));
  for (const TraceRequest& request : r)
    for (const PromptPart& part : request.parts) CHECK((part.content > 0 && part.content < (std::uint64_t{1} << 63)));
}

TEST_CASE("hash ids name the blocks behind equal blocks only") {
  const Read trace = read("arrival_s,prompt_tokens,output_tokens,hash_ids\n0,40,5,1 2 3\n1,48,5,1;2;9\n2,48,5,4 2 3\n3,40,5,1 2 3\n");
  CHECK_THAT(trace.format, ContainsSubstring("blocks of 16 tokens"));
  CHECK(shared(trace.requests[0], trace.requests[1]) == 32);
  CHECK(shared(trace.requests[0], trace.requests[2]) == 0);
  CHECK(shared(trace.requests[0], trace.requests[3]) == 40);
}

TEST_CASE("gzip is read as it is") {
  const Read plain = read_file_at(TRADEWIND_SOURCE_DIR "/tests/data/traces/small.csv");
  const Read packed = read_file_at(TRADEWIND_SOURCE_DIR "/tests/data/traces/small.csv.gz");
  REQUIRE(plain.requests.size() == 200);
  REQUIRE(packed.requests.size() == 200);
  CHECK(packed.format == "CSV; gzip");
  for (std::size_t i = 0; i < 200; ++i) CHECK(plain.requests[i].arrival_ns == packed.requests[i].arrival_ns);
}

TEST_CASE("a damaged gzip stream is refused") {
  const std::string whole = test::slurp(TRADEWIND_SOURCE_DIR "/tests/data/traces/small.csv.gz");
  const Problems cut = problems_of(whole.substr(0, whole.size() / 2));
  REQUIRE(cut.size() == 1);
  CHECK_THAT(cut[0].found, ContainsSubstring("breaks off"));
  std::string damaged = whole;
  damaged[whole.size() / 2] = static_cast<char>(damaged[whole.size() / 2] ^ 0x55);
  CHECK(problems_of(damaged).size() == 1);
}

TEST_CASE("what is no trace is refused in a sentence") {
  const auto [text, found] = GENERATE(table<std::string, std::string>({
      {"", "an empty file"},
      {own_header, "no request"},
      {std::string("\0\1\2\3", 4), "bytes that are no text"},
      {"\x7f"
       "ELF\x02\x01\x01\n",
       "bytes that are no text"},
      {"\x28\xB5\x2F\xFDxx", "a Zstandard file"},
      {"0,374,44\n1,3,4\n", "numbers in the first line"},
      {"arrival_s;prompt_tokens;output_tokens\n0;1;1\n", "not separated by commas"},
      {"arrival_s,prompt_tokens\n0,1\n", "the columns arrival_s, prompt_tokens"},
      {"arrival_s,prompt_tokens,outputs_tokens\n0,1,2\n", "the columns"},
      {"arrival_s,timestamp,prompt_tokens,output_tokens\n0,0,1,2\n", "beside another one"},
      {"[{\"timestamp\": 1}]", "a JSON list"},
      {"{\"timestamp\": 1, \"input_length\": 5}\n", "no answer length"},
      {"{\"timestamp\": 1, \"input_length\": 5,\n", "broken JSON"},
      {"arrival_s,prompt_tokens,output_tokens,hash_ids\n0,10,5,1 2 3 4\n", "fits no block size"},
      {"arrival_s,prompt_tokens,output_tokens,prefix_id\n0,40,5,x\n", "the columns"},
  }));
  CAPTURE(text);
  const Problems problems = problems_of(text);
  REQUIRE(problems.size() == 1);
  CHECK_THAT(problems[0].found, ContainsSubstring(found));
  CHECK_FALSE(problems[0].expected.empty());
}

TEST_CASE("a bad row is named with its line, its column and what was expected") {
  const auto [row, found, expected] = GENERATE(table<std::string, std::string, std::string>({
      {"nan,5,5", "\"nan\"", "number from 0"},
      {"inf,5,5", "\"inf\"", "number from 0"},
      {"-1,5,5", "\"-1\"", "number from 0"},
      {"1,0,5", "\"0\" in column \"prompt_tokens\"", "from 1"},
      {"1,5,0", "0 tokens", "from 1"},
      {"1,-5,5", "\"-5\"", "from 1"},
      {"1,5.5,5", "\"5.5\"", "whole number"},
      {"1,5,ten", "\"ten\"", "whole number"},
      {"1,5,", "nothing", "whole number"},
      {"1,5,5000000000", "\"5000000000\"", "to 1000000000"},
      {"1,5", "2 fields", "3"},
      {"1,5,5,5", "4 fields", "3"},
      {"\"1,5,5", "quoted cell", "quotes"},
      {"0.25,5,5", "before the one above", "sorted"},
  }));
  CAPTURE(row);
  const Problems problems = problems_of(own_header + "0.5,5,5\n" + row + "\n");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].line == 3);
  CHECK_THAT(problems[0].found, ContainsSubstring(found));
  CHECK_THAT(problems[0].expected, ContainsSubstring(expected));
}

TEST_CASE("all bad rows are told at once, and not without end") {
  std::string text = own_header;
  for (int i = 0; i < 100; ++i) text += i % 2 == 0 ? "1,5,5\n" : "1,zero,5\n";
  const Problems problems = problems_of(text);
  REQUIRE(problems.size() == most_trace_problems);
  CHECK(problems[0].line == 3);
  CHECK(problems[1].line == 5);
}

TEST_CASE("a file that is not there is a problem, not a crash") {
  CHECK_THROWS_AS(open_trace("/nowhere/trace.csv"), InvalidInput);
  CHECK_THROWS_AS(open_trace("/tmp"), InvalidInput);
}
