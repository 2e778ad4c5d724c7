#include "model/bill_summary.h"

#include <algorithm>
#include <map>

namespace tradewind {
namespace {

std::vector<Subtotal> grouped_by(const Bill& bill, std::string BillLine::*field) {
  std::map<std::string, Subtotal> groups;
  for (const BillLine& line : bill.lines) {
    Subtotal& group = groups[line.*field];
    group.name = line.*field;
    group.amount += line.amount;
    group.lines.push_back(line);
  }
  std::vector<Subtotal> subtotals;
  for (auto& [name, group] : groups) subtotals.push_back(std::move(group));
  std::stable_sort(subtotals.begin(), subtotals.end(), [](const Subtotal& a, const Subtotal& b) { return a.amount > b.amount; });
  return subtotals;
}

}  // namespace

std::vector<Subtotal> by_service(const Bill& bill) { return grouped_by(bill, &BillLine::service); }

std::vector<Subtotal> by_provider(const Bill& bill) { return grouped_by(bill, &BillLine::provider); }

std::vector<std::string> price_sources(const Bill& bill) {
  std::vector<std::string> sources;
  for (const BillLine& line : bill.lines)
    if (std::find(sources.begin(), sources.end(), line.price.source) == sources.end()) sources.push_back(line.price.source);
  return sources;
}

}  // namespace tradewind
