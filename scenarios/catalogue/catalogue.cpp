#include "tradewind/scenarios/catalogue.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "catalogue/iteration_models.h"
#include "catalogue/iteration_query.h"
#include "catalogue/kv_capacity.h"
#include "catalogue/metro_rtt.h"
#include "catalogue/names.h"
#include "catalogue/region_rtt.h"
#include "catalogue/region_throughput.h"
#include "catalogue/tables.h"
#include "catalogue/timing_errors.h"
#include "embedded/catalogue_data.h"

namespace tradewind {

using embedded::catalogue_data;

struct Catalogue::Data {
  std::vector<CatalogueRegion> regions = tables::regions(catalogue_data("regions.csv"));
  std::vector<CatalogueMetro> metros = tables::metros(catalogue_data("metros.csv"));
  std::vector<CatalogueGpu> gpus = tables::gpus(catalogue_data("gpus.csv"));
  std::vector<ModelArchitecture> models = tables::models(catalogue_data("models.csv"));
  std::vector<CatalogueOffer> offers = tables::offers(catalogue_data("offers.csv"));
  std::vector<IterationModel> iteration_models = read_iteration_models(catalogue_data("iteration_models.json"));
  std::vector<LoadTestError> load_test_errors = tables::load_test_errors(catalogue_data("timing_errors.csv"));
  std::vector<BatchModel> batch_models = tables::batch_models(catalogue_data("batch_models.csv"));
  std::vector<DailyProfile> profiles = tables::profiles(catalogue_data("profiles.csv"));
  RegionRtt region_rtt{catalogue_data("region_rtt.csv"), regions};
  RegionThroughput region_throughput{catalogue_data("region_throughput.csv"), regions, region_rtt};
  MetroRtt metro_rtt{catalogue_data("metro_rtt.csv")};
  GpuNames gpu_names{gpus};
  ModelNames model_names{models};
  std::string version = tables::newest_date(catalogue_data("sources.csv"));
};

namespace {

// The distinct values of a member of metros and regions, in alphabetical order.
template <typename Member>
std::vector<std::string> distinct(const Catalogue& catalogue, Member member) {
  std::set<std::string> values;
  for (const CatalogueMetro& metro : catalogue.metros()) values.insert(member(metro));
  for (const CatalogueRegion& region : catalogue.regions()) values.insert(member(region));
  return {values.begin(), values.end()};
}

}  // namespace

Catalogue::Catalogue() : data_(std::make_unique<const Data>()) {}
Catalogue::~Catalogue() = default;

const Catalogue& Catalogue::shipped() {
  static const Catalogue catalogue;
  return catalogue;
}

std::span<const CatalogueRegion> Catalogue::regions() const { return data_->regions; }
std::span<const CatalogueMetro> Catalogue::metros() const { return data_->metros; }
std::span<const CatalogueGpu> Catalogue::gpus() const { return data_->gpus; }
std::span<const CatalogueOffer> Catalogue::offers() const { return data_->offers; }
std::span<const ModelArchitecture> Catalogue::models() const { return data_->models; }
std::span<const IterationModel> Catalogue::kernel_tables() const { return data_->iteration_models; }
std::span<const BatchModel> Catalogue::batch_models() const { return data_->batch_models; }
std::span<const DailyProfile> Catalogue::profiles() const { return data_->profiles; }

std::vector<std::string> Catalogue::countries() const {
  return distinct(*this, [](const auto& entry) { return entry.country_iso2; });
}

std::vector<std::string> Catalogue::continents() const {
  return distinct(*this, [](const auto& entry) { return entry.continent; });
}

std::vector<std::string> Catalogue::providers() const {
  std::set<std::string> values;
  for (const CatalogueRegion& region : regions()) values.insert(region.provider);
  return {values.begin(), values.end()};
}

const CatalogueRegion* Catalogue::find_region(std::string_view provider, std::string_view id) const {
  const std::pair wanted(provider, id);
  const auto name = [](const CatalogueRegion& region) { return std::pair<std::string_view, std::string_view>(region.provider, region.id); };
  const auto found = std::lower_bound(data_->regions.begin(), data_->regions.end(), wanted,
                                      [&name](const auto& region, const auto& key) { return name(region) < key; });
  return found != data_->regions.end() && found->provider == provider && found->id == id ? &*found : nullptr;
}

Named<CatalogueGpu> Catalogue::find_gpu(std::string_view name) const { return data_->gpu_names.find(name); }
Named<ModelArchitecture> Catalogue::find_model(std::string_view name) const { return data_->model_names.find(name); }
IterationAnswer Catalogue::iteration_model(const IterationQuery& query) const { return answer(*this, query); }
TimingErrors Catalogue::timing_errors(const IterationQuery& query) const { return tradewind::timing_errors(*this, query, data_->load_test_errors); }
KvCapacity Catalogue::kv_capacity(const IterationQuery& query, const KvCacheSettings& settings) const {
  return tradewind::kv_capacity(*this, query, settings);
}

Rtt Catalogue::region_rtt(const CatalogueRegion& a, const CatalogueRegion& b) const { return data_->region_rtt.between(a, b); }

Throughput Catalogue::region_throughput(const CatalogueRegion& from, const CatalogueRegion& to) const {
  return data_->region_throughput.between(from, to, region_rtt(from, to).ms);
}

Rtt Catalogue::metro_rtt(const CatalogueMetro& metro, const CatalogueRegion& region) const {
  return {data_->metro_rtt.ms(metro.key(), region.key()), RttBasis::estimated, "nearest measured city pairs"};
}

std::string Catalogue::version() const { return data_->version; }

}  // namespace tradewind
