// Pools that run, as pools of a scenario.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>

#include "names.h"
#include "tradewind/deploy/import.h"

namespace tradewind {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

// "NVIDIA-H100-80GB-HBM3" -> "h100", "Tesla-T4" -> "t4", "l40s-48gb" -> "l40s"
std::string gpu_family(std::string_view product) {
  std::string text = lower(product);
  for (const std::string_view maker : {"nvidia-", "tesla-"})
    if (text.starts_with(maker)) text.erase(0, maker.size());
  return text.substr(0, text.find('-'));
}

class Placing {
 public:
  Placing(const World& world, const ImportHints& hints) : world_(world), hints_(hints) {}

  void add(const RunningPool& running) {
    if (running.replicas == 0 || (running.replicas < 0 && running.machines == 0)) return leave(running, "it has no replicas");
    const auto workload = workload_of(running);
    if (!workload) return leave(running, fmt::format("no workload of the scenario is called so ({}); name one", workload_names()));
    const auto region = region_of(running);
    if (!region)
      return leave(running, fmt::format("its region {}is none of the scenario's; name one", running.region.empty() ? "" : running.region + " "));
    const auto offer = offer_of(running, *workload, *region);
    if (!offer)
      return leave(running,
                   fmt::format("no offer of {} in {} serves {}", machine(running), world_.regions[*region].key(), world_.workloads[*workload].name));
    const ServingOption& option = *world_.serving(*workload, *offer);
    replicas_[{*region, *workload}][*offer] += running.replicas > 0 ? running.replicas : running.machines * option.replicas_per_instance;
  }

  Imported result() {
    for (const auto& [place, replicas_on] : replicas_) join(place.second, replicas_on);
    if (imported_.topology.pools.empty())
      throw std::invalid_argument(fmt::format("nothing that runs fits the scenario: {}", imported_.notes.empty()
                                                                                             ? "no pool with GPUs was found"
                                                                                             : fmt::format("{}", fmt::join(imported_.notes, "; "))));
    return std::move(imported_);
  }

 private:
  void note(std::string sentence) { imported_.notes.push_back(std::move(sentence)); }
  void leave(const RunningPool& running, const std::string& why) { note(fmt::format("{} is left out: {}", running.source, why)); }

  std::string workload_names() const {
    std::string names;
    for (const Workload& workload : world_.workloads) names += (names.empty() ? "" : ", ") + workload.name;
    return names;
  }

  static std::string machine(const RunningPool& running) {
    return !running.instance_type.empty() ? running.instance_type : running.gpu_product.empty() ? "any machine" : running.gpu_product;
  }

  std::optional<std::uint32_t> workload_called(const std::string& name) const {
    for (std::uint32_t i = 0; i < world_.workloads.size(); ++i) {
      const std::string& own = world_.workloads[i].name;
      if (own == name || dns_label(own) == name || label_value(own) == name || google_label(own) == name) return i;
    }
    return std::nullopt;
  }

  std::optional<std::uint32_t> workload_of(const RunningPool& running) {
    for (const std::string& name : running.names) {
      const auto hint = hints_.workloads.find(name);
      if (const auto found = workload_called(hint == hints_.workloads.end() ? name : hint->second)) return found;
    }
    if (world_.workloads.size() != 1) return std::nullopt;
    note(fmt::format("{} is taken for {}, the scenario's only workload", running.source, world_.workloads[0].name));
    return 0;
  }

  std::optional<std::uint32_t> region_of(const RunningPool& running) const {
    for (std::uint32_t i = 0; i < world_.regions.size(); ++i) {
      const Region& region = world_.regions[i];
      if (running.region.empty() ? region.key() == hints_.region
                                 : region.id == running.region && (running.provider.empty() || running.provider == region.provider))
        return i;
    }
    return std::nullopt;
  }

  // The machine by its type, else by its GPU, else the only one; the smallest where several fit.
  std::optional<std::uint32_t> offer_of(const RunningPool& running, std::uint32_t workload, std::uint32_t region) {
    std::vector<std::uint32_t> fitting;
    for (std::uint32_t i = 0; i < world_.offers.size(); ++i) {
      const Offer& offer = world_.offers[i];
      if (offer.region != region || world_.serving(workload, i) == nullptr) continue;
      if (!running.instance_type.empty() ? offer.instance_type == running.instance_type
                                         : running.gpu_product.empty() || gpu_family(offer.gpu) == gpu_family(running.gpu_product))
        fitting.push_back(i);
    }
    if (fitting.empty()) return std::nullopt;
    const std::uint32_t best = *std::ranges::min_element(fitting, {}, [&](std::uint32_t i) { return world_.offers[i].gpu_count; });
    if (fitting.size() > 1)
      note(fmt::format("{} is taken to run on {}, the smallest machine of {} that fits", running.source, world_.offers[best].instance_type,
                       world_.regions[region].key()));
    return best;
  }

  // A topology has one pool for each workload and region: what runs on several machines is taken for the one that most replicas run on, whatever the
  // order in which they are told.
  void join(std::uint32_t workload, const std::map<std::uint32_t, int>& replicas_on) {
    const auto replicas = [](const auto& of) { return of.second; };
    const auto& [most, on_most] = *std::ranges::max_element(replicas_on, {}, replicas);
    Pool pool{workload, most};
    for (const auto& [offer, count] : replicas_on) pool.replicas += count;
    if (replicas_on.size() > 1)
      note(fmt::format("{} in {} runs on {} kinds of machine: all of its {} replicas are taken to run on {}, which {} of them do",
                       world_.workloads[workload].name, world_.regions[world_.offers[most].region].key(), replicas_on.size(), pool.replicas,
                       world_.offers[most].instance_type, on_most));
    imported_.topology.pools.push_back(pool);
  }

  const World& world_;
  const ImportHints& hints_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::map<std::uint32_t, int>> replicas_;  // [region, workload][offer]
  Imported imported_;
};

}  // namespace

Imported import_topology(const World& world, const std::vector<RunningPool>& pools, const ImportHints& hints) {
  Placing placing(world, hints);
  for (const RunningPool& pool : pools) placing.add(pool);
  return placing.result();
}

}  // namespace tradewind
