// Mutated price books of a user's own: a book is loaded, or refused with problems that say where, never with a crash.
// TRADEWIND_FUZZ_ROUNDS sets how many copies of each file are tried, for a long run under the sanitizers.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <cstdlib>
#include <map>

#include "support/command.h"
#include "support/mutated.h"
#include "tradewind/pricing/price_book.h"
#include "tradewind/scenarios/problem.h"

using namespace tradewind;
using namespace tradewind::test;

namespace {

const std::map<std::string, std::string> book = {
    {"book.json", R"({"name": "acme", "date": "2026-09-01", "currency": "EUR", "usd_per_unit": 1.08,
 "discounts": [{"provider": "aws", "service": "instances", "percent": 12.5, "label": "enterprise agreement 2026"},
               {"provider": "gcp", "service": "internet_egress", "percent": 30, "label": "contract"}]})"},
    {"instances.csv",
     "provider,region,instance_type,on_demand_eur_h,reserved_1y_eur_h,savings_3y_eur_h,spot_eur_h,source,date,mark\n"
     "aws,us-east-1,p5.4xlarge,5.25,,3.1,2,\"our, contract\",2026-09-01,\n"
     "aws,us-east-1,p5.4xlarge,,4.02,,,our contract,,from memory\n"},
    {"internet_egress.csv",
     "provider,region,destination,pool,from_gb,to_gb,eur_per_gb,source,date,mark\n"
     "aws,eu-west-1,any,account,0,10240,0.05,contract,2026-09-01,\n"
     "aws,eu-west-1,any,account,10240,,0.04,contract,2026-09-01,estimated\n"},
    {"free_egress.csv", "provider,gb_month,source,date\naws,200,contract,2026-09-01\n"},
    {"interregion_egress.csv", "provider,from,to,eur_per_gb,source,date\naws,us-east-1,eu-west-1,0.01,contract,2026-09-01\n"},
    {"services.csv",
     "provider,item,region,eur,unit,source,date\n"
     "aws,logs_gb,global,0.4,GB,contract,2026-09-01\n"
     "aws,logs_gb_over_5,global,0.3,GB,contract,2026-09-01\n"
     "aws,nat_hour,eu-west-1,0.03,hour,contract,2026-09-01\n"},
    {"support.csv",
     "provider,plan,from_eur,to_eur,percent,minimum_eur,source,date\n"
     "aws,ours,0,10000,4,50,contract,2026-09-01\n"
     "aws,ours,10000,,2,50,contract,2026-09-01\n"}};

constexpr int usual_rounds = 150;

int rounds() {
  const char* set = std::getenv("TRADEWIND_FUZZ_ROUNDS");
  return set == nullptr ? usual_rounds : std::atoi(set);
}

std::string complaints(const std::filesystem::path& folder) {
  try {
    const PriceBook loaded = PriceBook::load(folder);
    CHECK(loaded.prices().size() >= PriceBook::shipped().prices().size());
    return {};
  } catch (const InvalidInput& refused) {
    REQUIRE_FALSE(refused.problems().empty());
    std::string all;
    for (const Problem& problem : refused.problems()) {
      CHECK_FALSE((problem.found.empty() || problem.expected.empty()));
      all += to_string(problem) + "\n";
    }
    return all;
  }
}

}  // namespace

TEST_CASE("a mutated price book is loaded or refused, never worse") {
  const TemporaryFolder folder;
  for (const auto& [name, text] : book) spit(folder.path() / name, text);
  REQUIRE(complaints(folder.path()) == "");
  std::vector<std::string> names;
  for (const auto& file : book) names.push_back(file.first);
  const std::size_t at = GENERATE_COPY(range(std::size_t{0}, names.size()));
  Random random(at + 20261127);
  for (int round = 0; round < rounds(); ++round) {
    std::string text = book.at(names[at]);
    for (std::size_t edits = 1 + below(random, 3); edits > 0; --edits) text = mutated(text, random);
    CAPTURE(round, names[at], text);
    spit(folder.path() / names[at], text);
    complaints(folder.path());
  }
}
