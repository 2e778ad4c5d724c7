#include "tradewind/pricing/difference.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace tradewind {
namespace {

struct Part {
  double old_quantity = 0, new_quantity = 0;
  Cents old_amount, new_amount;
};

BillStep step_of(const std::pair<std::string, std::string>& key, const Part& part) {
  BillStep step{key.first, key.second, part.old_quantity, part.new_quantity, {}, {}};
  const std::int64_t change = part.new_amount.value - part.old_amount.value;
  if (part.old_quantity > 0 && part.new_quantity > 0)
    step.by_quantity = to_cents((part.new_quantity - part.old_quantity) * part.old_amount.usd() / part.old_quantity);
  else
    step.by_quantity = Cents{change};
  step.by_price = Cents{change - step.by_quantity.value};
  return step;
}

}  // namespace

BillDifference difference(const Bill& from, const Bill& to) {
  std::map<std::pair<std::string, std::string>, Part> parts;  // by service and unit
  for (const BillLine& line : from.lines) {
    Part& part = parts[{line.service, line.price.unit}];
    part.old_quantity += line.quantity;
    part.old_amount += line.amount;
  }
  for (const BillLine& line : to.lines) {
    Part& part = parts[{line.service, line.price.unit}];
    part.new_quantity += line.quantity;
    part.new_amount += line.amount;
  }
  BillDifference result{from.total(), to.total(), {}};
  for (const auto& [key, part] : parts)
    if (const BillStep step = step_of(key, part); step.by_quantity.value != 0 || step.by_price.value != 0) result.steps.push_back(step);
  std::ranges::stable_sort(result.steps, std::greater<>(), [](const BillStep& step) { return std::abs(step.total().value); });
  return result;
}

}  // namespace tradewind
