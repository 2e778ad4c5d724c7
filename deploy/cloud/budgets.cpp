// What the simulated bill says of each cloud.
#include <fmt/format.h>

#include <array>
#include <cmath>

#include "cloud/facts.h"

namespace tradewind::cloud {
namespace {

struct Cloud {
  std::string_view provider, name;
};
constexpr std::array<Cloud, 3> clouds = {{{"aws", "AWS"}, {"azure", "Azure"}, {"gcp", "Google Cloud"}}};

Cents bill_of(const Bill& bill, std::string_view provider) {
  Cents sum;
  for (const BillLine& line : bill.lines)
    if (line.provider == provider) sum += line.amount;
  return sum;
}

}  // namespace

std::vector<Budget> budgets(const Context& context) {
  std::vector<Budget> list;
  for (const Cloud& cloud : clouds) {
    const Cents amount = bill_of(context.input.bill, cloud.provider);
    if (!context.has(cloud.provider) || amount.value <= 0) continue;
    list.push_back({cloud.provider,
                    fmt::format("The simulated bill of {} is {} USD a month of {:.0f} hours, at the prices of {}.", cloud.name, to_string(amount),
                                hours_per_month, context.input.bill.price_book),
                    std::ceil(amount.usd())});
  }
  return list;
}

}  // namespace tradewind::cloud
