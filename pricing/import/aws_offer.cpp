// Offer files of Amazon EC2. One product is an instance type in a region with an operating system and more; terms price it, and a reserved term has
// an hourly price, a one-off price, or both.
#include <fmt/format.h>

#include "import/collected.h"
#include "import/csv_rows.h"
#include "import/json_records.h"
#include "import/json_source.h"

namespace tradewind::price_import {
namespace {

using nlohmann::json;

struct Product {
  std::string family, system, tenancy, software, capacity, operation, market, region, type;
};

struct Term {
  std::string lease, option, offering, date;  // lease empty: on demand
  std::optional<Decimal> hourly, upfront;
  std::string trouble;  // why it cannot be priced
};

// Why a product is none of the plain Linux instances that scenarios run on, or nullptr.
const char* why_not(const Product& p) {
  if (p.family != "Compute Instance" && p.family != "Compute Instance (bare metal)") return "no compute instance";
  if (p.system != "Linux") return "another operating system than Linux";
  if (p.tenancy != "Shared") return "another tenancy than shared";
  if (p.software != "NA") return "with preinstalled software";
  if (p.capacity != "Used") return "a capacity reservation, not capacity in use";
  if (p.operation != "RunInstances") return "another operation than RunInstances";
  if (!p.market.empty() && p.market != "OnDemand") return "a capacity block";
  return nullptr;
}

void price_dimension(const std::string& unit, const std::optional<Decimal>& usd, Term& term) {
  if (!usd) {
    term.trouble = "no price in USD, one below 0, or no number";
  } else if (unit == "Hrs" || unit == "Hours") {
    term.hourly = usd;
  } else if (unit == "Quantity") {
    term.upfront = usd;
  } else {
    term.trouble = "a unit other than hours and a one-off quantity";
  }
}

// Standard before convertible; of each the terms with the least paid at once first.
int rank(const Term& term) {
  const int offering = term.offering == "standard" ? 0 : 3;
  return offering + (term.option == "No Upfront" ? 0 : term.option == "Partial Upfront" ? 1 : 2);
}

void add_reserved(const Product& product, const Term& term, const std::string& sku, Collected& collected) {
  const int years = term.lease == "1yr" || term.lease == "1 yr" ? 1 : term.lease == "3yr" || term.lease == "3 yr" ? 3 : 0;
  if (years == 0) return collected.skip("a lease of neither 1 nor 3 years", sku);
  if (term.offering != "standard" && term.offering != "convertible") return collected.skip("neither a standard nor a convertible offering", sku);
  if (term.option != "No Upfront" && term.option != "Partial Upfront" && term.option != "All Upfront")
    return collected.skip("a purchase option that is not known", sku);
  if (!term.upfront && term.option != "No Upfront") return collected.skip("a reserved term without its upfront price", sku);
  if (!term.hourly && term.option != "All Upfront") return collected.skip("a reserved term without its hourly price", sku);
  const Decimal usd_h = term.hourly.value_or(0) + term.upfront.value_or(0) / (years * hours_per_year);
  const std::string amortised = term.upfront ? fmt::format(", {} USD upfront over {} h", to_text(*term.upfront), years * hours_per_year) : "";
  collected.add(product.region, product.type, years == 1 ? Purchase::reserved_1y : Purchase::reserved_3y,
                {usd_h, fmt::format("AWS price list, {} y {} {}{}", years, term.offering, term.option, amortised), term.date, "", rank(term)});
}

void add_term(const Product& product, const Term& term, const std::string& sku, Collected& collected) {
  if (!term.trouble.empty()) return collected.skip(term.trouble, sku);
  if (!term.lease.empty()) return add_reserved(product, term, sku, collected);
  if (!term.hourly) return collected.skip("a term on demand without an hourly price", sku);
  collected.add(product.region, product.type, Purchase::on_demand, {*term.hourly, "AWS price list, on demand", term.date, "", 0});
}

Product product_of(const json& record) {
  const json& a = member(record, "attributes");
  return {text(record, "productFamily"), text(a, "operatingSystem"), text(a, "tenancy"),    text(a, "preInstalledSw"), text(a, "capacitystatus"),
          text(a, "operation"),          text(a, "marketoption"),    text(a, "regionCode"), text(a, "instanceType")};
}

Term term_of(const json& record) {
  const json& a = member(record, "termAttributes");
  Term term{text(a, "LeaseContractLength"), text(a, "PurchaseOption"), text(a, "OfferingClass"), text(record, "effectiveDate"), {}, {}, ""};
  const json& dimensions = member(record, "priceDimensions");
  if (!dimensions.is_object()) term.trouble = "a term without prices";
  for (const json& dimension : dimensions) price_dimension(text(dimension, "unit"), amount(member(member(dimension, "pricePerUnit"), "USD")), term);
  return term;
}

// The JSON of one file. All products stand before their terms, so that the terms of other products are passed over.
class JsonOffers {
 public:
  explicit JsonOffers(Collected& collected) : collected_(collected) {}

  Visit visit(const KeyPath& keys) {
    if (keys[0] == "products") return keys.size() == 1 ? Visit::enter : Visit::take_fields;
    if (keys[0] != "terms") return Visit::skip;
    if (keys.size() < 3) return Visit::enter;
    if (keys.size() == 4) return Visit::take;
    early_terms_ = early_terms_ || !any_product_;
    return kept_.contains(keys[2]) ? Visit::enter : Visit::skip;
  }

  void take(const KeyPath& keys, const json& record) {
    if (keys[0] == "terms") return add_term(kept_.at(keys[2]), term_of(record), keys[3], collected_);
    any_product_ = true;
    Product product = product_of(record);
    if (const char* reason = why_not(product)) return collected_.skip(reason, keys[1] + " " + product.type);
    if (!kept_.emplace(keys[1], std::move(product)).second) collected_.skip("a product that the file gives twice; the first is kept", keys[1]);
  }

  void check(const PriceFile& file, Problems& problems) const {
    if (early_terms_)
      problems.push_back({Severity::error, file.name(), 0, 0, "/terms", "terms before their products", "products first, as AWS writes them", ""});
    if (!any_product_) problems.push_back({Severity::error, file.name(), 0, 0, "/products", "nothing", "the products of an AWS offer file", ""});
  }

 private:
  Collected& collected_;
  std::map<std::string, Product, std::less<>> kept_;  // by SKU
  bool early_terms_ = false, any_product_ = false;
};

void read_json(const PriceFile& file, Collected& collected, Problems& problems) {
  JsonOffers offers(collected);
  const RecordPlan plan{[&](const KeyPath& keys) { return offers.visit(keys); },
                        [&](const KeyPath& keys, const json& record, int line) {
                          collected.at(file.name(), line);
                          offers.take(keys, record);
                        },
                        {"productFamily", "attributes", "operatingSystem", "tenancy", "preInstalledSw", "capacitystatus", "operation", "marketoption",
                         "regionCode", "instanceType"}};
  const std::size_t before = problems.size();
  read_records(file, plan, problems);
  if (problems.size() == before) offers.check(file, problems);
}

// Columns by name; the preamble stands above them.
class Header {
 public:
  bool read(const std::vector<std::string>& fields) {
    if (fields.empty() || fields[0] != "SKU") return false;
    for (std::size_t i = 0; i < fields.size(); ++i) columns_.emplace(fields[i], i);
    width_ = fields.size();
    return true;
  }
  bool known() const { return width_ > 0; }
  std::size_t width() const { return width_; }
  std::string missing() const {
    for (const char* name : {"SKU", "OfferTermCode", "TermType", "Unit", "PricePerUnit", "Currency", "Product Family", "Instance Type", "Tenancy",
                             "Operating System", "operation", "CapacityStatus", "Pre Installed S/W", "Region Code", "EffectiveDate",
                             "LeaseContractLength", "PurchaseOption", "OfferingClass"})
      if (!columns_.contains(name)) return name;
    return {};
  }
  // "" where the file does not have the column.
  const std::string& get(const std::vector<std::string>& fields, std::string_view name) const {
    static const std::string none;
    const auto found = columns_.find(name);
    return found == columns_.end() ? none : fields[found->second];
  }

 private:
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::size_t width_ = 0;
};

// An hourly and a one-off price of the same term stand in two rows.
struct OpenTerm {
  Product product;
  Term term;
  int line = 0;  // of the last of them
};

class CsvOffers {
 public:
  CsvOffers(std::string file, Collected& collected) : file_(std::move(file)), collected_(collected) {}

  void take(const Header& header, const std::vector<std::string>& fields, int line) {
    collected_.at(file_, line);
    const auto get = [&](std::string_view name) -> const std::string& { return header.get(fields, name); };
    Product product{get("Product Family"), get("Operating System"), get("Tenancy"),     get("Pre Installed S/W"), get("CapacityStatus"),
                    get("operation"),      get("MarketOption"),     get("Region Code"), get("Instance Type")};
    if (const char* reason = why_not(product)) return collected_.skip(reason, get("SKU") + " " + product.type);
    const std::string lease = get("TermType") == "Reserved" ? get("LeaseContractLength") : "";
    if (get("TermType") == "Reserved" && lease.empty()) return collected_.skip("a lease of neither 1 nor 3 years", get("SKU"));
    OpenTerm& open = open_[get("SKU") + "." + get("OfferTermCode")];
    if (open.product.region.empty())
      open = {std::move(product), {lease, get("PurchaseOption"), get("OfferingClass"), get("EffectiveDate"), {}, {}, ""}, 0};
    open.line = line;
    price_dimension(get("Unit"), get("Currency") == "USD" ? parse_decimal(get("PricePerUnit")) : std::nullopt, open.term);
  }

  void finish() {
    for (const auto& [key, open] : open_) {
      collected_.at(file_, open.line);
      add_term(open.product, open.term, key, collected_);
    }
  }

 private:
  std::string file_;
  Collected& collected_;
  std::map<std::string, OpenTerm> open_;  // by SKU and term
};

void read_csv(const PriceFile& file, Collected& collected, Problems& problems) {
  Header header;
  CsvOffers offers(file.name(), collected);
  const std::size_t before = problems.size();
  const auto fail = [&](int line, std::string found, std::string expected) {
    problems.push_back({Severity::error, file.name(), line, 0, "", std::move(found), std::move(expected), ""});
  };
  const auto take = [&](const std::vector<std::string>& fields, int line) {
    if (problems.size() > before) return;
    if (!header.known()) {
      if (header.read(fields) && !header.missing().empty()) fail(line, "no column \"" + header.missing() + "\"", "the columns of an AWS offer file");
    } else if (fields.size() != header.width()) {
      fail(line, fmt::format("{} fields", fields.size()), fmt::format("{}, as in the header", header.width()));
    } else {
      offers.take(header, fields, line);
    }
  };
  read_rows(file, take, problems);
  if (problems.size() == before && !header.known()) fail(0, "no row of column names that begins with SKU", "an AWS offer file, JSON or CSV");
  if (problems.size() == before) offers.finish();
}

bool begins_as_json(const PriceFile& file) {
  JsonSource source(file);
  while (source.Peek() == ' ' || source.Peek() == '\t' || source.Peek() == '\r' || source.Peek() == '\n') source.Take();
  return source.Peek() == '{';
}

}  // namespace

void read_aws_offer(const std::vector<PriceFile>& files, Collected& collected, Problems& problems) {
  for (const auto& file : files) gather(problems, [&] { (begins_as_json(file) ? read_json : read_csv)(file, collected, problems); });
}

}  // namespace tradewind::price_import
