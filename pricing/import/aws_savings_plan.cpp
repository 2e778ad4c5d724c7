// Offer files of the Compute Savings Plans, one for each region: the plans that are sold, and for each the hourly rates of what it covers. Layout:
// AWS Billing user guide, "Reading the service price list file for a Savings Plan" (2026).
#include <fmt/format.h>

#include <algorithm>

#include "import/collected.h"
#include "import/json_records.h"

namespace tradewind::price_import {
namespace {

using nlohmann::json;

struct Plan {
  int years = 0;
  std::string name;  // for the source: "1 y compute savings plan, No Upfront"
  int rank = 0;      // plans of all instance families before those of one, then the least paid at once
};

std::optional<Plan> plan_of(const json& product) {
  const json& a = member(product, "attributes");
  const std::string family = text(product, "productFamily"), option = text(a, "purchaseOption"), term = text(a, "purchaseTerm");
  const int years = term == "1yr" ? 1 : term == "3yr" ? 3 : 0;
  const int payment = option == "No Upfront" ? 0 : option == "Partial Upfront" ? 1 : option == "All Upfront" ? 2 : -1;
  const bool compute = family == "ComputeSavingsPlans";
  if (years == 0 || payment < 0 || (!compute && family != "EC2InstanceSavingsPlans")) return std::nullopt;
  return Plan{years, fmt::format("{} y {} savings plan, {}", years, compute ? "compute" : "EC2 instance", option), payment + (compute ? 0 : 3)};
}

// "BoxUsage:m5.large" in us-east-1, "USE2-BoxUsage:m5.large" elsewhere: shared tenancy, capacity in use.
bool is_box_usage(std::string_view usage, std::string_view instance_type) {
  const std::string box = fmt::format("BoxUsage:{}", instance_type);
  return usage == box || usage.ends_with("-" + box);
}

// Why a rate is none of a plain Linux instance, or nullptr.
const char* why_no_rate(const json& rate) {
  if (text(rate, "discountedServiceCode") != "AmazonEC2") return "another service than Amazon EC2";
  if (text(rate, "discountedOperation") != "RunInstances") return "another operating system or software than plain Linux";
  if (!is_box_usage(text(rate, "discountedUsageType"), text(rate, "discountedInstanceType")))
    return "another tenancy than shared, or unused capacity";
  if (text(rate, "unit") != "Hrs") return "another unit than hours";
  if (text(member(rate, "discountedRate"), "currency") != "USD") return "another currency than USD";
  return nullptr;
}

// One file.
class SavingsPlans {
 public:
  SavingsPlans(std::string file, Collected& collected) : file_(std::move(file)), collected_(collected) {}

  Visit visit(const KeyPath& keys) {
    if (keys[0] == "products") return keys.size() == 1 ? Visit::enter : Visit::take_fields;
    if (keys[0] != "terms") return Visit::skip;
    if (keys.size() == 1) return Visit::enter;
    if (keys[1] != "savingsPlan") return Visit::skip;
    if (keys.size() >= 4 && keys[3] != "rates") return Visit::skip;
    return keys.size() < 5 ? Visit::enter : Visit::take_fields;
  }

  void take(const KeyPath& keys, const json& record, int line) {
    collected_.at(file_, line);
    keys[0] == "products" ? take_product(record) : take_rate(record, line);
  }

  void finish(const json& rest, Problems& problems) {
    const auto fail = [&](const char* pointer, const char* found, const char* expected) {
      problems.push_back({Severity::error, file_, 0, 0, pointer, found, expected, ""});
    };
    if (early_rates_) return fail("/terms", "rates before their plans", "products first, as AWS writes them");
    if (!any_product_) return fail("/products", "nothing", "the plans of a Savings Plans offer file in JSON");
    for (Found& found : found_) {
      found.price.date = text(rest, "publicationDate");
      collected_.at(file_, found.line);
      collected_.add(found.region, found.instance_type, found.purchase, std::move(found.price));
    }
  }

 private:
  struct Found {
    std::string region, instance_type;
    Purchase purchase;
    FoundPrice price;
    int line;
  };

  void take_product(const json& record) {
    any_product_ = true;
    auto plan = plan_of(record);
    if (!plan) return collected_.skip("a plan of another kind, term or payment", text(record, "sku") + " " + text(record, "productFamily"));
    plans_.insert_or_assign(text(record, "sku"), std::move(*plan));
  }

  // "PLAN.SKU" is the code of a rate.
  void take_rate(const json& rate, int line) {
    early_rates_ = early_rates_ || !any_product_;
    const std::string code = text(rate, "rateCode"), type = text(rate, "discountedInstanceType");
    const auto plan = plans_.find(code.substr(0, code.find('.')));
    if (plan == plans_.end()) return collected_.skip("a rate of a plan that is not kept", code);
    if (const char* reason = why_no_rate(rate)) return collected_.skip(reason, text(rate, "discountedUsageType"));
    const auto usd = amount(member(member(rate, "discountedRate"), "price"));
    if (!usd) return collected_.skip("no price, or one below 0", code);
    found_.push_back({text(rate, "discountedRegionCode"),
                      type,
                      plan->second.years == 1 ? Purchase::savings_1y : Purchase::savings_3y,
                      {*usd, "AWS price list, " + plan->second.name, "", "", plan->second.rank},
                      line});
  }

  std::string file_;
  Collected& collected_;
  std::map<std::string, Plan> plans_;  // by SKU
  std::vector<Found> found_;
  bool early_rates_ = false, any_product_ = false;
};

}  // namespace

void read_aws_savings_plan(const std::vector<PriceFile>& files, Collected& collected, Problems& problems) {
  for (const auto& file : files) {
    SavingsPlans plans(file.name(), collected);
    const RecordPlan plan{[&](const KeyPath& keys) { return plans.visit(keys); },
                          [&](const KeyPath& keys, const json& record, int line) { plans.take(keys, record, line); },
                          {"sku", "productFamily", "attributes", "purchaseOption", "purchaseTerm", "discountedServiceCode", "discountedOperation",
                           "discountedUsageType", "discountedInstanceType", "discountedRegionCode", "discountedRate", "price", "currency", "rateCode",
                           "unit", "publicationDate"}};
    const std::size_t before = problems.size();
    const json rest = read_records(file, plan, problems);
    if (problems.size() == before) plans.finish(rest, problems);
  }
}

}  // namespace tradewind::price_import
