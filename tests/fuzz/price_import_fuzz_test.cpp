// Mutated price files of every format: an import ends with a book that loads, or with problems that say where, never with a crash.
// TRADEWIND_FUZZ_ROUNDS sets how many files of each format are tried, for a long run under the sanitizers.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstdlib>

#include "support/command.h"
#include "support/mutated.h"
#include "support/price_files.h"
#include "tradewind/pricing/import.h"
#include "tradewind/pricing/price_book.h"
#include "tradewind/scenarios/problem.h"

using namespace tradewind;
using namespace tradewind::test;

namespace {

constexpr int usual_rounds = 300;

int rounds() {
  const char* set = std::getenv("TRADEWIND_FUZZ_ROUNDS");
  return set == nullptr ? usual_rounds : std::atoi(set);
}

void check_import(PriceFormat format, const std::string& text) {
  const TemporaryFolder folder;
  spit(folder.path() / "prices", text);
  ImportedBook book;
  try {
    book = import_prices(format, {folder.path() / "prices"});
  } catch (const InvalidInput& refused) {
    REQUIRE_FALSE(refused.problems().empty());
    for (const Problem& problem : refused.problems()) CHECK_FALSE((problem.found.empty() || problem.expected.empty()));
    return;
  }
  CHECK(book.prices > 0);
  write_book(book, folder.path() / "book");
  CHECK_NOTHROW(PriceBook::load(folder.path() / "book"));
}

}  // namespace

TEST_CASE("mutated price files are imported or refused, never worse") {
  struct Case {
    PriceFormat format;
    const std::string* text;
  };
  const Case original = GENERATE(Case{PriceFormat::aws_offer, &price_files::offer}, Case{PriceFormat::aws_offer, &price_files::offer_csv},
                                 Case{PriceFormat::aws_savings_plan, &price_files::savings_plan}, Case{PriceFormat::aws_spot, &price_files::spot},
                                 Case{PriceFormat::azure_retail, &price_files::azure}, Case{PriceFormat::gcp_billing, &price_files::gcp});
  Random random(static_cast<std::uint64_t>(original.format) + 20261126);
  for (int round = 0; round < rounds(); ++round) {
    std::string text = *original.text;
    for (std::size_t edits = 1 + below(random, 3); edits > 0; --edits) text = mutated(text, random);
    CAPTURE(round);
    check_import(original.format, text);
  }
}
