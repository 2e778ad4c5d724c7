#include <fmt/format.h>

#include <map>
#include <optional>
#include <tuple>

#include "terminal/table.h"
#include "tradewind/pricing/price_book.h"
#include "verbs/catalog_books.h"

namespace tradewind {
namespace {

struct DiffArguments {
  std::vector<std::string> books;
  JsonOutput json;
};

PriceBook book_named(const std::string& name) { return name == "shipped" ? PriceBook::shipped() : PriceBook::load(name); }

struct Pair {
  std::optional<Price> a, b;
  bool same() const { return a && b && a->usd == b->usd && a->unit == b->unit; }
};

// By kind, provider, region, item.
using Pairs = std::map<std::tuple<std::string, std::string, std::string, std::string>, Pair>;

Pairs pairs_of(const PriceBook& a, const PriceBook& b) {
  Pairs pairs;
  for (const ListedPrice& p : a.prices()) pairs[{p.kind, p.provider, p.region, p.item}].a = p.price;
  for (const ListedPrice& p : b.prices()) pairs[{p.kind, p.provider, p.region, p.item}].b = p.price;
  return pairs;
}

// Of the first price; nothing where only one book has it, or the first is free.
std::optional<double> change_percent(const Pair& pair) {
  if (!pair.a || !pair.b || pair.a->usd == 0) return std::nullopt;
  return 100 * (pair.b->usd - pair.a->usd) / pair.a->usd;
}

nlohmann::json json_of(const std::optional<Price>& price) {
  if (!price) return nullptr;
  return {{"usd", price->usd}, {"unit", price->unit}, {"source", price->source}, {"date", price->date}, {"mark", price->mark}};
}

nlohmann::json to_json(const PriceBook& a, const PriceBook& b, const Pairs& pairs) {
  nlohmann::json rows = nlohmann::json::array();
  for (const auto& [key, pair] : pairs) {
    if (pair.same()) continue;
    const auto& [kind, provider, region, item] = key;
    const auto change = change_percent(pair);
    rows.push_back({{"kind", kind},
                    {"provider", provider},
                    {"region", region},
                    {"item", item},
                    {"a", json_of(pair.a)},
                    {"b", json_of(pair.b)},
                    {"change_percent", change ? nlohmann::json(*change) : nlohmann::json(nullptr)}});
  }
  return {{"a", a.id()}, {"b", b.id()}, {"differences", rows}};
}

void print(const PriceBook& a, const PriceBook& b, const Pairs& pairs) {
  terminal::Table table({{"region"}, {"price"}, {"unit"}, {"a USD", true}, {"b USD", true}, {"change", true}});
  std::size_t different = 0, only_a = 0, only_b = 0;
  const auto usd = [](const std::optional<Price>& price) { return price ? fmt::format("{:.8g}", price->usd) : std::string(); };
  for (const auto& [key, pair] : pairs) {
    if (pair.same()) continue;
    ++(!pair.b ? only_a : !pair.a ? only_b : different);
    const auto& [kind, provider, region, item] = key;
    const auto change = change_percent(pair);
    table.add({provider + ":" + region, item, (pair.a ? pair.a : pair.b)->unit, usd(pair.a), usd(pair.b),
               change    ? fmt::format("{:+.2f} %", *change)
               : !pair.b ? "only in a"
               : !pair.a ? "only in b"
                         : ""});
  }
  fmt::print("a: {}\nb: {}\n{} different, {} only in a, {} only in b, {} the same\n", a.id(), b.id(), different, only_a, only_b,
             pairs.size() - different - only_a - only_b);
  if (different + only_a + only_b == 0) return;
  fmt::print("\n");
  table.print();
}

int run(const DiffArguments& args) {
  const PriceBook a = book_named(args.books.at(0)), b = book_named(args.books.at(1));
  const Pairs pairs = pairs_of(a, b);
  args.json.write(to_json(a, b, pairs));
  if (!args.json.replaces_table()) print(a, b, pairs);
  return exit_code::done;
}

}  // namespace

void add_catalog_diff(CLI::App& catalog, Context& context) {
  const auto args = std::make_shared<DiffArguments>();
  CLI::App* verb = catalog.add_subcommand("diff", "Which prices differ between two price books, by how much, and which only one has");
  verb->add_option("books", args->books, "Two price books: folders, or 'shipped'")->type_name("BOOK BOOK")->expected(2)->required();
  args->json.add_to(*verb);
  verb->footer("Examples:\n  tradewind catalog diff shipped books/aws");
  verb->callback([args, &context] { context.run = [args] { return run(*args); }; });
}

}  // namespace tradewind
