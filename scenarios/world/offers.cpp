#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <set>

#include "world/resolution.h"
#include "world/selection.h"
#include "world/serving_option.h"

namespace tradewind::resolution {
namespace {

// Why instance types were left out: reason -> types.
using LeftOut = std::map<std::string, std::set<std::string>>;

std::vector<Offer> candidate_offers(Resolution& r) {
  const language::OfferSelector& selector = r.scenario.offers();
  std::set<std::string> gpus;  // by catalogue name, however they were written
  for (const std::string& written : selector.gpus())
    if (const CatalogueGpu* gpu = r.catalogue.find_gpu(written).entry; gpu != nullptr) gpus.insert(gpu->name);
  std::map<std::string, std::uint32_t> region_index;
  for (std::uint32_t i = 0; i < r.world.regions.size(); ++i) region_index[r.world.regions[i].key()] = i;
  std::vector<Offer> offers;
  int unconfirmed = 0;
  for (const CatalogueOffer& offer : r.catalogue.offers()) {
    const auto region = region_index.find(offer.provider + ":" + offer.region);
    if (region == region_index.end() || (!gpus.empty() && !gpus.contains(offer.gpu)) || !selects(selector.instance_types(), offer.instance_type))
      continue;
    if (!offer.confirmed && !selector.include_unconfirmed()) {
      ++unconfirmed;
      continue;
    }
    const CatalogueGpu* gpu = r.catalogue.find_gpu(offer.gpu).entry;
    offers.push_back(
        {region->second, offer.instance_type, offer.gpu, offer.gpu_count, offer.vcpu, offer.memory_gib, gpu == nullptr ? 0 : gpu->power_w});
  }
  if (unconfirmed > 0) {
    r.notes.push_back(fmt::format(
        "left out {} offers with a price but no list that says they are sold in the region; offers.include_unconfirmed considers them", unconfirmed));
  }
  std::stable_sort(offers.begin(), offers.end(), [](const Offer& a, const Offer& b) { return a.region < b.region; });
  return offers;
}

// Keeps the offers that can serve at least one workload.
void add_offer(Resolution& r, const Offer& offer, std::vector<LeftOut>& left_out) {
  std::vector<ServingOption> options;
  for (std::uint32_t w = 0; w < r.world.workloads.size(); ++w) {
    std::string why_not;
    auto option = serving_option(r.catalogue, r.world.workloads[w], offer, why_not);
    if (!option) {
      left_out[w][why_not].insert(offer.instance_type);
      continue;
    }
    option->workload = w;
    option->offer = static_cast<std::uint32_t>(r.world.offers.size());
    options.push_back(*option);
  }
  if (options.empty()) return;
  r.world.offers.push_back(offer);
  r.world.serving_options.insert(r.world.serving_options.end(), options.begin(), options.end());
}

void report_workload(Resolution& r, std::uint32_t workload, const LeftOut& left_out) {
  const auto& options = r.world.serving_options;
  const std::string& name = r.world.workloads[workload].name;
  if (std::any_of(options.begin(), options.end(), [&](const ServingOption& option) { return option.workload == workload; })) {
    for (const auto& [reason, types] : left_out) r.notes.push_back(fmt::format("left out {} for {}: {}", fmt::join(types, ", "), name, reason));
    return;
  }
  std::vector<std::string> reasons;
  for (const auto& [reason, types] : left_out) reasons.push_back(reason);
  r.reading.error("/offers", {fmt::format("no offer left that can serve the workload \"{}\" ({})", name, fmt::join(reasons, "; ")),
                              "at least one GPU instance type with a timing of its model"});
}

// Measured batches end somewhere; past it the straight line is an assumption.
void note_extrapolation(Resolution& r) {
  std::set<std::string> noted;
  for (const ServingOption& option : r.world.serving_options) {
    const auto* timing = std::get_if<BatchModel>(&option.timing);
    if (timing == nullptr) continue;
    const std::int64_t largest = std::get<ClassicServing>(r.world.workloads[option.workload].serving).largest_batch_items();
    if (largest <= timing->batch_max) continue;
    const std::string note = fmt::format("{} on {} was measured in batches of up to {}; larger ones, up to {}, are extrapolated", timing->model,
                                         timing->gpu, timing->batch_max, largest);
    if (noted.insert(note).second) r.notes.push_back(note);
  }
}

// Times that nobody measured are said to be estimates.
void note_rooflines(Resolution& r) {
  std::set<std::string> estimated;
  for (const ServingOption& option : r.world.serving_options) {
    const auto* timing = std::get_if<IterationModel>(&option.timing);
    if (timing != nullptr && timing->basis == TimingBasis::roofline)
      estimated.insert(fmt::format("{} in {} on {} x {}", timing->model, timing->dtype, timing->tensor_parallel, timing->gpu));
  }
  if (!estimated.empty())
    r.notes.push_back(fmt::format("no kernels were measured for {}: times are estimated from the data sheet (roofline)", fmt::join(estimated, ", ")));
}

void note_empty_regions(Resolution& r) {
  std::set<std::uint32_t> with_offers;
  for (const Offer& offer : r.world.offers) with_offers.insert(offer.region);
  std::vector<std::string> without;
  for (std::uint32_t i = 0; i < r.world.regions.size(); ++i)
    if (!with_offers.contains(i)) without.push_back(r.world.regions[i].key());
  if (!without.empty()) r.notes.push_back(fmt::format("no offer that serves a workload in {}", fmt::join(without, ", ")));
}

}  // namespace

void resolve_offers(Resolution& r) {
  if (!r.reading.sound("/offers") || r.world.regions.empty()) return;
  const std::vector<Offer> candidates = candidate_offers(r);
  if (candidates.empty())
    return r.reading.error("/offers", {"no GPU instance type of the catalogue in the candidate regions", "filters that leave at least one"});
  if (!r.reading.sound("/workloads")) return;
  std::vector<LeftOut> left_out(r.world.workloads.size());
  for (const Offer& offer : candidates) add_offer(r, offer, left_out);
  for (std::uint32_t w = 0; w < r.world.workloads.size(); ++w) report_workload(r, w, left_out[w]);
  note_extrapolation(r);
  note_rooflines(r);
  note_empty_regions(r);
}

}  // namespace tradewind::resolution
