#include "catalogue/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <sstream>

#include "tradewind/scenarios/csv.h"

namespace tradewind::tables {
namespace {

// One record of a table, read by column name.
class Record {
 public:
  Record(const CsvTable& table, std::size_t row) : table_(table), row_(row) {}
  const std::string& text(std::string_view column) const { return table_.text(row_, table_.column(column)); }
  double number(std::string_view column) const { return table_.number(row_, table_.column(column)); }
  std::optional<double> optional_number(std::string_view column) const { return table_.optional_number(row_, table_.column(column)); }
  int integer(std::string_view column) const {
    const double value = number(column);
    if (value != static_cast<int>(value)) table_.reject(row_, table_.column(column), "a whole number");
    return static_cast<int>(value);
  }
  std::vector<std::string> list(std::string_view column) const {  // parts between semicolons
    std::vector<std::string> parts;
    std::istringstream text(this->text(column));
    for (std::string part; std::getline(text, part, ';');) parts.push_back(part);
    return parts;
  }
  GeoPoint point() const { return {number("lat"), number("lon")}; }

 private:
  const CsvTable& table_;
  std::size_t row_;
};

template <typename Make>
auto read(std::string_view csv, const char* file, Make make) {
  const CsvTable table(csv, file);
  std::vector<decltype(make(Record(table, 0)))> all;
  all.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) all.push_back(make(Record(table, row)));
  return all;
}

}  // namespace

std::vector<CatalogueRegion> regions(std::string_view csv) {
  auto all = read(csv, "regions.csv", [](const Record& row) {
    return CatalogueRegion{row.text("provider"),
                           row.text("region"),
                           row.text("city"),
                           row.text("country_iso2"),
                           row.text("continent"),
                           row.text("residency"),
                           row.point(),
                           static_cast<int>(row.optional_number("zones").value_or(0)),
                           row.optional_number("grid_gco2_per_kwh")};
  });
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return std::tie(a.provider, a.id) < std::tie(b.provider, b.id); });
  return all;
}

std::vector<CatalogueMetro> metros(std::string_view csv) {
  std::map<std::pair<std::string, std::string>, int> bearers;
  auto all = read(csv, "metros.csv", [&bearers](const Record& row) {
    CatalogueMetro metro;
    metro.city = row.text("city");
    metro.country_iso2 = row.text("country_iso2");
    metro.continent = row.text("continent");
    metro.timezone = row.text("timezone");
    metro.place = row.point();
    metro.population = row.number("population");
    metro.internet_users = row.optional_number("internet_users").value_or(0);
    metro.admin = row.text("admin");
    ++bearers[{metro.city, metro.country_iso2}];
    return metro;
  });
  for (CatalogueMetro& metro : all) metro.shares_name = bearers[{metro.city, metro.country_iso2}] > 1;
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.population > b.population; });
  return all;
}

std::vector<CatalogueGpu> gpus(std::string_view csv) {
  return read(csv, "gpus.csv", [](const Record& row) {
    return CatalogueGpu{.name = row.text("name"),
                        .accelerator = row.text("accelerator"),
                        .memory_gib = row.number("memory_gib"),
                        .visible_gib = row.number("visible_gib"),
                        .bandwidth_gb_s = row.number("bandwidth_gb_s"),
                        .fp16_tflops = row.number("fp16_tflops"),
                        .bf16 = row.integer("bf16") != 0,
                        .fp8_tflops = row.optional_number("fp8_tflops").value_or(0),
                        .int8_tops = row.optional_number("int8_tops").value_or(0),
                        .no_kernels = row.list("no_kernels"),
                        .link = row.text("link"),
                        .link_gb_s = row.number("link_gb_s"),
                        .power_w = row.optional_number("power_w").value_or(0),
                        .aliases = row.list("aliases"),
                        .source = row.text("source"),
                        .note = row.text("note")};
  });
}

std::vector<ModelArchitecture> models(std::string_view csv) {
  return read(csv, "models.csv", [](const Record& row) {
    return ModelArchitecture{.name = row.text("name"),
                             .aliases = row.list("aliases"),
                             .source = row.text("source"),
                             .published_dtype = row.text("published_dtype"),
                             .layers = row.integer("layers"),
                             .hidden = row.integer("hidden"),
                             .intermediate = row.integer("intermediate"),
                             .heads = row.integer("heads"),
                             .kv_heads = row.integer("kv_heads"),
                             .head_dim = row.integer("head_dim"),
                             .vocab = row.integer("vocab"),
                             .tied_embeddings = row.integer("tied_embeddings") != 0,
                             .gated_mlp = row.integer("gated_mlp") != 0,
                             .experts = row.integer("experts"),
                             .experts_per_token = row.integer("experts_per_token"),
                             .moe_intermediate = row.integer("moe_intermediate"),
                             .shared_intermediate = row.integer("shared_intermediate"),
                             .dense_layers = row.integer("dense_layers"),
                             .q_lora_rank = row.integer("q_lora_rank"),
                             .kv_lora_rank = row.integer("kv_lora_rank"),
                             .qk_rope_head_dim = row.integer("qk_rope_head_dim"),
                             .sliding_window = row.integer("sliding_window"),
                             .windowed_layers = row.integer("windowed_layers"),
                             .max_position = row.integer("max_position"),
                             .truncated_sampling = row.integer("truncated_sampling") != 0};
  });
}

std::vector<CatalogueOffer> offers(std::string_view csv) {
  return read(csv, "offers.csv", [](const Record& row) {
    return CatalogueOffer{row.text("provider"),     row.text("region"), row.text("instance_type"), row.text("gpu"),
                          row.integer("gpu_count"), row.number("vcpu"), row.number("memory_gib"),  row.integer("confirmed") != 0};
  });
}

std::vector<LoadTestError> load_test_errors(std::string_view csv) {
  return read(csv, "timing_errors.csv", [](const Record& row) {
    return LoadTestError{row.text("gpu"),
                         row.text("model"),
                         row.text("dtype"),
                         row.integer("tensor_parallel"),
                         row.number("e2e_mean_error_percent"),
                         row.number("ttft_mean_error_percent"),
                         row.number("ttft_p99_error_percent")};
  });
}

std::vector<BatchModel> batch_models(std::string_view csv) {
  return read(csv, "batch_models.csv", [](const Record& row) {
    return BatchModel{.model = row.text("model"),
                      .gpu = row.text("gpu"),
                      .backend = row.text("backend"),
                      .source = fmt::format("NVIDIA DeepLearningExamples, measured on Triton; {} points", row.integer("points")),
                      .base_ms = row.number("base_ms"),
                      .ms_per_item = row.number("ms_per_item"),
                      .mean_error = row.number("mean_error"),
                      .batch_max = row.integer("batch_max"),
                      .load_factor = row.number("load_factor"),
                      .base_gpu_share = row.number("base_gpu_share")};
  });
}

std::vector<DailyProfile> profiles(std::string_view csv) {
  return read(csv, "profiles.csv", [](const Record& row) {
    DailyProfile profile{row.text("name"), row.text("source"), {}};
    for (int hour = 0; hour < 24; ++hour) profile.relative_load[static_cast<std::size_t>(hour)] = row.number(fmt::format("h{:02}", hour));
    // The sources round to four digits; a profile's mean is 1 exactly, so that it never changes a daily total.
    const double mean = std::accumulate(profile.relative_load.begin(), profile.relative_load.end(), 0.0) / 24;
    for (double& load : profile.relative_load) load /= mean;
    return profile;
  });
}

std::string newest_date(std::string_view sources_csv) {
  const auto dates = read(sources_csv, "sources.csv", [](const Record& row) { return row.text("date"); });
  return *std::max_element(dates.begin(), dates.end());
}

}  // namespace tradewind::tables
