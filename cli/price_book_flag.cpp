#include "price_book_flag.h"

namespace tradewind {

void PriceBookFlag::add_to(CLI::App& verb) {
  verb.add_option("--price-book", folder, "Folder with prices of your own; what it does not have comes from the shipped book (docs/prices.md)")
      ->type_name("FOLDER");
}

PriceBook PriceBookFlag::load() const { return folder.empty() ? PriceBook::shipped() : PriceBook::load(folder); }

}  // namespace tradewind
