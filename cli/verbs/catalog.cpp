// Lists of the catalogue and the price book, as tables or JSON; round trips between regions.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "context.h"
#include "terminal/table.h"
#include "tradewind/pricing/price_book.h"
#include "tradewind/scenarios/csv.h"
#include "tradewind/scenarios/files.h"
#include "verbs/catalog_books.h"
#include "verbs/catalog_timing.h"

namespace tradewind {
namespace {

using terminal::Column;
using terminal::grouped;

// Rows of text under column titles, printed as a table or as JSON objects.
struct Listing {
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};

void output(const Listing& listing, const JsonOutput& json) {
  nlohmann::json objects = nlohmann::json::array();
  for (const auto& row : listing.rows) {
    nlohmann::json object;
    for (std::size_t c = 0; c < row.size(); ++c) object[listing.columns[c].title] = row[c];
    objects.push_back(object);
  }
  json.write(objects);
  if (json.replaces_table()) return;
  terminal::Table table(listing.columns);
  for (const auto& row : listing.rows) table.add(row);
  table.print();
}

Listing regions() {
  Listing listing{{{"region"}, {"city"}, {"country"}, {"continent"}, {"residency"}, {"zones", true}, {"lat", true}, {"lon", true}}, {}};
  for (const CatalogueRegion& r : Catalogue::shipped().regions())
    listing.rows.push_back({r.key(), r.city, r.country_iso2, r.continent, r.residency, r.zones > 0 ? std::to_string(r.zones) : "",
                            fmt::format("{:.2f}", r.place.latitude_deg), fmt::format("{:.2f}", r.place.longitude_deg)});
  return listing;
}

Listing metros() {
  Listing listing{{{"metro"}, {"continent"}, {"timezone"}, {"population", true}, {"internet users", true}}, {}};
  for (const CatalogueMetro& m : Catalogue::shipped().metros())
    listing.rows.push_back({m.key(), m.continent, m.timezone, grouped(m.population), grouped(m.internet_users)});
  return listing;
}

// 0 = the GPU has no such arithmetic.
std::string number_or_blank(double value) { return value > 0 ? fmt::format("{:g}", value) : ""; }

Listing gpus() {
  Listing listing{{{"gpu"},
                   {"memory GiB", true},
                   {"GB/s", true},
                   {"fp16 TFLOP/s", true},
                   {"fp8 TFLOP/s", true},
                   {"link"},
                   {"link GB/s", true},
                   {"source"},
                   {"note"}},
                  {}};
  for (const CatalogueGpu& g : Catalogue::shipped().gpus())
    listing.rows.push_back({g.name, fmt::format("{:g}", g.memory_gib), fmt::format("{:g}", g.bandwidth_gb_s), fmt::format("{:g}", g.fp16_tflops),
                            number_or_blank(g.fp8_tflops), g.link, fmt::format("{:g}", g.link_gb_s), g.source, g.note});
  return listing;
}

// On which GPUs kernels of exactly this model were measured; elsewhere its times are a roofline's.
std::string measured_on(const std::string& model) {
  std::set<std::string> gpus;
  for (const IterationModel& table : Catalogue::shipped().kernel_tables())
    if (table.model == model) gpus.insert(table.gpu);
  return fmt::format("{}", fmt::join(gpus, " "));
}

Listing models() {
  Listing listing{
      {{"model"}, {"billion parameters", true}, {"KV kB/token", true}, {"published in"}, {"longest context", true}, {"measured on"}, {"source"}}, {}};
  for (const ModelArchitecture& m : Catalogue::shipped().models())
    listing.rows.push_back({m.name, fmt::format("{:.1f}", static_cast<double>(m.parameters()) / 1e9),
                            fmt::format("{:.0f}", static_cast<double>(m.kv_bytes_per_token()) / 1e3), m.published_dtype, grouped(m.max_position),
                            measured_on(m.name), m.source});
  return listing;
}

Listing classic_models() {
  Listing listing{{{"model"}, {"gpu"}, {"backend"}, {"base ms", true}, {"ms per item", true}, {"under load", true}, {"source"}}, {}};
  for (const BatchModel& m : Catalogue::shipped().batch_models())
    listing.rows.push_back({m.model, m.gpu, m.backend, fmt::format("{:.3f}", m.base_ms), fmt::format("{:.4f}", m.ms_per_item),
                            fmt::format("x {:.2f}", m.load_factor), m.source});
  return listing;
}

Listing profiles() {
  Listing listing{{{"profile"}, {"quietest hour", true}, {"busiest hour", true}, {"source"}}, {}};
  for (const DailyProfile& p : Catalogue::shipped().profiles()) {
    const auto [low, high] = std::minmax_element(p.relative_load.begin(), p.relative_load.end());
    listing.rows.push_back({p.name, fmt::format("{:02d} h, {:.2f}", low - p.relative_load.begin(), *low),
                            fmt::format("{:02d} h, {:.2f}", high - p.relative_load.begin(), *high), p.source});
  }
  return listing;
}

Listing offers() {
  Listing listing{{{"region"},
                   {"instance type"},
                   {"gpu"},
                   {"gpus", true},
                   {"vcpu", true},
                   {"on demand USD/h", true},
                   {"reserved 1 y", true},
                   {"reserved 3 y", true},
                   {"price of"},
                   {"source"}},
                  {}};
  const PriceBook& book = PriceBook::shipped();
  for (const CatalogueOffer& o : Catalogue::shipped().offers()) {
    const auto cell = [&](Purchase purchase) {
      const auto price = book.instance(o.provider, o.region, o.instance_type, purchase);
      return price ? fmt::format("{:.4f}", price->usd) : std::string();
    };
    const auto listed = book.instance(o.provider, o.region, o.instance_type, Purchase::on_demand);
    listing.rows.push_back({o.provider + ":" + o.region, o.instance_type, o.gpu, std::to_string(o.gpu_count), fmt::format("{:g}", o.vcpu),
                            cell(Purchase::on_demand), cell(Purchase::reserved_1y), cell(Purchase::reserved_3y), listed ? listed->date : "",
                            listed ? listed->source : ""});
  }
  return listing;
}

const CatalogueRegion& region_named(const std::string& key) {
  const std::size_t colon = std::min(key.find(':'), key.size());
  if (const CatalogueRegion* region = Catalogue::shipped().find_region(key.substr(0, colon), key.substr(std::min(colon + 1, key.size()))))
    return *region;
  std::vector<std::string> names;
  for (const CatalogueRegion& region : Catalogue::shipped().regions()) names.push_back(region.key());
  const std::string near = nearest_name(key, names);
  throw std::invalid_argument("catalog: there is no region '" + key + "'" +
                              (near.empty() ? "; `tradewind catalog regions` lists them" : "; did you mean '" + near + "'?"));
}

// One row of the contract: a,b,rtt_ms,basis.
std::string rtt_row(const std::string& a, const std::string& b) {
  const Rtt rtt = Catalogue::shipped().region_rtt(region_named(a), region_named(b));
  return fmt::format("{},{},{:.2f},{}\n", a, b, rtt.ms, rtt.basis == RttBasis::measured ? "measured" : "estimated");
}

// From a to b.
std::string throughput_row(const std::string& a, const std::string& b) {
  const Throughput throughput = Catalogue::shipped().region_throughput(region_named(a), region_named(b));
  return fmt::format("{},{},{:.3f},{}\n", a, b, throughput.gbit_s, throughput.basis == RttBasis::measured ? "measured" : "estimated");
}

// A verb that prints a row for each pair of regions.
struct PairVerb {
  std::string name, help, header;
  std::string (*row)(const std::string& a, const std::string& b);
};

struct PairArguments {
  std::vector<std::string> regions;
  std::string pairs;
};

int run_pairs(const PairVerb& verb, const PairArguments& args) {
  if (args.pairs.empty() == args.regions.empty())
    throw std::invalid_argument("catalog " + verb.name + ": give two regions, as in 'aws:us-east-1 gcp:us-west1', or --pairs FILE");
  std::string rows = verb.header + "\n";
  if (!args.pairs.empty()) {
    const CsvTable table(read_file(args.pairs), args.pairs);
    const std::size_t a = table.column("a"), b = table.column("b");
    for (std::size_t row = 0; row < table.rows(); ++row) rows += verb.row(table.text(row, a), table.text(row, b));
  } else {
    rows += verb.row(args.regions.at(0), args.regions.at(1));
  }
  fmt::print("{}", rows);
  return exit_code::done;
}

void add_listing(CLI::App& catalog, Context& context, const std::string& name, const std::string& help, Listing (*make)()) {
  const auto json = std::make_shared<JsonOutput>();
  CLI::App* verb = catalog.add_subcommand(name, help);
  json->add_to(*verb);
  verb->callback([json, make, &context] {
    context.run = [json, make] {
      output(make(), *json);
      return exit_code::done;
    };
  });
}

void add_pairs(CLI::App& catalog, Context& context, const PairVerb& pair_verb) {
  const auto args = std::make_shared<PairArguments>();
  CLI::App* verb = catalog.add_subcommand(pair_verb.name, pair_verb.help);
  verb->add_option("regions", args->regions, "Two regions as provider:region")->type_name("REGION REGION")->expected(2);
  verb->add_option("--pairs", args->pairs, "CSV file with the columns a,b")->type_name("FILE");
  verb->footer("Examples:\n  tradewind catalog " + pair_verb.name + " aws:us-east-1 gcp:europe-west4");
  verb->callback([args, pair_verb, &context] { context.run = [args, pair_verb] { return run_pairs(pair_verb, *args); }; });
}

}  // namespace

void add_catalog(CLI::App& app, Context& context) {
  CLI::App* catalog = app.add_subcommand("catalog", "Regions, metros, hardware, offers with prices, round trips");
  catalog->require_subcommand(1);
  add_listing(*catalog, context, "regions", "Cloud regions", regions);
  add_listing(*catalog, context, "metros", "Metro areas, largest first", metros);
  add_listing(*catalog, context, "gpus", "GPUs with the figures of their data sheets", gpus);
  add_listing(*catalog, context, "models", "Language models, and the GPUs on which they were measured", models);
  add_listing(*catalog, context, "classic-models", "Classic models with their measured batch latencies", classic_models);
  add_listing(*catalog, context, "profiles", "Daily profiles of load, local time", profiles);
  add_listing(*catalog, context, "offers", "GPU instance types by region with their prices", offers);
  add_catalog_timing(*catalog, context);
  add_catalog_import(*catalog, context);
  add_catalog_diff(*catalog, context);
  add_pairs(*catalog, context, {"rtt", "Round trips between regions, measured or estimated (CSV)", "a,b,rtt_ms,basis", rtt_row});
  add_pairs(*catalog, context,
            {"throughput", "What 64 TCP streams carry from one region to another, measured or estimated (CSV)", "a,b,gbit_s,basis", throughput_row});
  catalog->footer("Examples:\n  tradewind catalog offers --json offers.json\n  tradewind catalog rtt aws:us-east-1 aws:eu-west-1");
}

}  // namespace tradewind
