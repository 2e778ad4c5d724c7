#include "world/catalogue_names.h"

#include <algorithm>
#include <map>

#include "tradewind/scenarios/catalogue.h"
#include "tradewind/scenarios/problem.h"
#include "tradewind/scenarios/traffic_managers.h"

namespace tradewind::resolution {
namespace {

using language::NameList;
using Names = std::vector<std::string>;

void add_once(Names& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

template <typename Entry>
Names name_of(const Named<Entry>& found) {
  return found.entry == nullptr ? Names{} : Names{found.entry->name};
}

class CatalogueNames final : public language::NameBook {
 public:
  explicit CatalogueNames(const Catalogue& catalogue) : catalogue_(catalogue) {
    lists_[language::NAME_LIST_COUNTRY] = catalogue.countries();
    lists_[language::NAME_LIST_CONTINENT] = catalogue.continents();
    lists_[language::NAME_LIST_PROVIDER] = catalogue.providers();
    for (const auto& region : catalogue.regions()) lists_[language::NAME_LIST_REGION].push_back(region.key());
    for (const auto& gpu : catalogue.gpus()) lists_[language::NAME_LIST_GPU].push_back(gpu.name);
    for (const auto& profile : catalogue.profiles()) lists_[language::NAME_LIST_PROFILE].push_back(profile.name);
    for (const auto& model : catalogue.models()) lists_[language::NAME_LIST_LLM].push_back(model.name);
    for (const auto& model : catalogue.batch_models()) add_once(lists_[language::NAME_LIST_CLASSIC_MODEL], model.model);
    for (const auto& offer : catalogue.offers()) add_once(lists_[language::NAME_LIST_INSTANCE_TYPE], offer.instance_type);
    for (const auto& manager : traffic_managers()) lists_[language::NAME_LIST_TRAFFIC_MANAGER].push_back(manager.id);
    for (const auto& metro : catalogue.metros()) {
      lists_[language::NAME_LIST_METRO].push_back(metro.key());
      // "Suzhou", "Suzhou, CN" and "Suzhou, CN, Jiangsu" may all be written.
      for (const std::string& name : {metro.city, metro.city + ", " + metro.country_iso2, metro.key()}) add_once(metros_by_name_[name], metro.key());
    }
    for (const auto& [name, keys] : metros_by_name_) metro_spellings_.push_back(name);
  }

  const Names& names(NameList list) const override {
    static const Names none;
    const auto found = lists_.find(list);
    return found == lists_.end() ? none : found->second;
  }

  Names meant_by(NameList list, const std::string& name) const override {
    if (list == language::NAME_LIST_LLM) return name_of(catalogue_.find_model(name));
    if (list == language::NAME_LIST_GPU) return name_of(catalogue_.find_gpu(name));
    if (list != language::NAME_LIST_METRO) return NameBook::meant_by(list, name);
    const auto found = metros_by_name_.find(name);
    return found == metros_by_name_.end() ? Names{} : found->second;
  }

  std::string nearest(NameList list, const std::string& name) const override {
    // ISO 3166-1 reserves UK and EL for two countries that everybody writes so; their codes are GB and GR.
    if (list == language::NAME_LIST_COUNTRY && (name == "UK" || name == "EL")) return name == "UK" ? "GB" : "GR";
    return list == language::NAME_LIST_METRO ? nearest_name(name, metro_spellings_) : NameBook::nearest(list, name);
  }

 private:
  const Catalogue& catalogue_;
  std::map<NameList, Names> lists_;
  std::map<std::string, Names> metros_by_name_;
  Names metro_spellings_;
};

}  // namespace

const language::NameBook& catalogue_names() {
  static const CatalogueNames names(Catalogue::shipped());
  return names;
}

}  // namespace tradewind::resolution
