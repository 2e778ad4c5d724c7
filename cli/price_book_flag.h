// --price-book FOLDER: prices of the user's own on top of the shipped ones.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "tradewind/pricing/price_book.h"

namespace tradewind {

struct PriceBookFlag {
  std::string folder;
  void add_to(CLI::App& verb);
  // The book of the folder, or the shipped one. Throws InvalidInput with all problems of the folder.
  PriceBook load() const;
};

}  // namespace tradewind
