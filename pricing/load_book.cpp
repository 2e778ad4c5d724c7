#include <fmt/format.h>

#include <algorithm>
#include <boost/crc.hpp>

#include "book_data.h"
#include "book_terms.h"
#include "tradewind/scenarios/files.h"

namespace tradewind {
namespace {

namespace fs = std::filesystem;

// All files of the folder that belong to a book, by name.
std::map<std::string, std::string> read_folder(const fs::path& folder, Problems& problems) {
  std::map<std::string, std::string> texts;
  const auto add = [&](const fs::path& file, const char* found, const char* expected, const std::string& proposal) {
    problems.push_back({Severity::error, file.string(), 0, 0, "", found, expected, proposal});
  };
  if (!fs::is_directory(folder)) {
    add(folder, "no folder", "a price book: a folder with book.json and CSV files (docs/prices.md)", "");
    return texts;
  }
  std::vector<std::string> known(book_files.begin(), book_files.end());
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name == "book.json" || std::ranges::find(known, name) != known.end())
      texts[name] = read_input(entry.path(), "a file of a price book");
    else if (entry.path().extension() == ".csv")
      add(entry.path(), "a table that price books do not have", "one of the files of docs/prices.md", nearest_name(name, known));
  }
  if (!texts.contains("book.json")) add(folder / "book.json", "nothing", "a JSON object with the name and the date of the book", "");
  return texts;
}

std::uint32_t checksum(const std::map<std::string, std::string>& texts, const std::string& shipped_id) {
  boost::crc_32_type sum;
  const auto add = [&sum](const std::string& text) { sum.process_bytes(text.c_str(), text.size() + 1); };
  add(shipped_id);
  for (const auto& [name, text] : texts) {
    add(name);
    add(text);
  }
  return sum.checksum();
}

// `own` over `book`: price by price for instances, list of tiers by list for egress.
void put_on_top(BookData own, BookData& book) {
  for (auto& [key, prices] : own.instances) {
    InstancePrices& below = book.instances[key];
    for (std::size_t i = 0; i < prices.size(); ++i)
      if (prices[i]) below[i] = std::move(prices[i]);
  }
  for (auto& [key, prices] : own.egress) book.egress.insert_or_assign(key, std::move(prices));
  for (auto& [key, price] : own.interregion) book.interregion.insert_or_assign(key, std::move(price));
  // A fee for all regions takes the place of those of single ones.
  for (const auto& [key, price] : own.services)
    if (std::get<2>(key) == everywhere) std::erase_if(book.services, [&](const auto& old) { return same_fee(old.first, key); });
  for (auto& [key, price] : own.services) book.services.insert_or_assign(key, std::move(price));
  for (auto& [provider, free] : own.free_egress) book.free_egress.insert_or_assign(provider, std::move(free));
}

// A fee that no cloud of the shipped book has would never be asked for.
void check_fees(const BookData& own, const BookData& shipped, const std::string& file, Problems& problems) {
  std::vector<std::string> known;
  for (const auto& [key, price] : shipped.services) known.push_back(std::get<1>(key));
  for (const auto& [key, price] : own.services)
    if (std::ranges::find(known, std::get<1>(key)) == known.end())
      problems.push_back({Severity::error, file, 0, 0, "", "the fee \"" + std::get<1>(key) + "\"", "a fee of the shipped book (`docs/prices.md`)",
                          nearest_name(std::get<1>(key), known)});
}

}  // namespace

PriceBook PriceBook::load(const fs::path& folder) {
  Problems problems;
  const std::map<std::string, std::string> texts = read_folder(folder, problems);
  BookTerms terms;
  if (texts.contains("book.json")) terms = read_terms(texts.at("book.json"), (folder / "book.json").string(), problems);
  const auto text = [&texts](const std::string& file) -> std::optional<std::string> {
    const auto found = texts.find(file);
    return found == texts.end() ? std::nullopt : std::optional(found->second);
  };
  BookData own = read_book({text, folder.string(), terms.currency, terms.usd_per_unit}, problems);
  BookData book = *shipped().data_;
  check_fees(own, book, (folder / "services.csv").string(), problems);
  if (has_errors(problems)) throw InvalidInput(std::move(problems));
  const std::string shipped_id = book.id;
  put_on_top(std::move(own), book);
  apply_discounts(terms.discounts, book);
  book.date = terms.date;
  book.id = fmt::format("{}-{}-{:08x}", terms.name, terms.date, checksum(texts, shipped_id));
  return PriceBook(std::make_shared<const BookData>(std::move(book)));
}

}  // namespace tradewind
