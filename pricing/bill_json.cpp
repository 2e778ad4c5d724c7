#include <nlohmann/json.hpp>

#include "tradewind/pricing/bill.h"
#include "tradewind/scenarios/problem.h"

namespace tradewind {
namespace {

using Json = nlohmann::ordered_json;

Json line_to_json(const BillLine& line) {
  Json object{{"provider", line.provider},        {"region", line.region},   {"service", line.service},        {"item", line.item},
              {"quantity", line.quantity},        {"unit", line.price.unit}, {"usd_per_unit", line.price.usd}, {"amount_usd", line.amount.usd()},
              {"price_source", line.price.source}};
  object["price_date"] = line.price.date;
  if (!line.price.mark.empty()) object["price_mark"] = line.price.mark;
  if (!line.workload.empty()) object["workload"] = line.workload;
  return object;
}

BillLine line_from_json(const Json& object) {
  BillLine line;
  line.provider = object.at("provider");
  line.region = object.at("region");
  line.service = object.at("service");
  line.item = object.at("item");
  line.workload = object.value("workload", "");
  line.quantity = object.at("quantity");
  line.price = {object.at("usd_per_unit"), object.at("unit"), object.at("price_source"), object.at("price_date"), object.value("price_mark", "")};
  line.amount = to_cents(object.at("amount_usd"));
  return line;
}

}  // namespace

std::string to_json(const Bill& bill) {
  Json lines = Json::array();
  for (const BillLine& line : bill.lines) lines.push_back(line_to_json(line));
  const Json object{{"price_book", bill.price_book}, {"monthly_usd", bill.total().usd()}, {"lines", std::move(lines)}};
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Bill bill_from_json(std::string_view text) {
  try {
    const Json object = Json::parse(text);
    Bill bill{object.at("price_book"), {}};
    for (const Json& line : object.at("lines")) bill.lines.push_back(line_from_json(line));
    return bill;
  } catch (const Json::exception& problem) {
    throw InvalidInput(Problems{{Severity::error, "bill", 0, 0, "", problem.what(), "a bill as to_json writes it", ""}});
  }
}

}  // namespace tradewind
